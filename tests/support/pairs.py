"""Plans to compare: short ones worked by hand, and random ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from revenue_planner.analysis.comparison.compare import compare_sides
from revenue_planner.analysis.comparison.result import Comparison, InputDifference, Pair, Side
from revenue_planner.documents.sides import shortened
from revenue_planner.ground.months import Timeline
from revenue_planner.model.structure import Structure
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan
from tests.support.cases import case
from tests.support.random_plans import random_plan


def plain(text: str) -> Plan:
    """A plan that says `text` and is otherwise the plain plan of the cases."""
    return case(text).result.plan


def side(plan: Plan, letter: str = "A", scenario: str = BASE) -> Side:
    found = next(each for each in plan.scenarios if each.name == scenario)
    return Side(letter, f"{plan.title}, {found.title}", f"{letter.lower()}.toml", plan, found)


def pair_of(a: Plan, b: Plan, scenario_a: str = BASE, scenario_b: str = BASE) -> Pair:
    """Two plans of the same length, compared."""
    return compared(a, b, scenario_a, scenario_b).pairs[0]


def compared(a: Plan, b: Plan, scenario_a: str = BASE, scenario_b: str = BASE) -> Comparison:
    return compare_sides((side(a, "A", scenario_a), side(b, "B", scenario_b)))


def by_key(pair: Pair) -> dict[str, InputDifference]:
    return {each.key: each for each in pair.inputs}


@cache
def random_parts(seed: int) -> Plan:
    """A random plan of its own length, start and parts."""
    return parse_plan(random_plan(seed))


def random_sides(seed: int, other: int, *, same_start: bool) -> tuple[Side, Side]:
    """Two random plans, cut to the length of the shorter."""
    a, b = random_parts(seed), random_parts(other)
    months = min(a.timeline.months, b.timeline.months)
    a, b = shortened(a, months), shortened(b, months)
    if same_start:
        timeline = Timeline(a.timeline.start, months)
        b = replace(b, structure=Structure(timeline, b.structure.parts))
    last = b.scenarios[-1].name
    return side(a, "A"), side(b, "B", last)
