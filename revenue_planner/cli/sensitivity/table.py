"""A sensitivity analysis in the terminal: a tornado, shares of the uncertainty, and what-ifs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from rich.text import Text

from revenue_planner.analysis.sensitivity.result import Sensitivity, StressCase, Swing
from revenue_planner.cli.shared.paragraphs import INDENT
from revenue_planner.cli.shared.tables import Column, Page, Table, number_cell, printed
from revenue_planner.cli.shared.terminal import can_show
from revenue_planner.ground.text import NONE, NOWHERE, counted, figure_text, money_text, number_text, relative_text
from revenue_planner.plan.values import Plan
from revenue_planner.streams.business import Answers, Cash

#: Characters for an input at its low and at its high, and for the plan's figure between them. They differ
#: in darkness, so that they can be told apart without colour; the colours are safe for the colour-blind.
_BLOCKS, _PLAIN_BLOCKS = ("▒", "█", "│"), ("-", "#", "|")
_LOW_STYLE, _HIGH_STYLE = "#D55E00", "#0072B2"
#: Half the width of the tornado, at least and at most.
_NARROW, _WIDE = 8, 16


def show_sensitivity(plan: Plan, found: Sensitivity, stress: Sequence[StressCase], top: int) -> None:
    """Print to stdout: coloured on a terminal, plain text where the output goes elsewhere."""
    with printed() as page:
        page.print(plan.title, "bold")
        amount = _result_text(plan, found.result, found.unit)
        money = f" {plan.currency}" if found.unit.startswith("money") and amount != NONE else ""
        page.print(f"{found.scenario.title}. {found.label}, as planned: {amount}{money}")
        _print_swings(page, found, top)
        if found.shares:
            _print_shares(page, found, top)
        _print_stress(page, plan, stress)


def _print_swings(page: Page, found: Sensitivity, top: int) -> None:
    moving = [swing for swing in found.swings if swing.effect != 0 and not _nowhere(swing)]
    shown = moving[:top]
    page.print()
    if not shown:
        page.print(f"None of {counted(len(found.swings), 'input')} changes it.")
        return
    page.print("Each input alone, from its low to its high", "bold cyan")
    if page.table(_tornado(found, shown)):
        low, high, _axis = _blocks()
        legend = Text.assemble("  ", (low * 2, _LOW_STYLE), " the input at its low   ")
        page.print(legend.append_text(Text.assemble((high * 2, _HIGH_STYLE), " the input at its high")))
    if any(swing.elasticity is not None for swing in shown):
        _print_note(page, "+1 %: how the result changes when the input alone is 1 % higher.")
    if any(swing.every_month for swing in shown):
        _print_note(page, "by month: the average is shown; all months are multiplied alike.")
    rest = [f"{counted(len(found.swings) - len(moving), 'input')} without effect"]
    if len(moving) > len(shown):
        rest.insert(0, f"{counted(len(moving) - len(shown), 'input')} with less effect (add --top {len(moving)})")
    _print_note(page, f"Not shown: {', '.join(rest)}.")


def _tornado(found: Sensitivity, shown: Sequence[Swing]) -> Table:
    """One row per input: its name and figure, the bar between its ends, how far the result swings."""
    less, more = ("sooner", "later") if found.unit == "date" else ("less", "more")
    bar = Column(drawn=True, align="left", least=2 * _NARROW + 1, most=2 * _WIDE + 1, gap=1)
    columns = [Column("plan"), Column(less), bar, Column(more, "left", gap=1), Column("swing")]
    slopes = any(swing.elasticity is not None for swing in shown)
    table = Table("", [*columns, *([Column("+1 %")] if slopes else [])])
    scale = max(_reach(swing, found.result) for swing in shown)
    for swing in shown:
        low, high = _ends(swing)
        texts = (number_text(swing.today, swing.unit), low, partial(_bar, swing, found.result, scale), high)
        slope = [_slope_text(swing)] if slopes else []
        table.add(_name(swing), *texts, _swing_text(swing, found.unit), *slope)
    return table


def _name(swing: Swing) -> str:
    return f"{swing.part}: {swing.label}{' (by month)' if swing.every_month else ''}"


def _ends(swing: Swing) -> tuple[str, str]:
    """The input's value where the result is less, and where it is more; none at all is less."""
    texts = number_text(swing.low, swing.unit), number_text(swing.high, swing.unit)
    low, high = (-math.inf if math.isnan(value) else value for value in (swing.result_low, swing.result_high))
    return texts if low <= high else (texts[1], texts[0])


