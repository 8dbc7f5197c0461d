"""The Risk tab: what luck could do to the plan, as it was worked out when the workbook was built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.simulation.result import LEVELS, Bands, ScenarioOutlook
from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import GOOD, GOOD_FILL, QUIET
from revenue_planner.ground.units import spoken_unit
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.frame import A3, Context, bar, flag_problem, open_sheet, redden
from revenue_planner.workbook.functions import IF
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import MONEY
from revenue_planner.workbook.tabs.log.tab import changed_cell
from revenue_planner.workbook.tabs.risk.causes import write_stress, write_swings
from revenue_planner.workbook.tabs.risk.layout import (
    GROUP_ROW,
    HEAD_ROW,
    KEY,
    LABEL,
    MASTER_ROW,
    RISK,
    STATUS_ROW,
    SUMMARY_BAR,
    TAKE_HOME_12M,
    TAKE_HOME_TOTAL,
    A,
    RiskLayout,
)
from revenue_planner.workbook.tabs.risk.months import write_fans, write_months
from revenue_planner.workbook.tabs.risk.stamp import stamp_line, start_cell, write_stamp

UP_TO_DATE = "Up to date: the inputs are as they were"
OUT_OF_DATE = "Out of date: inputs have changed since"
REFRESH = "revenue-planner build THIS.xlsx -o NEW.xlsx"
_SUBTITLE = (
    "What luck could do. Unlucky (P10): 1 run in 10 comes to less. Typical (P50): half of them do. "
    "Lucky (P90): 1 run in 10 comes to more."
)
_WIDTHS = (46, 8)
_FIGURE_WIDTH, _FIGURES = 13, 12
LAST = A + _FIGURES - 1
_CHANCE, _MONEY_ERROR, _CHANCE_ERROR = "0.0%", '"± "#,##0', '"± "0.0%'


@dataclass(frozen=True)
class _Figure:
    """A cell of the summary and its sampling error, None where it has none."""

    value: float | None
    error: float | None
    form: str
    error_form: str


def write_risk(context: Context, outlook: Outlook, as_of: str = "") -> None:
    """Write the tab. Its scenarios are those of the plan, in its order."""
    plan, styles = context.plan, context.styles
    simulation = outlook.simulation
    assert tuple(each.scenario for each in simulation.scenarios) == plan.scenarios
    months = plan.timeline.months
    where = RiskLayout(outlook, months)
    widths = (*_WIDTHS, *[_FIGURE_WIDTH] * max(_FIGURES, months))
    sheet = open_sheet(
        context, RISK.name, RISK.name, _SUBTITLE, widths,
        status=(MASTER_ROW, LABEL), freeze=(MASTER_ROW, 1), repeat=(1, 3), paper=A3, colour="#D55E00",
    )  # fmt: skip
    sheet.text(3, LABEL, stamp_line(plan, outlook, as_of), styles.subtitle())
    _status(context, sheet, where)
    _summary(context, sheet, where)
    write_fans(context, sheet, where)
    write_stress(context, sheet, where, LAST)
    write_swings(context, sheet, where, LAST)
    write_stamp(context, sheet, where, as_of, LAST)
    write_months(context, sheet, where)
    redden(context.book, sheet, HEAD_ROW + 1, A, where.last_row, A + max(LAST, months) - 1)
    sheet.print_area(0, 0, where.last_printed - 1, LAST)
    sheet.set_h_pagebreaks([where.tornado_bar - 1])


def goal_in_words(goal: Goal, plan: Plan) -> str:
    """ "Take-home at least 5,000 USD in Dec 2027"."""
    bound = "at least" if goal.comparison == ">=" else "at most"
    unit = spoken_unit(goal.unit, plan.currency)
    amount = f"{goal.amount:,.2f}".removesuffix(".00")
    when = ""
    if goal.month is not None:
        month = plan.timeline.month_of(goal.month).label
        when = f" in all by {month}" if goal.whole else f" in {month}"
    return f"{goal.label} {bound} {amount}{f' {unit}' if unit else ''}{when}"


def _status(context: Context, sheet: Sheet, where: RiskLayout) -> None:
    """Whether the figures are still those of the inputs, and what to do if not."""
    styles = context.styles
    count = RISK.cell(STATUS_ROW, A)
    look = styles.make(bold=True, font_color=GOOD, bg_color=GOOD_FILL, align="center", border=1, border_color=GOOD)
    sheet.put(STATUS_ROW, LABEL, IF(count > 0, OUT_OF_DATE, UP_TO_DATE), look)
    flag_problem(context.book, sheet, f"{letter(LABEL)}{STATUS_ROW}", OUT_OF_DATE)
    started = start_cell(context).differs(RISK.cell(where.stamp_row("start"), A).fixed)
    sheet.put(STATUS_ROW, A, changed_cell(context.plan) + started * 1, styles.make(num_format="0", bold=True))
    sheet.text(STATUS_ROW, A + 1, "inputs have changed since these figures were worked out.", styles.make())
    text = f"After a change, save this file and run:  {REFRESH}  (with the names of this file and of a new one)"
    sheet.text(MASTER_ROW, A + 1, text, styles.make(font_color=QUIET))


def _summary(context: Context, sheet: Sheet, where: RiskLayout) -> None:
    """A row per scenario, its sampling errors below it."""
    styles, simulation = context.styles, where.outlook.simulation
    bar(context, sheet, SUMMARY_BAR, f"What could happen, amounts in {context.plan.currency}", LAST)
    head = styles.column_head(align="right", text_wrap=True)
    for column, text in enumerate(("In the scenario", "Key")):
        sheet.blank(GROUP_ROW, column, styles.column_head())
        sheet.text(HEAD_ROW, column, text, styles.column_head())
    column = A
    blocks = tuple(_blocks(context.plan))
    for block in blocks:
        for offset, name in enumerate(block.heads):
            sheet.text(GROUP_ROW, column, block.title if not offset else "", styles.column_head(align="left", indent=1))
            sheet.text(HEAD_ROW, column, name, head)
            column += 1
    for number, each in enumerate(simulation.scenarios):
        row = where.summary_row(number)
        sheet.text(row, LABEL, each.scenario.title, styles.make(bold=True))
        sheet.text(row, KEY, f"outlook.{each.scenario.name}", styles.make(font_size=8, font_color=QUIET))
        sheet.text(row + 1, LABEL, "   give or take (sampling error)", styles.small())
        sheet.text(row + 1, KEY, f"outlook.{each.scenario.name}.error", styles.small())
        figures = (figure for block in blocks for figure in block.figures(each))
        for place, figure in enumerate(figures, start=A):
            _put(context, sheet, row, place, figure)
    text = "No goal is set."
    if simulation.goal is not None:
        text = f"Goal: {goal_in_words(simulation.goal, context.plan)}."
    more = "Give or take: another seed would move a figure by about that much. Scenarios share their luck."
    sheet.text(where.goal_row, LABEL, f"{text}  {more}", styles.subtitle())


@dataclass(frozen=True)
class _Block:
    """Columns of the summary under one title: their heads, and a scenario's figures."""

    title: str
    heads: tuple[str, ...]
    figures: Callable[[ScenarioOutlook], tuple[_Figure, ...]]


