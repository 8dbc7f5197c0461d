"""What [risk] may say beside its inputs, and what it comes to."""

from __future__ import annotations

import pytest

from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.risk import DEFAULT_TRIALS, MOST_SEED, Correlation, RiskSettings, Spread
from revenue_planner.plan.values import BASE
from tests.support.plans import EVERYTHING, HEAD, REWARDS, errors_of, small, warnings_of


def risk(*lines: str) -> RiskSettings:
    return small("[risk]", *lines).risk


def spread(key: str, written: str) -> Spread:
    return small("[risk.inputs]", f"{key} = {written}").risk.inputs[key]


def warned(*lines: str) -> list[str]:
    return [str(problem) for problem in warnings_of("\n".join([HEAD, REWARDS, *lines]))]


def test_a_plan_that_says_nothing_has_defaults() -> None:
    assert small().risk == RiskSettings(seed=1, trials=DEFAULT_TRIALS, goal="", draw="all", inputs={}, correlations=())


def test_everything_at_once() -> None:
    plan = parse_plan(EVERYTHING)
    assert plan.risk == RiskSettings(
        seed=7,
        trials=20_000,
        goal="take_home >= 5000 by 2027-12",
        inputs={
            "audience.for_you_views_per_video": Spread(5_000, 20_000),
            "sponsorships.signed.glow.amount": Spread(1_200, None),
            "affiliate.amazon.basket": Spread(fixed=True),
        },
        correlations=(Correlation("audience.follow_rate", "affiliate.amazon.conversion", 0.4),),
    )
    assert plan.value("risk.views_volatility", BASE) == 0.4
    assert plan.value("risk.viral_chance", BASE) == 0.03
    assert plan.value("risk.viral_chance", "cautious") == 0.0


@pytest.mark.parametrize("seed", [0, 1, 123_456_789_012_345_678, MOST_SEED])
def test_seeds_keep_every_digit(seed: int) -> None:
    assert risk(f"seed = {seed}").seed == seed


def test_whole_numbers_may_have_a_point() -> None:
    assert risk("trials = 5_000.0").trials == 5_000


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{}", Spread()),
        ("{ p10 = 0.001 }", Spread(0.001)),
        ("{ p90 = 0.01 }", Spread(p90=0.01)),
        ("{ p10 = 0.001, p90 = 0.01 }", Spread(0.001, 0.01)),
        ("{ p90 = 0.01, p10 = 0 }", Spread(0.0, 0.01)),
        ('"fixed"', Spread(fixed=True)),
        ('" Fixed "', Spread(fixed=True)),
    ],
)
def test_forms_of_a_spread(written: str, expected: Spread) -> None:
    assert spread("audience.follow_rate", written) == expected


def test_a_choice_or_a_fact_may_be_drawn_when_it_is_listed() -> None:
    assert spread("audience.videos", "{ p10 = 10, p90 = 20 }") == Spread(10, 20)
    assert spread("business.tax_rate", "{ p10 = 0.2, p90 = 0.3 }") == Spread(0.2, 0.3)
    assert spread("risk.viral_chance", "{ p10 = 0.0, p90 = 0.1 }") == Spread(0.0, 0.1)


def test_spreads_come_in_the_order_of_the_plan() -> None:
    plan = small('[risk.inputs]\ncreator_rewards.us_rpm = "fixed"\naudience.like_rate = "fixed"')
    assert list(plan.risk.inputs) == ["audience.like_rate", "creator_rewards.us_rpm"]


def test_blanks_in_a_goal_are_evened_out() -> None:
    assert risk('goal = "  take_home   >= 5k by month 6 "').goal == "take_home >= 5k by month 6"
    assert risk('goal = ""').goal == ""


@pytest.mark.parametrize("when", ["2026-12", "2027-07", "month 7"])
def test_a_goal_after_the_end_is_doubted(when: str) -> None:
    warnings = warned("[risk]", f'goal = "take_home >= 5000 by {when}"')
    assert len(warnings) == 1
    assert "its month is outside the plan, which has 6 months (2027-01 to 2027-06)" in warnings[0]
    assert warned("[risk]", 'goal = "take_home >= 5000 by 2027-06"') == []


