"""Plans at the most that a plan file may have: each maximum alone, and all of them together."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from revenue_planner.language.inputs import Assume, AssumeSeason
from revenue_planner.plan.reading.head import MOST_MONTHS
from revenue_planner.plan.reading.names import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_SCENARIO_NAME,
    LONGEST_TAB,
    LONGEST_TITLE,
)
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.reading.scenarios import MOST_SCENARIOS
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.reading.stress import LONGEST_LINE, MOST_LINES
from revenue_planner.plan.risk import MOST_CORRELATIONS, MOST_SEED, MOST_TRIALS, RISK
from revenue_planner.plan.tables import MOST_INSTANCES, child_families, plan_streams


@dataclass(frozen=True)
class Size:
    """How much of each there is. Where `long`, every title, label and name is as long as it may be."""

    months: int = 2
    programmes: int = 1
    #: Of each other stream that may have several, and of everything below a stream. None: that stream is not there.
    products: int | None = None
    deals: int | None = None
    costs: int = 0
    others: int | None = None
    scenarios: int = 0
    stress: int = 0
    correlations: int = 0
    spreads: bool = False
    by_month: bool = False
    long: bool = False
    #: The most trials and the largest seed.
    luck: bool = False


ORDINARY = Size()
ALL = Size(
    MOST_MONTHS, MOST_INSTANCES, MOST_INSTANCES, MOST_INSTANCES, MOST_INSTANCES, MOST_INSTANCES,
    MOST_SCENARIOS, MOST_LINES, MOST_CORRELATIONS, spreads=True, by_month=True, long=True, luck=True,
)  # fmt: skip
#: Each maximum alone.
EACH = {
    "months": replace(ORDINARY, months=MOST_MONTHS),
    "programmes": replace(ORDINARY, programmes=MOST_INSTANCES),
    "products": replace(ORDINARY, products=MOST_INSTANCES),
    "deals": replace(ORDINARY, deals=MOST_INSTANCES),
    "costs": replace(ORDINARY, costs=MOST_INSTANCES),
    "instances of other streams": replace(ORDINARY, others=MOST_INSTANCES),
    "scenarios": replace(ORDINARY, scenarios=MOST_SCENARIOS),
    "stress lines": replace(ORDINARY, stress=MOST_LINES, months=12),
    "correlations": replace(ORDINARY, correlations=MOST_CORRELATIONS, programmes=8),
    "spreads": replace(ORDINARY, spreads=True),
    "values by month": replace(ORDINARY, by_month=True, months=MOST_MONTHS),
    "lengths": replace(ORDINARY, long=True, scenarios=3, deals=2, costs=2, products=2),
    "trials and seed": replace(ORDINARY, luck=True),
}  # fmt: skip


def largest_plan(size: Size) -> str:
    """The TOML text of a plan of this size."""
    lines = ["[plan]", 'start = "2027-01"', f"months = {size.months}"]
    if size.long:
        lines.append(f"title = {json.dumps('&' * LONGEST_TITLE)}")
    if size.stress:
        lines.append(f"stress = {_stress(size, 'reach')}")
    counts = {"affiliate": size.programmes, "own_products": size.products}
    several = {"sponsorships": size.deals, "business": size.costs}
    for name, stream in plan_streams().items():
        if name == RISK:
            continue
        count = counts.get(name, size.others)
        if stream.many:
            for number in range(count or 0):
                lines += [f"[[{name}]]", *_named(size, number)]
                lines += _by_month(size, stream.inputs())
        elif name in ("audience", "business") or several.get(name) or size.others:
            lines += [f"[{name}]", *_by_month(size, stream.inputs())]
        for family in child_families(stream):
            for number in range(several.get(name) or 0):
                lines += [f"[[{name}.{family}]]", *_named(size, number)]
    for number in range(size.scenarios):
        name = f"s{number}" + ("_" * LONGEST_SCENARIO_NAME if size.long else "")
        lines.append(f"[scenarios.{name[:LONGEST_SCENARIO_NAME]}]")
        if size.long:
            lines.append(f'title = "{f"W{number:02d}".ljust(LONGEST_TAB, "W")}"')
        if size.stress:
            lines.append(f"stress = {_stress(size, 'affiliate')}")
        lines.append(f'audience.videos = "+{number + 1}%"')
    return "\n".join([*lines, *_risk(size, lines), ""])


def _named(size: Size, number: int) -> list[str]:
    name = f"i{number}".ljust(LONGEST_NAME, "_") if size.long else f"i{number}"
    label = f"{number} ".ljust(LONGEST_LABEL, "W")
    return [f'name = "{name}"', *([f'label = "{label}"'] if size.long else [])]


def _by_month(size: Size, inputs: object) -> list[str]:
    """Every input that may be given by month, for each month; every season for each calendar month."""
    assert isinstance(inputs, dict)
    if not size.by_month:
        return []
    numbers = [each for each in inputs.values() if isinstance(each, Assume) and each.by_month]
    seasons = [each for each in inputs.values() if isinstance(each, AssumeSeason)]
    return [
        *(f"{each.name} = {[each.base] * size.months}" for each in numbers),
        *(f"{each.name} = {[1.0] * 12}" for each in seasons),
    ]


def _stress(size: Size, target: str) -> str:
    texts = (f"{target} x0.99 from month {number % size.months + 1}" for number in range(size.stress))
    return json.dumps([text.ljust(LONGEST_LINE) for text in texts], indent=0)


def _risk(size: Size, lines: list[str]) -> list[str]:
    settings = [f"[{RISK}]"]
    plan = parse_plan("\n".join([*lines, ""]))
    drawable = [key for key, each in plan.inputs().items() if not why_not_drawn(key, each)]
    if size.luck:
        settings += [f"seed = {MOST_SEED}", f"trials = {MOST_TRIALS}"]
    if size.correlations:
        pairs = [(one, other) for place, one in enumerate(drawable) for other in drawable[place + 1 :]]
        step = max(len(pairs) // size.correlations, 1)
        chosen = pairs[::step][: size.correlations]
        entries = ", ".join(f'\n  {{ between = ["{a}", "{b}"], value = 0.01 }}' for a, b in chosen)
        settings.append(f"correlations = [{entries},\n]")
    if size.spreads:
        settings.append(f"[{RISK}.inputs]")
        for key in drawable:
            declared = plan.inputs()[key]
            assert isinstance(declared, Assume)
            low, high = declared.low, declared.high if declared.low < declared.high else declared.maximum
            settings.append(f"{key} = {{ p10 = {low}, p90 = {high} }}")
    return settings
