"""A result as pandas data frames. Months are timestamps of their first day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from revenue_planner.engine.data import (
    check_lines,
    data_unit,
    monthly_lines,
    months_set,
    plain,
    stream_of,
)
from revenue_planner.engine.run import Result
from revenue_planner.ground.months import Month


def lines_frame(result: Result) -> pd.DataFrame:
    """One row per scenario, line and month: scenario, month, line, value, unit, stream.

    Rows come by scenario, then line in the order in which the workbook shows them, then month.
    """
    plan, lines = result.plan, monthly_lines(result)
    months, per_scenario = plan.timeline.months, len(lines) * plan.timeline.months
    units = [data_unit(line.declared.unit, plan.currency) for line in lines.values()]
    streams = [stream_of(line.part, plan.structure) for line in lines.values()]
    values = [result.line(key, scenario) for scenario in result.scenarios for key in lines]
    times = len(result.scenarios)

    def each_line(items: list[str]) -> list[str]:
        return [item for item in items for _ in range(months)] * times

    return pd.DataFrame(
        {
            "scenario": [name for name in result.scenarios for _ in range(per_scenario)],
            "month": np.tile(_month_index(result).to_numpy(), len(values)),
            "line": each_line(list(lines)),
            "value": np.concatenate(values),
            "unit": each_line(units),
            "stream": each_line(streams),
        }
    )


def wide_frame(result: Result, scenario: str) -> pd.DataFrame:
    """One scenario: a row per month, a column per monthly line."""
    columns = {key: result.line(key, scenario) for key in monthly_lines(result)}
    return pd.DataFrame(columns, index=_month_index(result))


def answers_frame(result: Result) -> pd.DataFrame:
    """One row per scenario, one column per summary result; dates are timestamps, none is NaN or NaT."""
    answers = {scenario: result.answers(scenario) for scenario in result.scenarios}
    columns: dict[str, pd.Series[float] | pd.Series[pd.Timestamp]] = {}
    index = pd.Index(result.scenarios, name="scenario")
    for name, line in result.model.answers.items():
        found = [answers[scenario][name] for scenario in result.scenarios]
        if line.declared.unit == "date":
            columns[name] = pd.Series([_stamp(month) for month in found], index, dtype="datetime64[ns]")
        else:
            columns[name] = pd.Series(found, index, dtype="float64")
    return pd.DataFrame(columns, index=index)


def inputs_frame(result: Result) -> pd.DataFrame:
    """One row per scenario and input.

    Columns: scenario, input, label, value (a number, word, month as "2027-03" or a season's list),
    months (a dict of by-month values, or None), unit, status (see `values.Status`), source.
    """
    plan = result.plan
    rows = [
        (
            scenario, key, declared.label, plain(plan.value(key, scenario)), months_set(plan, key, scenario),
            data_unit(declared.unit, plan.currency), plan.status(key, scenario), declared.source,
        )
        for scenario in result.scenarios
        for key, declared in plan.inputs().items()
    ]  # fmt: skip
    names = ["scenario", "input", "label", "value", "months", "unit", "status", "source"]
    return pd.DataFrame(rows, columns=names)


def checks_frame(result: Result) -> pd.DataFrame:
    """One row per scenario and check: scenario, check, label, kind ("check" or "alert"), ok (a bool)."""
    rows = [
        (scenario, key, line.label, line.declared.kind, result.figure(key, scenario) == 1.0)
        for scenario in result.scenarios
        for key, line in check_lines(result).items()
    ]
    return pd.DataFrame(rows, columns=["scenario", "check", "label", "kind", "ok"])


def _month_index(result: Result) -> pd.DatetimeIndex:
    days = [month.first_day for month in result.plan.timeline]
    return pd.DatetimeIndex(days, dtype="datetime64[ns]", name="month")


def _stamp(month: object) -> object:
    return pd.Timestamp(month.first_day) if isinstance(month, Month) else pd.NaT