def _reach(swing: Swing, today: float) -> float:
    """How far the farther end lies from the plan's result."""
    gaps = [abs(value - today) for value in (swing.result_low, swing.result_high)]
    return max((gap for gap in gaps if math.isfinite(gap)), default=0.0)


def _bar(swing: Swing, today: float, scale: float, width: int) -> Text:
    """From the result at the input's low to that at its high, with the plan's result in the middle."""
    half = (width - 1) // 2
    low, high, axis = _blocks()
    cells: list[tuple[str, str]] = [(" ", "")] * (2 * half + 1)
    ends = [(swing.result_low - today, low, _LOW_STYLE), (swing.result_high - today, high, _HIGH_STYLE)]
    # Where both ends lie on one side the nearer one is drawn over the other.
    for gap, block, style in sorted(ends, key=lambda end: -abs(end[0]) if math.isfinite(end[0]) else 0.0):
        if gap and math.isfinite(gap):
            length = max(1, round(abs(gap) / scale * half))
            for step in range(1, length + 1):
                cells[half + (step if gap > 0 else -step)] = (block, style)
    cells[half] = (axis, "")
    return Text.assemble(*cells)


def _blocks() -> tuple[str, str, str]:
    return _BLOCKS if can_show("".join(_BLOCKS)) else _PLAIN_BLOCKS


def _swing_text(swing: Swing, unit: str) -> str:
    """How far the result swings; where it is not there at one end, at which."""
    for value, end in ((swing.result_low, swing.low), (swing.result_high, swing.high)):
        if math.isnan(value):
            return f"none at {number_text(end, swing.unit)}"
    if unit == "date":
        return counted(round(swing.effect), "month")
    if unit == "share":
        return f"{swing.effect * 100:,.1f} points"
    return money_text(swing.effect, 2 if "/" in unit else 0)


def _slope_text(swing: Swing) -> Text:
    """What 1 % more of the input does to the result."""
    return number_cell(relative_text(None if swing.elasticity is None else swing.elasticity / 100))


def _nowhere(swing: Swing) -> bool:
    return math.isnan(swing.result_low) and math.isnan(swing.result_high)


def _print_shares(page: Page, found: Sensitivity, top: int) -> None:
    page.print()
    page.print("All inputs vary at once: whose is the uncertainty?", "bold cyan")
    table = Table("", [*map(Column, ("in all", "+-", "alone", "+-"))])
    shown = found.shares[:top]
    for share in shown:
        numbers = (share.total, share.total_error, share.first, share.first_error)
        table.add(f"{share.part}: {share.label}", *(f"{money_text(number * 100, 1)} %" for number in numbers))
    page.table(table)
    for line in (
        "Shares of the uncertainty (the result's variance). Alone: what would go if this input were known for sure.",
        "In all: also what it does together with others. Each is right to within its +- in 95 of 100 cases.",
    ):
        _print_note(page, line)
    if len(found.shares) > len(shown):
        more = counted(len(found.shares) - len(shown), "input")
        _print_note(page, f"Not shown: {more} with less (add --top {len(found.shares)}).")


def _print_stress(page: Page, plan: Plan, stress: Sequence[StressCase]) -> None:
    """What each case leaves of the take-home, and how low cash then falls."""
    page.print()
    page.print("What if, and nothing is done about it", "bold cyan")
    table = Table("", [*map(Column, ("take-home", "change", "lowest cash", "worst month"))])
    planned = stress[0].answers[Answers.take_home_total.name]
    for case in stress:
        answers = case.answers
        change = money_text(answers[Answers.take_home_total.name] - planned, sign=True) if case.line else ""
        texts = [
            money_text(answers[name])
            for name in (Answers.take_home_total.name, Cash.lowest_cash.name, Answers.worst_month.name)
        ]
        cells = [texts[0], change, *texts[1:]]
        table.add(case.label, *map(number_cell, cells))
    page.table(table)
    months = counted(plan.timeline.months, "month")
    _print_note(page, f"In {plan.currency}, over {months}. To keep a case, write its line under [plan], as in")
    page.print_whole(f'stress = ["{stress[-1].line}"]', "dim", INDENT)


def _print_note(page: Page, text: str) -> None:
    """Set in, also where it goes on in a second line."""
    page.print(text, "dim", INDENT)


def _result_text(plan: Plan, value: float, unit: str) -> str:
    if math.isnan(value):
        return NOWHERE if unit == "date" else NONE
    return figure_text(plan.timeline.month_of(int(value)) if unit == "date" else value, unit)
