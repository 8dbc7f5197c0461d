"""The summary as a table, with a small trend line per stream."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby, pairwise

from rich.text import Text

from revenue_planner.cli.shared.figures import Row, rows, unwell
from revenue_planner.cli.shared.paragraphs import INDENT
from revenue_planner.cli.shared.tables import Column, Table, number_cell, printed
from revenue_planner.cli.shared.terminal import can_show, printable
from revenue_planner.engine.run import Result
from revenue_planner.ground.text import figure_text
from revenue_planner.streams.business import Business, Profit, TakeHome
from revenue_planner.streams.totals import StreamTotal, total_key

_BARS, _PLAIN_BARS = "▁▂▃▄▅▆▇█", "_.-~=+*#"
#: A trend is at most this many characters wide; longer plans are averaged into it.
_LONGEST_TREND = 36


def show_table(result: Result, scenario: str, *, everything: bool) -> None:
    """Print to stdout: coloured on a terminal, plain text where the output goes elsewhere."""
    titles = {s.name: printable(s.title) for s in result.plan.scenarios}
    first, last = result.plan.timeline.start.label, result.plan.timeline.last.label
    with printed() as page:
        page.print(result.plan.title, "bold")
        page.print(f"{first} to {last}, money in {result.plan.currency}")
        own, inputs = len(result.plan.own), len(result.plan.inputs())
        page.print(f"{own} of {inputs} inputs are yours, the others are usual figures")
        page.print()
        page.table(_table(rows(result, everything=everything), [titles[name] for name in result.scenarios]))
        page.print()
        page.print(f"Earned month by month, {titles[scenario]}", "bold")
        page.table(_trends(result, scenario))
        amiss = unwell(result)
        if amiss:
            page.print()
            page.print("Does not hold in", "bold yellow")
        for line in amiss:
            page.print(line, indent=INDENT)


def sparkline(values: Sequence[float], bars: str, longest: int = _LONGEST_TREND) -> str:
    """One character per value, from 0 (or the lowest value below it) to the highest."""
    count = min(len(values), longest)
    edges = [len(values) * step // count for step in range(count + 1)]
    means = [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]
    low, high = min(0.0, *means), max(0.0, *means)
    top = len(bars) - 1
    return "".join(bars[round((mean - low) / (high - low) * top) if high > low else 0] for mean in means)


def _table(found: list[Row], headings: list[str]) -> Table:
    """Scenarios side by side; in a narrow terminal some of them, then the others."""
    table = Table("", [Column(heading) for heading in headings], alike=True)
    for group, members in groupby(found, key=lambda row: row.group):
        table.heading(group)
        for row in members:
            label = f"{row.label}, {row.unit}" if row.unit else row.label
            table.add(label, *map(number_cell, row.texts))
    return table


def _trends(result: Result, scenario: str) -> Table:
    """The first month, a drawing of all of them, and the last."""
    bars = _BARS if can_show(_BARS) else _PLAIN_BARS
    size = min(result.plan.timeline.months, _LONGEST_TREND)
    trend = Column(align="left", drawn=True, least=size, most=size)
    table = Table("", [trend, Column(), Column(), Column()])
    lines = {total_key(group, StreamTotal.earned): label for group, label in result.plan.structure.groups.items()}
    lines |= {Business.key(Profit.earned): "All streams", Business.key(TakeHome.take_home): "Take-home"}
    for key, label in lines.items():
        values = result.line(key, scenario).tolist()
        ends = [figure_text(value, "money") for value in (values[0], values[-1])]
        table.add(label, partial(_trend, values, bars), ends[0], "to", ends[1])
    return table


def _trend(values: Sequence[float], bars: str, _width: int) -> Text:
    return Text(sparkline(values, bars), "green")
