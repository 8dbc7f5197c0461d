"""The summary as a table, with a small trend line per stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from rich.console import Console
from rich.table import Table
from rich.text import Text

from revenue_planner.cli.shared.figures import Row, rows, unwell
from revenue_planner.cli.shared.tables import GAP, number_style, plain_table, printed
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
    headings = [titles[name] for name in result.scenarios]
    first, last = result.plan.timeline.start.label, result.plan.timeline.last.label
    table = rows(result, everything=everything)
    with printed() as console:
        console.print(Text(printable(result.plan.title), style="bold"))
        console.print(Text(f"{first} to {last}, money in {result.plan.currency}"))
        for columns in _that_fit(console, table, headings):
            console.print()
            console.print(_table(table, headings, columns))
        console.print()
        console.print(Text(f"Earned month by month, {titles[scenario]}", style="bold"))
        console.print(_trends(result, scenario))
        amiss = unwell(result)
        if amiss:
            console.print()
            console.print(Text("Does not hold in", style="bold yellow"))
        for line in amiss:
            console.print(Text(f"  {printable(line)}"))


def sparkline(values: Sequence[float], bars: str, longest: int = _LONGEST_TREND) -> str:
    """One character per value, from 0 (or the lowest value below it) to the highest."""
    count = min(len(values), longest)
    edges = [len(values) * step // count for step in range(count + 1)]
    means = [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]
    low, high = min(0.0, *means), max(0.0, *means)
    top = len(bars) - 1
    return "".join(bars[round((mean - low) / (high - low) * top) if high > low else 0] for mean in means)


def _that_fit(console: Console, table: list[Row], headings: list[str]) -> Iterator[list[int]]:
    """Scenario columns in portions as wide as the terminal; each portion has at least one."""
    label = max(len(_label(row)) for row in table)
    widths = [max(len(heading), *(len(row.texts[i]) for row in table)) for i, heading in enumerate(headings)]
    portion: list[int] = []
    used = label
    for index, width in enumerate(widths):
        if portion and used + GAP + width > console.width:
            yield portion
            portion, used = [], label
        portion.append(index)
        used += GAP + width
    yield portion


def _label(row: Row) -> str:
    return printable(f"  {row.label}, {row.unit}" if row.unit else f"  {row.label}")


def _table(found: list[Row], headings: list[str], columns: list[int]) -> Table:
    table = plain_table("", *(headings[index] for index in columns))
    for group, members in groupby(found, key=lambda row: row.group):
        table.add_row(Text(group, style="bold cyan"))
        for row in members:
            texts = [row.texts[index] for index in columns]
            table.add_row(Text(_label(row)), *(Text(text, number_style(text)) for text in texts))
    return table


def _trends(result: Result, scenario: str) -> Table:
    bars = _BARS if can_show(_BARS) else _PLAIN_BARS
    table = plain_table(*[""] * 5, right=2)
    lines = {total_key(group, StreamTotal.earned): label for group, label in result.plan.structure.groups.items()}
    lines |= {Business.key(Profit.earned): "All streams", Business.key(TakeHome.take_home): "Take-home"}
    for key, label in lines.items():
        values = result.line(key, scenario).tolist()
        ends = [figure_text(value, "money") for value in (values[0], values[-1])]
        trend = Text(sparkline(values, bars), "green")
        table.add_row(Text(f"  {printable(label)}"), trend, Text(ends[0]), Text("to"), Text(ends[1]))
    return table
