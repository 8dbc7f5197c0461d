"""Every formula of every shipped template comes to our number in engines that share no code with us."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.plan.templates import template_names
from tests.support.building import template
from tests.support.engines import ENGINES, Engine

each_template = pytest.mark.parametrize("name", template_names())
each_engine = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)


@each_template
@each_engine
def test_every_formula_agrees(name: str, engine: type[Engine]) -> None:
    found = template(name).against(engine)
    found.must_agree(name)
    assert found.cells > 20_000


@each_template
def test_every_number_of_every_scenario_is_among_the_formulas(name: str) -> None:
    """So that what agrees with the engines is the engine's whole result, not some of it."""
    built = template(name)
    stored, at = built.file.stored, built.addresses
    months = built.plan.timeline.months
    assert list(at.scenarios) == [scenario.name for scenario in built.plan.scenarios]
    for scenario in at.scenarios:
        for key, line in built.result.model.lines.items():
            if line.declared.monthly:
                shown = [stored[at.month(scenario, key, number)] for number in range(1, months + 1)]
                assert shown == built.result.line(key, scenario).tolist(), key
            opening = built.result.opening(key, scenario)
            if opening is not None:
                assert stored[at.opening(scenario, key)] == opening, key


@each_template
def test_every_figure_of_every_scenario_is_among_the_formulas(name: str) -> None:
    built = template(name)
    stored, at, timeline = built.file.stored, built.addresses, built.plan.timeline
    for scenario in at.scenarios:
        for key, line in built.result.model.lines.items():
            if line.declared.monthly:
                continue
            figure = built.result.figure(key, scenario)
            shown = stored[at.value(scenario, key)]
            if np.isnan(figure):
                assert shown in ("not in plan", "none"), key
            elif line.declared.unit == "date":
                assert shown == timeline.month_of(int(figure)).serial, key
            else:
                assert shown == figure, key


@each_template
def test_every_input_of_every_scenario_is_among_the_formulas(name: str) -> None:
    built = template(name)
    stored, at, plan = built.file.stored, built.addresses, built.plan
    for scenario in at.scenarios:
        for key, declared in plan.inputs().items():
            value = plan.value(key, scenario)
            if isinstance(value, tuple):
                assert tuple(stored[at.month(scenario, key, month)] for month in range(1, 13)) == value, key
            elif declared.kind == "month":
                assert stored[at.value(scenario, key)] == value.serial, key  # type: ignore[union-attr]
            else:
                assert stored[at.value(scenario, key)] == value, key
            by_month = plan.by_month(key, scenario)
            if by_month is not None:
                months = range(1, plan.timeline.months + 1)
                assert [stored[at.month(scenario, key, month)] for month in months] == by_month, key
