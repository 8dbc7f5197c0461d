"""Stress lines become factors by month."""

from __future__ import annotations

import pytest

from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan
from tests.support.plans import HEAD, REWARDS, errors_of, small, warnings_of

#: A plan of January to June 2027.
TABLES = '[[affiliate]]\nname = "amazon"\n[[affiliate]]\nname = "ltk"\n[tiktok_shop.creator]\n[tiktok_shop.seller]\n'


def under(line: str, *tables: str) -> Plan:
    return small(TABLES, *tables, f'[scenarios.hit]\nstress = ["{line}"]')


def factors(plan: Plan, key: str, scenario: str = "hit") -> list[float] | None:
    return plan.by_month(key, scenario)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("reach stops in 2027-04", [1, 1, 1, 0, 0, 0]),
        ("reach stops in month 4", [1, 1, 1, 0, 0, 0]),
        ("reach stops from month 4", [1, 1, 1, 0, 0, 0]),
        ("reach stop in 2027-4", [1, 1, 1, 0, 0, 0]),
        ("reach stops in 2027-02 for 2 months", [1, 0, 0, 1, 1, 1]),
        ("reach stops in 2027-02 for 1 month", [1, 0, 1, 1, 1, 1]),
        ("reach stops in 2027-02 until 2027-03", [1, 0, 0, 1, 1, 1]),
        ("reach halves from 2027-05", [1, 1, 1, 1, 0.5, 0.5]),
        ("reach halves from 2027-02 for 3 months", [1, 0.5, 0.5, 0.5, 1, 1]),
        ("reach halves in 2027-02", [1, 0.5, 1, 1, 1, 1]),
        ("reach doubles in month 6", [1, 1, 1, 1, 1, 2]),
        ("reach x0.3 from 2027-05 for 12 months", [1, 1, 1, 1, 0.3, 0.3]),
        ("reach x 0.3 in 2027-05", [1, 1, 1, 1, 0.3, 1]),
        ("reach -30% from month 3 until month 4", [1, 1, 0.7, 0.7, 1, 1]),
        ("reach −30 % from 2027-03 until month 4", [1, 1, 0.7, 0.7, 1, 1]),
        ("reach +20% in 2027-01", [1.2, 1, 1, 1, 1, 1]),
        ("reach x0 from 2026-11 for 4 months", [0, 0, 1, 1, 1, 1]),
        ("  REACH   Stops  IN   Month 6. ", [1, 1, 1, 1, 1, 0]),
    ],
)
def test_lines(line: str, expected: list[float]) -> None:
    plan = under(line)
    assert factors(plan, "audience.reach_factor") == expected
    assert factors(plan, "audience.reach_factor", BASE) is None
    assert [str(w) for w in plan.warnings] == []


@pytest.mark.parametrize(
    ("target", "keys"),
    [
        ("reach", ["audience.reach_factor"]),
        ("creator_rewards", ["creator_rewards.factor"]),
        ("Creator rewards", ["creator_rewards.factor"]),
        ("affiliate", ["affiliate.amazon.factor", "affiliate.ltk.factor"]),
        ("affiliate.ltk", ["affiliate.ltk.factor"]),
        ("tiktok_shop", ["tiktok_shop.creator.factor", "tiktok_shop.seller.factor"]),
        ("TikTok-Shop.seller", ["tiktok_shop.seller.factor"]),
    ],
)
def test_targets(target: str, keys: list[str]) -> None:
    assert sorted(under(f"{target} stops in month 2").settings["hit"]) == keys


def test_lines_of_the_plan_hold_in_all_scenarios_and_scenarios_add_theirs() -> None:
    head = HEAD + 'stress = ["reach x0.5 from month 2 for 2 months", "reach x0.5 in month 3"]\n'
    plan = parse_plan(head + REWARDS + '[scenarios.hit]\nstress = ["reach x0.1 from month 3"]\n[scenarios.my_own]\n')
    key = "audience.reach_factor"
    assert factors(plan, key, BASE) == [1, 0.5, 0.25, 1, 1, 1]
    assert factors(plan, key, "my_own") == [1, 0.5, 0.25, 1, 1, 1]
    assert factors(plan, key) == [1, 0.5, 0.025, 0.1, 0.1, 0.1]
    assert plan.settings["my_own"] == {}


def test_stress_multiplies_what_the_plan_says() -> None:
    base = "[audience]\nreach_factor = [1, 1.2, 0.5]\n"
    assert factors(under("reach halves from month 2 for 2 months", base), "audience.reach_factor") == [
        1, 0.6, 0.25, 0.5, 0.5, 0.5,
    ]  # fmt: skip


def test_stress_multiplies_what_the_scenario_says() -> None:
    text = HEAD + 'stress = ["reach x0.5 in month 2"]\n' + REWARDS + "[audience]\nreach_factor = [1, 1, 2]\n"
    hit = "[scenarios.hit]\naudience.reach_factor = 0.8\n"
    plan = parse_plan(text + hit)
    assert factors(plan, "audience.reach_factor", BASE) == [1, 0.5, 2, 2, 2, 2]
    assert factors(plan, "audience.reach_factor") == [0.8, 0.4, 0.8, 0.8, 0.8, 0.8]
    plan = parse_plan(text + hit + 'stress = ["reach stops in month 6"]\n')
    assert factors(plan, "audience.reach_factor") == [0.8, 0.4, 0.8, 0.8, 0.8, 0]


def test_stress_that_changes_nothing_leaves_the_scenario_as_base() -> None:
    stop = 'stress = ["reach stops in month 2"]\n'
    plan = parse_plan(HEAD + stop + REWARDS + "[scenarios.hit]\n" + stop)
    assert plan.settings["hit"] == {}


def test_months_after_the_plan_have_no_effect() -> None:
    text = f'{HEAD}{REWARDS}[scenarios.hit]\nstress = ["reach halves in month 7"]\n'
    assert [w.rule for w in warnings_of(text)] == ["has no effect: it is outside the plan (Jan 2027 to Jun 2027)"]


def test_every_wrong_line_is_told_with_the_grammar() -> None:
    text = f'{HEAD}stress = [\n  "reach",\n  "reach stops",\n  "reach stops in May",\n]\n{REWARDS}'
    problems = errors_of(text)
    assert [(p.place.line, p.place.column) for p in problems] == [(5, 3), (6, 3), (7, 3)]
    assert all('lines are such as "tiktok_shop stops in 2027-07"' in p.hint for p in problems)


def test_a_long_line_costs_no_time() -> None:
    assert len(errors_of(f'{HEAD}stress = ["reach{" " * 3000}stops"]\n{REWARDS}')) == 1
