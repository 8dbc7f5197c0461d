"""What the Goal tab's answers are worked out from: figures of the month, and take-home's slope along each lever."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.language.inputs import Assume
from revenue_planner.language.labels import lowered
from revenue_planner.language.nodes import TOLERANCE, Expr, InputRef, LineRef, Season
from revenue_planner.language.vocabulary import CALENDAR_MONTH
from revenue_planner.model.build import ModelInput
from revenue_planner.model.slopes import times
from revenue_planner.printers.excel import Positions
from revenue_planner.printers.ranges import area, item
from revenue_planner.workbook.book import Cell
from revenue_planner.workbook.cells import printed
from revenue_planner.workbook.frame import Context
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.style import MONEY, TINY, number_format
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE, AsBuilt, Question
from revenue_planner.workbook.tabs.goal.figures import (
    GoalPrinter,
    figure,
    figure_formula,
    figure_key,
    figures_in,
    worked_out,
)
from revenue_planner.workbook.tabs.goal.layout import (
    CHOSEN,
    DISTANCE_DIGITS,
    MONTH_NUMBER,
    ORDER_DIGITS,
    ORDER_STEP,
    PICK,
    SCENARIOS,
    TYPED_TARGET,
)
from revenue_planner.workbook.tabs.goal.levers import StraightLever, Taxed
from revenue_planner.workbook.tabs.log.tab import changed_cell
from revenue_planner.workbook.tolerance import TOLERANCE_KEY, same

DISTANCES, ORDERS, STEP = "digits.distances", "digits.orders", "step.orders"
NOW, NOW_TAXED = "now.take_home", "now.taxed"
MISSING, MISSING_TAXED = "missing.take_home", "missing.taxed"
BUILT_TARGET, BUILT_MONTH, STALE = "built.target", "built.month", "built.stale"


@dataclass(frozen=True)
class Working:
    """A row: its figure for the scenario that is chosen, and in `each` those of all scenarios if it has them.

    Formulas are printed once all rows have their places; None stands for figures that are typed.
    """

    key: str
    label: str
    form: str
    value: Cell
    formula: Callable[[Positions], str] | None
    each: tuple[Cell, ...] = ()
    each_formula: Callable[[Positions, int], str] | None = None


class Workings:
    """All rows, worked out for the question asked at first."""

    def __init__(
        self,
        context: Context,
        levers: tuple[StraightLever, ...],
        built: AsBuilt | None,
        asked: Question,
    ) -> None:
        self.context, self.model = context, context.layout.model
        self.built, self.asked, self.scenario = built, asked, asked.scenario
        self.count = len(context.plan.scenarios)
        self.rows: dict[str, Working] = {}
        taxed = Taxed.of(self.model)
        wholes = {whole for lever in levers if (whole := self.whole_of(lever.entry))}
        shares = [entry for whole in sorted(wholes) for entry in self._shares(whole)]
        self._exactness()
        expressions = [taxed.take_home, taxed.kept, *(self._in_use(entry) for entry in shares)]
        for lever in levers:
            expressions += [lever.slope, *(step.slope for step in lever.steps)]
        steps = {step.ref.key for lever in levers for step in lever.steps}
        keys = [lever.entry.key for lever in levers] + list(built.values if built else ())
        self._figures(expressions, (self.reference(key) for key in keys), steps)
        for entry in shares:
            self._expression(f"share.{entry.key}", f"{_named(entry)}, in use", "share", self._in_use(entry))
        for whole in sorted(wholes):
            self._whole(whole)
        self._targets(taxed)
        for lever in levers:
            self._slope(lever)
        if built is not None:
            self._built(built)

    def value(self, key: str) -> Cell:
        return self.rows[key].value

    def number(self, key: str) -> float:
        value = self.rows[key].value
        assert isinstance(value, float)
        return value

    def positions(self, rows: dict[str, int]) -> Positions:
        """Where formulas find the figures of the scenario that is chosen."""
        months = self.context.plan.timeline.months
        return Positions(rows, frozenset(), months, CHOSEN, opening_column=CHOSEN, date_row=1)

    def reference(self, key: str) -> InputRef:
        """An input as equations refer to it."""
        entry = self.model.inputs[key]
        return InputRef(entry.part.key, entry.declared.name, entry.declared)

    def whole_of(self, entry: ModelInput) -> str:
        """The whole that an input is a share of, "" where it is none."""
        return entry.declared.whole_with if isinstance(entry.declared, Assume) else ""

    def _add(self, row: Working) -> None:
        self.rows[row.key] = row

    def _expression(self, key: str, label: str, unit: str, body: Expr, form: str = "") -> None:
        value = worked_out(body, self._of)
        look = form or number_format(unit)
        self._add(Working(key, label, look, value, lambda at: GoalPrinter(at).print(body)))

    def _of(self, key: str) -> float | str:
        value = self.rows[key].value
        assert value is not None
        return value

    def _exactness(self) -> None:
        constants: tuple[tuple[str, str, float], ...] = (
            (DISTANCES, "Digits to which distances are compared", DISTANCE_DIGITS),
            (STEP, "Of equal distances the upper goes first: added for each row", ORDER_STEP),
            (ORDERS, "Digits of what levers are put in order by", ORDER_DIGITS),
        )
        for key, label, number in constants:
            self._add(Working(key, label, "General", float(number), None))
        base = quoted(self.context.plan.scenarios[0].title)
        source = f"{base}!{self.context.layout.positions.value(TOLERANCE_KEY)}"
        label = "Figures are the same that differ by less than this share"
        self._add(Working(TOLERANCE_KEY, label, TINY, TOLERANCE.value, partial(_same, source)))

    def _figures(self, expressions: Iterable[Expr], levers: Iterable[Expr], own: set[str]) -> None:
        """Everything that expressions look at, in the order of the scenario tabs."""
        found = {figure_key(node): node for node in (*figures_in(expressions), *levers)}
        seasons = any(isinstance(node, Season) for node in found.values())
        if seasons:
            found[figure_key(CALENDAR_MONTH)] = CALENDAR_MONTH
        rows = self.context.layout.rows
        keys = [key for key in found if key not in own and key not in self.rows]
        for key in sorted(keys, key=lambda key: (rows[key.rpartition(":")[2]], key)):
            self._figure(key, found[key])

    def _figure(self, key: str, node: Expr) -> None:
        titles = [scenario.title for scenario in self.context.plan.scenarios]
        layout, calendar = self.context.layout, figure_key(CALENDAR_MONTH)
        each = tuple(figure(self.context, node, number, self.asked.number) for number in range(self.count))

        def formula(at: Positions, number: int) -> str:
            month = f"{letter(SCENARIOS + number)}${at.rows[calendar]}" if calendar in at.rows else ""
            return figure_formula(layout, node, titles[number], MONTH_NUMBER, month)

        self._picked(Working(key, self._label(key), self._form(key), each[self.scenario], None, each, formula))

    def _picked(self, row: Working) -> None:
        """A row whose figure is chosen from those of all scenarios."""
        first, last = letter(SCENARIOS), letter(SCENARIOS + self.count - 1)

        def formula(at: Positions) -> str:
            number = at.rows[row.key]
            return item(area(f"${first}{number}", f"${last}{number}"), "1", PICK)

        self._add(Working(row.key, row.label, row.form, row.value, formula, row.each, row.each_formula))

    def _label(self, key: str) -> str:
        own = key.rpartition(":")[2]
        before = ", the month before" if key.startswith("before:") else ""
        if own in self.model.inputs:
            return f"{_named(self.model.inputs[own])}{before}"
        if own in self.model.lines:
            line = self.model.lines[own]
            return f"{line.part.label}: {lowered(line.label)}{before}"
        return next(each.label for each in self.context.layout.sections[-1].rows if each.key == own)  # type: ignore[union-attr]

    def _form(self, key: str) -> str:
        own = key.rpartition(":")[2]
        if own in self.model.inputs:
            declared = self.model.inputs[own].declared
            return number_format(declared.unit, typical(declared))
        return number_format(self.model.lines[own].declared.unit) if own in self.model.lines else "#,##0.###"

    def _shares(self, whole: str) -> list[ModelInput]:
        return [entry for entry in self.model.inputs.values() if self.whole_of(entry) == whole]

    def _in_use(self, entry: ModelInput) -> Expr:
        """A share as it counts: none of a stream that is switched off."""
        share = self.reference(entry.key)
        switch = self.model.lines.get(f"{entry.part.key}.switch")
        return share if switch is None else times(LineRef(entry.part.key, "switch", switch.declared), share)

    def _whole(self, whole: str) -> None:
        keys = [f"share.{entry.key}" for entry in self._shares(whole)]
        value = sum(self.number(key) for key in keys)
        column = letter(CHOSEN)

        def formula(at: Positions) -> str:
            return f"SUM({area(*(f'${column}{at.rows[key]}' for key in (keys[0], keys[-1])))})"

        self._add(Working(f"whole.{whole}", f"In use of all {lowered(whole)}", "0.0%", value, formula))

    def _targets(self, taxed: Taxed) -> None:
        self._expression(NOW, "Take-home now", "money", taxed.take_home)
        self._expression(NOW_TAXED, "Take-home now, if a loss were taxed like a profit", "money", taxed.kept)
        for key, now in ((MISSING, NOW), (MISSING_TAXED, NOW_TAXED)):
            value = self.asked.target - self.number(now)
            label = f"Target less {lowered(self.rows[now].label)}"
            self._add(Working(key, label, MONEY, value, partial(_less, TYPED_TARGET, now)))

    def _slope(self, lever: StraightLever) -> None:
        for step in lever.steps:
            label = f"{step.line.part.label}: {lowered(step.line.label)}, for each 1 of {_named(lever.entry)}"
            self._expression(step.ref.key, label, "", step.slope, "#,##0.00")
        self._expression(
            slope_key(lever), f"Take-home, for each 1 of {_named(lever.entry)}", "", lever.slope, "#,##0.00"
        )

    def _built(self, built: AsBuilt) -> None:
        """What the values that were searched for were searched for, and whether that is what is asked now."""
        amount, month, plan = built.goal.amount, float(built.month), self.context.plan
        self._add(Working(BUILT_TARGET, "Target of the values marked as built", MONEY, amount, None))
        self._add(Working(BUILT_MONTH, "Number of its month in the plan", "0", month, None))
        stale = not same(self.asked.target, amount) or self.asked.number != built.month

        def formula(at: Positions) -> str:
            goal = at.value(BUILT_TARGET)
            target = f"(ABS({TYPED_TARGET}-{goal})<={at.value(TOLERANCE_KEY)}*ABS({goal}))"
            return f"1-{target}*({MONTH_NUMBER}={at.value(BUILT_MONTH)})*({printed(changed_cell(plan))}=0)"

        label = "The target, the month or an input is another now (1: yes)"
        self._add(Working(STALE, label, "0", float(stale), formula))
        for key, values in built.values.items():
            each = tuple(NOT_ALONE if value is None else value for value in values)
            label = f"{_named(self.model.inputs[key])}, value needed as built"
            self._picked(Working(built_key(key), label, self._form(key), each[self.scenario], None, each))


def slope_key(lever: StraightLever) -> str:
    """The working that holds what a lever adds to take-home."""
    return f"slope.{lever.entry.key}"


def missing_key(lever: StraightLever) -> str:
    """The working that holds what a lever has to bring."""
    return MISSING if lever.direct else MISSING_TAXED


def built_key(key: str) -> str:
    """The working that holds the value of an input that was searched for."""
    return f"built.{key}"


def _same(cell: str, _at: Positions) -> str:
    return cell


def _less(cell: str, key: str, at: Positions) -> str:
    return f"{cell}-{at.value(key)}"


def _named(entry: ModelInput) -> str:
    return f"{entry.part.label}: {lowered(entry.declared.label)}"
