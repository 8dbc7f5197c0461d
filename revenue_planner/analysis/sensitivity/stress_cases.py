"""What if a stream stops, or reach halves: the plan under one stress line at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from revenue_planner.analysis.sensitivity.result import StressCase
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import program_of
from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.text import counted
from revenue_planner.model.build import model_of
from revenue_planner.plan.lookup import scenario_named
from revenue_planner.plan.reading.stress import REACH, Effects, StressReader
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.base import switch_of
from revenue_planner.streams.business import Answers, Cash

#: Summary results that each case keeps; a plan shorter than a year has none of its first.
ANSWERS = (
    Answers.take_home_12m.name,
    Answers.take_home_total.name,
    Answers.earned_total.name,
    Cash.lowest_cash.name,
    Answers.worst_month.name,
    Answers.break_even_month.name,
)
#: Half a year has gone well, then it happens. In shorter plans it is the month after the middle.
_MONTH, _HALVED_FOR = 7, 3


def stress_cases(plan: Plan, scenario: str = BASE) -> tuple[StressCase, ...]:
    """The plan as it stands, then with each stream stopping in month 7, then with reach halved for 3 months.

    Each case is a stress line as a plan may hold it, on top of the plan's own; streams that are switched
    off in the scenario have none. A month among the answers is its number, NaN where there is none. Raises
    UsageError for an unknown scenario.
    """
    scenario_named(plan, scenario)
    cases = [("As planned", ""), *_lines(plan, scenario)]
    answers = model_of(plan.structure).answers
    names = {name: answers[name].key for name in ANSWERS if name in answers}
    program = program_of(plan.structure, tuple(names.values()))
    effects = [_effects(plan, line) if line else {} for _label, line in cases]
    found = program.run(_inputs(plan, scenario, effects), len(cases))
    return tuple(
        StressCase(label, line, {name: float(found[key][0, column]) for name, key in names.items()})
        for column, (label, line) in enumerate(cases)
    )


def _lines(plan: Plan, scenario: str) -> Iterator[tuple[str, str]]:
    """Labels and stress lines."""
    months = plan.timeline.months
    first = _MONTH if months >= _MONTH else months // 2 + 1
    for group, label in plan.structure.groups.items():
        switches = [switch_of(part.key) for part in plan.structure.parts if part.group == group]
        if any(plan.value(switch, scenario) == "on" for switch in switches if switch in plan.inputs()):
            yield f"{label}: stops in month {first}", f"{group} stops in month {first}"
    count = min(_HALVED_FOR, months - first + 1)
    span = f"from month {first} for {counted(count, 'month')}"
    yield f"Reach: halves {span}", f"{REACH} halves {span}"


def _effects(plan: Plan, line: str) -> Effects:
    """What a line means, read as in a plan."""
    findings = Findings(plan.source, {})
    effects = StressReader(plan.structure.parts, plan.timeline, findings).read([line], ("stress",))
    if findings.errors:
        raise PlanError(findings.errors)
    return effects


def _inputs(plan: Plan, scenario: str, cases: list[Effects]) -> dict[str, Array]:
    """The scenario's inputs; those that some case changes have a column for each."""
    arrays = scenario_inputs(plan, (scenario,))
    months = plan.timeline.months
    for key in dict.fromkeys(key for effects in cases for key in effects):
        factors = np.ones((months, len(cases)))
        for column, effects in enumerate(cases):
            for number, factor in effects.get(key, {}).items():
                factors[number - 1, column] = factor
        arrays[key] = arrays[key] * factors
    return arrays
