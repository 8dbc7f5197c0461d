"""The Dashboard: choose a scenario, read the few figures that matter, see where they come from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xlsxwriter.chart import Chart

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import NIGHT, QUIET, RULE, SHADE
from revenue_planner.ground.units import spoken_unit
from revenue_planner.model.build import ModelLine
from revenue_planner.printers.ranges import area, both_known, item, place_of
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.charts import cash_chart, scenario_chart, stream_chart, year_chart
from revenue_planner.workbook.frame import Context, open_sheet, scenario_picker
from revenue_planner.workbook.style import DATE, MONEY, number_format
from revenue_planner.workbook.tabs.checks import WorkbookCheck
from revenue_planner.workbook.tabs.compare.layout import HEAD_ROW, INDEX, TOLERANCE_ROW, A, CompareLayout
from revenue_planner.workbook.tabs.compare.tab import picked

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
    tiles = context.layout.model.tiles
    charts = _FIRST_TILE_ROW + _TILE_HEIGHT * math.ceil(len(tiles) / len(_TILE_COLUMNS))
    for number, line in enumerate(tiles):
        _tile(context, sheet, where, line, number, picks)
    _stream_data(context, sheet, where, picks[0])
    rows = _cash_data(context, sheet, where, picks[0])
    last_period = _FIRST_DATA + len(where.periods) - 1
    first_stream = _PERIOD_HEAD + 1
    _place(
        sheet,
        stream_chart(context, "Dashboard", _PERIOD_HEAD, first_stream, _DATA, (_FIRST_DATA, last_period)),
        charts,
        0,
    )
    _place(sheet, scenario_chart(context, where), charts, 1)
    _place(sheet, cash_chart(context, "Dashboard", rows, _FIRST_DATA, _DATA), charts + _CHART_HEIGHT, 0)
    _place(sheet, year_chart(context, where), charts + _CHART_HEIGHT, 1)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, charts + 2 * _CHART_HEIGHT - 1, 7)


def dashboard_checks(layout: CompareLayout) -> list[WorkbookCheck]:
    """What the Dashboard adds to the Checks: its columns sum to what the scenario earns."""
    where = layout
    streams = len(where.layout.plan.structure.groups)
    row = where.answer_rows["business.earned_total"]
    shown = item(f"Compare!{where.scenarios(row)}", "1", f"Dashboard!${letter(_FIRST_DATA)}${_INDEX_ROWS[0]}")
    row = _PERIOD_HEAD + streams + 1
    together, span = (f"Dashboard!${letter(column)}${row}" for column in (_FIRST_DATA, _FIRST_DATA + 1))
    share = f"Compare!${letter(INDEX)}${TOLERANCE_ROW}"
    formula = f"IF(ABS({together}-{shown})<={share}*{span},1,0)"
    return [
        WorkbookCheck(
            "The Dashboard shows what the scenario earns", formula, "Its columns sum to the whole plan's earnings"
        )
    ]


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
    top = _FIRST_TILE_ROW + _TILE_HEIGHT * (number // len(_TILE_COLUMNS))
    column = _TILE_COLUMNS[number % len(_TILE_COLUMNS)]
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
        plain = form.split(";")[0]
        form = f'"+"{plain};[Red]"-"{plain};"no difference"'
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
    amounts = [0.0]
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
            amounts.append(value)
    first_row, row = _PERIOD_HEAD + 1, _PERIOD_HEAD + len(context.plan.structure.groups) + 1
    block = f"{letter(_FIRST_DATA)}{first_row}:{letter(_FIRST_DATA + len(where.periods) - 1)}{row - 1}"
    sheet.text(row, _DATA, "All columns, and their range", styles.small())
    sheet.formula(row, _FIRST_DATA, f"SUM({block})", sum(amounts), styles.small(num_format=MONEY))
    span = f"MAX({block},0)-MIN({block},0)"
    sheet.formula(row, _FIRST_DATA + 1, span, max(amounts) - min(amounts), styles.small(num_format=MONEY))


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


def _place(sheet: Sheet, chart: Chart, row: int, column: int) -> None:
    chart.set_size(_CHART_SIZE)
    sheet.insert_chart(row - 1, _TILE_COLUMNS[2 * column], chart, {"object_position": 2, "x_offset": 2, "y_offset": 4})
