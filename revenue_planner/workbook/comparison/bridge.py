"""A Bridge tab of a comparison: from A's take-home to another side's, by stream and by input."""

from __future__ import annotations

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format

from revenue_planner.analysis.comparison.result import InputDifference, Pair, by_effect
from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import GOOD, GOOD_FILL
from revenue_planner.ground.text import counted
from revenue_planner.streams.business import Business, TakeHome
from revenue_planner.workbook.cells import Expression
from revenue_planner.workbook.comparison.cells import HEAD_ROW, LABEL, SAME, UNIT, A, Pages
from revenue_planner.workbook.comparison.inputs import unit_text
from revenue_planner.workbook.frame import flag_problem, lay_out, redden
from revenue_planner.workbook.functions import IF, SUM, left_over
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.sheet import Cell, Sheet
from revenue_planner.workbook.style import MONEY
from revenue_planner.workbook.waterfall import PARTS, TOLD_APART, Waterfall

BRIDGE = "Bridge"
B, EFFECT, KEY, HELPER = A + 1, A + 2, A + 3, A + 5
#: More steps than this make a chart that nobody reads; the others are summed into one.
MOST_STEPS = 10
WELL, PROBLEM = "The bridge adds up", "PROBLEM: the bridge does not add up"

_TAKE_HOME = Business.key(TakeHome.take_home)
_WIDTHS = (56, 20, 16, 16, 16, 40, 3)
#: Sizes of charts, in pixels.
_WIDTH, _HEIGHT = 1060, 400
_BAR_HEIGHT, _MARGIN, _ROW_HEIGHT = 24, 90, 20
#: Per cent; set by hand, since a page that is fitted has no breaks of its own.
_PRINT_SCALE = 78


def bridge_name(pages: Pages, pair: Pair) -> str:
    """The name of a pair's tab."""
    return BRIDGE if len(pages.comparison.pairs) == 1 else f"{BRIDGE} {pair.a.letter} to {pair.b.letter}"


def write_bridge(pages: Pages, pair: Pair) -> None:
    """Write the tab of a pair."""
    _Writer(pages, pair).write()