def test_a_range_from_a_figure_of_none_is_no_mistake() -> None:
    assert warned("[risk.inputs]", "creator_rewards.other_rpm = { p10 = 0, p90 = 0.1 }") == []


def test_all_problems_are_told_at_once() -> None:
    told = errors_of(
        HEAD
        + REWARDS
        + """
[risk]
seed = -1
trials = 1
goal = "rich"
draw = "some"
correlations = [ { between = ["audience.follow_rate", "audience.likes"], value = 3 } ]
[risk.inputs]
audience.like_rate = { p10 = 0.5, p90 = 0.1 }
audience.save_rate = { p10 = -1, p90 = 3 }
"""
    )
    assert [problem.key for problem in told] == [
        "risk.seed",
        "risk.trials",
        "risk.goal",
        "risk.draw",
        "risk.correlations[1].between[2]",
        "risk.correlations[1].value",
        "risk.inputs.audience.like_rate",
        "risk.inputs.audience.save_rate.p10",
        "risk.inputs.audience.save_rate.p90",
    ]


@pytest.mark.parametrize(
    ("figure", "written", "told"),
    [
        (
            "0.006",
            "{ p10 = 0.001, p90 = 0.005 }",
            "0.006 is the middle, but not below p90: it is drawn as far up as down",
        ),
        (
            "0.001",
            "{ p10 = 0.002, p90 = 0.005 }",
            "0.001 is the middle, but not above p10: it is drawn as far down as up",
        ),
        ("0.002", "{ p10 = 0.002, p90 = 0.005 }", "0.002 is the middle, but not above p10"),
        ("0.006", "{ p90 = 0.005 }", "0.006 is the middle, but not below p90"),
    ],
)
def test_a_range_beside_the_plans_figure_is_doubted(figure: str, written: str, told: str) -> None:
    warnings = warned("[audience]", f"follow_rate = {figure}", "[risk.inputs]", f"audience.follow_rate = {written}")
    assert len(warnings) == 1
    assert told in warnings[0]


def test_of_an_input_by_month_the_usual_figure_counts() -> None:
    lines = ["[audience]", 'videos = { default = 16, "2027-03" = 0 }', "[risk.inputs]"]
    assert warned(*lines, "audience.videos = { p10 = 12, p90 = 20 }") == []
    assert "16 is the middle, but not below p90" in warned(*lines, "audience.videos = { p10 = 12, p90 = 14 }")[0]


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (['between = ["audience.follow_rate", "audience.videos"]'], "audience.videos"),
        (['between = ["business.tax_rate", "audience.follow_rate"]'], "business.tax_rate"),
    ],
)
def test_what_is_not_drawn_cannot_move_together(lines: list[str], key: str) -> None:
    warnings = warned("[risk]", f"correlations = [ {{ {lines[0]}, value = 0.5 }} ]")
    assert len(warnings) == 1
    assert f'"{key}": is not drawn' in warnings[0]
    listed = warned(
        "[risk]", f"correlations = [ {{ {lines[0]}, value = 0.5 }} ]", "[risk.inputs]", f"{key} = {{ p90 = 1 }}"
    )
    assert not any("is not drawn" in warning for warning in listed)


def test_drawing_only_what_is_listed_needs_a_list() -> None:
    assert "no input is listed" in warned("[risk]", 'draw = "listed"')[0]
    assert warned("[risk]", 'draw = "listed"', "[risk.inputs]", "audience.follow_rate = {}") == []


def test_lines_of_tables_are_correlations_too() -> None:
    plan = small(
        "[[risk.correlations]]",
        'between = ["audience.follow_rate", " audience.like_rate "]',
        "value = -1",
        "[[risk.correlations]]",
        'between = ["audience.like_rate", "audience.save_rate"]',
        "value = 0",
    )
    assert plan.risk.correlations == (
        Correlation("audience.follow_rate", "audience.like_rate", -1.0),
        Correlation("audience.like_rate", "audience.save_rate", 0.0),
    )
