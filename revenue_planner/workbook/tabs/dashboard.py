"""The Dashboard: choose a scenario, read the few figures that matter, see where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.chart import Chart

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import NIGHT, QUIET, RULE, SHADE
from revenue_planner.ground.units import spoken_unit
from revenue_planner.model.build import ModelLine
from revenue_planner.printers.ranges import area, both_known, item, place_of
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.charts import cash_chart, scenario_chart, stream_chart, year_chart
from revenue_planner.workbook.frame import Context, open_sheet, redden, scenario_picker
from revenue_planner.workbook.style import DATE, MONEY, number_format
from revenue_planner.workbook.tabs.checks import WorkbookCheck
from revenue_planner.workbook.tabs.compare.layout import HEAD_ROW, A, CompareLayout
from revenue_planner.workbook.tabs.compare.tab import picked

_TILE, _GAP = 39, 1.6
_TILE_COLUMNS = (0, 2, 4, 6)
_TILES = (
    ("take_home_12m", "take_home_total"), ("earned_12m", "earned_total"), ("typical_month",), ("target_month",),
    ("lowest_cash",), ("income_per_hour",), ("largest_stream_share",), ("cash_end",),
)  # fmt: skip
_PICK_ROW = 4
_TILE_ROWS = (6, 10)
_CHART_ROWS = (14, 29)
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
    def index(self) -> str:
        return f"${letter(_FIRST_DATA)}${self.row}"


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
    tiles = [_first_known(context, names) for names in _TILES]
    for number, line in enumerate(tiles):
        _tile(context, sheet, where, line, number, picks)
    _stream_data(context, sheet, where, picks[0])
    rows = _cash_data(context, sheet, where, picks[0])
    last_period = _FIRST_DATA + len(where.periods) - 1
    first_stream = _PERIOD_HEAD + 1
    charts = (
        stream_chart(context, "Dashboard", _PERIOD_HEAD, first_stream, _DATA, (_FIRST_DATA, last_period)),
        scenario_chart(context, where),
        cash_chart(context, "Dashboard", rows, _FIRST_DATA, _DATA),
        year_chart(context, where),
    )
    for number, (chart, description) in enumerate(zip(charts, _descriptions(context, where), strict=True)):
        _place(sheet, chart, number // 2, number % 2, description)
    redden(context.book, sheet, _TILE_ROWS[0], 0, _TILE_ROWS[1] + 2, _TILE_COLUMNS[-1])
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, _CHART_ROWS[1] + 14, 7)


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
    first, last = letter(_FIRST_DATA), letter(_FIRST_DATA + len(where.periods) - 1)
    block = f"Dashboard!{area(f'{first}{_PERIOD_HEAD + 1}', f'{last}{_PERIOD_HEAD + streams}')}"
    row = where.answer_rows["business.earned_total"]
    shown = item(f"Compare!{where.scenarios(row)}", "1", f"Dashboard!${first}${_INDEX_ROWS[0]}")
    formula = f"IF(ROUND(SUM({block})-{shown},0)=0,1,0)"
    return [
        WorkbookCheck(
            "The Dashboard shows what the scenario earns", formula, "Its columns sum to the whole plan's earnings"
        )
    ]


def _first_known(context: Context, names: tuple[str, ...]) -> ModelLine:
    answers = context.layout.model.answers
    return next(answers[name] for name in names if name in answers)


def _pickers(context: Context, sheet: Sheet, where: CompareLayout, picks: tuple[_Pick, ...]) -> None:
    styles, plan = context.styles, context.plan
    sheet.text(_INDEX_ROWS[0] - 2, _DATA, "Figures behind the charts", styles.make(bold=True, font_color=NIGHT))
    for pick in picks:
        sheet.text(_PICK_ROW - 1, pick.column, pick.title, styles.make(font_size=9, font_color=QUIET))
        name = plan.scenarios[pick.place].title
        sheet.text(_PICK_ROW, pick.column, name, styles.entry("General", bold=True, align="left", font_size=12))
        heads = f"Compare!{where.scenarios(HEAD_ROW)}"
        scenario_picker(sheet, _PICK_ROW, pick.column, pick.title, heads)
        cell = f"${letter(pick.column)}${_PICK_ROW}"
        sheet.text(pick.row, _DATA, f"{pick.title}: its place", styles.small())
        sheet.formula(pick.row, _FIRST_DATA, place_of(cell, heads), float(pick.place + 1), styles.small(num_format="0"))
    sheet.text(_PICK_ROW, 4, "Below each figure: the difference to the scenario compared with.", styles.subtitle())
    sheet.set_row(_PICK_ROW - 1, 21)


def _tile(
    context: Context, sheet: Sheet, where: CompareLayout, line: ModelLine, number: int, picks: tuple[_Pick, ...]
) -> None:
    styles = context.styles
    top, column = _TILE_ROWS[number // 4], _TILE_COLUMNS[number % 4]
    unit = line.declared.unit
    spoken = spoken_unit(unit, context.plan.currency) if unit != "date" else ""
    fill = {"bg_color": SHADE, "indent": 1}
    label = f"{line.label}, {spoken}" if spoken else line.label
    sheet.text(top, column, label, styles.make(font_size=9, font_color=QUIET, top=2, top_color=NIGHT, **fill))
    row = where.answer_rows[line.key]
    cells = f"Compare!{where.scenarios(row)}"
    own, other = (context.shown(line.key, pick.place) for pick in picks)
    form = number_format(unit)
    big = styles.make(num_format=form, bold=True, font_size=18, align="left", font_color=NIGHT, **fill)
    sheet.formula(top + 1, column, item(cells, "1", picks[0].index), own, big)
    sheet.set_row(top, 28)
    here = f"{letter(column)}{top + 1}"
    there = item(cells, "1", picks[1].index)
    if unit == "date":
        # The other date stands beside the charts' figures: the difference names it twice.
        kept = f"${letter(_FIRST_DATA)}${_OTHER_DATE_ROW}"
        sheet.text(_OTHER_DATE_ROW, _DATA, f"{picks[1].title}: {line.label[0].lower()}{line.label[1:]}", styles.small())
        sheet.formula(_OTHER_DATE_ROW, _FIRST_DATA, there, other, styles.small(num_format=DATE, align="right"))
        there = kept
    value: Cell = ""
    if unit == "date":
        year = f"{letter(_FIRST_DATA)}${_INDEX_ROWS[1] + 1}"
        formula = both_known(here, there, f"(YEAR({here})-YEAR({there}))*${year}+MONTH({here})-MONTH({there})")
        if isinstance(own, float) and isinstance(other, float):
            value = context.number(line.key, picks[0].place) - context.number(line.key, picks[1].place)
        form = '"+"0" months";"-"0" months";"same month"'
    else:
        formula = both_known(here, there, f"{here}-{there}")
        if isinstance(own, float) and isinstance(other, float):
            value = own - other
        form = f'"+"{form};"-"{form};"no difference"'
    look = styles.make(
        num_format=form, font_size=9, align="left", font_color=QUIET, bottom=1, bottom_color=RULE, **fill
    )
    sheet.formula(top + 2, column, formula, value, look)


def _stream_data(context: Context, sheet: Sheet, where: CompareLayout, pick: _Pick) -> None:
    styles = context.styles
    year_row = _INDEX_ROWS[1] + 1
    sheet.text(year_row, _DATA, "Months in a year", styles.small())
    sheet.number(year_row, _FIRST_DATA, 12.0, styles.small(num_format="0"))
    for column, period in enumerate(where.periods, start=_FIRST_DATA):
        sheet.formula(
            _PERIOD_HEAD,
            column,
            f"Compare!{letter(A + column - _FIRST_DATA)}${where.period_head}",
            float(context.plan.timeline.month_of(period.first).serial),
            styles.small(bold=True, num_format=DATE),
        )
    for stream, (group, label) in enumerate(context.plan.structure.groups.items()):
        row = _PERIOD_HEAD + 1 + stream
        sheet.text(row, _DATA, label, styles.label())
        months = context.row(f"by_stream.{group}.earned", pick.place)
        first, last = where.period_row(stream, 0), where.period_row(stream, where.count - 1)
        for offset, period in enumerate(where.periods):
            source = letter(A + offset)
            cells = area(f"{source}${first}", f"{source}${last}")
            formula = item(f"Compare!{cells}", pick.index, "1")
            value = sum(months[period.first - 1 : period.last])
            sheet.formula(row, _FIRST_DATA + offset, formula, value, styles.number(MONEY))


def _cash_data(context: Context, sheet: Sheet, where: CompareLayout, pick: _Pick) -> tuple[int, int, int]:
    """Dates, cash and its floor, month by month, of the scenario shown; returns their rows."""
    styles, plan = context.styles, context.plan
    head = _PERIOD_HEAD + len(plan.structure.groups) + 3
    cash, floor = head + 1, head + 2
    sheet.text(cash, _DATA, "Cash", styles.label())
    sheet.text(floor, _DATA, "Floor", styles.label())
    floor_key = "business.cash_floor"
    floor_row = where.inputs_head + 1 + [entry.key for entry in where.inputs].index(floor_key)
    floor_value = plan.value(floor_key, plan.scenarios[pick.place].name)
    assert isinstance(floor_value, float)
    first, last = where.monthly_row(1, 0), where.monthly_row(1, where.count - 1)
    floors = f"Compare!{where.scenarios(floor_row)}"
    values = context.row("business.cash", pick.place)
    for offset, month in enumerate(plan.timeline):
        column, source = _FIRST_DATA + offset, letter(A + offset)
        sheet.formula(
            head, column, f"Compare!{source}${where.monthly_head}", float(month.serial), styles.small(num_format=DATE)
        )
        cells = area(f"{source}${first}", f"{source}${last}")
        formula = item(f"Compare!{cells}", pick.index, "1")
        sheet.formula(cash, column, formula, values[offset], styles.number(MONEY))
        sheet.formula(floor, column, item(floors, "1", pick.index), floor_value, styles.number(MONEY))
    return head, cash, floor


def _place(sheet: Sheet, chart: Chart, row: int, column: int, description: str) -> None:
    chart.set_size(_CHART_SIZE)
    sheet.place_chart(_CHART_ROWS[row], _TILE_COLUMNS[2 * column], chart, description, x_offset=2, y_offset=4)
