"""The charts by month with their words and the figures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.simulation.result import CASH, LEVELS, TAKE_HOME
from revenue_planner.engine.run import Result
from revenue_planner.ground.months import Month, Timeline
from revenue_planner.plan.values import BASE
from revenue_planner.report.charts import monthly as charts
from revenue_planner.report.parts.numbers import amount, plan_months
from revenue_planner.report.parts.summary import base_outlook
from revenue_planner.report.parts.tables import Table, monthly
from revenue_planner.streams.totals import StreamTotal, total_key

#: A stacked chart has no more columns than this; longer plans are shown by quarter.
MOST_COLUMNS = 24
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, a sentence on how to read it, and the table of its figures."""

    name: str
    title: str
    reading: str
    chart: Markup
    table: Table


def periods(timeline: Timeline) -> list[tuple[Month, Month]]:
    """First and last month of each column: months, or quarters of the plan where months would be too many."""
    step = _QUARTER if timeline.months > MOST_COLUMNS else 1
    firsts = range(1, timeline.months + 1, step)
    return [(timeline.month_of(n), timeline.month_of(min(n + step - 1, timeline.months))) for n in firsts]


def by_period(values: Sequence[float], timeline: Timeline) -> list[float]:
    """Monthly amounts summed over `periods`."""
    places = [(timeline.number_of(first) - 1, timeline.number_of(last)) for first, last in periods(timeline)]
    return [float(sum(values[start:end])) for start, end in places]


def stream_figure(result: Result) -> Figure:
    """What each stream earns in Base, stacked."""
    timeline, currency = result.plan.timeline, result.plan.currency
    spans = periods(timeline)
    quarterly = timeline.months > MOST_COLUMNS
    groups = result.plan.structure.groups
    amounts = {g: by_period(result.line(total_key(g, StreamTotal.earned), BASE).tolist(), timeline) for g in groups}
    rows = [(group, label, np.array(amounts[group])) for group, label in groups.items()]
    totals = [sum(values[place] for values in amounts.values()) for place in range(len(spans))]
    period = "quarter" if quarterly else "month"
    description = (
        f"Stacked columns, one a {period}, from {spans[0][0].label} to {spans[-1][1].label}. Together the streams "
        f"earn {currency} {amount(totals[0])} in the first {period} and {amount(totals[-1])} in the last."
    )
    names = [plan_months(first, last) for first, last in spans]
    table = monthly(
        f"Earned a {period}, Base, {currency}", period.capitalize(), [*groups.values(), "All"], names,
        [[*(values[place] for values in amounts.values()), totals[place]] for place in range(len(spans))],
    )  # fmt: skip
    reading = f"Each column is a {period}; the parts stand in the order of the names."
    if quarterly and timeline.months % _QUARTER:
        reading += f" The last one is shorter: {names[-1]}."
    firsts = [first.label for first, _ in spans]
    chart = charts.streams(firsts, rows, period, description)
    return Figure("streams", f"Earned a {period}, by stream, {currency}", reading, chart, table)


def scenario_figure(result: Result) -> Figure:
    """Take-home added up month after month, a line for each scenario."""
    names = [month.label for month in result.plan.timeline]
    sums = {s.title: np.cumsum(result.line(TAKE_HOME, s.name)) for s in result.plan.scenarios}
    currency = result.plan.currency
    ends = "; ".join(f"{title} {amount(float(values[-1]))}" for title, values in sums.items())
    description = f"A line for each scenario. By {names[-1]} they have reached, in {currency}: {ends}."
    months = [[float(values[place]) for values in sums.values()] for place in range(len(names))]
    table = monthly(f"Take-home so far, {currency}", "To the end of", list(sums), names, months)
    chart = charts.scenarios(names, list(sums.items()), description)
    return Figure("scenarios", f"Take-home added up, {currency}", "Where a line ends is the whole plan.", chart, table)


def fan_figures(result: Result, outlook: Outlook) -> list[Figure]:
    """Take-home and cash by month in Base, with luck counted."""
    base = base_outlook(outlook)
    names = [month.label for month in result.plan.timeline]
    found = []
    for name, key, label in (("take-home", TAKE_HOME, "Take-home a month"), ("cash", CASH, "Cash at month end")):
        bands = base.months.get(key)
        if bands is None:
            continue
        planned = result.line(key, BASE)
        title = f"{label} with luck counted, {result.plan.currency}"
        low, middle, high = (amount(float(bands.at(level)[-1])) for level in (0.10, 0.50, 0.90))
        description = (
            f"Percentiles of {outlook.simulation.trials:,} trials, month by month. In {names[-1]}: "
            f"unlucky (P10) {low}, typical (P50) {middle}, lucky (P90) {high}; as planned {amount(float(planned[-1]))}."
        )
        rows = [[*(float(bands.at(p)[place]) for p in LEVELS), float(planned[place])] for place in range(len(names))]
        heads = [*(f"P{p * 100:.0f}" for p in LEVELS), "As planned"]
        chart = charts.fan(name, title, names, bands, planned, description, floor=key == CASH)
        found.append(Figure(name, title, "", chart, monthly(title, "Month", heads, names, rows)))
    return found
