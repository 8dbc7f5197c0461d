"""The charts of the Risk tab: a fan of what may come month by month, and a tornado of what matters."""

from __future__ import annotations

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from revenue_planner.ground.look import NIGHT
from revenue_planner.workbook.charts import EDGE, category_axis, frame_chart
from revenue_planner.workbook.tabs.risk.layout import BANDS, EDGES, LABEL, SERIES, A

#: The bands from the lowest up: the outer ones pale, half of all runs in the middle.
_PALE, _MIDDLE, _STRONG = "#D6E8F5", "#A6CDE9", "#6BAED9"
_FILLS = (_PALE, _MIDDLE, _STRONG, _MIDDLE, _PALE)
_NAMES = ("9 runs in 10 (P5 to P95)", "8 in 10 (P10 to P90)", "Half of them (P25 to P75)")
_PLAN = "#D55E00"
_AT_LOW, _AT_HIGH = "#E69F00", "#0072B2"


def fan_chart(workbook: Workbook, sheet: str, head: int, first: int, months: int, title: str) -> Chart:
    """Bands of percentiles as stacked areas, the typical month and the plan as lines.

    `head` is the row of dates, `first` the first of the rows of SERIES and BANDS. The lowest percentile is
    an area without a fill, on which the bands stand; areas add up with their signs, so that they may cross 0.
    """
    last = A + months - 1
    area = workbook.add_chart({"type": "area", "subtype": "stacked"})
    line = workbook.add_chart({"type": "line"})

    def series(chart: Chart, name: str, row: int, **look: object) -> None:
        chart.add_series({
            "name": name, "categories": [sheet, head - 1, A, head - 1, last],
            "values": [sheet, row - 1, A, row - 1, last], **look,
        })  # fmt: skip

    invisible = {"fill": {"none": True}, "border": {"none": True}}
    series(area, "Below", first + SERIES.index(EDGES[0]), **invisible)
    for number, fill in enumerate(_FILLS):
        name = _NAMES[number] if number < len(_NAMES) else BANDS[number]
        look = {"fill": {"color": fill}, "border": EDGE}
        series(area, name, first + len(SERIES) + number, **look)
    series(line, "Typical (P50)", first + SERIES.index("P50"), line={"color": NIGHT, "width": 2.25})
    plan = {"color": _PLAN, "width": 2, "dash_type": "dash"}
    series(line, "The plan", first + SERIES.index("Plan"), line=plan)
    area.combine(line)
    frame_chart(area, title)
    unnamed = [0, *range(1 + len(_NAMES), 1 + len(BANDS))]
    area.set_legend({"position": "bottom", "delete_series": unnamed})
    category_axis(area, months, num_format="mmm yy", text_axis=True)
    return area


def tornado_chart(workbook: Workbook, sheet: str, first: int, last: int, columns: tuple[int, int], title: str) -> Chart:
    """Lying bars from the plan's result to where each input's low and high lead; the largest swing on top.

    `columns` hold the changes at the low and at the high of the inputs in rows `first` to `last`.
    """
    chart = workbook.add_chart({"type": "bar"})
    looks = (("With the input at its low", _AT_LOW), ("With the input at its high", _AT_HIGH))
    for column, (name, colour) in zip(columns, looks, strict=True):
        chart.add_series({
            "name": name, "categories": [sheet, first - 1, LABEL, last - 1, LABEL],
            "values": [sheet, first - 1, column, last - 1, column], "fill": {"color": colour},
            "border": EDGE, "gap": 35, "overlap": 100,
        })  # fmt: skip
    frame_chart(chart, title, horizontal=True)
    category_axis(chart, 1, horizontal=True, reverse=True, crossing="max")
    return chart
