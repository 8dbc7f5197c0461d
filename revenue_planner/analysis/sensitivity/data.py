"""A sensitivity analysis as data: the shapes of `sensitivity --json` and `--csv`.

They are kept stable for programs: keys may be added, none changes its meaning.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from revenue_planner.analysis.sensitivity.result import Sensitivity, Share, StressCase, Swing
from revenue_planner.analysis.sensitivity.study import Study
from revenue_planner.engine.data import data_unit, plain
from revenue_planner.ground.version import __version__
from revenue_planner.model.build import model_of
from revenue_planner.plan.values import Plan

_SHARES = ("first", "first_error", "total", "total_error")
CSV_HEADER = (
    "input", "part", "label", "unit", "low", "value", "high", "result_low", "result", "result_high", "effect",
    "elasticity", *_SHARES,
)  # fmt: skip


def as_data(study: Study) -> dict[str, object]:
    """`inputs` is a list, the largest effect first; `stress` a list whose first case is the plan as it stands.

    A result that is a month is "2027-03", and an effect on it a number of months; null where there is none.
    `by_month` says that the input differs by month: low, value and high are then averages. `shares` of the
    result's variance, with half-widths of intervals at 95 % confidence, are an empty list without --global.
    """
    plan, found, stress = study.plan, study.found, study.stress
    return {
        "planner": __version__,
        "title": plan.title,
        "currency": plan.currency,
        "scenario": found.scenario.name,
        "result": {
            "line": found.key,
            "label": found.label,
            "unit": data_unit(found.unit, plan.currency),
            "value": _result(plan, found, found.result),
        },
        "evaluations": found.evaluations,
        "inputs": [_input(plan, found, swing) for swing in found.swings],
        "shares": [{"input": share.key, "label": share.label, **_share(share)} for share in found.shares],
        "stress": [{"label": case.label, "line": case.line, "results": _answers(plan, case)} for case in stress],
        "warnings": [str(warning) for warning in plan.warnings],
    }


def csv_rows(plan: Plan, found: Sensitivity) -> Iterator[list[object]]:
    """One row per input, the largest effect first; what there is none of is an empty field."""
    shares = {share.key: _share(share) for share in found.shares}
    result = _result(plan, found, found.result)
    for swing in found.swings:
        row = {**_input(plan, found, swing), "result": result, **shares.get(swing.key, {})}
        yield [row.get(name) for name in CSV_HEADER]


def _input(plan: Plan, found: Sensitivity, swing: Swing) -> dict[str, object]:
    return {
        "input": swing.key,
        "part": swing.part,
        "label": swing.label,
        "unit": data_unit(swing.unit, plan.currency),
        "by_month": swing.every_month,
        "low": swing.low,
        "value": swing.today,
        "high": swing.high,
        "result_low": _result(plan, found, swing.result_low),
        "result_high": _result(plan, found, swing.result_high),
        "effect": plain(swing.effect),
        "elasticity": swing.elasticity,
    }


def _share(share: Share) -> dict[str, float]:
    return {name: getattr(share, name) for name in _SHARES}


def _result(plan: Plan, found: Sensitivity, value: float) -> object:
    return _month(plan, value) if found.unit == "date" else plain(value)


def _answers(plan: Plan, case: StressCase) -> dict[str, object]:
    lines = model_of(plan.structure).answers
    dates = {name for name, line in lines.items() if line.declared.unit == "date"}
    return {name: _month(plan, value) if name in dates else plain(value) for name, value in case.answers.items()}


def _month(plan: Plan, value: float) -> str | None:
    return str(plan.timeline.month_of(int(value))) if math.isfinite(value) else None
