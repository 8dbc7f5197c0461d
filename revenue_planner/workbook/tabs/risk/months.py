"""Blocks of the Risk tab by month: the fans of one scenario, and the percentiles of all behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from revenue_planner.analysis.simulation.result import MONTHLY, ScenarioOutlook
from revenue_planner.ground.look import NIGHT
from revenue_planner.ground.units import spoken_unit
from revenue_planner.workbook.frame import Context, bar, scenario_picker
from revenue_planner.workbook.functions import item, place_of
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.compare.layout import HEAD_ROW, CompareLayout
from revenue_planner.workbook.tabs.risk.charts import fan_chart
from revenue_planner.workbook.tabs.risk.layout import (
    BANDS,
    EDGES,
    FANS,
    KEY,
    LABEL,
    RISK,
    SERIES,
    A,
    RiskLayout,
)

_CHART = {"width": 766, "height": 336}
#: Where the second fan begins: its column, and how far into it.
_SECOND = (A + 4, 2)


def write_fans(context: Context, sheet: Sheet, where: RiskLayout) -> None:
    """Choose a scenario, and see its take-home and cash as fans."""
    styles, plan = context.styles, context.plan
    title = "Month by month: the darker, the likelier. Choose a scenario in the yellow cell"
    bar(context, sheet, where.fan_bar, title, A + 11)
    row = where.pick_row
    sheet.text(row, LABEL, "Scenario shown", styles.make(bold=True, align="right", indent=1))
    sheet.text(row, A, plan.scenarios[0].title, styles.entry("General", bold=True, align="left"))
    names = CompareLayout(context.layout).scenarios(HEAD_ROW)
    scenario_picker(sheet, row, A, "Scenario shown", names)
    sheet.put(row, A + 2, place_of(RISK.cell(row, A), names), styles.small(num_format='"its place: "0'))
    for fan, key in enumerate(FANS):
        _shown(context, sheet, where, fan, key)
        line = context.layout.model.lines[key]
        unit = spoken_unit(line.declared.unit, plan.currency)
        chart = fan_chart(
            context.book.workbook, sheet.get_name(), where.shown_bar, where.shown_row(fan, 0), plan.timeline.months,
            f"{line.label} by month, {unit}",
        )  # fmt: skip
        chart.set_size(_CHART)
        column, offset = _SECOND if fan else (LABEL, 2)
        description = (
            f"Fan: {line.label} by month in {unit} in the scenario shown. Bands hold 9 runs in 10, "
            "8 in 10 and half of them; lines are the typical month and the plan. The figures stand below the table."
        )
        sheet.place_chart(row + 1, column, chart, description, x_offset=offset, y_offset=4)


def write_months(context: Context, sheet: Sheet, where: RiskLayout) -> None:
    """The dates of both blocks, and the figures of all scenarios."""
    _dates(context, sheet, where.shown_bar, "Figures behind the fans: the scenario shown")
    _dates(context, sheet, where.data_bar, "Figures of all scenarios")
    styles = context.styles
    for place, key in enumerate(MONTHLY):
        line = context.layout.model.lines[key]
        style = styles.small(num_format=number_format(line.declared.unit), align="right")
        for series, name in enumerate(SERIES):
            for number, each in enumerate(where.outlook.simulation.scenarios):
                row = where.data_row(place, series, number)
                sheet.text(row, LABEL, f"{line.label}, {name}: {each.scenario.title}", styles.label())
                sheet.text(row, KEY, f"outlook.{each.scenario.name}.{key}.{name.lower()}", styles.small())
                for column, value in enumerate(_months(each, key, series), start=A):
                    sheet.number(row, column, value, style)


def _dates(context: Context, sheet: Sheet, row: int, title: str) -> None:
    months = context.plan.timeline.months
    bar(context, sheet, row, title, A + months - 1)
    style = context.styles.heading(NIGHT, num_format=DATE, align="right")
    for column, month in enumerate(context.plan.timeline, start=A):
        sheet.number(row, column, float(month.serial), style)


def _shown(context: Context, sheet: Sheet, where: RiskLayout, fan: int, key: str) -> None:
    """The series of the scenario shown, then the bands between them."""
    styles, line = context.styles, context.layout.model.lines[key]
    style = styles.number(number_format(line.declared.unit))
    place, months = MONTHLY.index(key), context.plan.timeline.months
    for series, name in enumerate((*SERIES, *BANDS)):
        row = where.shown_row(fan, series)
        sheet.text(row, LABEL, f"{line.label}, {name}", styles.label())
        sheet.text(row, KEY, f"fan.{key}.{name.lower().replace(' ', '_')}", styles.small())
        if name in SERIES:
            first, last = where.data_row(place, series, 0), where.data_row(place, series, where.count - 1)
            sheet.fill(row, A, months, item(RISK.area(first, A, last, A).row_fixed, where.pick, 1), style)
        else:
            edge = BANDS.index(name)
            below, above = (RISK.cell(where.shown_row(fan, SERIES.index(each)), A) for each in EDGES[edge : edge + 2])
            sheet.fill(row, A, months, above - below, style)


def _months(each: ScenarioOutlook, key: str, series: int) -> Sequence[float]:
    """A scenario's months of a line: a percentile, or the plan as the last of SERIES."""
    levels = each.months[key].values
    chosen = levels[series] if series < len(levels) else each.planned[key]
    return [float(value) for value in np.asarray(chosen)]
