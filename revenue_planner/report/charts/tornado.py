"""The tornado: which inputs move the result most, each moved alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from revenue_planner.report.charts.canvas import Canvas, Frame, Margins, chart
from revenue_planner.report.charts.fitting import Scale, scale, shortened, width_of

_ROW, _NARROW_ROW = 30.0, 44.0
_BAR, _NARROW_BAR = 17.0, 15.0
_LABELS = 260.0
_TOP, _BOTTOM = 8.0, 28.0
#: How far a line reaches beyond a bar, in rows.
_OVER = 0.06


@dataclass(frozen=True, slots=True)
class Bar:
    """One input: its name, where it belongs, and its two ends as (the input's figure, the result)."""

    label: str
    part: str
    low: tuple[str, float]
    high: tuple[str, float]


def tornado(title: str, bars: Sequence[Bar], result: float, description: str) -> Markup:
    """Lying bars around the result as the plan stands, in the given order from the top."""
    heights = (int(_ROW * len(bars) + _TOP + _BOTTOM), int(_NARROW_ROW * len(bars) + _TOP + _BOTTOM))
    return chart("tornado", title, description, lambda frame: _draw(frame, bars, result), *heights)


def _draw(frame: Frame, bars: Sequence[Bar], result: float) -> Canvas:
    ends = [value for bar in bars for value in (bar.low[1], bar.high[1])]
    texts = [_end_texts(bar, result) for bar in bars]
    lefts, rights = (max(width_of(pair[side], frame.text) for pair in texts) + 8 for side in (0, 1))
    left = 0.0 if frame.narrow else _LABELS
    row, thick = (_NARROW_ROW, _NARROW_BAR) if frame.narrow else (_ROW, _BAR)
    canvas = Canvas(frame, Margins(left + lefts, rights, _TOP, _BOTTOM))
    canvas.up = (float(len(bars)), 0.0)
    half = thick / row / 2
    axis = scale(min(*ends, result), max(*ends, result), 3 if frame.narrow else 6)
    canvas.across = (axis.low, axis.high)
    # On a telephone names stand above their bars: lines leave them free.
    rows = [(n + 0.72 - half, n + 0.72 + half) for n in range(len(bars))] if frame.narrow else [(0.0, float(len(bars)))]
    _axis(canvas, axis, rows)
    for index, bar in enumerate(bars):
        middle = index + (0.72 if frame.narrow else 0.5)
        bottom = middle - half
        # The longer one first, so that neither hides the other where both lie on one side.
        pair = sorted(((bar.low, "less"), (bar.high, "more")), key=lambda end: -abs(end[0][1] - result))
        for (_, value), colour in pair:
            canvas.boxes([(result, bottom, value - result, 2 * half)], colour, "more", 1)
        _ends(canvas, bar, result, middle)
        _name(canvas, bar, index)
    for first, last in rows:
        canvas.stroke([canvas.pixels(result, last + _OVER), canvas.pixels(result, first - _OVER)], "ink", 1.3, zorder=3)
    return canvas


def _axis(canvas: Canvas, axis: Scale, rows: Sequence[tuple[float, float]]) -> None:
    size = canvas.frame.text
    for mark, text in zip(axis.marks, axis.texts, strict=True):
        for first, last in rows:
            canvas.stroke([canvas.pixels(mark, first - _OVER), canvas.pixels(mark, last + _OVER)], "rule")
        half = width_of(text, size) / 2
        x, _ = canvas.pixels(mark, 0)
        canvas.text(min(max(x, half), canvas.frame.width - half), canvas.margins.bottom - 13, text, "quiet", "center")


def _end_texts(bar: Bar, result: float) -> tuple[str, str]:
    """The input's figure left and right of its bar; both on the far side where the result moves one way only."""
    (low, at_low), (high, at_high) = bar.low, bar.high
    if (at_low - result) * (at_high - result) > 0:
        nearer, further = (low, high) if abs(at_low - result) < abs(at_high - result) else (high, low)
        return ("", f"{nearer} / {further}") if at_low > result else (f"{further} / {nearer}", "")
    return (low, high) if at_low <= at_high else (high, low)


def _ends(canvas: Canvas, bar: Bar, result: float, middle: float) -> None:
    ends = (bar.low[1], bar.high[1], result)
    left, right = _end_texts(bar, result)
    for x, text, align, step in ((min(ends), left, "right", -5), (max(ends), right, "left", 5)):
        if text:
            at, y = canvas.pixels(x, middle)
            canvas.text(at + step, y, text, "quiet", align)


def _name(canvas: Canvas, bar: Bar, index: int) -> None:
    size = canvas.frame.text
    if canvas.frame.narrow:
        _, y = canvas.pixels(0, index + 0.26)
        canvas.text(0, y, shortened(f"{bar.label} · {bar.part}", canvas.frame.width, size))
        return
    _, y = canvas.pixels(0, index + 0.5)
    canvas.text(0, y + 6.5, shortened(bar.label, _LABELS, size))
    canvas.text(0, y - 7, shortened(bar.part, _LABELS, size - 2), "quiet", size=size - 2)
