"""Names typed into a workbook keep to the rules of plan files, and what is wrong is told at its cell."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.names import LONGEST_LABEL, LONGEST_TITLE, read_tab_title
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.drafts import PLAN, Draft, built, of_text

#: Titles that no tab can have, and what is said of each.
BAD_TITLES = {
    "A/B": "may not have /",
    "what?": "may not have ?",
    "a [1]": "may not have",
    "'quoted'": "may not have '",
    "-20": "must start with a letter or digit",
    "History": "has a tab",
    "INPUTS": "has a tab",
    "𝓐𝓑𝓒𝓓𝓔𝓕𝓖𝓗𝓘𝓙𝓚𝓛𝓜𝓝𝓞𝓟": "takes 32 places",
    "An endless title of a scenario": "at most 25 fit",
}


def of_fact(key: str) -> tuple[str, str]:
    return built().addresses.beside("Log", of_text("Log", key)[1], -1)


def problems(draft: Draft, folder: Path) -> list[Problem]:
    with pytest.raises(PlanError) as caught:
        read_workbook(draft.save(folder))
    return list(caught.value.problems)


def renamed(title: str) -> tuple[Draft, str]:
    """A workbook in which a scenario has another title everywhere, and the cell of that on the Log."""
    tab, cell = of_fact("fact.scenario.cautious")
    texts = Draft().replace_all("xl/sharedStrings.xml", "<t>Cautious</t>", f"<t>{escape(title, quote=False)}</t>")
    return texts, f"{tab}!{cell}"


@pytest.mark.parametrize("title", BAD_TITLES)
def test_a_scenario_renamed_in_the_workbook_keeps_to_the_rules(title: str, tmp_path: Path) -> None:
    refused = Findings("plan.toml", {})
    assert read_tab_title(title, ("title",), refused) is None, "the plan file takes it, so there is nothing to test"
    draft, cell = renamed(title)
    found = problems(draft, tmp_path)
    told = [problem for problem in found if problem.key == "fact.scenario.cautious"]
    assert [problem.rule for problem in told] == [problem.rule for problem in refused.errors]
    assert BAD_TITLES[title] in told[0].rule
    assert told[0].place.cell is not None
    assert told[0].place.cell.replace("'", "") == cell
    assert "type another title" in told[0].hint


@pytest.mark.parametrize("title", ["Quiet & slow (2%)", "Mit Maß", "静かな冬", "𝓐𝓑𝓒"])
def test_a_title_that_plan_files_take_comes_back_from_the_workbook(title: str, tmp_path: Path) -> None:
    draft, _cell = renamed(title)
    plan = read_workbook(draft.save(tmp_path))
    assert plan.scenarios[1].title == title
    text = PLAN.replace("[scenarios.cautious]", f'[scenarios.cautious]\ntitle = "{title}"')
    assert parse_plan(text).scenarios == plan.scenarios


@pytest.mark.parametrize("twin", ["My own", "MY OWN", "Ｍｙ ｏｗｎ", "base"])
def test_two_titles_that_tabs_cannot_tell_apart_are_refused(twin: str, tmp_path: Path) -> None:
    draft, _cell = renamed(twin)
    assert any(
        "is the title of another scenario too" in p.rule or "has a tab" in p.rule for p in problems(draft, tmp_path)
    )


@pytest.mark.parametrize(
    ("key", "text", "rule"),
    [
        ("fact.title", "x" * (LONGEST_TITLE + 1), f"at most {LONGEST_TITLE} fit"),
        ("fact.title", "one\nline", "one line"),
    ],
)
def test_the_plans_title_keeps_to_the_rules(key: str, text: str, rule: str, tmp_path: Path) -> None:
    tab, cell = of_fact(key)
    (problem,) = problems(Draft().type((tab, cell), text), tmp_path)
    assert rule in problem.rule
    assert problem.key == key
    assert problem.place.cell is not None
    assert problem.place.cell.endswith(cell)


def test_labels_keep_to_the_rules(tmp_path: Path) -> None:
    tab, cell = built().addresses.beside("Log", of_text("Log", "part.affiliate.amazon")[1], -2)
    long = "x" * (LONGEST_LABEL + 60)
    (problem,) = problems(Draft().type((tab, cell), long), tmp_path)
    assert "fit" in problem.rule
    assert problem.key == "part.affiliate.amazon"
    assert problem.place.cell is not None
    assert problem.place.cell.endswith(cell)
