"""What is wrong with a workbook's cells: all of it at once, each with its cell, key, rule and hint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.ground.months import Month
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.drafts import Draft, built, of_input, of_month, of_text

Address = tuple[str, str]
FOLLOWERS, CONVERSION = "audience.opening_followers", "affiliate.amazon.conversion"
SWITCH, DEAL = "creator_rewards.on", "sponsorships.signed.glow.month"


def problems(draft: Draft, folder: Path) -> list[Problem]:
    with pytest.raises(PlanError) as caught:
        read_workbook(draft.save(folder))
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("key", "scenario", "typed", "rule", "hint"),
    [
        (FOLLOWERS, "base", "52,000", "must be a number, not a text", "type it anew as a number: 52000"),
        (FOLLOWERS, "base", "many", "must be a number, not a text", "type a number, such as "),
        (FOLLOWERS, "base", True, "must be a number, not TRUE", "type a number"),
        (FOLLOWERS, "base", -5.0, "must be at least 0", "did you mean 5?"),
        (FOLLOWERS, "base", None, "is empty", "type a number; 0 for none"),
        (FOLLOWERS, "base", "  ", "looks blank", "delete the cell's content"),
        (FOLLOWERS, "cautious", "x0.5", "changes of Base are written in plan files", "type 15000"),
        (FOLLOWERS, "cautious", "+20 %", "changes of Base are written in plan files", "type 36000"),
        (CONVERSION, "base", 2.0, "must be between 0 and 1", "did you mean 0.02?"),
        (CONVERSION, "cautious", 2.0, "must be between 0 and 1", "did you mean 0.02?"),
        ("affiliate.amazon.payment_delay", "base", 1.5, "must be a whole number", "write 1 or 2"),
        (SWITCH, "base", "onn", 'must be "on" or "off"', 'did you mean "on"?'),
        (SWITCH, "base", 1.0, 'must be "on" or "off"', ""),
        (SWITCH, "base", True, 'must be "on" or "off"', ""),
        (SWITCH, "my_own", "off ", "has blanks around it", 'type "off"'),
        (SWITCH, "base", None, "is empty", 'type "on", for example'),
        (DEAL, "base", "May 2027", "must be a date, not a text", "type it anew as a date: 1 May 2027"),
        (DEAL, "base", "soon", "must be a date, not a text", "type a date, for example 1 March 2027"),
        (DEAL, "base", 7.0, "must be a date between 1990 and 2199", "type a date"),
        (DEAL, "base", 1e300, "must be a date between 1990 and 2199", "type a date"),
        (DEAL, "base", False, "must be a date", "type a date"),
        (DEAL, "base", None, "is empty", "type a date"),
    ],
)
def test_a_figure_that_cannot_be(
    key: str, scenario: str, typed: float | str | bool | None, rule: str, hint: str, tmp_path: Path
) -> None:
    at = of_input(key, scenario)
    (problem,) = problems(Draft().type(at, typed), tmp_path)
    assert problem.place.source == str(tmp_path / "book.xlsx")
    assert (problem.place.cell, problem.key) == ("!".join(at), key)
    assert problem.rule.startswith(rule)
    assert problem.hint.startswith(hint)
    if typed is not None:
        assert problem.value or not str(typed).strip()


@pytest.mark.parametrize("code", ["#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?"])
def test_an_error_in_an_input_cell(code: str, tmp_path: Path) -> None:
    (problem,) = problems(Draft().error(of_input(FOLLOWERS, "cautious"), code), tmp_path)
    assert (problem.rule, problem.value) == ("holds an error instead of a figure", code)


def test_a_formula_that_was_never_computed(tmp_path: Path) -> None:
    (problem,) = problems(Draft().formula(of_input(FOLLOWERS), "2*25000"), tmp_path)
    assert problem.rule == "holds a formula that was never computed"


@pytest.mark.parametrize(
    ("key", "number", "scenario", "typed", "rule"),
    [
        ("audience.videos", 5, "base", "four", "must be a number, not a text"),
        ("audience.videos", 8, "my_own", -1.0, "must be at least 0"),
        ("audience.season_views", 12, "base", None, "is empty"),
        ("audience.season_views", 1, "cautious", 1000.0, "must be between 0 and 100"),
        ("audience.season_views", 1, "my_own", "high", "must be a number, not a text"),
    ],
)
def test_a_month_that_cannot_be(
    key: str, number: int, scenario: str, typed: float | str | None, rule: str, tmp_path: Path
) -> None:
    at = of_month(key, number, scenario)
    (problem,) = problems(Draft().type(at, typed), tmp_path)
    assert (problem.place.cell, problem.key, problem.rule) == ("!".join(at), key, rule)


def test_everything_at_once(tmp_path: Path) -> None:
    draft = Draft().type(of_input(FOLLOWERS), "many").type(of_input(CONVERSION, "cautious"), 3.0)
    draft.type(of_input(SWITCH), "perhaps").type(of_month("audience.videos", 2), "?").error(of_input(DEAL), "#REF!")
    assert {problem.key for problem in problems(draft, tmp_path)} == {
        FOLLOWERS, CONVERSION, SWITCH, "audience.videos", DEAL,
    }  # fmt: skip


def start_cell() -> Address:
    row = of_text("Inputs", "plan.start")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return "Inputs", f"C{row}"


def log_value(fact: str) -> Address:
    return built().addresses.beside("Log", of_text("Log", f"fact.{fact}")[1], -1)


def calendar_texts(text: str) -> list[Address]:
    return [("Calendar", cell) for cell, found in built().file.texts["Calendar"].items() if found == text]


@pytest.mark.parametrize(
    ("change", "rule", "hint"),
    [
        (
            lambda d: d.type(of_text("Inputs", FOLLOWERS), "audience.opening_folowers"),
            "there is no input of this key",
            f'did you mean "{FOLLOWERS}"?',
        ),
        (
            lambda d: d.type(of_text("Inputs", FOLLOWERS), CONVERSION),
            "this key stands in two rows, here and at Inputs!",
            "delete one of the two rows",
        ),
        (
            lambda d: d.type(of_text("Inputs", FOLLOWERS), None),
            "its row is missing on the tab Inputs",
            "insert a row with this key",
        ),
        (
            lambda d: d.type(of_text("Inputs", "Cautious"), "Careful"),
            'the column of the scenario "Cautious" is missing',
            'write "Cautious" above it',
        ),
        (
            lambda d: d.type(of_text("Inputs", "My own"), "Cautious"),
            'there is another column "Cautious" at Inputs!',
            "give each a title of its own",
        ),
        (
            lambda d: d.type(of_text("Inputs", "My own"), "Base"),
            'there is another column "Base" at Inputs!',
            "give each",
        ),
        (lambda d: d.type(start_cell(), None), "is empty", "type the first month as a date"),
        (lambda d: d.type(start_cell(), Month(1995, 1).serial), "must be between Jan 2000 and Dec 2100", ""),
        (
            lambda d: d.type(calendar_texts("Cautious")[0], "Cautios"),
            "there is no scenario of this title",
            'did you mean "Cautious"?',
        ),
        (
            lambda d: d.type(calendar_texts("Cautious")[0], "Base"),
            '"Base" has another row with this key',
            "delete one of the two rows",
        ),
        (
            lambda d: d.type(calendar_texts("audience.videos")[1], "audience.video"),
            "no input of this key is typed by month",
            'did you mean "audience.videos"?',
        ),
        (
            lambda d: d.type(calendar_texts("audience.videos")[1], None),
            'its row for the scenario "Cautious" is missing on the tab Calendar',
            "insert a row",
        ),
        (lambda d: d.type(calendar_texts("Feb")[0], "February"), "the row of month names (Jan, Feb, …)", ""),
        (lambda d: d.type(("Calendar", "J2"), None), "there are 7 columns with a date above them, but", "take"),
        (lambda d: d.type(of_text("Log", "fact.months"), None), "is not a workbook of the planner", "workbooks of"),
        (lambda d: d.type(log_value("currency"), "euro"), "must be the three capital letters", "the Log is not"),
        (lambda d: d.type(log_value("months"), "140"), "must be a whole number from 1 to 60", "the Log is not"),
        (
            lambda d: d.type(of_text("Log", "fact.scenario.cautious"), "fact.scenario.Cau tious"),
            "must be the key of a scenario, with its title",
            "the Log is not",
        ),
        (lambda d: d.type(of_text("Log", "fact.scenario.base"), None), "its row is missing on the Log", "take it over"),
        (lambda d: d.type(of_text("Log", "part.audience"), None), "its row is missing on the Log", "take it over"),
        (
            lambda d: d.type(of_text("Log", "part.affiliate.amazon"), "part.afiliate.amazon"),
            "the planner has no such part",
            "",
        ),
        (
            lambda d: d.type(of_text("Inputs", "plan.start"), None),
            'has no tab with the inputs: a header row with "Key", and plan.start',
            "take the tab Inputs over",
        ),
        (
            lambda d: d.type(of_text("Calendar", "Scenario"), None),
            'has no tab with values by month: a header row with "Key" and "Scenario"',
            "take the tab Calendar over",
        ),
    ],
)
def test_a_key_or_header_that_was_changed(
    change: Callable[[Draft], Draft], rule: str, hint: str, tmp_path: Path
) -> None:
    found = problems(change(Draft()), tmp_path)
    assert any(p.rule.startswith(rule) and p.hint.startswith(hint) for p in found), [str(p) for p in found]


@pytest.mark.parametrize(
    ("title", "rule"),
    [("Bad: name", "becomes the name of a tab"), ("Checks", "the workbook has a tab"), ("x" * 26, "has 26 characters")],
)
def test_a_title_that_no_tab_can_have(title: str, rule: str, tmp_path: Path) -> None:
    """A column is renamed, and with it becomes a new scenario; the old one is missed."""
    draft = Draft().type(of_text("Inputs", "Cautious"), title)
    at = of_text("Inputs", "Cautious")
    assert any(
        problem.rule.startswith(rule) and problem.place.cell == "!".join(at) for problem in problems(draft, tmp_path)
    )
