"""Whether two plans say the same, and come to the same numbers."""

from __future__ import annotations

import numpy as np

from revenue_planner.engine.run import run
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.same import said, settled
from revenue_planner.plan.values import Plan

TOLERANCE = 1e-9


def must_say_the_same(ours: Plan, theirs: Plan) -> None:
    """Every input of every scenario, apart from how a scenario's months are filled in."""
    theirs = settled(theirs, ours)
    assert (ours.title, ours.currency, ours.timeline) == (theirs.title, theirs.currency, theirs.timeline)
    assert {s.name: s.title for s in ours.scenarios} == {s.name: s.title for s in theirs.scenarios}
    for scenario in ours.settings:
        for key, declared in ours.inputs().items():
            mine, other = said(ours, scenario, key), said(theirs, scenario, key)
            if isinstance(declared, Assume):
                assert mine.value == other.value, (scenario, key)
                assert ours.every_month(key, scenario) == theirs.every_month(key, scenario), (scenario, key)
            else:
                # Who typed the very figure that was there cannot be told.
                assert (mine.value, mine.months) == (other.value, other.months), (scenario, key)


def must_come_to_the_same(ours: Plan, theirs: Plan) -> int:
    """Every line and figure of every scenario, |a - b| <= 1e-9 · max(1, |a|); returns how many numbers."""
    names = tuple(scenario.name for scenario in ours.scenarios)
    one, other = run(ours, names), run(theirs, names)
    assert one.values.keys() == other.values.keys()
    for key, values in one.values.items():
        apart = np.abs(values - other.values[key]) / np.maximum(1.0, np.abs(values))
        neither = np.isnan(values) & np.isnan(other.values[key])
        assert ((apart <= TOLERANCE) | neither).all(), key
    return sum(values.size for values in one.values.values())
