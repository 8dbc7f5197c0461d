"""Titles of scenarios become names of tabs: whatever is accepted, a spreadsheet program can take."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook

from revenue_planner.ground.errors import PlanError
from revenue_planner.plan.reading.names import LONGEST_TAB, RESERVED_TABS, folded, read_tab_title, utf16_length
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.workbook.layout import GOAL, RISK, TABS

#: What Excel refuses in the name of a tab.
FORBIDDEN = set("[]:*?/\\")
LONGEST_IN_EXCEL = 31
HEAD = '[plan]\nstart = "2027-01"\nmonths = 2\n[audience]\n[creator_rewards]\n'


def accepted(text: str) -> str | None:
    return read_tab_title(text, ("title",), Findings("plan.toml", {}))


def problems_of(*titles: str) -> list[str]:
    tables = [f'[scenarios.s{number}]\ntitle = "{title}"\n' for number, title in enumerate(titles)]
    try:
        parse_plan(HEAD + "".join(tables))
    except PlanError as error:
        return [str(problem) for problem in error.problems]
    return []


@given(st.text(min_size=1, max_size=40))
@example("𝓐𝓑𝓒𝓓𝓔𝓕𝓖𝓗𝓘𝓙𝓚𝓛𝓜𝓝𝓞𝓟")
@example("'quoted'")
@example("History")
@example("Ｈｉｓｔｏｒｙ")
@example("A/B")
@example("شتاء هادئ")
@example("静かな冬")
def test_an_accepted_title_is_a_name_that_spreadsheet_programs_take(text: str) -> None:
    title = accepted(text)
    if title is None:
        return
    assert len(title.encode("utf-16-le")) // 2 <= LONGEST_IN_EXCEL
    assert not FORBIDDEN & set(title)
    assert not title.startswith("'")
    assert not title.endswith("'")
    assert unicodedata.normalize("NFKC", title).casefold() != "history"
    Workbook().add_worksheet(title)


def test_letters_that_count_twice_are_counted_twice() -> None:
    fits, too_long = "𝓐" * (LONGEST_TAB // 2), "𝓐" * (LONGEST_TAB // 2 + 1)
    assert utf16_length(too_long) == 2 * len(too_long)
    assert accepted(fits) == fits
    (problem,) = problems_of(too_long)
    assert f"takes {LONGEST_TAB + 1} places as spreadsheet programs count" in problem
    assert "plan.toml:7:1" in problem


@pytest.mark.parametrize("tab", sorted({*TABS, RISK, GOAL, "Base", "History"}))
@pytest.mark.parametrize("as_typed", [str.lower, str.upper, str.title])
def test_no_scenario_takes_the_name_of_one_of_our_tabs(tab: str, as_typed: object) -> None:
    assert folded(tab) in RESERVED_TABS
    assert accepted(as_typed(tab)) is None  # type: ignore[operator]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Quiet", "QUIET"), ("Straße", "STRASSE"), ("Café", "Cafe\u0301"), ("Ａ", "a"), ("ΣΑΣ", "σας"), ("ǅ", "dž")],
)
def test_titles_that_a_spreadsheet_program_may_take_for_one_are_refused(one: str, other: str) -> None:
    assert problems_of(one) == problems_of(other) == []
    (problem,) = problems_of(one, other)
    assert "another scenario is called" in problem
