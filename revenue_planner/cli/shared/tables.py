"""Pages and tables on stdout, for any width: coloured on a terminal, plain text where the output goes elsewhere.

No figure and no name is ever cut. A table that is too wide loses its drawings first, and says so; then labels that
are too long get a line of their own above their figures; then each row becomes a block, its figures below each other.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from rich.console import Console
from rich.text import Text

from revenue_planner.cli.shared.paragraphs import GAP, INDENT, line_breaks, text_width
from revenue_planner.cli.shared.terminal import printable, terminal_width

#: Labels that are shortened to fewer characters than this are no help beside figures.
_LEAST_LABEL = 14

#: A drawing for a number of characters.
Draw = Callable[[int], Text]


@dataclass(frozen=True)
class Column:
    """Figures and words are always shown. A drawing is made as wide as there is room, between `least` and `most`
    characters; where there is not even room for `least`, it is left out. `gap` is the space before a column."""

    heading: str = ""
    align: Literal["left", "right"] = "right"
    drawn: bool = False
    least: int = 0
    most: int = 0
    gap: int = GAP


@dataclass(frozen=True)
class _Row:
    label: Text
    cells: tuple[Text, ...]
    drawings: dict[int, Draw]
    notes: tuple[str, ...] = ()
    indent: int = INDENT

    def cell(self, place: int, width: int) -> Text:
        return self.drawings[place](width) if place in self.drawings else self.cells[place]


@dataclass
class Table:
    """Rows with a label and a cell for each column. `labels` makes the first column at least so wide, so that several
    tables stand alike. Columns of which each says the same of another thing (`alike`) are shown in portions."""

    title: str
    columns: Sequence[Column]
    labels: int = 0
    alike: bool = False
    rows: list[_Row] = field(default_factory=list)

    def add(self, label: str, *cells: str | Text | Draw, style: str = "", notes: Sequence[str] = ()) -> None:
        """A row, set in; `notes` stand below its label."""
        drawings = {place: cell for place, cell in enumerate(cells) if not isinstance(cell, (str, Text))}
        texts = tuple(Text() if place in drawings else _text(cell) for place, cell in enumerate(cells))  # type: ignore[arg-type]
        assert len(texts) == len(self.columns)
        self.rows.append(_Row(Text(printable(label), style), texts, drawings, tuple(map(printable, notes))))

    def heading(self, text: str) -> None:
        """A heading for the rows that follow."""
        self.rows.append(_Row(Text(printable(text), "bold cyan"), (), {}, indent=0))

    @property
    def label_width(self) -> int:
        notes = [INDENT + row.indent + text_width(note) for row in self.rows for note in row.notes]
        labels = [row.indent + text_width(row.label.plain) for row in self.rows]
        return max(self.labels, text_width(self.title), *labels, *notes, 0)

    def column_width(self, place: int) -> int:
        sizes = [text_width(row.cells[place].plain) for row in self.rows if row.cells]
        return max([text_width(self.columns[place].heading), *sizes])


def _text(cell: str | Text) -> Text:
    return Text(printable(cell)) if isinstance(cell, str) else cell


class Page:
    """What is printed, line by line. `width` is how many characters a line may have."""

    def __init__(self, console: Console, width: int) -> None:
        self._console, self.width = console, width
        self._left_out = False

    def print(self, text: str | Text = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, broken between words where it is too long; `indent` holds for all its lines."""
        shown = Text(printable(text), style) if isinstance(text, str) else text
        for line in _wrapped(shown, self.width - indent):
            self._put(Text(" " * indent).append_text(line))

    def print_whole(self, text: str, style: str = "", indent: int = 0) -> None:
        """A line that is to be copied: it is never broken."""
        self._put(Text(" " * indent).append(printable(text), style))

    def table(self, table: Table) -> bool:
        """In the widest form that there is room for. Says whether its drawings are shown."""
        if not table.rows:
            return False
        wanted = table.label_width
        figures = {n: table.column_width(n) for n, column in enumerate(table.columns) if not column.drawn}
        drawn = [place for place, column in enumerate(table.columns) if column.drawn]
        needed = _together(table, figures)
        if wanted + needed <= self.width:
            widths = {**figures, **self._drawings(table, drawn, self.width - wanted - needed)}
            self._rows(table, wanted, dict(sorted(widths.items())))
            return len(widths) == len(table.columns)
        self._left_out |= bool(drawn)
        if table.alike and wanted + GAP + max(figures.values()) <= self.width:
            for number, portion in enumerate(self._portions(table, wanted, figures)):
                if number:
                    self.print()
                self._rows(table, wanted, portion)
        elif self.width - needed >= _LEAST_LABEL:
            self._rows(table, self.width - needed, figures)
        else:
            self._blocks(table, list(figures))
        return not drawn

    def close(self) -> None:
        """Say what was left out."""
        if self._left_out:
            self.print()
            self.print("There is no room for the bars: they are shown in a wider window.", "dim")

    def _put(self, line: Text) -> None:
        self._console.print(line, no_wrap=True, overflow="ignore", crop=False)

    def _drawings(self, table: Table, drawn: Sequence[int], room: int) -> dict[int, int]:
        """How wide each drawing is made; those for which there is no room are missing."""
        widths = {}
        for place in drawn:
            column = table.columns[place]
            if room >= column.gap + column.least:
                widths[place] = min(column.most, room - column.gap)
                room -= column.gap + widths[place]
            else:
                self._left_out = True
        return widths

    def _portions(self, table: Table, labels: int, figures: dict[int, int]) -> Iterator[dict[int, int]]:
        portion: dict[int, int] = {}
        for place, width in figures.items():
            if portion and labels + _together(table, {**portion, place: width}) > self.width:
                yield portion
                portion = {}
            portion[place] = width
        yield portion

    def _rows(self, table: Table, labels: int, widths: dict[int, int]) -> None:
        """Columns side by side; a label that is too long for its column stands above its figures."""
        heads = [Text(table.columns[place].heading, "bold") for place in widths]
        if table.title or any(head.plain for head in heads):
            self._row(Text(table.title, "bold cyan"), 0, heads, table, labels, widths)
        for row in table.rows:
            cells = [row.cell(place, width) for place, width in widths.items()] if row.cells else []
            self._row(row.label, row.indent, cells, table, labels, widths)
            for note in row.notes:
                self.print(note, "dim", row.indent + INDENT)

    def _row(
        self, label: Text, indent: int, cells: Sequence[Text], table: Table, labels: int, widths: dict[int, int]
    ) -> None:
        line = Text(" " * indent).append_text(label)
        if not any(cell.plain for cell in cells):
            self.print(label, indent=indent)
            return
        if text_width(line.plain) > labels:
            self.print(label, indent=indent)
            line = Text()
        line.append(" " * (labels - text_width(line.plain)))
        for cell, (place, width) in zip(cells, widths.items(), strict=True):
            padding = " " * (width - text_width(cell.plain))
            column = table.columns[place]
            left = column.align == "left"
            line.append(" " * column.gap + ("" if left else padding)).append_text(cell).append(padding if left else "")
        self._put(line)

    def _blocks(self, table: Table, places: Sequence[int]) -> None:
        """Each row's label, and below it what each column says."""
        if table.title:
            self.print(table.title, "bold cyan")
        named = [place for place in places if table.columns[place].heading]
        heads = max((text_width(table.columns[place].heading) for place in named), default=0)
        values = max((table.column_width(place) for place in named), default=0)
        for row in table.rows:
            self.print(row.label, indent=row.indent)
            for note in row.notes:
                self.print(note, "dim", row.indent + INDENT)
            if not row.cells:
                continue
            unnamed = [row.cells[place] for place in places if place not in named and row.cells[place].plain]
            if unnamed:
                self.print(Text(" ").join(unnamed), indent=row.indent + INDENT)
            for place in named:
                if row.cells[place].plain:
                    self._pair(table.columns[place].heading, row.cells[place], row.indent + INDENT, heads, values)

    def _pair(self, heading: str, value: Text, indent: int, heads: int, values: int) -> None:
        size = text_width(value.plain)
        if indent + heads + GAP + values <= self.width:
            gap = heads - text_width(heading) + GAP + values - size
        elif indent + text_width(heading) + GAP + size <= self.width:
            gap = self.width - indent - text_width(heading) - size
        else:
            self.print(heading, indent=indent)
            self.print(value, indent=indent + INDENT)
            return
        self._put(Text(" " * indent + heading + " " * gap).append_text(value))


@contextmanager
def printed() -> Iterator[Page]:
    """A page that goes to stdout in the end, without spaces at the ends of lines."""
    width = terminal_width()
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)
    with console.capture() as captured:
        page = Page(console, width)
        yield page
        page.close()
    sys.stdout.write(re.sub(r"[ ]+$", "", captured.get(), flags=re.MULTILINE))


def number_style(shown: str) -> str:
    """Red for what is below 0."""
    return "red" if len(shown) > 1 and shown[0] == "-" else ""


def number_cell(shown: str) -> Text:
    """A figure, red where it is below 0."""
    return Text(printable(shown), number_style(shown))


def _together(table: Table, widths: dict[int, int]) -> int:
    """How wide columns are side by side, with the gap before each."""
    return sum(table.columns[place].gap + width for place, width in widths.items())


def _wrapped(text: Text, width: int) -> list[Text]:
    lines = list(text.divide(line_breaks(text.plain, width)))
    for line in lines:
        line.rstrip()
    return lines
