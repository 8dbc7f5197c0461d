"""A comparison in the terminal: results, the inputs that matter most, and the two bridges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text

from revenue_planner.analysis.comparison.result import (
    ALL_OTHERS,
    Bridge,
    BridgeStep,
    Comparison,
    InputDifference,
    Pair,
    ResultRow,
    Side,
    by_effect,
    months_text,
    result_groups,
)
from revenue_planner.cli.shared.paragraphs import INDENT
from revenue_planner.cli.shared.tables import Column, Page, Table, number_style, printed
from revenue_planner.cli.shared.terminal import can_show, printable
from revenue_planner.ground.months import Month
from revenue_planner.ground.text import counted, figure_text, money_text, months_later, number_text, relative_text
from revenue_planner.ground.units import is_per_cent

#: Without --all, this many inputs are shown in a table and as steps of a bridge.
MOST_INPUTS, MOST_STEPS = 12, 10
_BAR = 9
_BLOCK, _PLAIN_BLOCK = "█", "#"
_AXIS, _PLAIN_AXIS = "│", "|"
#: Effects below this are none: binary dust.
_NOTHING = 0.005


def show_comparison(comparison: Comparison, *, everything: bool) -> None:
    """Print to stdout, one section for each B."""
    with printed() as page:
        _print_sides(page, comparison)
        for place, pair in enumerate(comparison.pairs, start=1):
            if len(comparison.pairs) > 1:
                page.print()
                page.print(f"{pair.a.title} -> {pair.b.title}", "bold reverse")
            _print_results(page, comparison, place, everything)
            _print_inputs(page, pair, everything)
            _print_bridges(page, pair, everything)


def _print_sides(page: Page, comparison: Comparison) -> None:
    """Which side is what; the plan's title once where there is only one plan."""
    titles = {side.source: side.plan.title for side in comparison.sides}
    if len(titles) == 1:
        page.print(next(iter(titles.values())), "bold")
    for side in comparison.sides:
        line = Text.assemble((side.letter, "bold"), f"  {printable(side.title)}")
        if len(titles) > 1:
            line.append(f": {printable(side.plan.title)}", style="dim")
        page.print(line)
    first = comparison.sides[0].plan.timeline.start.label
    start = f" from {first}" if comparison.same_start else ", of each plan the first"
    page.print(f"{counted(comparison.months, 'month')}{start}; money in {comparison.currency}")


def _print_results(page: Page, comparison: Comparison, place: int, everything: bool) -> None:
    page.print()
    table = _side_table("Results", comparison.sides[0], comparison.sides[place])
    for heading, rows in result_groups(comparison):
        if heading == ALL_OTHERS and not everything:
            continue
        table.heading(heading)
        for label, row in rows:
            one, two, difference, relative = result_texts(row, comparison, place)
            style = number_style(difference)
            table.add(label, one, two, Text(difference, style), Text(relative, style))
    page.table(table)


def _print_inputs(page: Page, pair: Pair, everything: bool) -> None:
    page.print()
    if not pair.inputs:
        page.print("No input differs.")
        return
    ordered = by_effect(pair.inputs)
    shown = ordered if everything else ordered[:MOST_INPUTS]
    table = _side_table("Inputs that differ", pair.a, pair.b)
    for each in shown:
        a, b, change, relative = input_texts(each, pair.a, pair.b)
        notes = [months_text(each, pair)] if each.months else []
        table.add(each.label, a, b, change, relative, notes=notes)
    page.table(table)
    if len(shown) < len(ordered):
        more = counted(len(ordered) - len(shown), "more input")
        page.print(f"and {more} of less effect: add --all", "dim", INDENT)


def _side_table(title: str, a: Side, b: Side) -> Table:
    return Table(title, [*map(Column, (a.letter, b.letter, f"{b.letter} - {a.letter}", "%"))])


def _print_bridges(page: Page, pair: Pair, everything: bool) -> None:
    _print_bridge(page, pair, "by stream", pair.by_stream, pair.by_stream.steps)
    if pair.inputs:
        _print_bridge(page, pair, "one input at a time", pair.by_input, _input_steps(pair.by_input, everything))
        page.print("Interaction: what the inputs do only together.", "dim", INDENT)


