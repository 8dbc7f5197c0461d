"""What a plan says about its uncertainty comes back from the Log, and nothing wrong there is believed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError
from revenue_planner.plan.risk import Correlation, RiskSettings, Spread
from revenue_planner.plan.values import BASE
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.tabs.log.tab import fingerprint
from tests.support.drafts import Draft, built, of_input, of_text, reworked

SETTINGS = RiskSettings(
    seed=9_007_199_254_740_993,  # one more than a float can hold
    trials=2_500,
    goal="take_home >= 500 by 2027-10",
    inputs={
        "audience.for_you_views_per_video": Spread(2_000, 30_000),
        "affiliate.amazon.conversion": Spread(None, 0.0275),
        "own_products.course.conversion": Spread(fixed=True),
    },
    correlations=(Correlation("audience.follow_rate", "audience.link_click_rate", 0.25),),
)
TOGETHER = "fact.risk.together.audience.follow_rate and audience.link_click_rate"
VIEWS = "fact.risk.inputs.audience.for_you_views_per_video"


def of_fact(key: str) -> tuple[str, str]:
    """The cell with the value of a fact."""
    return built().addresses.beside("Log", of_text("Log", key)[1], -1)


def test_settings_come_back(tmp_path: Path) -> None:
    assert built().plan.risk == SETTINGS
    assert read_workbook(Draft().save(tmp_path)).risk == SETTINGS


def test_they_come_back_from_another_program(tmp_path: Path) -> None:
    assert read_workbook(reworked(lambda book: None, tmp_path)).risk == SETTINGS


def test_they_are_read_wherever_the_log_is_moved(tmp_path: Path) -> None:
    def change(book: object) -> None:
        sheet = book["Log"]  # type: ignore[index]
        sheet.insert_rows(3, 2)
        sheet.insert_cols(1)

    assert read_workbook(reworked(change, tmp_path)).risk == SETTINGS


def test_numbers_count_as_such(tmp_path: Path) -> None:
    """As when a program turned the texts into numbers."""
    draft = Draft().type(of_fact("fact.risk.seed"), 123456789.0).type(of_fact("fact.risk.trials"), 7000.0)
    risk = read_workbook(draft.type(of_fact(TOGETHER), -0.5).save(tmp_path)).risk
    assert (risk.seed, risk.trials, risk.correlations[0].value) == (123_456_789, 7_000, -0.5)


@pytest.mark.parametrize(
    ("text", "spread"),
    [
        ("usual", Spread()),
        ("Fixed", Spread(fixed=True)),
        ("P10 5e3", Spread(5_000)),
        ("p90  70000", Spread(p90=70_000)),
        ("P10 5000,P90 70000", Spread(5_000, 70_000)),
    ],
)
def test_a_range_may_be_typed_into_the_log(text: str, spread: Spread, tmp_path: Path) -> None:
    read = read_workbook(Draft().type(of_fact(VIEWS), text).save(tmp_path))
    assert read.risk.inputs["audience.for_you_views_per_video"] == spread


def test_the_inputs_of_risk_are_inputs_like_others(tmp_path: Path) -> None:
    draft = Draft().type(of_input("risk.viral_chance"), 0.08).type(of_input("risk.viral_chance", "cautious"), 0)
    plan = read_workbook(draft.save(tmp_path))
    assert plan.value("risk.viral_chance", BASE) == 0.08
    assert plan.value("risk.viral_chance", "cautious") == 0.0


def test_another_setting_is_another_plan() -> None:
    plan = built().plan
    prints = {
        fingerprint(replace(plan, risk=risk))
        for risk in (SETTINGS, replace(SETTINGS, seed=2), replace(SETTINGS, inputs={}), RiskSettings())
    }
    assert len(prints) == 4


def test_a_workbook_of_a_version_without_settings_has_the_usual_ones(tmp_path: Path) -> None:
    draft = Draft().type(of_fact("fact.version"), "0.1")
    for key in ("seed", "trials", "goal", "draw"):
        draft.type(of_text("Log", f"fact.risk.{key}"), None)
    for key in (VIEWS, TOGETHER, "fact.risk.inputs.affiliate.amazon.conversion"):
        draft.type(of_text("Log", key), None)
    draft.type(of_text("Log", "fact.risk.inputs.own_products.course.conversion"), None)
    assert read_workbook(draft.save(tmp_path)).risk == RiskSettings()


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("fact.risk.seed", "lucky", "must be a whole number of 0 or more"),
        ("fact.risk.seed", -3.0, "must be a whole number of 0 or more"),
        ("fact.risk.seed", "9" * 200, "must be a whole number of 0 or more"),
        ("fact.risk.seed", 1.5, "must be a whole number of 0 or more"),
        ("fact.risk.seed", True, "must be a whole number of 0 or more"),
        ("fact.risk.seed", None, "must be a whole number of 0 or more"),
        ("fact.risk.trials", 5.0, "must be a whole number from 100 to 10,000,000"),
        ("fact.risk.trials", 1e300, "must be a whole number from 100 to 10,000,000"),
        ("fact.risk.goal", "=1+1", "is hit by nobody"),
        ("fact.risk.goal", "x" * 5000, "a goal has at most 200 characters"),
        ("fact.risk.draw", "some", 'must be "all" or "listed"'),
        (VIEWS, "P10 5, P90", 'must be "fixed", "usual" or a range such as "P10 0.001, P90 0.008"'),
        (VIEWS, "pert from 0.001 to 0.008", 'must be "fixed", "usual" or a range'),
        (VIEWS, None, 'must be "fixed", "usual" or a range'),
        (VIEWS, 17.0, 'must be "fixed", "usual" or a range'),
        (VIEWS, "", 'must be "fixed", "usual" or a range'),
        (VIEWS, "P10 9, P90 1", "p10 (9) must be below p90 (1)"),
        (VIEWS, "P10 -1, P90 9000", "must be at least 0"),
        (VIEWS, "P10 1, P90 1e999", "must be an ordinary number, not infinity"),
        (VIEWS, "fixed from 1 to 9", 'must be "fixed", "usual" or a range'),
        (TOGETHER, "closely", "must be a number from -1 to 1"),
        (TOGETHER, 25.0, "must be a number from -1 to 1"),
        (TOGETHER, None, "must be a number from -1 to 1"),
    ],
)
def test_a_wrong_value_is_told_with_its_cell(
    fact: str, value: float | str | bool | None, told: str, tmp_path: Path
) -> None:
    with pytest.raises(PlanError) as caught:
        read_workbook(Draft().type(of_fact(fact), value).save(tmp_path))
    (problem,) = caught.value.problems
    assert told in problem.rule
    assert (problem.place.cell or "").replace("'", "") == "!".join(of_fact(fact))
    assert f"fact.{problem.key}" == fact


@pytest.mark.parametrize(
    ("fact", "other", "told"),
    [
        ("fact.risk.seed", None, "its row is missing on the Log"),
        ("fact.risk.draw", "fact.risk.drawn", "the planner has no such setting"),
        ("fact.risk.draw", "fact.risk.", "the planner has no such setting"),
        (VIEWS, "fact.risk.inputs", "the planner has no such setting"),
        (VIEWS, "fact.risk.inputs.", "the plan has no such input"),
        (VIEWS, "fact.risk.inputs.audience", "the plan has no such input"),
        (VIEWS, "fact.risk.inputs.audience.views", "the plan has no such input"),
        (VIEWS, "fact.risk.inputs.audience.reach_factor", "is where stress and luck are written"),
        (VIEWS, "fact.risk.inputs.affiliate.amazon.conversion.shape.low", "the plan has no such input"),
        (TOGETHER, "fact.risk.together.", "must be a list of two inputs' keys"),
        (TOGETHER, "fact.risk.together.a and b and c", "must be a list of two inputs' keys"),
        (TOGETHER, "fact.risk.together.audience.follow_rate and audience.likes", "the plan has no such input"),
        (TOGETHER, "fact.risk.together.audience.age and audience.age", "names the same input twice"),
    ],
)
def test_a_wrong_key_is_told_with_its_cell(fact: str, other: str | None, told: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        read_workbook(Draft().type(of_text("Log", fact), other).save(tmp_path))
    rules = [problem.rule for problem in caught.value.problems]
    assert any(told in rule for rule in rules), rules


def test_doubts_are_told_with_their_cell(tmp_path: Path) -> None:
    draft = Draft().type(of_input("audience.for_you_views_per_video"), 40_000.0)
    (doubt,) = [
        each for each in read_workbook(draft.save(tmp_path)).warnings if "is the middle, but not below p90" in each.rule
    ]
    assert (doubt.place.cell or "").replace("'", "") == "!".join(of_fact(VIEWS))