def _blocks(plan: Plan) -> Iterator[_Block]:
    whole = plan.timeline.months
    for key, title, needed in (
        (TAKE_HOME_12M, "Take-home in 12 months", whole > 12),
        (TAKE_HOME_TOTAL, f"Take-home in all {whole} months" if whole > 1 else "Take-home", True),
    ):
        if needed:
            yield _Block(title, ("The plan", "Unlucky (P10)", "Typical (P50)", "Lucky (P90)"), partial(_amounts, key))
    yield _Block("Chances", ("Goal reached", "Cash below 0", "Better than Base"), _chances)
    yield _Block("Worst month", ("Typical (P50)",), _worst)


def _amounts(key: str, each: ScenarioOutlook) -> tuple[_Figure, ...]:
    bands = each.figures[key]
    drawn = (_amount(bands, level) for level in (0.10, 0.50, 0.90))
    return (_Figure(each.planned_figures[key], None, MONEY, _MONEY_ERROR), *drawn)


def _amount(bands: Bands, level: float) -> _Figure:
    place = LEVELS.index(level)
    return _Figure(float(bands.values[place, 0]), float(bands.errors[place, 0]), MONEY, _MONEY_ERROR)


def _chances(each: ScenarioOutlook) -> tuple[_Figure, ...]:
    return tuple(
        _Figure(chance.value if chance else None, chance.error if chance else None, _CHANCE, _CHANCE_ERROR)
        for chance in (each.goal, each.cash_below_zero, each.beats_base)
    )


def _worst(each: ScenarioOutlook) -> tuple[_Figure, ...]:
    return (_amount(each.worst_month, 0.50),)


def _put(context: Context, sheet: Sheet, row: int, column: int, figure: _Figure) -> None:
    styles = context.styles
    strong = styles.make(num_format=figure.form, align="right", bold=True)
    small = styles.small(num_format=figure.error_form, align="right")
    if figure.value is None:
        sheet.blank(row, column, strong)
    else:
        sheet.number(row, column, figure.value, strong)
    if figure.error is None:
        sheet.blank(row + 1, column, small)
    else:
        sheet.number(row + 1, column, figure.error, small)
