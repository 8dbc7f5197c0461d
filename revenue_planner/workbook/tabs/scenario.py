"""A scenario's tab: its answers, its inputs as they apply, and every line month by month."""

from __future__ import annotations

from functools import partial

from xlsxwriter.format import Format

from revenue_planner.engine.program import calendar_rows
from revenue_planner.ground.a1 import BEFORE, THIS, letter
from revenue_planner.ground.errors import EquationError
from revenue_planner.ground.look import BAD, NIGHT, SCENARIO_COLOURS
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.calendar import MONTH
from revenue_planner.language.labels import labels_within
from revenue_planner.model.build import ModelLine
from revenue_planner.model.structure import ModelInput
from revenue_planner.printers.excel import ExcelPrinter
from revenue_planner.printers.words import in_words
from revenue_planner.streams.business import Business
from revenue_planner.workbook.cells import Area, Expression, printed
from revenue_planner.workbook.frame import A3, Context, TabWriter, bar, fit_row, open_sheet, redden
from revenue_planner.workbook.functions import AVERAGE, COUNT, IF, SUM
from revenue_planner.workbook.layout import (
    CALENDAR,
    DATE_ROW,
    EQUATION,
    FIRST,
    INPUTS,
    KEY,
    LABEL,
    MEANING,
    OPENING,
    TOLERANCE_KEY,
    TREND,
    UNIT,
    VALUE,
    Constant,
    Layout,
    Section,
    typical,
)
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, TINY, number_format

LONGEST_FORMULA = 110
_WIDTHS = (38, 21, 15, 12, 48, 56, 38, 11)
_MONTH_WIDTH = 10.5


def scenario_tabs(context: Context) -> list[TabWriter]:
    """A tab for each scenario."""
    texts = _Texts(context.layout)
    return [
        TabWriter(
            scenario.title,
            f"Every line of {scenario.title}, month by month",
            partial(_write_scenario, number=number, texts=texts),
        )
        for number, scenario in enumerate(context.plan.scenarios)
    ]


def _write_scenario(context: Context, number: int, texts: _Texts) -> None:
    _ScenarioTab(context, number, texts).write()


class _Texts:
    """Formulas and words of lines, which are the same on all tabs."""

    def __init__(self, layout: Layout) -> None:
        printer = ExcelPrinter(layout.positions)
        headings = {part.key: part.label for part in layout.plan.structure.parts}
        #: By key: a line's formula, that of its opening, and its equation in words.
        self.of: dict[str, tuple[str, str, str]] = {}
        for line in (*layout.model.lines.values(), *layout.calendar.lines.values()):
            words = in_words(line.body, labels_within(line.part.key, headings))
            opening = "" if line.opening is None else printer.print(line.opening)
            self.of[line.key] = printer.print(line.body), opening, words[:1].upper() + words[1:]


