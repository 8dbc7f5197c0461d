"""Which scenarios of which files are compared, over which months."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_uppercase

from revenue_planner.analysis.comparison.compare import compare_sides
from revenue_planner.analysis.comparison.result import Comparison, Side
from revenue_planner.documents.sources import find_scenario, load_source, parse_spec
from revenue_planner.ground.errors import UsageError
from revenue_planner.ground.months import Timeline
from revenue_planner.model.structure import Structure
from revenue_planner.plan.values import BASE, Plan, Scenario, Setting


@dataclass(frozen=True, slots=True)
class _Named:
    """A plan, what it is called, the scenario that was asked for, and the text that named both, if any."""

    source: str
    plan: Plan
    scenario: str | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Chosen:
    source: str
    plan: Plan
    scenario: Scenario


def compare(specs: Sequence[str]) -> Comparison:
    """Compare files and scenarios as named on the command line; see `sides_of` for what it raises."""
    sides, warnings = sides_of(specs)
    return compare_sides(sides, warnings)


def sides_of(
    specs: Sequence[str], load: Callable[[Path], Plan] = load_source
) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    """The sides that these files and scenarios stand for, cut to the months all of them have, and what
    to know before comparing them.

    One file alone stands for Base and each of its other scenarios, or for Base and the one that is named;
    of several files, one without a scenario stands for its Base. Raises UsageError where there is nothing
    to compare, a scenario does not exist, or currencies differ; PlanError where a file has problems.
    """
    return _sides(_chosen(specs, load))


def compare_plans(named: Sequence[tuple[str, Plan, str | None]]) -> Comparison:
    """Compare plans, each with what it is called and the name or title of a scenario (None: not said).

    Else as `compare`.
    """
    return compare_sides(*_sides(_completed([_Named(*each) for each in named])))


def _sides(chosen: list[_Chosen]) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    if len(chosen) > len(ascii_uppercase):
        raise UsageError(f"there are {len(chosen)} to compare; at most {len(ascii_uppercase)} go together")
    _same_currency(chosen)
    months = min(each.plan.timeline.months for each in chosen)
    titles = _titles(chosen)
    shorter = {id(each.plan): shortened(each.plan, months) for each in chosen}
    sides = tuple(
        Side(letter, title, each.source, shorter[id(each.plan)], each.scenario)
        for letter, title, each in zip(ascii_uppercase, titles, chosen, strict=False)
    )
    return sides, tuple(_warnings(chosen, months))


def shortened(plan: Plan, months: int) -> Plan:
    """The plan as if it had only its first months; itself where it has no more."""
    if plan.timeline.months <= months:
        return plan
    return replace(
        plan,
        structure=Structure(Timeline(plan.timeline.start, months), plan.structure.parts),
        settings={name: _cut(settings, months) for name, settings in plan.settings.items()},
    )


def _cut(settings: Mapping[str, Setting], months: int) -> dict[str, Setting]:
    return {
        key: replace(each, months={number: value for number, value in each.months.items() if number <= months})
        for key, each in settings.items()
    }


def _chosen(specs: Sequence[str], load: Callable[[Path], Plan]) -> list[_Chosen]:
    parsed = [parse_spec(text) for text in specs]
    plans: dict[Path, Plan] = {}
    for spec in parsed:
        if spec.path not in plans:
            plans[spec.path] = load(spec.path)
    return _completed(
        [
            _Named(str(spec.path), plans[spec.path], spec.scenario, text)
            for spec, text in zip(parsed, specs, strict=True)
        ]
    )


def _completed(named: Sequence[_Named]) -> list[_Chosen]:
    """One that stands alone is compared with itself: Base with its other scenarios, or the one that is named."""
    chosen = [
        _Chosen(each.source, each.plan, find_scenario(each.plan, each.scenario or BASE, each.source)) for each in named
    ]
    if not chosen:
        raise UsageError("there is nothing to compare; give a plan or workbook")
    if len(chosen) > 1:
        return chosen
    only, said = chosen[0], named[0]
    if said.scenario is None:
        others = [scenario for scenario in only.plan.scenarios if scenario.name != BASE]
    else:
        others = [only.scenario] if only.scenario.name != BASE else []
    if not others:
        rule = "is one scenario" if said.scenario else "has no scenario but Base"
        raise UsageError(
            f"{said.text or said.source} {rule}; give a second plan, workbook or scenario to compare it with"
        )
    base = find_scenario(only.plan, BASE, only.source)
    return [_Chosen(only.source, only.plan, scenario) for scenario in (base, *others)]


def _same_currency(chosen: list[_Chosen]) -> None:
    first = chosen[0]
    for other in chosen[1:]:
        if other.plan.currency != first.plan.currency:
            raise UsageError(
                f"{first.source} is in {first.plan.currency} and {other.source} in {other.plan.currency}; "
                "amounts in two currencies cannot be compared"
            )


def _titles(chosen: list[_Chosen]) -> list[str]:
    """As short as they can be: scenarios of one file need no file name, files of one folder no folder."""
    sources = {each.source for each in chosen}
    if len(sources) == 1:
        return [each.scenario.title for each in chosen]
    short = {source: os.path.basename(source) for source in sources}  # noqa: PTH119 (also of "..")
    if len(set(short.values())) < len(sources):
        short = {source: source for source in sources}
    return [f"{short[each.source]}, {each.scenario.title}" for each in chosen]


def _warnings(chosen: list[_Chosen], months: int) -> list[str]:
    found = []
    longer = {each.source: each.plan.timeline.months for each in chosen if each.plan.timeline.months > months}
    if longer:
        lengths = " and ".join(f"{source} has {count}" for source, count in longer.items())
        found.append(f"only the first {_counted(months)} are compared, which all have ({lengths})")
    starts = {each.source: each.plan.timeline.start for each in chosen}
    if len(set(starts.values())) > 1:
        firsts = " and ".join(f"{source} in {month.label}" for source, month in starts.items())
        found.append(f"the plans begin in different months ({firsts}): month 1 is compared with month 1, and so on")
    return found


def _counted(months: int) -> str:
    return "month" if months == 1 else f"{months} months"
