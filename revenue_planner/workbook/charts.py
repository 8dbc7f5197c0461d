"""The charts: fixed colours, explicit fills, kinds that Excel and LibreOffice both draw."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart

from revenue_planner.ground.look import FONT, INK, QUIET, RULE, SCENARIO_COLOURS
from revenue_planner.workbook.frame import Context
from revenue_planner.workbook.tabs.compare.layout import LABEL, A, CompareLayout

UP, DOWN = "#009E73", "#D55E00"
#: Around fills that are too pale to stand on white by themselves.
EDGE = {"color": QUIET, "width": 0.5}
_AXIS_FONT = {"name": FONT, "size": 9, "color": QUIET}
_DASHES = ("solid", "dash", "square_dot", "long_dash", "dash_dot", "round_dot")
#: Room for this many labels on a month axis.
_MONTH_LABELS = 12


def frame_chart(
    chart: Chart, title: str, form: str = "#,##0", *, legend: bool = True, horizontal: bool = False
) -> None:
    """The title, the axis of figures, the legend and a white ground; bars that lie are `horizontal`."""
    chart.set_title(
        {"name": title, "overlay": False, "name_font": {"name": FONT, "size": 12, "color": INK, "bold": True}}
    )
    set_axis = chart.set_x_axis if horizontal else chart.set_y_axis
    set_axis({
        "num_format": form, "num_font": _AXIS_FONT, "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
    })  # fmt: skip
    if legend:
        chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9, "color": INK}})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": RULE}, "fill": {"color": "#FFFFFF"}})
    chart.set_plotarea({"fill": {"color": "#FFFFFF"}})


def category_axis(chart: Chart, labels: int, *, horizontal: bool = False, **more: Any) -> None:
    """The axis of `labels` months or steps; so many months that not each can be named get every other one."""
    axis: dict[str, Any] = {
        "num_font": {**_AXIS_FONT, **more.pop("font", {})},
        "line": {"color": QUIET},
        "label_position": "low",
        **more,
    }
    if labels > _MONTH_LABELS:
        axis["interval_unit"] = -(-labels // _MONTH_LABELS)
    set_axis = chart.set_y_axis if horizontal else chart.set_x_axis
    set_axis(axis)


def stream_chart(
    context: Context, sheet_name: str, head: int, first: int, labels: int, columns: tuple[int, int]
) -> Chart:
    """Stacked columns of what each stream earns; the block starts at `head` (dates) and `first`."""
    chart = context.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    start, end = columns
    for offset, group in enumerate(context.plan.structure.groups):
        row = first + offset - 1
        chart.add_series({
            "name": [sheet_name, row, labels], "categories": [sheet_name, head - 1, start, head - 1, end],
            "values": [sheet_name, row, start, row, end], "fill": {"color": context.layout.stream_colour(group)},
            "border": EDGE, "gap": 40,
        })  # fmt: skip
    period = "quarter" if CompareLayout(context.layout).quarterly else "month"
    frame_chart(chart, f"Earned by stream a {period}, {context.plan.currency}")
    _month_axis(chart, end - start + 1)
    return chart


def scenario_chart(context: Context, where: CompareLayout) -> Chart:
    """Every scenario's take-home as a line."""
    chart = context.book.workbook.add_chart({"type": "line"})
    months = context.plan.timeline.months
    head = where.monthly_head - 1
    for number in range(where.count):
        row = where.monthly_row(0, number) - 1
        line = {"color": SCENARIO_COLOURS[number % len(SCENARIO_COLOURS)], "width": 2.25,
                "dash_type": _DASHES[number % len(_DASHES)]}  # fmt: skip
        chart.add_series({
            "name": ["Compare", row, LABEL], "categories": ["Compare", head, A, head, A + months - 1],
            "values": ["Compare", row, A, row, A + months - 1], "line": line,
        })  # fmt: skip
    frame_chart(chart, f"Take-home a month, every scenario, {context.plan.currency}")
    _month_axis(chart, months)
    return chart


def _month_axis(chart: Chart, months: int) -> None:
    category_axis(chart, months, num_format="mmm yy", text_axis=True)


def cash_chart(context: Context, sheet_name: str, rows: tuple[int, int, int], first: int, label: int) -> Chart:
    """Cash at month end as an area, its floor as a line; `rows` are dates, cash, floor."""
    months = context.plan.timeline.months
    head, cash, floor = (row - 1 for row in rows)
    last = first + months - 1
    chart = context.book.workbook.add_chart({"type": "column"})
    chart.add_series({
        "name": [sheet_name, cash, label], "categories": [sheet_name, head, first, head, last],
        "values": [sheet_name, cash, first, cash, last], "fill": {"color": "#56B4E9"},
        "border": EDGE, "gap": 20,
    })  # fmt: skip
    line = context.book.workbook.add_chart({"type": "line"})
    line.add_series({
        "name": [sheet_name, floor, label], "categories": [sheet_name, head, first, head, last],
        "values": [sheet_name, floor, first, floor, last],
        "line": {"color": DOWN, "width": 2, "dash_type": "dash"},
    })  # fmt: skip
    chart.combine(line)
    frame_chart(chart, f"Cash at month end and the floor you set, {context.plan.currency}")
    _month_axis(chart, months)
    return chart


def year_chart(context: Context, where: CompareLayout) -> Chart:
    """Take-home by year, a column per scenario."""
    chart = context.book.workbook.add_chart({"type": "column"})
    head, last = where.years_head - 1, A + len(where.years) - 1
    for number in range(where.count):
        row = where.years_head + 2 + number
        chart.add_series({
            "name": ["Compare", row, LABEL], "categories": ["Compare", head, A, head, last],
            "values": ["Compare", row, A, row, last], "gap": 80, "overlap": -5,
            "fill": {"color": SCENARIO_COLOURS[number % len(SCENARIO_COLOURS)]}, "border": {"none": True},
        })  # fmt: skip
    frame_chart(chart, f"Take-home by year, {context.plan.currency}")
    category_axis(chart, len(where.years))
    return chart
