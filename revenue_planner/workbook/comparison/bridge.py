"""A Bridge tab of a comparison: from A's take-home to another side's, by stream and by input."""

from __future__ import annotations

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format

from revenue_planner.analysis.comparison.result import InputDifference, Pair, by_effect
from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import GOOD, GOOD_FILL
from revenue_planner.printers.ranges import area
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.comparison.cells import CENTS, HEAD_ROW, LABEL, UNIT, A, Pages
from revenue_planner.workbook.comparison.inputs import unit_text
from revenue_planner.workbook.frame import flag_problem, lay_out, redden
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.style import MONEY
from revenue_planner.workbook.waterfall import PARTS, TOLD_APART, Waterfall

BRIDGE = "Bridge"
B, EFFECT, KEY, HELPER = A + 1, A + 2, A + 3, A + 5
#: More steps than this make a chart that nobody reads; the others are summed into one.
MOST_STEPS = 10
WELL, PROBLEM = "The bridge adds up", "PROBLEM: the bridge does not add up"

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
    """Writes one tab. `effects` of a block are what its effect column shows, from A's take-home to B's."""

    def __init__(self, pages: Pages, pair: Pair) -> None:
        self.pages, self.pair = pages, pair
        self.name = bridge_name(pages, pair)
        self.sheet: Sheet = pages.book.sheet(self.name)
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
        self._total(first, self.pair.a.letter, f"{letter(A)}{first}", bridge.start)
        self.sheet.number(first, A, bridge.start, self.money)
        for row, step in enumerate(bridge.steps, start=first + 1):
            one, two = f"{letter(A)}{row}", f"{letter(B)}{row}"
            formula = f"{two}-{one}" if step.sign > 0 else f"{one}-{two}"
            self._step(row, step.label, self.pages.comparison.currency, step.key, formula, step.effect)
            for column, value in ((A, step.a), (B, step.b)):
                self.pages.put(self.sheet, row, column, value, self.money)
        self._total(last, self.pair.b.letter, f"{letter(B)}{last}", bridge.end)
        self.sheet.number(last, B, bridge.end, self.money)
        self._note(last + 1, "Left unexplained (must be 0)")
        steps = f"SUM({area(f'{letter(EFFECT)}{first}', f'{letter(EFFECT)}{last - 1}')})"
        formula = f"ROUND({letter(EFFECT)}{last}-{steps},{self.pages.constants[CENTS]})"
        self.sheet.formula(last + 1, EFFECT, formula, 0.0, self.styles.small(num_format="0.00", align="right"))
        effects = [bridge.start, *(step.effect for step in bridge.steps), bridge.end]
        chart = self._waterfall(head, first, last, effects, "By stream", horizontal=False)
        self._insert(last + 2, chart, _HEIGHT, "by stream")
        return first, last

    def _by_input(
        self, head: int, last: int, ordered: list[InputDifference], list_head: int, ends: tuple[int, int]
    ) -> None:
        """The largest effects, the sum of the others and the interaction; all look at the list below."""
        pair, effect = self.pair, letter(EFFECT)
        heading = f"One input at a time: it alone as in {pair.b.letter}, all else as in {pair.a.letter}"
        self.pages.bar(self.sheet, head, heading, KEY)
        first = head + 1
        self._total(first, pair.a.letter, f"{effect}{ends[0]}", pair.by_input.start)
        effects = [pair.by_input.start]
        for offset, each in enumerate(ordered[:MOST_STEPS], start=1):
            row, source = first + offset, list_head + offset
            self._step(row, each.change, unit_text(self.pages, each), each.key, f"{effect}{source}", each.effect)
            for column, cell in self._cells(each):
                self.sheet.formula(row, column, f"{letter(column)}{source}", cell, self._style(each))
            effects.append(each.effect)
        others = ordered[MOST_STEPS:]
        if others:
            begin, value = list_head + MOST_STEPS + 1, sum(each.effect for each in others)
            label = f"{len(others)} other input{'s' if len(others) > 1 else ''}"
            self._step(
                last - 2, label, "", "", f"SUM({area(f'{effect}{begin}', f'{effect}{begin + len(others) - 1}')})", value
            )
            effects.append(value)
        rest = pair.by_input.end - sum(effects)
        interaction = pair.by_input.steps[-1]
        formula = f"{effect}{last}-SUM({area(f'{effect}{first}', f'{effect}{last - 2}')})"
        self._step(last - 1, interaction.label, "", interaction.key, formula, rest)
        self._total(last, pair.b.letter, f"{effect}{ends[1]}", pair.by_input.end)
        self._note(last + 1, "Interaction: what the inputs do only together, as more videos with more views each.")
        effects += [rest, pair.by_input.end]
        chart = self._waterfall(head, first, last, effects, "One input at a time", horizontal=True)
        self._insert(last + 2, chart, _bars_height(last - first + 1), "one input at a time")

    def _list(self, head: int, ordered: list[InputDifference]) -> int:
        """All inputs with their effects, as typed numbers. Returns the last row."""
        self.pages.bar(self.sheet, head, "Every input that differs, in the order of its effect", KEY)
        for row, each in enumerate(ordered, start=head + 1):
            self._labels(row, each.change, unit_text(self.pages, each), each.key)
            for column, cell in self._cells(each):
                self.pages.put(self.sheet, row, column, cell, self._style(each))
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

    def _total(self, row: int, side: str, formula: str, value: float) -> None:
        self._labels(row, f"Take-home, {side}", self.pages.comparison.currency, "business.take_home", bold=True)
        self.sheet.formula(row, EFFECT, formula, value, self.strong)

    def _step(self, row: int, label: str, unit: str, key: str, formula: str, effect: float) -> None:
        self._labels(row, label, unit, key)
        self.sheet.formula(row, EFFECT, formula, effect, self.money)

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
        formula = f'IF({letter(EFFECT)}{unexplained}=0,"{WELL}","{PROBLEM}")'
        self.sheet.formula(1, KEY, formula, WELL, look)
        flag_problem(self.pages.book, self.sheet, f"{letter(KEY)}1", PROBLEM)

    def _waterfall(
        self, head: int, first: int, last: int, effects: list[float], what: str, *, horizontal: bool
    ) -> Chart:
        waterfall = Waterfall(self.name, head, first, last, LABEL, EFFECT, HELPER)
        waterfall.write_headings(self.sheet, self.styles.small())
        waterfall.write(self.sheet, self.styles.small(num_format=MONEY), effects)
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
