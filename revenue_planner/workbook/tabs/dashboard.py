"""The Dashboard: choose a scenario, read the few figures that matter, see where they come from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xlsxwriter.chart import Chart

from revenue_planner.ground.look import NIGHT, QUIET, RULE, SHADE
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.labels import lowered
from revenue_planner.model.build import ModelLine
from revenue_planner.streams.business import Answers, Business, Cash
from revenue_planner.workbook.cells import Area, TabName
from revenue_planner.workbook.charts import cash_chart, scenario_chart, stream_chart, year_chart
from revenue_planner.workbook.frame import Context, open_sheet, redden, scenario_picker
from revenue_planner.workbook.functions import ABS, IF, MAX, MIN, SUM, both_known, item, months_between, place_of
from revenue_planner.workbook.layout import COMPARE
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, MONEY, number_format
from revenue_planner.workbook.tabs.checks import WorkbookCheck
from revenue_planner.workbook.tabs.compare.layout import HEAD_ROW, A, CompareLayout
from revenue_planner.workbook.tabs.compare.tab import picked

DASHBOARD = TabName("Dashboard")
_TILE, _GAP = 39, 1.6
_TILE_COLUMNS = (0, 2, 4, 6)
_PICK_ROW = 4
_FIRST_TILE_ROW, _TILE_HEIGHT = 6, 4
_CHART_HEIGHT = 15
_CHART_SIZE = {"width": 566, "height": 284}
#: The figures behind the charts start here, right of what is printed.
_DATA = 9
_FIRST_DATA = _DATA + 1
_INDEX_ROWS = (4, 5)
_OTHER_DATE_ROW = 7
_PERIOD_HEAD = 9


@dataclass(frozen=True)
class _Pick:
    title: str
    column: int
    row: int
    place: int

    @property
    def index(self) -> Area:
        """The cell that holds its place."""
        return DASHBOARD.cell(self.row, _FIRST_DATA).fixed


def write_dashboard(context: Context) -> None:
    """Write the tab. The pickers choose what is shown and nothing else."""
    where = CompareLayout(context.layout)
    months = context.plan.timeline.months
    widths = (_TILE, _GAP, _TILE, _GAP, _TILE, _GAP, _TILE, _GAP, 3, 30, *[12] * max(months, len(where.periods)))
    sheet = open_sheet(
        context, "Dashboard", "Dashboard", context.plan.title, widths,
        status=(1, 6), freeze=(_PICK_ROW, 0), repeat=(1, 2), colour="#0072B2",
    )  # fmt: skip
    chosen = picked(where.count)
    picks = (
        _Pick("Scenario shown", 0, _INDEX_ROWS[0], chosen[0]),
        _Pick("Compared with", 2, _INDEX_ROWS[1], chosen[1]),
    )
    _pickers(context, sheet, where, picks)
    tiles = context.layout.model.tiles
    charts = _FIRST_TILE_ROW + _TILE_HEIGHT * math.ceil(len(tiles) / len(_TILE_COLUMNS))
    for number, line in enumerate(tiles):
        _tile(context, sheet, where, line, number, picks)
    _stream_data(context, sheet, where, picks[0])
    rows = _cash_data(context, sheet, where, picks[0])
    last_period = _FIRST_DATA + len(where.periods) - 1
    first_stream = _PERIOD_HEAD + 1
    shown = (
        stream_chart(context, "Dashboard", _PERIOD_HEAD, first_stream, _DATA, (_FIRST_DATA, last_period)),
        scenario_chart(context, where),
        cash_chart(context, "Dashboard", rows, _FIRST_DATA, _DATA),
        year_chart(context, where),
    )
    for number, (chart, description) in enumerate(zip(shown, _descriptions(context, where), strict=True)):
        _place(sheet, chart, charts + number // 2 * _CHART_HEIGHT, number % 2, description)
    redden(context.book, sheet, _FIRST_TILE_ROW, 0, charts - 1, _TILE_COLUMNS[-1])
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, charts + 2 * _CHART_HEIGHT - 1, 7)


def _descriptions(context: Context, where: CompareLayout) -> tuple[str, ...]:
    """What each chart shows, for those who do not see it."""
    currency, period = context.plan.currency, "quarter" if where.quarterly else "month"
    beside, streams = "The figures stand right of the charts.", ", ".join(context.plan.structure.groups.values())
    scenarios = ", ".join(scenario.title for scenario in context.plan.scenarios)
    return (
        f"Stacked columns: what each stream earns a {period} in {currency}, in the scenario shown: {streams}. {beside}",
        f"Lines: take-home a month in {currency}, one for each scenario: {scenarios}. The figures stand on Compare.",
        f"Columns: cash at the end of each month in {currency}, in the scenario shown; a dashed line: the floor you "
        f"set. {beside}",
        f"Columns: take-home by year of the plan in {currency}, for each scenario: {scenarios}. "
        "The figures stand on Compare.",
    )


def dashboard_checks(layout: CompareLayout) -> list[WorkbookCheck]:
    """What the Dashboard adds to the Checks: its columns sum to what the scenario earns."""
    where = layout
    streams = len(where.layout.plan.structure.groups)
    row = where.answer_rows[Business.key(Answers.earned_total)]
    shown = item(where.scenarios(row), 1, DASHBOARD.cell(_INDEX_ROWS[0], _FIRST_DATA).fixed)
    together, span = (DASHBOARD.cell(_PERIOD_HEAD + streams + 1, _FIRST_DATA + place).fixed for place in (0, 1))
    holds = IF(ABS(together - shown) <= where.tolerance * span, 1, 0)
    return [
        WorkbookCheck(
            "The Dashboard shows what the scenario earns", holds, "Its columns sum to the whole plan's earnings"
        )
    ]


def _pickers(context: Context, sheet: Sheet, where: CompareLayout, picks: tuple[_Pick, ...]) -> None:
    styles, plan = context.styles, context.plan
    sheet.text(_INDEX_ROWS[0] - 2, _DATA, "Figures behind the charts", styles.make(bold=True, font_color=NIGHT))
    for pick in picks:
        sheet.text(_PICK_ROW - 1, pick.column, pick.title, styles.make(font_size=9, font_color=QUIET))
        name = plan.scenarios[pick.place].title
        sheet.text(_PICK_ROW, pick.column, name, styles.entry("General", bold=True, align="left", font_size=12))
        heads = where.scenarios(HEAD_ROW)
        scenario_picker(sheet, _PICK_ROW, pick.column, pick.title, heads)
        sheet.text(pick.row, _DATA, f"{pick.title}: its place", styles.small())
        place = place_of(DASHBOARD.cell(_PICK_ROW, pick.column).fixed, heads)
        sheet.put(pick.row, _FIRST_DATA, place, styles.small(num_format="0"))
    sheet.text(_PICK_ROW, 4, "Below each figure: the difference to the scenario compared with.", styles.subtitle())
    sheet.set_row(_PICK_ROW - 1, 21)


def _tile(
    context: Context, sheet: Sheet, where: CompareLayout, line: ModelLine, number: int, picks: tuple[_Pick, ...]
) -> None:
    styles = context.styles
    top = _FIRST_TILE_ROW + _TILE_HEIGHT * (number // len(_TILE_COLUMNS))
    column = _TILE_COLUMNS[number % len(_TILE_COLUMNS)]
    unit = line.declared.unit
    spoken = spoken_unit(unit, context.plan.currency) if unit != "date" else ""
    fill = {"bg_color": SHADE, "indent": 1}
    label = f"{line.label}, {spoken}" if spoken else line.label
    sheet.text(top, column, label, styles.make(font_size=9, font_color=QUIET, top=2, top_color=NIGHT, **fill))
    cells = where.scenarios(where.answer_rows[line.key])
    form = number_format(unit)
    big = styles.make(num_format=form, bold=True, font_size=18, align="left", font_color=NIGHT, **fill)
    sheet.put(top + 1, column, item(cells, 1, picks[0].index), big)
    sheet.set_row(top, 28)
    here, there = DASHBOARD.cell(top + 1, column), item(cells, 1, picks[1].index)
    if unit == "date":
        # The other date stands beside the charts' figures: the difference names it twice.
        sheet.text(_OTHER_DATE_ROW, _DATA, f"{picks[1].title}: {lowered(line.label)}", styles.small())
        sheet.put(_OTHER_DATE_ROW, _FIRST_DATA, there, styles.small(num_format=DATE, align="right"))
        year = DASHBOARD.cell(_INDEX_ROWS[1] + 1, _FIRST_DATA).fixed
        there = DASHBOARD.cell(_OTHER_DATE_ROW, _FIRST_DATA).fixed
        difference = months_between(there, here, year)
        form = '"+"0" months";"-"0" months";"same month"'
    else:
        difference = here - there
        form = f'"+"{form};"-"{form};"no difference"'
    look = styles.make(
        num_format=form, font_size=9, align="left", font_color=QUIET, bottom=1, bottom_color=RULE, **fill
    )
    sheet.put(top + 2, column, both_known(here, there, difference), look)


def _stream_data(context: Context, sheet: Sheet, where: CompareLayout, pick: _Pick) -> None:
    styles = context.styles
    year_row = _INDEX_ROWS[1] + 1
    sheet.text(year_row, _DATA, "Months in a year", styles.small())
    sheet.number(year_row, _FIRST_DATA, 12.0, styles.small(num_format="0"))
    count, look = len(where.periods), styles.small(bold=True, num_format=DATE)
    sheet.fill(_PERIOD_HEAD, _FIRST_DATA, count, COMPARE.cell(where.period_head, A).row_fixed, look)
    for stream, label in enumerate(context.plan.structure.groups.values()):
        row = _PERIOD_HEAD + 1 + stream
        sheet.text(row, _DATA, label, styles.label())
        first, last = where.period_row(stream, 0), where.period_row(stream, where.count - 1)
        cells = COMPARE.area(first, A, last, A).row_fixed
        sheet.fill(row, _FIRST_DATA, count, item(cells, pick.index, 1), styles.number(MONEY))
    row = _PERIOD_HEAD + len(context.plan.structure.groups) + 1
    block = DASHBOARD.area(_PERIOD_HEAD + 1, _FIRST_DATA, row - 1, _FIRST_DATA + count - 1)
    sheet.text(row, _DATA, "All columns, and their range", styles.small())
    sheet.put(row, _FIRST_DATA, SUM(block), styles.small(num_format=MONEY))
    sheet.put(row, _FIRST_DATA + 1, MAX(block, 0) - MIN(block, 0), styles.small(num_format=MONEY))


def _cash_data(context: Context, sheet: Sheet, where: CompareLayout, pick: _Pick) -> tuple[int, int, int]:
    """Dates, cash and its floor, month by month, of the scenario shown; returns their rows."""
    styles, plan = context.styles, context.plan
    head = _PERIOD_HEAD + len(plan.structure.groups) + 3
    cash, floor = head + 1, head + 2
    sheet.text(cash, _DATA, "Cash", styles.label())
    sheet.text(floor, _DATA, "Floor", styles.label())
    floor_row = where.inputs_head + 1 + [entry.key for entry in where.inputs].index(Business.key(Cash.cash_floor))
    cells = COMPARE.area(where.monthly_row(1, 0), A, where.monthly_row(1, where.count - 1), A).row_fixed
    for row, shown, form in (
        (head, COMPARE.cell(where.monthly_head, A).row_fixed, styles.small(num_format=DATE)),
        (cash, item(cells, pick.index, 1), styles.number(MONEY)),
        (floor, item(where.scenarios(floor_row), 1, pick.index), styles.number(MONEY)),
    ):
        sheet.fill(row, _FIRST_DATA, plan.timeline.months, shown, form)
    return head, cash, floor


def _place(sheet: Sheet, chart: Chart, row: int, column: int, description: str) -> None:
    chart.set_size(_CHART_SIZE)
    sheet.place_chart(row, _TILE_COLUMNS[2 * column], chart, description, x_offset=2, y_offset=4)
