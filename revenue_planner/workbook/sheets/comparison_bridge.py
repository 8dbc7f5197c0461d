"""A Bridge tab of a comparison: from A's take-home to another side's, by stream and by input."""

from __future__ import annotations

from xlsxwriter.format import Format

from revenue_planner.comparison import InputDifference, Pair, by_effect
from revenue_planner.workbook.book import Sheet, letter
from revenue_planner.workbook.frame import flag_problem, lay_out
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.sheets.comparison_cells import CENTS, HEAD_ROW, LABEL, UNIT, A, Pages
from revenue_planner.workbook.sheets.comparison_inputs import unit_text
from revenue_planner.workbook.style import GOOD, GOOD_FILL, MONEY
from revenue_planner.workbook.waterfall import PARTS, Waterfall

BRIDGE = "Bridge"
B, EFFECT, KEY, HELPER = A + 1, A + 2, A + 3, A + 5
#: More steps than this make a chart that nobody reads; the others are summed into one.
MOST_STEPS = 10
WELL, PROBLEM = "The bridges add up", "PROBLEM: a bridge does not add up"

_WIDTHS = (56, 20, 16, 16, 16, 40, 3)
_CHART = {"width": 1060, "height": 400}
_CHART_ROWS = 21
_BAR_HEIGHT, _MARGIN = 24, 90
#: Per cent; set by hand, since a page that is fitted has no breaks of its own.
_PRINT_SCALE = 78


def bridge_name(pages: Pages, pair: Pair) -> str:
    """The name of a pair's tab."""
    return BRIDGE if len(pages.comparison.pairs) == 1 else f"{BRIDGE} {pair.a.letter} to {pair.b.letter}"


def write_bridge(pages: Pages, pair: Pair) -> None:
    """Write the tab of a pair."""
    _Writer(pages, pair).write()


