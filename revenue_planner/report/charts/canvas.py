"""A plot with room around it for labels, measured in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from revenue_planner.report.charts.fitting import Scale, spread, width_of
from revenue_planner.report.charts.inks import ink

#: Sizes of text in pixels: on a telephone, elsewhere.
_NARROW_TEXT, _WIDE_TEXT = 11.0, 12.0
_NEXT_LINE = 1.15
#: Of an end label's room, what its leader and its sample take.
LEADER, SAMPLE = 19.0, 16.0
#: A line style: "-" or (offset, (on, off, …)).
Dashes = str | tuple[float, tuple[float, ...]]
_LONGEST_AXIS = 60


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
        # SVG has 72 dots to the inch, so that a point is a pixel.
        self.figure = Figure(figsize=(frame.width / 72, frame.height / 72), dpi=72)
        FigureCanvasSVG(self.figure)
        wide, high = float(frame.width), float(frame.height)
        self.plot_width = wide - margins.left - margins.right
        self.plot_height = high - margins.top - margins.bottom
        place = (margins.left / wide, margins.bottom / high, self.plot_width / wide, self.plot_height / high)
        self.axes: Axes = self.figure.add_axes(place)
        self.axes.patch.set_visible(False)
        self.figure.patch.set_visible(False)
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        self.axes.set_xticks([])
        self.axes.set_yticks([])

    def money_axis(self, scale: Scale) -> None:
        """A vertical axis, with a line across the plot at each of its marks."""
        self.axes.set_ylim(scale.low, scale.high)
        for mark, text in zip(scale.marks, scale.texts, strict=True):
            zero = mark == 0 and scale.low < 0
            _, y = self.pixels(0, mark)
            left, right = self.margins.left, self.frame.width - self.margins.right
            self.stroke([(left, y), (right, y)], "quiet" if zero else "rule")
            self.text(left - 8, y, text, "quiet", "right")

    def month_axis(self, labels: Sequence[str], first: float, last: float) -> None:
        """Names below the plot at 0, 1, …: as many as there is room for, evenly spaced."""
        self.axes.set_xlim(first, last)
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
        self.axes.add_patch(Polygon(points, closed=True, fc=ink(colour), ec="none", lw=0, zorder=1, clip_on=False))

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float = 2, dashes: Dashes = "-"
    ) -> None:
        """A line; of one month, a short stroke across it."""
        if len(xs) == 1:
            xs, ys = (xs[0] - 0.3, xs[0] + 0.3), (ys[0], ys[0])
        self.axes.plot(xs, ys, color=ink(colour), lw=width, ls=dashes, clip_on=False, zorder=3, scalex=False,
                       scaley=False)  # fmt: skip

    def boxes(
        self, boxes: Sequence[tuple[float, float, float, float]], colour: str, edge: str = "paper", width: float = 0.8
    ) -> None:
        """Rectangles (left, bottom, width, height) in one colour, as one shape; flat ones are left out."""
        codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
        paths = []
        for left, bottom, across, up in boxes:
            if across and up:
                right, top = left + across, bottom + up
                corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
                paths.append(Path(corners, codes))
        if paths:
            shape = Path.make_compound_path(*paths)
            self.axes.add_patch(
                PathPatch(shape, fc=ink(colour), ec=ink(edge), lw=width, zorder=2, clip_on=False, joinstyle="miter")
            )

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plot is on the drawing."""
        (left, right), (low, high) = self.axes.get_xlim(), self.axes.get_ylim()
        across, up = (x - left) / (right - left), (y - low) / (high - low)
        return self.margins.left + across * self.plot_width, self.margins.bottom + up * self.plot_height

    def text(
        self, x: float, y: float, text: str, colour: str = "ink", align: str = "left", *, bold: bool = False,
        size: float = 0,
    ) -> None:  # fmt: skip
        """Text at a pixel, centred on it upward and downward; of the usual size unless told otherwise."""
        size = size or self.frame.text
        self.figure.text(
            x / self.frame.width, (y - size * 0.35) / self.frame.height, text, color=ink(colour), ha=align,
            va="baseline", fontsize=size, fontweight="bold" if bold else "normal", zorder=5,
        )  # fmt: skip

    def swatch(self, x: float, y: float, colour: str, size: float = 10) -> None:
        """A small square that begins at a pixel, centred on it upward and downward."""
        wide, high = self.frame.width, self.frame.height
        corner = (x / wide, (y - size / 2) / high)
        square = Rectangle(corner, size / wide, size / high, transform=self.figure.transFigure, fc=ink(colour), lw=0)
        self.figure.add_artist(square)

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 1,
        dashes: Dashes = "-",
        zorder: float = 0,
    ) -> None:
        """A line through pixels; below the plot unless told otherwise."""
        xs = [x / self.frame.width for x, _ in points]
        ys = [y / self.frame.height for _, y in points]
        line = Line2D(xs, ys, color=ink(colour), lw=width, ls=dashes, transform=self.figure.transFigure, zorder=zorder)
        self.figure.add_artist(line)

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
