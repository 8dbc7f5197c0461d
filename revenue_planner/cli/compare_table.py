"""A comparison in the terminal: results, the inputs that matter most, and the two bridges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from revenue_planner.cli.compare_text import (
    adding_up,
    input_texts,
    money_text,
    result_texts,
)
from revenue_planner.cli.tables import number_style, plain_table, printed
from revenue_planner.cli.terminal import can_show, counted, printable
from revenue_planner.comparison import (
    Bridge,
    BridgeStep,
    Comparison,
    InputDifference,
    Pair,
    ResultRow,
    by_effect,
    months_text,
)

#: Without --all, this many inputs are shown in a table and as steps of a bridge.
MOST_INPUTS, MOST_STEPS = 12, 10
_BAR = 9
_BLOCK, _PLAIN_BLOCK = "█", "#"
_AXIS, _PLAIN_AXIS = "│", "|"
#: Effects below this are none: binary dust.
_NOTHING = 0.005
_KEY_RESULTS = ("take_home_total", "take_home_12m", "lowest_cash", "break_even_month", "income_per_hour")


def show_comparison(comparison: Comparison, *, everything: bool) -> None:
    """Print to stdout, one section for each B."""
    with printed() as console:
        _print_sides(console, comparison)
        for place, pair in enumerate(comparison.pairs, start=1):
            if len(comparison.pairs) > 1:
                console.print()
                console.print(Text(printable(f"{pair.a.title} -> {pair.b.title}"), style="bold reverse"))
            _print_results(console, comparison, place, everything)
            _print_inputs(console, pair, everything)
            _print_bridges(console, pair, everything)


def _print_sides(console: Console, comparison: Comparison) -> None:
    for side in comparison.sides:
        line = Text(f"{side.letter}  ", style="bold")
        line.append(printable(side.title), style="not bold")
        line.append(printable(f": {side.plan.title}"), style="dim not bold")
        console.print(line, no_wrap=True, overflow="ellipsis")
    first = comparison.sides[0].plan.timeline.start.label
    start = f"from {first}" if comparison.same_start else "from each plan's first"
    console.print(Text(f"{counted(comparison.months, 'month')} {start}, money in {comparison.currency}"))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold cyan"))


def _print_results(console: Console, comparison: Comparison, place: int, everything: bool) -> None:
    a, b = comparison.sides[0].letter, comparison.sides[place].letter
    console.print()
    table = plain_table("", a, b, f"{b} - {a}", "%")
    table.columns[0].header = Text("Results")
    for heading, rows in _groups(comparison, everything):
        if heading:
            table.add_row(Text(heading, style="bold cyan"))
        for label, row in rows:
            one, two, difference, relative = result_texts(row, place)
            style = number_style(difference)
            table.add_row(Text(printable(f"  {label}")), one, two, Text(difference, style), Text(relative, style))
    console.print(table)


def _groups(comparison: Comparison, everything: bool) -> Iterator[tuple[str, list[tuple[str, ResultRow]]]]:
    """Headings with their rows: income by stream, then what is left of it, then (if asked) the rest."""
    rows = {row.name: row for row in comparison.results}
    shown: set[str] = set()
    spans = {"earned_total": f"Earned in the whole plan ({counted(comparison.months, 'month')})"}
    if comparison.months != 12:
        spans["earned_12m"] = "Earned in the first 12 months"
    for name, heading in spans.items():
        found = [(_stream_label(row), row) for row in comparison.results if row.key.endswith(f".{name}")]
        if found:
            shown |= {row.name for _label, row in found}
            # The sum of all streams stands below them.
            yield heading, sorted(found, key=lambda each: each[1].name == name)
    names = [name for name in _KEY_RESULTS if name in rows and (name != "take_home_12m" or comparison.months != 12)]
    yield "What is left of it", [(rows[name].label, rows[name]) for name in names]
    if everything:
        rest = [row for row in comparison.results if row.name not in (*shown, *names)]
        yield "All other results", [(row.label, row) for row in rest]


def _stream_label(row: ResultRow) -> str:
    return "All streams" if row.key.startswith("business.") else row.label.rpartition(": ")[0]


def _print_inputs(console: Console, pair: Pair, everything: bool) -> None:
    console.print()
    if not pair.inputs:
        console.print(Text("No input differs."))
        return
    ordered = by_effect(pair.inputs)
    shown = ordered if everything else ordered[:MOST_INPUTS]
    table = plain_table("", pair.a.letter, pair.b.letter, f"{pair.b.letter} - {pair.a.letter}", "%")
    table.columns[0].header = Text("Inputs that differ, those that matter most first")
    for each in shown:
        a, b, change, relative = input_texts(each, (pair.a, pair.b))
        table.add_row(_input_label(each, pair), a, b, change, relative)
    console.print(table)
    _more(console, len(ordered) - len(shown), "input")


def _input_label(each: InputDifference, pair: Pair) -> Text:
    label = Text(printable(f"  {each.label}"))
    if each.months:
        label.append(f"\n    {months_text(each, pair.a.plan)}", style="dim")
    return label


def _more(console: Console, count: int, what: str) -> None:
    if count > 0:
        console.print(Text(f"  and {counted(count, f'more {what}')}: add --all", style="dim"))


def _print_bridges(console: Console, pair: Pair, everything: bool) -> None:
    a, b = pair.a.letter, pair.b.letter
    _heading(console, f"Take-home of the whole plan, from {a} to {b}, by stream")
    console.print(_bridge_table(pair, pair.by_stream, pair.by_stream.steps))
    if not pair.inputs:
        return
    _heading(console, f"Take-home of the whole plan, from {a} to {b}, one input at a time")
    console.print(_bridge_table(pair, pair.by_input, _input_steps(pair.by_input, everything)))


def _input_steps(bridge: Bridge, everything: bool) -> Sequence[BridgeStep]:
    """The largest effects, the others in one step, and the interaction."""
    *inputs, interaction = bridge.steps
    most = len(inputs) if everything else MOST_STEPS
    first = [step for step in inputs[:most] if everything or abs(step.effect) >= _NOTHING]
    rest = inputs[len(first) :]
    if not rest:
        return (*first, interaction)
    label = counted(len(rest), "other input")
    effect = sum(step.effect for step in rest)
    if all(abs(step.effect) < _NOTHING for step in rest):
        label += " without effect"
    return (*first, BridgeStep("others", label, effect), interaction)


def _bridge_table(pair: Pair, bridge: Bridge, steps: Sequence[BridgeStep]) -> Table:
    """Whole money that adds up as shown, with a bar to the left for less and to the right for more."""
    table = plain_table("", "", "")
    table.columns[2].justify = "left"
    effects = adding_up([step.effect for step in steps], round(bridge.end) - round(bridge.start))
    largest = max((abs(effect) for effect in effects), default=0)
    table.add_row(Text(f"  Take-home, {pair.a.letter}", "bold"), Text(money_text(bridge.start), "bold"))
    for step, effect in zip(steps, effects, strict=True):
        amount = money_text(effect, sign=True)
        style = "red" if effect < 0 else "green"
        table.add_row(Text(printable(f"  {step.label}")), Text(amount, style), Text(_bar(effect, largest), style))
    table.add_row(Text(f"  Take-home, {pair.b.letter}", "bold"), Text(money_text(bridge.end), "bold"))
    return table


def _bar(effect: int, largest: int) -> str:
    block, axis = (_BLOCK, _AXIS) if can_show(_BLOCK + _AXIS) else (_PLAIN_BLOCK, _PLAIN_AXIS)
    length = max(1, round(abs(effect) / largest * _BAR)) if effect else 0
    left, right = (block * length, "") if effect < 0 else ("", block * length)
    return f"{left:>{_BAR}}{axis}{right:<{_BAR}}"