class _ScenarioTab:
    def __init__(self, context: Context, number: int, texts: _Texts) -> None:
        self.context, self.number, self.texts = context, number, texts
        self.layout, self.styles, self.plan = context.layout, context.styles, context.plan
        self.months = self.plan.timeline.months
        self.calendar = calendar_rows(self.plan.timeline)
        self.trends: list[int] = []
        self.sheet: Sheet

    def write(self) -> None:
        scenario = self.plan.scenarios[self.number]
        widths = (*_WIDTHS, *[_MONTH_WIDTH] * self.months)
        self.sheet = open_sheet(
            self.context, scenario.title, scenario.title, "", widths,
            status=(1, UNIT), freeze=(DATE_ROW, TREND + 1), repeat=(1, DATE_ROW), paper=A3,
            colour=SCENARIO_COLOURS[self.number % len(SCENARIO_COLOURS)],
        )  # fmt: skip
        for column, width in ((MEANING, _WIDTHS[MEANING]), (EQUATION, _WIDTHS[EQUATION]), (KEY, _WIDTHS[KEY])):
            self.sheet.set_column(column, column, width, None, {"level": 1})
        note = f"{self.plan.title}. Nothing to type here: inputs live on the tabs Inputs and Calendar."
        self.sheet.text(1, MEANING, note, self.styles.subtitle())
        self._header()
        for section, row in zip(self.layout.sections, self.layout.section_rows, strict=True):
            self._section(section, row)
        self._sparklines()
        redden(self.context.book, self.sheet, DATE_ROW + 1, VALUE, max(self.layout.rows.values()) + 1, self.layout.last)
        self.sheet.print_area(0, 0, max(self.layout.rows.values()), self.layout.last)

    def _header(self) -> None:
        heads = ("Line", "Unit", "Total or value", "Trend", "What it is", "How it is worked out", "Key", "Before")
        for column, head in enumerate(heads):
            align = "right" if column in (VALUE, OPENING) else "left"
            self.sheet.text(DATE_ROW, column, head, self.styles.column_head(align=align))
        style = self.styles.column_head(num_format=DATE, align="right")
        self._calendar_months(self.layout.calendar.lines[MONTH.key], style)
        self.sheet.set_row(DATE_ROW - 1, 24)

    def _section(self, section: Section, head: int) -> None:
        bar(self.context, self.sheet, head, section.title, self.layout.last, section.colour)
        for row, entry in enumerate(section.rows, start=head + 1):
            if isinstance(entry, Constant):
                self._constant(entry, row)
            elif isinstance(entry, ModelInput):
                self._input(entry, row)
            elif entry.key in self.layout.calendar.lines:
                self._calendar_line(entry, row)
            else:
                self._line(entry, row)

    def _texts(self, row: int, label: str, unit: str, meaning: str, equation: str, key: str) -> None:
        sheet, styles = self.sheet, self.styles
        sheet.text(row, LABEL, label, styles.label())
        sheet.text(row, UNIT, spoken_unit(unit, self.plan.currency) if unit != "1" else "", styles.small())
        sheet.text(row, MEANING, meaning, styles.small(text_wrap=True))
        sheet.text(row, EQUATION, equation, styles.small(text_wrap=True))
        sheet.text(row, KEY, key, styles.small())
        fit_row(sheet, row, (meaning, _WIDTHS[MEANING]), (equation, _WIDTHS[EQUATION]))

    def _input(self, entry: ModelInput, row: int) -> None:
        declared, key = entry.declared, entry.key
        where = "by month on the Calendar, else on Inputs" if declared.by_month else "typed on Inputs"
        if declared.kind == "season":
            where = "typed on the Calendar"
        label = declared.label
        self._texts(row, label, declared.unit, declared.note, f"Input, {where}", key)
        form = number_format(declared.unit, typical(declared))
        style = self.styles.number(form)
        if declared.kind == "season":
            self._season(entry, row, style)
            return
        cell = self.layout.input_rows[key]
        base, own = (INPUTS.cell(cell, self.layout.scenario_column(number)) for number in (0, self.number))
        if self.number == 0:
            value: Expression = base
        elif declared.kind == "choice":
            value = IF(own.equals(""), base, own)
        else:
            value = IF(COUNT(own), own, base)
        self.sheet.put(row, VALUE, value, style)
        if declared.by_month:
            self._by_month(entry, row, style)

    def _by_month(self, entry: ModelInput, row: int, style: Format) -> None:
        base, own = self._calendar(entry)
        value = self.sheet.tab.cell(row, VALUE).column_fixed
        month = IF(COUNT(base), base, value)
        if self.number:
            month = IF(COUNT(own), own, SUM(base) + (1 - COUNT(base)) * value)
        self.sheet.fill(row, FIRST, self.months, month, style)

    def _season(self, entry: ModelInput, row: int, style: Format) -> None:
        base, own = self._calendar(entry)
        self.sheet.fill(row, FIRST, 12, IF(COUNT(own), own, base) if self.number else base, style)
        self.sheet.blank(row, VALUE, self.styles.label())

    def _calendar(self, entry: ModelInput) -> tuple[Area, Area]:
        """The first month of an input on the Calendar, in Base and in this scenario."""
        row = self.layout.calendar_rows[entry.key]
        return CALENDAR.cell(row, FIRST), CALENDAR.cell(row + self.number, FIRST)

    def _constant(self, entry: Constant, row: int) -> None:
        self._texts(row, entry.label, entry.unit, entry.note, "", entry.key)
        style = self.styles.number(TINY if entry.key == TOLERANCE_KEY else "#,##0.000")
        if entry.unit in ("months", "flag"):
            style = self.styles.number("0")
        self.sheet.number(row, VALUE, entry.value, style)

    def _calendar_line(self, line: ModelLine, row: int) -> None:
        template, opening, words = self.texts.of[line.key]
        self._texts(row, line.label, line.declared.unit, line.declared.explanation, words, line.key)
        style = self.styles.number("0")
        if opening:
            self.sheet.number(row, OPENING, float(opening), style)
        if line.declared.monthly:
            self._calendar_months(line, style)
        else:
            self.sheet.line(row, VALUE, template, [float(self.calendar[line.declared.name][0, 0])], style)

    def _calendar_months(self, line: ModelLine, style: Format) -> None:
        values = self.calendar[line.declared.name][:, 0].tolist()
        self._months(self.layout.rows[line.key], self.texts.of[line.key][0], values, style, line.key)

    def _line(self, line: ModelLine, row: int) -> None:
        declared = line.declared
        template, text, words = self.texts.of[line.key]
        self._texts(row, self._label(line), declared.unit, declared.explanation, words, line.key)
        style = self.styles.number(number_format(declared.unit))
        if not declared.monthly:
            self._checked(template, line.key)
            bold = self.styles.number(number_format(declared.unit), bold=declared.answer is not None)
            self.sheet.line(row, VALUE, template, [self.context.shown(line.key, self.number)], bold)
            return
        values = self.context.row(line.key, self.number)
        if line.opening is not None:
            opening = float(self.context.values[f"{line.key}@opening"][0, self.number])
            self._checked(text, line.key)
            self.sheet.line(row, OPENING, text, [opening], style)
        self._months(row, template, values, style, line.key)
        self._total(line, row)
        self.trends.append(row)

    def _sparklines(self) -> None:
        """All trends as one group: XlsxWriter builds its table of styles anew for each."""
        if not self.trends:
            return
        self.sheet.add_sparkline(
            0,
            0,
            {
                "location": [f"{letter(TREND)}{row}" for row in self.trends],
                "range": [printed(self.sheet.tab.area(row, FIRST, row, self.layout.last)) for row in self.trends],
                "type": "column",
                "series_color": NIGHT,
                "negative_points": True,
                "negative_color": BAD,
            },
        )

    def _total(self, line: ModelLine, row: int) -> None:
        tab, last, kind = self.sheet.tab, self.layout.last, line.declared.kind
        if kind == "balance":
            total: Expression = tab.cell(row, last)
        else:
            total = {"flow": SUM, "flag": SUM, "rate": AVERAGE}[kind](tab.area(row, FIRST, row, last))
        self.sheet.put(row, VALUE, total, self.styles.number(number_format(line.declared.unit), bold=True))

    def _label(self, line: ModelLine) -> str:
        return line.part.label_of(line.label) if line.declared.answer and line.part.key != Business.name else line.label

    def _months(self, row: int, template: str, values: list[float], style: Format, key: str) -> None:
        self._checked(template, key)
        self.sheet.line(row, FIRST, template, values, style)

    def _checked(self, template: str, key: str) -> None:
        # Column letters have up to two characters where the template has one.
        length = 1 + len(template) + template.count(THIS) + template.count(BEFORE)
        if length > LONGEST_FORMULA:
            raise EquationError(f"{key}: its formula has {length} characters; give a part of it a line of its own")