class _Writer:
    def __init__(self, pages: Pages, pair: Pair) -> None:
        self.pages, self.pair, self.styles = pages, pair, pages.styles
        self.name = bridge_name(pages, pair)
        self.sheet: Sheet = pages.book.sheet(self.name)
        self.unexplained: list[int] = []
        #: Rows that begin a printed page.
        self.page_tops: list[int] = []

    def write(self) -> None:
        pair, styles = self.pair, self.styles
        title = f"From {pair.a.letter} to {pair.b.letter}: what changes the take-home of the whole plan"
        lay_out(
            self.sheet, styles, title, f"{pair.a.title} → {pair.b.title}", (*_WIDTHS, *[11] * len(PARTS)),
            freeze=(HEAD_ROW, 1), repeat=(HEAD_ROW, HEAD_ROW), colour="#E69F00",
        )  # fmt: skip
        heads = ("Step", "Unit", pair.a.letter, pair.b.letter, "Effect", "Key")
        for column, head in enumerate(heads):
            left = column in (LABEL, UNIT, KEY)
            style = styles.column_head(align="left" if left else "right", indent=int(column == KEY))
            self.sheet.text(HEAD_ROW, column, head, style)
        below = self._by_stream(HEAD_ROW + 2)
        last = self._by_input(below) if pair.inputs else below
        self._status()
        self.sheet.print_area(0, 0, last - 1, KEY)
        self.sheet.set_print_scale(_PRINT_SCALE)
        self.sheet.set_h_pagebreaks([row - 1 for row in self.page_tops])

    def _by_stream(self, head: int) -> int:
        """Exact: each stream's contribution, then what costs and tax take. Returns the row below the chart."""
        self.pages.bar(self.sheet, head, "By stream", KEY)
        bridge = self.pair.by_stream
        strong, money = self.styles.number(MONEY, bold=True), self.styles.number(MONEY)
        first = head + 1
        self._total(first, self.pair.a.letter, "business.take_home")
        self.sheet.number(first, A, bridge.start, money)
        self.sheet.blank(first, B, self.styles.label())
        self.sheet.formula(first, EFFECT, f"{letter(A)}{first}", bridge.start, strong)
        for row, step in enumerate(bridge.steps, start=first + 1):
            assert step.a is not None
            assert step.b is not None
            self._labels(row, step.label, self.pages.comparison.currency, step.key)
            self.sheet.number(row, A, step.a, money)
            self.sheet.number(row, B, step.b, money)
            one, two = f"{letter(A)}{row}", f"{letter(B)}{row}"
            formula = f"{two}-{one}" if step.sign > 0 else f"{one}-{two}"
            self.sheet.formula(row, EFFECT, formula, step.effect, money)
        last = first + len(bridge.steps) + 1
        self._total(last, self.pair.b.letter, "business.take_home")
        self.sheet.blank(last, A, self.styles.label())
        self.sheet.number(last, B, bridge.end, money)
        self.sheet.formula(last, EFFECT, f"{letter(B)}{last}", bridge.end, strong)
        self._unexplained(first, last)
        self.stream_rows = (first, last)
        effects = [bridge.start, *(step.effect for step in bridge.steps), bridge.end]
        title = "By stream: green adds to take-home, orange takes away"
        self._chart(head, first, last, effects, title)
        return last + _CHART_ROWS + 3

    def _by_input(self, head: int) -> int:
        """One input at a time; below the chart all of them. Returns the last row."""
        heading = f"One input at a time: it alone as in {self.pair.b.letter}, all else as in {self.pair.a.letter}"
        self.pages.bar(self.sheet, head, heading, KEY)
        ordered = by_effect(self.pair.inputs)
        top = ordered[:MOST_STEPS]
        bridge = self.pair.by_input
        first = head + 1
        # A, the steps, all others (if any), the interaction, B.
        last = first + len(top) + (len(ordered) > len(top)) + 2
        chart_rows = self._bar_chart_rows(last - first + 1)
        list_head = last + chart_rows + 3
        self.page_tops += [head, list_head]
        self._list(list_head, ordered)
        strong, money = self.styles.number(MONEY, bold=True), self.styles.number(MONEY)
        starts, ends = (f"{letter(EFFECT)}{row}" for row in self.stream_rows)
        self._total(first, self.pair.a.letter, "business.take_home")
        self.sheet.formula(first, EFFECT, starts, bridge.start, strong)
        effects = [bridge.start]
        for offset, each in enumerate(top, start=1):
            row, source = first + offset, list_head + offset
            self._labels(row, each.change, unit_text(self.pages, each), each.key)
            style = self._value_style(each)
            for column, value, side in ((A, each.a, self.pair.a), (B, each.b, self.pair.b)):
                cell = self.pages.cell(value, each.unit, side)
                self.sheet.formula(row, column, f"{letter(column)}{source}", cell, style)
            self.sheet.formula(row, EFFECT, f"{letter(EFFECT)}{source}", each.effect, money)
            effects.append(each.effect)
        if len(ordered) > len(top):
            others = ordered[len(top) :]
            row, begin = last - 2, list_head + len(top) + 1
            self._labels(row, f"{len(others)} other input{'s' if len(others) > 1 else ''}", "", "")
            value = sum(each.effect for each in others)
            cells = f"{letter(EFFECT)}{begin}:{letter(EFFECT)}{begin + len(others) - 1}"
            self.sheet.formula(row, EFFECT, f"SUM({cells})", value, money)
            effects.append(value)
        self._labels(last - 1, "Interaction of inputs", "", bridge.steps[-1].key)
        steps = f"SUM({letter(EFFECT)}{first}:{letter(EFFECT)}{last - 2})"
        self.sheet.formula(last - 1, EFFECT, f"{letter(EFFECT)}{last}-{steps}", bridge.end - sum(effects), money)
        effects.append(bridge.end - sum(effects))
        self._total(last, self.pair.b.letter, "business.take_home")
        self.sheet.formula(last, EFFECT, ends, bridge.end, strong)
        effects.append(bridge.end)
        self._note(last + 1, "Interaction: what the inputs do only together, as more videos with more views each.")
        title = "One input at a time: green adds to take-home, orange takes away"
        self._chart(head, first, last, effects, title, horizontal=True)
        return list_head + len(ordered)

    def _list(self, head: int, ordered: list[InputDifference]) -> None:
        self.pages.bar(self.sheet, head, "Every input that differs, in the order of its effect", KEY)
        for row, each in enumerate(ordered, start=head + 1):
            self._labels(row, each.change, unit_text(self.pages, each), each.key)
            style = self._value_style(each)
            for column, value, side in ((A, each.a, self.pair.a), (B, each.b, self.pair.b)):
                self.pages.put(self.sheet, row, column, self.pages.cell(value, each.unit, side), style)
            self.sheet.number(row, EFFECT, each.effect, self.styles.number(MONEY))

    def _value_style(self, each: InputDifference) -> Format:
        return self.pages.style(each.unit, typical(each.declared) if each.declared is not None else None)

    def _total(self, row: int, side: str, key: str) -> None:
        self._labels(row, f"Take-home, {side}", self.pages.comparison.currency, key, bold=True)

    def _labels(self, row: int, label: str, unit: str, key: str, *, bold: bool = False) -> None:
        self.sheet.text(row, LABEL, label, self.styles.label(bold=bold, indent=int(not bold)))
        self.sheet.text(row, UNIT, unit, self.styles.small())
        for column in (A, B):
            self.sheet.blank(row, column, self.styles.label())
        self.sheet.text(row, KEY, key, self.styles.small(indent=1))

    def _unexplained(self, first: int, last: int) -> None:
        """What the steps leave out, to the cent: it must be 0."""
        row, column = last + 1, letter(EFFECT)
        self._note(row, "Left unexplained (must be 0)")
        formula = f"ROUND({column}{last}-SUM({column}{first}:{column}{last - 1}),{self.pages.constants[CENTS]})"
        self.sheet.formula(row, EFFECT, formula, 0.0, self.styles.small(num_format="0.00", align="right"))
        self.unexplained.append(row)

    def _note(self, row: int, text: str) -> None:
        self.sheet.text(row, LABEL, text, self.styles.small(bottom=0, indent=1))

    def _status(self) -> None:
        row = self.unexplained[0]
        look = self.styles.make(
            bold=True, font_color=GOOD, bg_color=GOOD_FILL, align="center", border=1, border_color=GOOD
        )
        formula = f'IF({letter(EFFECT)}{row}=0,"{WELL}","{PROBLEM}")'
        self.sheet.formula(1, KEY, formula, WELL, look)
        flag_problem(self.pages.book, self.sheet, f"{letter(KEY)}1", PROBLEM)

    def _bar_chart_rows(self, bars: int) -> int:
        """Rows that a chart with this many bars covers."""
        return -(-(bars * _BAR_HEIGHT + _MARGIN) // 20)

    def _chart(
        self, head: int, first: int, last: int, effects: list[float], title: str, *, horizontal: bool = False
    ) -> None:
        waterfall = Waterfall(self.name, head, first, last, LABEL, EFFECT, HELPER)
        waterfall.write_headings(self.sheet, self.styles.small())
        waterfall.write(self.sheet, self.styles.small(num_format=MONEY), effects)
        chart = waterfall.chart(self.pages.book.workbook, title, horizontal=horizontal)
        size = dict(_CHART)
        if horizontal:
            size["height"] = (last - first + 1) * _BAR_HEIGHT + _MARGIN
        chart.set_size(size)
        self.sheet.insert_chart(last + 1, LABEL, chart, {"object_position": 2})
