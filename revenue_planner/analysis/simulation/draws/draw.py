"""Trials of a plan: arrays of inputs, drawn, and with luck written into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from revenue_planner.analysis.simulation.draws.correlation import Correlated, correlated
from revenue_planner.analysis.simulation.draws.johnson import Quantiles
from revenue_planner.analysis.simulation.draws.luck import LOOKED_AT, Luck
from revenue_planner.analysis.simulation.draws.ranges import Range, ranges
from revenue_planner.analysis.simulation.draws.uniforms import uniforms
from revenue_planner.analysis.simulation.draws.wholes import Whole, members, wholes
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.plan.values import Plan
from revenue_planner.streams.risk import Risk


@dataclass(frozen=True)
class _Drawing:
    """How one scenario is drawn. `own` are the plan's inputs, each in one column."""

    own: Mapping[str, Array]
    ranges: Mapping[str, Range]
    quantiles: Mapping[str, Quantiles]
    together: Correlated
    wholes: tuple[Whole, ...]


class Draws:
    """The trials of some scenarios of a plan.

    A draw depends on the seed, the input's name and the trial's number alone, so scenarios share their
    draws, and trials may be had in portions of any size. With `keys`, other inputs stay as they are: for
    programs that do not look at them. `drawn` are the inputs that are drawn in any scenario.

    Raises PlanError where the plan's correlations cannot be had.
    """

    def __init__(self, plan: Plan, scenarios: tuple[str, ...], seed: int, keys: Collection[str] | None = None) -> None:
        self.seed = seed
        self._needed = None if keys is None else _with_wholes(plan, keys)
        self._drawings = {scenario: _drawing(plan, scenario) for scenario in scenarios}
        self._luck = Luck(plan.structure, seed, self._needed)
        drawn = {key for drawing in self._drawings.values() for key in drawing.ranges}
        self.drawn = tuple(key for key in plan.inputs() if key in drawn)

    def inputs(self, first: int, last: int) -> dict[str, dict[str, Array]]:
        """Each scenario's inputs in trials `first` to `last` (not included), for `Program.run`.

        Inputs that are the same in all trials have one column. Scenarios may share arrays.
        """
        found = {scenario: dict(drawing.own) for scenario, drawing in self._drawings.items()}
        independent = _Independent(self.seed, first, last)
        for key in self.drawn:
            if self._needed is None or key in self._needed:
                self._draw(key, independent, found)
        for scenario, drawing in self._drawings.items():
            for whole in drawing.wholes:
                if self._needed is None or whole.drawn[0] in self._needed:
                    whole.scale_down(found[scenario])
        self._luck.write(found.values(), first, last)
        return found

    def _draw(self, key: str, independent: _Independent, found: dict[str, dict[str, Array]]) -> None:
        """Scenarios that draw an input in the same way share the array."""
        done: dict[tuple[Range, tuple[tuple[str, float], ...], bytes], Array] = {}
        for scenario, drawing in self._drawings.items():
            span = drawing.ranges.get(key)
            if span is None:
                continue
            weights, own = drawing.together.weights.get(key), drawing.own[key]
            same = (span, tuple(weights.items()) if weights else (), own.tobytes())
            if same not in done:
                scores = drawing.together.scores(key, independent.scores) if weights else independent.scores(key)
                done[same] = placed(drawing.quantiles[key](scores), span, own)
            found[scenario][key] = done[same]


class _Independent:
    """Normal scores of one portion of trials, kept for inputs and scenarios that share them."""

    def __init__(self, seed: int, first: int, last: int) -> None:
        self._seed, self._first, self._last = seed, first, last
        self._scores: dict[str, Array] = {}

    def scores(self, name: str) -> Array:
        if name not in self._scores:
            self._scores[name] = ndtri(uniforms(self._seed, name, self._first, self._last))
        return self._scores[name]


def _with_wholes(plan: Plan, keys: Collection[str]) -> frozenset[str]:
    """These inputs, all that share a whole with one of them, and the rules of luck."""
    needed = {*keys, *LOOKED_AT, *(key for key in plan.inputs() if key.startswith(f"{Risk.name}."))}
    for shares in members(plan.structure).values():
        if needed.intersection(shares):
            needed.update(shares)
    return frozenset(needed)


def _drawing(plan: Plan, scenario: str) -> _Drawing:
    spans = ranges(plan, scenario)
    quantiles = {key: span.quantiles() for key, span in spans.items()}
    own = scenario_inputs(plan, (scenario,))
    return _Drawing(own, spans, quantiles, correlated(plan, scenario, spans), wholes(plan, scenario, spans))


def at_ends(plan: Plan, scenario: str) -> dict[str, Array]:
    """A scenario's inputs in two columns: all that is drawn at its 10th percentile, and at its 90th."""
    inputs = dict(scenario_inputs(plan, (scenario,)))
    for key, span in ranges(plan, scenario).items():
        inputs[key] = placed(np.array([span.p10, span.p90]), span, inputs[key])
    return inputs


def placed(values: Array, span: Range, own: Array) -> Array:
    """Draws as an input array: (1, trials), or (months, trials) where the plan's own figures differ by month."""
    drawn, bounds = values[None], span.bounds
    if len(own) > 1 and span.value:
        drawn = np.clip(own * (drawn / span.value), bounds.minimum, bounds.maximum)
    if span.whole:
        # What is possible reaches half a unit beyond the last whole number.
        drawn = np.clip(np.rint(drawn), bounds.minimum + 0.5, bounds.maximum - 0.5)
    return drawn