class _Writer:
    """Writes one tab."""

    def __init__(self, pages: Pages, pair: Pair) -> None:
        self.pages, self.pair = pages, pair
        self.name = bridge_name(pages, pair)
        self.sheet: Sheet = pages.book.sheet(self.name)
        self.tab = self.sheet.tab
        styles = self.styles = pages.styles
        self.money, self.strong = styles.number(MONEY), styles.number(MONEY, bold=True)

    def write(self) -> None:
        """Two blocks with a chart each, and the list of all inputs; each of the three begins a page."""
        pair, styles = self.pair, self.styles
        title = f"From {pair.a.letter} to {pair.b.letter}: what changes the take-home of the whole plan"
        lay_out(
            self.sheet, styles, title, f"{pair.a.title} → {pair.b.title}", (*_WIDTHS, *[11] * len(PARTS)),
            freeze=(HEAD_ROW, 1), repeat=(HEAD_ROW, HEAD_ROW), colour="#E69F00",
        )  # fmt: skip
        for column, heading in enumerate(("Step", "Unit", pair.a.letter, pair.b.letter, "Effect", "Key")):
            align = "left" if column in (LABEL, UNIT, KEY) else "right"
            self.sheet.text(HEAD_ROW, column, heading, styles.column_head(align=align, indent=int(column == KEY)))
        head = HEAD_ROW + 2
        ends = self._by_stream(head)
        self._status(ends[1] + 1)
        last = ends[1] + _rows_of(_HEIGHT) + 3
        if pair.inputs:
            ordered = by_effect(pair.inputs)
            head, steps = last, min(len(ordered), MOST_STEPS) + (len(ordered) > MOST_STEPS)
            # The totals, the steps, the interaction, a note and the chart stand above the list.
            bars = steps + 3
            list_head = head + bars + 1 + _rows_of(_bars_height(bars)) + 3
            self._by_input(head, head + bars, ordered, list_head, ends)
            last = self._list(list_head, ordered)
            self.sheet.set_h_pagebreaks([head - 1, list_head - 1])
        redden(self.pages.book, self.sheet, HEAD_ROW + 1, A, last, KEY - 1)
        self.sheet.print_area(0, 0, last - 1, KEY)
        self.sheet.set_print_scale(_PRINT_SCALE)

    def _by_stream(self, head: int) -> tuple[int, int]:
        """Exact: each stream's contribution, then what costs and tax take. Returns the rows of the totals."""
        bridge, first = self.pair.by_stream, head + 1
        last = first + len(bridge.steps) + 1
        self.pages.bar(self.sheet, head, "By stream", KEY)
        self._total(first, self.pair.a.letter, self.tab.cell(first, A))
        self.sheet.number(first, A, bridge.start, self.money)
        for row, step in enumerate(bridge.steps, start=first + 1):
            one, two = self.tab.cell(row, A), self.tab.cell(row, B)
            effect = two - one if step.sign > 0 else one - two
            self._step(row, step.label, self.pages.comparison.currency, step.key, effect)
            for column, value in ((A, step.a), (B, step.b)):
                self.pages.type_in(self.sheet, row, column, value, self.money)
        self._total(last, self.pair.b.letter, self.tab.cell(last, B))
        self.sheet.number(last, B, bridge.end, self.money)
        self._note(last + 1, "Left unexplained (must be 0)")
        rest = self.tab.cell(last, EFFECT) - self._effects(first, last - 1)
        left = left_over(rest, self.tab.area(first, A, last, B), self.pages.constants[SAME])
        self.sheet.put(last + 1, EFFECT, left, self.styles.small(num_format="0.00", align="right"))
        chart = self._waterfall(head, first, last, "By stream", horizontal=False)
        self._insert(last + 2, chart, _HEIGHT, "by stream")
        return first, last

    def _by_input(
        self, head: int, last: int, ordered: list[InputDifference], list_head: int, ends: tuple[int, int]
    ) -> None:
        """The largest effects, the sum of the others and the interaction; all look at the list below."""
        pair, tab = self.pair, self.tab
        heading = f"One input at a time: it alone as in {pair.b.letter}, all else as in {pair.a.letter}"
        self.pages.bar(self.sheet, head, heading, KEY)
        first = head + 1
        self._total(first, pair.a.letter, tab.cell(ends[0], EFFECT))
        for offset, each in enumerate(ordered[:MOST_STEPS], start=1):
            row, source = first + offset, list_head + offset
            self._step(row, each.change, unit_text(self.pages, each), each.key, tab.cell(source, EFFECT))
            for column in (A, B):
                self.sheet.put(row, column, tab.cell(source, column), self._style(each))
        others = ordered[MOST_STEPS:]
        if others:
            begin = list_head + MOST_STEPS + 1
            label = counted(len(others), "other input")
            self._step(last - 2, label, "", "", self._effects(begin, begin + len(others) - 1))
        interaction = pair.by_input.steps[-1]
        rest = tab.cell(last, EFFECT) - self._effects(first, last - 2)
        self._step(last - 1, interaction.label, "", interaction.key, rest)
        self._total(last, pair.b.letter, tab.cell(ends[1], EFFECT))
        self._note(last + 1, "Interaction: what the inputs do only together, as more videos with more views each.")
        chart = self._waterfall(head, first, last, "One input at a time", horizontal=True)
        self._insert(last + 2, chart, _bars_height(last - first + 1), "one input at a time")

    def _list(self, head: int, ordered: list[InputDifference]) -> int:
        """All inputs with their effects, as typed numbers. Returns the last row."""
        self.pages.bar(self.sheet, head, "Every input that differs, in the order of its effect", KEY)
        for row, each in enumerate(ordered, start=head + 1):
            self._labels(row, each.change, unit_text(self.pages, each), each.key)
            for column, cell in self._cells(each):
                self.pages.type_in(self.sheet, row, column, cell, self._style(each))
            self.sheet.number(row, EFFECT, each.effect, self.money)
        return head + len(ordered)

    def _cells(self, each: InputDifference) -> tuple[tuple[int, Cell], ...]:
        """What an input is on both sides, by column."""
        return tuple(
            (column, self.pages.input_cell(each, value, side))
            for column, value, side in ((A, each.a, self.pair.a), (B, each.b, self.pair.b))
        )

    def _style(self, each: InputDifference) -> Format:
        return self.pages.style(each.unit, typical(each.declared) if each.declared is not None else None)

    def _effects(self, first: int, last: int) -> Expression:
        """The sum of the effects in these rows."""
        return SUM(self.tab.area(first, EFFECT, last, EFFECT))

    def _total(self, row: int, side: str, amount: Expression) -> None:
        self._labels(row, f"Take-home, {side}", self.pages.comparison.currency, _TAKE_HOME, bold=True)
        self.sheet.put(row, EFFECT, amount, self.strong)

    def _step(self, row: int, label: str, unit: str, key: str, effect: Expression) -> None:
        self._labels(row, label, unit, key)
        self.sheet.put(row, EFFECT, effect, self.money)

    def _labels(self, row: int, label: str, unit: str, key: str, *, bold: bool = False) -> None:
        self.sheet.text(row, LABEL, label, self.styles.label(bold=bold, indent=int(not bold)))
        self.sheet.text(row, UNIT, unit, self.styles.small())
        for column in (A, B):
            self.sheet.blank(row, column, self.styles.label())
        self.sheet.text(row, KEY, key, self.styles.small(indent=1))

    def _note(self, row: int, text: str) -> None:
        self.sheet.text(row, LABEL, text, self.styles.small(bottom=0, indent=1))

    def _status(self, unexplained: int) -> None:
        """Whether the exact bridge adds up, on top of the tab."""
        look = self.styles.make(
            bold=True, font_color=GOOD, bg_color=GOOD_FILL, align="center", border=1, border_color=GOOD
        )
        self.sheet.put(1, KEY, IF(self.tab.cell(unexplained, EFFECT).equals(0), WELL, PROBLEM), look)
        flag_problem(self.pages.book, self.sheet, f"{letter(KEY)}1", PROBLEM)

    def _waterfall(self, head: int, first: int, last: int, what: str, *, horizontal: bool) -> Chart:
        waterfall = Waterfall(self.tab, head, first, last, LABEL, EFFECT, HELPER)
        waterfall.write_headings(self.sheet, self.styles.small())
        waterfall.write(self.sheet, self.styles.small(num_format=MONEY))
        title = f"{what}: {TOLD_APART}"
        return waterfall.chart(self.pages.book.workbook, title, horizontal=horizontal)

    def _insert(self, row: int, chart: Chart, height: int, what: str) -> None:
        chart.set_size({"width": _WIDTH, "height": height})
        description = (
            f"Waterfall, {what}: from the take-home of one side over what adds to it and takes away from it, to the "
            "take-home of the other. The figures stand in the table beside it."
        )
        self.sheet.place_chart(row, LABEL, chart, description)


def _bars_height(bars: int) -> int:
    """How high a chart with lying bars is, in pixels."""
    return bars * _BAR_HEIGHT + _MARGIN


def _rows_of(height: int) -> int:
    """How many rows something of this height covers."""
    return -(-height // _ROW_HEIGHT)