def _print_bridge(page: Page, pair: Pair, how: str, bridge: Bridge, steps: Sequence[BridgeStep]) -> None:
    """Whole money that adds up as shown, with a bar to the left for less and to the right for more."""
    page.print()
    title = f"Take-home of the whole plan, from {pair.a.letter} to {pair.b.letter}, {how}"
    page.print(title, "bold cyan")
    table = Table("", [Column(), Column(align="left", drawn=True, least=2 * _BAR + 1, most=2 * _BAR + 1)])
    effects = adding_up([step.effect for step in steps], round(bridge.end) - round(bridge.start))
    largest = max((abs(effect) for effect in effects), default=0)
    table.add(f"Take-home, {pair.a.letter}", Text(money_text(bridge.start), "bold"), "", style="bold")
    for step, effect in zip(steps, effects, strict=True):
        amount = money_text(effect, sign=True)
        style = "red" if effect < 0 else "green"
        table.add(step.label, Text(amount, style), partial(_bar, effect, largest, style))
    table.add(f"Take-home, {pair.b.letter}", Text(money_text(bridge.end), "bold"), "", style="bold")
    page.table(table)


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


def _bar(effect: int, largest: int, style: str, _width: int) -> Text:
    block, axis = (_BLOCK, _AXIS) if can_show(_BLOCK + _AXIS) else (_PLAIN_BLOCK, _PLAIN_AXIS)
    length = max(1, round(abs(effect) / largest * _BAR)) if effect else 0
    left, right = (block * length, "") if effect < 0 else ("", block * length)
    return Text(f"{left:>{_BAR}}{axis}{right:<{_BAR}}".rstrip(), style)


def input_texts(each: InputDifference, a: Side, b: Side) -> tuple[str, str, str, str]:
    """A's figure, B's, the difference and the per cent. Two figures that differ never look the same."""
    same_start = each.kind == "start" or a.plan.timeline.start == b.plan.timeline.start
    texts = tuple(_input_text(value, each.unit, side, same_start) for value, side in ((each.a, a), (each.b, b)))
    if texts[0] == texts[1] and isinstance(each.a, float) and isinstance(each.b, float) and each.a != each.b:
        texts = tuple(number_text(value, each.unit, digits=15) for value in (each.a, each.b))
    return texts[0], texts[1], _change_text(each), relative_text(each.relative)


def _input_text(value: float | str | Month, unit: str, side: Side, same_start: bool) -> str:
    if isinstance(value, Month):
        return month_text(value, side, same_start)
    return number_text(value, unit) if isinstance(value, float) else value


def _change_text(each: InputDifference) -> str:
    if each.difference is None:
        return ""
    if each.unit == "date":
        return months_later(each.difference)
    text = number_text(each.difference, each.unit, sign=True)
    if each.months and text in ("0", "0 %"):
        return "by month"
    return text.replace(" %", " points") if is_per_cent(each.unit) else text


def result_texts(row: ResultRow, comparison: Comparison, place: int) -> tuple[str, str, str, str]:
    """A's result, that of the side at `place`, the difference and the per cent."""
    difference = row.differences[place]
    shown = ""
    if difference is not None:
        shown = months_later(difference) if row.unit == "date" else figure_text(difference, row.unit, sign=True)
        if row.unit == "share":
            shown = shown.replace(" %", " points")
    a, b = (_answer_text(row, comparison, index) for index in (0, place))
    return a, b, shown, relative_text(row.relative(place))


def _answer_text(row: ResultRow, comparison: Comparison, place: int) -> str:
    value = row.values[place]
    if isinstance(value, Month):
        return month_text(value, comparison.sides[place], comparison.same_start)
    return figure_text(value, row.unit)


def month_text(month: Month, side: Side, same_start: bool) -> str:
    """ "Mar 2027"; where plans begin in different months "month 3"."""
    return month.label if same_start else f"month {side.plan.timeline.number_of(month)}"


def adding_up(parts: Sequence[float], total: float) -> list[int]:
    """Whole numbers for `parts` that add up to `total` rounded: those nearest to one half give way."""
    rounded = [round(part) for part in parts]
    off = round(total) - sum(rounded)
    step = 1 if off > 0 else -1
    # How far a part would be from its new whole number, the nearest first.
    order = sorted(range(len(parts)), key=lambda index: abs(rounded[index] + step - parts[index]))
    for index in order[: abs(off)]:
        rounded[index] += step
    return rounded
