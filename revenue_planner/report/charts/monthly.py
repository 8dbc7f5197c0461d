"""The charts by month: streams stacked, scenarios as lines, and how far luck may carry a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from revenue_planner.analysis.simulation.result import Bands
from revenue_planner.engine.functions import Array
from revenue_planner.report.charts.canvas import (
    LEADER,
    SAMPLE,
    Canvas,
    Dashes,
    EndLabel,
    Frame,
    Margins,
    chart,
)
from revenue_planner.report.charts.fitting import Scale, scale, shortened, width_of, wrapped
from revenue_planner.report.charts.inks import scenario_ink, stream_ink

#: Line styles beside colours, for eyes and printers that see none.
_DASHES: tuple[Dashes, ...] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (10, 3))
_COLUMN, _FEWEST_COLUMNS = 0.74, 6
#: Room for the words of an end label.
_ROOM_WIDE, _ROOM_NARROW = 190.0, 84.0
#: Which percentiles the bands lie between, outermost first, and their colours.
BANDS = ((0.05, 0.95, "band-1"), (0.10, 0.90, "band-2"), (0.25, 0.75, "band-3"))
_FAN_LABELS = (
    (0.95, "P95", True), (0.90, "P90 lucky", False), (0.75, "P75", True), (0.50, "P50 typical", False),
    (0.25, "P25", True), (0.10, "P10 unlucky", False), (0.05, "P5", True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of figures, one for each column or month."""

    name: str
    colour: str
    values: Array


def streams(columns: Sequence[str], rows: Sequence[tuple[str, str, Array]], period: str, description: str) -> Markup:
    """Stacked columns; `rows` are (group, label, amounts) in the order of the plan, from the bottom up."""
    series = [Series(label, stream_ink(group), values) for group, label, values in rows]
    title = f"What each stream earns a {period}"
    return chart("streams", title, description, lambda frame: _stacked(frame, columns, series), 360, 330)


def scenarios(months: Sequence[str], rows: Sequence[tuple[str, Array]], description: str) -> Markup:
    """A line for each scenario; `rows` are (title, amounts so far)."""
    series = [Series(title, scenario_ink(number), values) for number, (title, values) in enumerate(rows)]
    title = "Take-home so far, every scenario"
    return chart("scenarios", title, description, lambda frame: _lines(frame, months, series), 340, 320)


def fan(
    name: str, title: str, months: Sequence[str], bands: Bands, planned: Array, description: str, floor: bool = False
) -> Markup:
    """Percentiles by month as bands, with the plan's own line; `floor` draws the line at 0 as a warning."""
    return chart(name, title, description, lambda frame: _fan(frame, months, bands, planned, floor), 340, 320)


def _canvas(frame: Frame, labels: Sequence[list[str]], axis: Scale, sample: float) -> Canvas:
    """A canvas with room for the axis on the left and for the end labels on the right."""
    right = max(width_of(line, frame.text) for lines in labels for line in lines) + LEADER + sample + 2
    left = max(width_of(text, frame.text) for text in axis.texts) + 10
    return Canvas(frame, Margins(left, right, 14, 32))


def _names(frame: Frame, series: Sequence[Series]) -> list[list[str]]:
    """The series' names as their end labels have them."""
    if frame.narrow:
        return [wrapped(each.name, _ROOM_NARROW, 2, frame.text) for each in series]
    return [[shortened(each.name, _ROOM_WIDE, frame.text)] for each in series]


def _stacked(frame: Frame, columns: Sequence[str], series: Sequence[Series]) -> Canvas:
    amounts = np.array([each.values for each in series])
    above, below = np.cumsum(np.maximum(amounts, 0), axis=0), np.cumsum(np.minimum(amounts, 0), axis=0)
    axis = scale(min(0.0, float(below.min())), max(0.0, float(above.max())))
    names = _names(frame, series)
    canvas = _canvas(frame, names, axis, SAMPLE)
    half = _COLUMN / 2
    # A few columns stay slender: the plot has room for more.
    spare = max(0, _FEWEST_COLUMNS - len(columns)) / 2
    canvas.month_axis(columns, -0.5 - spare, len(columns) - 0.5 + spare)
    canvas.money_axis(axis)
    ends = []
    for index, each in enumerate(series):
        tops = np.where(amounts[index] >= 0, above[index], below[index])
        bottoms = tops - amounts[index]
        boxes = [(x - half, bottoms[x], _COLUMN, amounts[index][x]) for x in range(len(columns))]
        canvas.boxes(boxes, each.colour)
        middle = float(tops[-1] + bottoms[-1]) / 2
        ends.append(EndLabel(names[index], len(columns) - 1 + half, middle, each.colour, swatch=True))
    canvas.end_labels(ends)
    return canvas


def _lines(frame: Frame, months: Sequence[str], series: Sequence[Series]) -> Canvas:
    amounts = np.array([each.values for each in series])
    axis = scale(min(0.0, float(amounts.min())), max(0.0, float(amounts.max())))
    names = _names(frame, series)
    canvas = _canvas(frame, names, axis, SAMPLE)
    last = _months(canvas, months)
    canvas.money_axis(axis)
    ends = []
    for index, each in enumerate(series):
        dashes = _DASHES[index % len(_DASHES)]
        canvas.line(range(len(months)), list(each.values), each.colour, 2.5 if index == 0 else 2, dashes)
        end = float(each.values[-1])
        ends.append(EndLabel(names[index], last, end, each.colour, dashes=dashes, bold=index == 0))
    canvas.end_labels(ends)
    return canvas


def _fan(frame: Frame, months: Sequence[str], bands: Bands, planned: Array, floor: bool) -> Canvas:
    low, high = float(min(bands.values.min(), planned.min())), float(max(bands.values.max(), planned.max()))
    axis = scale(min(0.0, low), max(0.0, high))
    canvas = _canvas(frame, [[label] for _, label, _ in _FAN_LABELS], axis, 0)
    last = _months(canvas, months)
    canvas.money_axis(axis)
    xs = range(len(months))
    for lower, upper, colour in BANDS:
        canvas.area(xs, list(bands.at(lower)), list(bands.at(upper)), colour)
    if floor and low < 0:
        canvas.line(xs, [0.0] * len(months), "bad", 1)
    canvas.line(xs, list(bands.at(0.5)), "accent", 2.2)
    canvas.line(xs, list(planned), "ink", 1.6, _DASHES[1])
    ends = [
        EndLabel([label], last, float(bands.at(level)[-1]), bold=level == 0.5, faint=faint)
        for level, label, faint in _FAN_LABELS
    ]
    canvas.end_labels([*ends, EndLabel(["as planned"], last, float(planned[-1]))])
    return canvas


def _months(canvas: Canvas, months: Sequence[str]) -> int:
    """Lines go from edge to edge of the plot; the place of the last month."""
    last = len(months) - 1
    canvas.month_axis(months, 0 if last else -0.5, last or 0.5)
    return last
