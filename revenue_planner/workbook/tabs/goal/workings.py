"""What the Goal tab's answers are worked out from: figures of the month, and take-home's slope along each lever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revenue_planner.language.calendar import CALENDAR_MONTH
from revenue_planner.language.inputs import Assume
from revenue_planner.language.labels import lowered
from revenue_planner.language.nodes import Expr, InputRef, LineRef, Season
from revenue_planner.model.slopes import times
from revenue_planner.model.structure import ModelInput
from revenue_planner.streams.base import IncomeStream
from revenue_planner.workbook.cells import Area, Expression
from revenue_planner.workbook.frame import Context
from revenue_planner.workbook.functions import ABS, IFERROR, ROUND, SUM, item
from revenue_planner.workbook.layout import TOLERANCE_KEY, typical
from revenue_planner.workbook.style import MONEY, TINY, number_format
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE, AsBuilt
from revenue_planner.workbook.tabs.goal.figures import figure_key, figure_of, figures_in, on_cells
from revenue_planner.workbook.tabs.goal.layout import (
    CHOSEN,
    DISTANCE_DIGITS,
    GOAL,
    MONTH_NUMBER,
    MONTH_ROW,
    ORDER_DIGITS,
    ORDER_STEP,
    PICK,
    SCENARIOS,
    TYPED_TARGET,
    GoalLayout,
)
from revenue_planner.workbook.tabs.goal.levers import StraightLever, Taxed
from revenue_planner.workbook.tabs.log.tab import changed_cell

DISTANCES, ORDERS, STEP = "digits.distances", "digits.orders", "step.orders"
NOW, NOW_TAXED = "now.take_home", "now.taxed"
MISSING, MISSING_TAXED = "missing.take_home", "missing.taxed"
BUILT_PREFIX = "built."
BUILT_TARGET, BUILT_MONTH, STALE = "built.target", "built.month", "built.stale"


#: What a cell holds: a formula, or something typed.
Content = Expression | float | str


@dataclass(frozen=True)
class Working:
    """A row: its figure for the scenario that is chosen, and in `each` those of all scenarios if it has them."""

    label: str
    form: str
    content: Content
    each: tuple[Content, ...] = ()


class Workings:
    """All rows by key, for levers and for what was searched for. Rows look at those before them."""

    def __init__(
        self, context: Context, where: GoalLayout, levers: tuple[StraightLever, ...], built: AsBuilt | None
    ) -> None:
        self.context, self.where, self.model = context, where, context.layout.model
        self.built, self.count = built, len(context.plan.scenarios)
        self.rows: dict[str, Working] = {}
        #: The numbers of rows, from 0; of some before they are there.
        self._numbers: dict[str, int] = {}
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

    def row(self, key: str) -> int:
        """The row of the tab on which a figure stands."""
        return self.where.working_row(self._numbers[key])

    def at(self, key: str) -> Area:
        """The cell of a figure, for the scenario that is chosen."""
        return GOAL.cell(self.row(key), CHOSEN).column_fixed

    def reference(self, key: str) -> InputRef:
        """An input as equations refer to it."""
        entry = self.model.inputs[key]
        return InputRef(entry.part.key, entry.declared.name, entry.declared)

    def whole_of(self, entry: ModelInput) -> str:
        """The whole that an input is a share of, "" where it is none."""
        return entry.declared.whole_with if isinstance(entry.declared, Assume) else ""

    def _add(self, key: str, row: Working) -> None:
        self.rows[key] = row
        assert self._numbers.setdefault(key, len(self.rows) - 1) == len(self.rows) - 1

    def _expression(self, key: str, label: str, unit: str, body: Expr, form: str = "") -> None:
        self._add(key, Working(label, form or number_format(unit), on_cells(body, self.at)))

    def _exactness(self) -> None:
        constants: tuple[tuple[str, str, float], ...] = (
            (DISTANCES, "Digits to which distances are compared", DISTANCE_DIGITS),
            (STEP, "Of equal distances the upper goes first: added for each row", ORDER_STEP),
            (ORDERS, "Digits of what levers are put in order by", ORDER_DIGITS),
        )
        for key, label, number in constants:
            self._add(key, Working(label, "General", float(number)))
        label = "Figures are the same that differ by less than this share"
        self._add(TOLERANCE_KEY, Working(label, TINY, self.context.layout.figure(TOLERANCE_KEY).column_fixed))

    def _figures(self, expressions: Iterable[Expr], levers: Iterable[Expr], own: set[str]) -> None:
        """Everything that expressions look at, in the order of the scenario tabs."""
        found = {figure_key(node): node for node in (*figures_in(expressions), *levers)}
        if any(isinstance(node, Season) for node in found.values()):
            found[figure_key(CALENDAR_MONTH)] = CALENDAR_MONTH
        rows = self.context.layout.rows
        keys = [key for key in found if key not in own and key not in self.rows]
        keys.sort(key=lambda key: (rows[key.rpartition(":")[2]], key))
        self._numbers |= {key: number for number, key in enumerate(keys, start=len(self.rows))}
        for key in keys:
            self._picked(key, self._label(key), [self._figure(found[key], number) for number in range(self.count)])

    def _figure(self, node: Expr, scenario: int) -> Expression:
        calendar = figure_key(CALENDAR_MONTH)
        row = self.row(calendar) if calendar in self._numbers else MONTH_ROW
        here = GOAL.cell(row, SCENARIOS + scenario).row_fixed
        return figure_of(self.context.layout, node, scenario, MONTH_NUMBER, here)

    def _picked(self, key: str, label: str, each: Sequence[Content]) -> None:
        """A row whose figure is chosen from those of all scenarios."""
        self._numbers.setdefault(key, len(self.rows))
        row = self.row(key)
        cells = GOAL.area(row, SCENARIOS, row, SCENARIOS + self.count - 1).column_fixed
        form = self._form(key.removeprefix(BUILT_PREFIX))
        self._add(key, Working(label, form, item(cells, 1, PICK), tuple(each)))

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
        switch = LineRef(entry.part.key, IncomeStream.switch.name, IncomeStream.switch)
        return times(switch, share) if switch.key in self.model.lines else share

    def _whole(self, whole: str) -> None:
        rows = [self.row(f"share.{entry.key}") for entry in self._shares(whole)]
        total = SUM(GOAL.area(rows[0], CHOSEN, rows[-1], CHOSEN).column_fixed)
        self._add(f"whole.{whole}", Working(f"In use of all {lowered(whole)}", "0.0%", total))

    def _targets(self, taxed: Taxed) -> None:
        self._expression(NOW, "Take-home now", "money", taxed.take_home)
        self._expression(NOW_TAXED, "Take-home now, if a loss were taxed like a profit", "money", taxed.kept)
        for key, now in ((MISSING, NOW), (MISSING_TAXED, NOW_TAXED)):
            label = f"Target less {lowered(self.rows[now].label)}"
            self._add(key, Working(label, MONEY, TYPED_TARGET - self.at(now)))

    def _slope(self, lever: StraightLever) -> None:
        for step in lever.steps:
            label = f"{step.line.part.label}: {lowered(step.line.label)}, for each 1 of {_named(lever.entry)}"
            self._expression(step.ref.key, label, "", step.slope, "#,##0.00")
        self._expression(
            slope_key(lever), f"Take-home, for each 1 of {_named(lever.entry)}", "", lever.slope, "#,##0.00"
        )
        if lever.entry.declared.counts:
            self._nearest(lever)

    def _nearest(self, lever: StraightLever) -> None:
        """The whole number nearest to the value on the line; today's figure where there is no line to follow."""
        key = lever.entry.key
        line = self.at(key) + self.at(missing_key(lever)) / self.at(slope_key(lever))
        label = f"{_named(lever.entry)}, nearest whole number"
        self._add(nearest_key(lever), Working(label, "#,##0", IFERROR(ROUND(line, 0), self.at(key))))

    def _built(self, built: AsBuilt) -> None:
        """What the values that were searched for were searched for, and whether that is what is asked now."""
        self._add(BUILT_TARGET, Working("Target of the values marked as built", MONEY, built.goal.amount))
        self._add(BUILT_MONTH, Working("Number of its month in the plan", "0", float(built.month)))
        goal = self.at(BUILT_TARGET)
        target = ABS(TYPED_TARGET - goal) <= self.at(TOLERANCE_KEY) * ABS(goal)
        asked = target * MONTH_NUMBER.equals(self.at(BUILT_MONTH)) * changed_cell(self.context.plan).equals(0)
        self._add(STALE, Working("The target, the month or an input is another now (1: yes)", "0", 1 - asked))
        for key, values in built.values.items():
            each = [NOT_ALONE if value is None else value for value in values]
            self._picked(built_key(key), f"{_named(self.model.inputs[key])}, value needed as built", each)


def slope_key(lever: StraightLever) -> str:
    """The working that holds what a lever adds to take-home."""
    return f"slope.{lever.entry.key}"


def nearest_key(lever: StraightLever) -> str:
    """The working that holds the whole number nearest to the value on a count's line."""
    return f"nearest.{lever.entry.key}"


def missing_key(lever: StraightLever) -> str:
    """The working that holds what a lever has to bring."""
    return MISSING if lever.direct else MISSING_TAXED


def built_key(key: str) -> str:
    """The working that holds the value of an input that was searched for."""
    return f"{BUILT_PREFIX}{key}"


def _named(entry: ModelInput) -> str:
    return f"{entry.part.label}: {lowered(entry.declared.label)}"
