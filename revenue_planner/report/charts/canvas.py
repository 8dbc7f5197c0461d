"""A plot with room around it for labels, measured in pixels and drawn as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from revenue_planner.ground.text import trimmed
from revenue_planner.report.charts.fitting import Scale, spread, width_of
from revenue_planner.report.charts.inks import ink

#: Sizes of text in pixels: on a telephone, elsewhere.
_NARROW_TEXT, _WIDE_TEXT = 11.0, 12.0
_NEXT_LINE = 1.15
#: Of an end label's room, what its leader and its sample take.
LEADER, SAMPLE = 19.0, 16.0
#: A line style: lengths of strokes and gaps in turn, in widths of the line; () is an unbroken line.
Dashes = tuple[float, ...]
#: What lies over what, from the back.
_BACK, _AREAS, _BOXES, _LINES, _TEXT = 0.0, 1.0, 2.0, 3.0, 5.0
_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
_LONGEST_AXIS = 60
WIDE, NARROW = 880, 328


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing in pixels. `narrow` ones are for telephones."""

    width: int
    height: int
    narrow: bool

    @property
    def text(self) -> float:
        """The size of text."""
        return _NARROW_TEXT if self.narrow else _WIDE_TEXT


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the plot, in pixels."""

    left: float
    right: float
    top: float
    bottom: float


class Canvas:
    """One drawing. Methods that take "pixels" count from its lower left corner; others take the plot's data."""

    def __init__(self, frame: Frame, margins: Margins) -> None:
        self.frame, self.margins = frame, margins
        self.plot_width = frame.width - margins.left - margins.right
        self.plot_height = frame.height - margins.top - margins.bottom
        #: The plot's data at its left and right, and at its lower and upper edge.
        self.across, self.up = (0.0, 1.0), (0.0, 1.0)
        self._drawn: list[tuple[float, str]] = []

    def svg(self) -> str:
        """All that was drawn, from the back to the front."""
        return "".join(element for _, element in sorted(self._drawn, key=lambda drawn: drawn[0]))

    def money_axis(self, scale: Scale) -> None:
        """A vertical axis, with a line across the plot at each of its marks."""
        self.up = (scale.low, scale.high)
        for mark, text in zip(scale.marks, scale.texts, strict=True):
            zero = mark == 0 and scale.low < 0
            _, y = self.pixels(0, mark)
            left, right = self.margins.left, self.frame.width - self.margins.right
            self.stroke([(left, y), (right, y)], "quiet" if zero else "rule")
            self.text(left - 8, y, text, "quiet", "right")

    def month_axis(self, labels: Sequence[str], first: float, last: float) -> None:
        """Names below the plot at 0, 1, …: as many as there is room for, evenly spaced."""
        self.across = (first, last)
        apart = self.plot_width / (last - first)
        needed = max(width_of(label, self.frame.text) for label in labels) + 14
        steps = (1, 2, 3, 4, 6, 12, 24, _LONGEST_AXIS)
        step = next((step for step in steps if step * apart >= needed), _LONGEST_AXIS)
        for place in range(0, len(labels), step):
            x, _ = self.pixels(place, 0)
            y = self.margins.bottom - 6
            self.stroke([(x, y), (x, y + 4)], "quiet")
            half = width_of(labels[place], self.frame.text) / 2
            x = min(max(x, half), self.frame.width - half)
            self.text(x, y - 10, labels[place], "quiet", "center")

    def area(self, xs: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str) -> None:
        """A band between two lines; of one month, a column."""
        if len(xs) == 1:
            xs, low, high = (xs[0] - 0.25, xs[0] + 0.25), (low[0], low[0]), (high[0], high[0])
        points = [*zip(xs, low, strict=True), *reversed(list(zip(xs, high, strict=True)))]
        self._draw(_AREAS, f'<path d="{self._path(points)}Z" fill="{ink(colour)}"/>')

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float = 2, dashes: Dashes = ()
    ) -> None:
        """A line; of one month, a short stroke across it."""
        if len(xs) == 1:
            xs, ys = (xs[0] - 0.3, xs[0] + 0.3), (ys[0], ys[0])
        points = [self.pixels(x, y) for x, y in zip(xs, ys, strict=True)]
        self.stroke(points, colour, width, dashes, zorder=_LINES)

    def boxes(
        self, boxes: Sequence[tuple[float, float, float, float]], colour: str, edge: str = "paper", width: float = 0.8
    ) -> None:
        """Rectangles (left, bottom, width, height) in one colour, as one shape; flat ones are left out."""
        paths = []
        for left, bottom, across, up in boxes:
            if across and up:
                right, top = left + across, bottom + up
                paths.append(self._path([(left, bottom), (right, bottom), (right, top), (left, top)]) + "Z")
        if paths:
            look = f'fill="{ink(colour)}" stroke="{ink(edge)}" stroke-width="{_short(width)}" stroke-linejoin="miter"'
            self._draw(_BOXES, f'<path d="{"".join(paths)}" {look}/>')

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plot is on the drawing."""
        (left, right), (low, high) = self.across, self.up
        across, up = (x - left) / (right - left), (y - low) / (high - low)
        return self.margins.left + across * self.plot_width, self.margins.bottom + up * self.plot_height

    def text(
        self, x: float, y: float, text: str, colour: str = "ink", align: str = "left", *, bold: bool = False,
        size: float = 0,
    ) -> None:  # fmt: skip
        """Text at a pixel, centred on it upward and downward; of the usual size unless told otherwise."""
        size = size or self.frame.text
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{_short(x)}" y="{_short(self.frame.height - y + size * 0.35)}"'
        look = f'font-size="{_short(size)}" fill="{ink(colour)}"{_ANCHORS[align]}{weight}'
        self._draw(_TEXT, f"<text {place} {look}>{escape(text)}</text>")

    def swatch(self, x: float, y: float, colour: str, size: float = 10) -> None:
        """A small square that begins at a pixel, centred on it upward and downward."""
        place = f'x="{_short(x)}" y="{_short(self.frame.height - y - size / 2)}"'
        self._draw(_AREAS, f'<rect {place} width="{_short(size)}" height="{_short(size)}" fill="{ink(colour)}"/>')

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 1,
        dashes: Dashes = (),
        zorder: float = _BACK,
    ) -> None:
        """A line through pixels; below the plot unless told otherwise."""
        look = f'fill="none" stroke="{ink(colour)}" stroke-width="{_short(width)}"'
        if dashes:
            look += f' stroke-dasharray="{" ".join(_short(length * width) for length in dashes)}"'
        self._draw(zorder, f'<path d="{self._through(points)}" {look}/>')

    def _draw(self, zorder: float, element: str) -> None:
        self._drawn.append((zorder, element))

    def _path(self, points: Sequence[tuple[float, float]]) -> str:
        return self._through([self.pixels(x, y) for x, y in points])

    def _through(self, pixels: Sequence[tuple[float, float]]) -> str:
        """Path data: SVG counts from the top."""
        places = [f"{_short(x)} {_short(self.frame.height - y)}" for x, y in pixels]
        return "M" + "L".join(places)

    def end_labels(self, labels: Sequence[EndLabel]) -> None:
        """Labels right of the plot, each led to from the point of the plot that it names."""
        start, size = self.frame.width - self.margins.right, self.frame.text
        ends = [self.pixels(label.x, label.y) for label in labels]
        line = size * _NEXT_LINE
        gap = line * max(len(label.lines) for label in labels) + 2
        heights = spread([y for _, y in ends], gap, self.margins.bottom - 4, self.frame.height - gap / 2)
        for label, (x, y), height in zip(labels, ends, heights, strict=True):
            leader = [(x + 1, y), (start + 4, y), (start + 12, height), (start + 16, height)]
            self.stroke(leader, "quiet", 0.7, zorder=1)
            left = start + LEADER
            if label.dashes is not None:
                self.stroke([(left, height), (left + SAMPLE - 5, height)], label.colour, 2.2, label.dashes)
                left += SAMPLE
            elif label.swatch:
                self.swatch(left, height, label.colour)
                left += SAMPLE
            top = height + line * (len(label.lines) - 1) / 2
            for number, text in enumerate(label.lines):
                self.text(left, top - line * number, text, "quiet" if label.faint else "ink", bold=label.bold)


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands at the end of a line or beside a column's part: text, the point it belongs to, and
    a sample of the colour (`swatch`) or of the line (`dashes`)."""

    lines: list[str]
    x: float
    y: float
    colour: str = "ink"
    swatch: bool = False
    dashes: Dashes | None = None
    bold: bool = False
    faint: bool = False


def _short(number: float) -> str:
    """As few characters as two decimals need."""
    text = trimmed(f"{number:.2f}")
    return "0" if text == "-0" else text


def chart(
    name: str, title: str, description: str, draw: Callable[[Frame], Canvas], wide_height: int, narrow_height: int
) -> Markup:
    """A chart in two forms, of which the style sheet shows the one that fits. `name` is unique on the page."""
    drawn = []
    for frame in (Frame(WIDE, wide_height, False), Frame(NARROW, narrow_height, True)):
        form = "narrow" if frame.narrow else "wide"
        ids = f"{name}-{form}-title", f"{name}-{form}-desc"
        drawn.append(
            f'<svg class="{form}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
            f'aria-labelledby="{ids[0]} {ids[1]}"><title id="{ids[0]}">{escape(title)}</title>'
            f'<desc id="{ids[1]}">{escape(description)}</desc>{draw(frame).svg()}</svg>'
        )
    return Markup("\n".join(drawn))
