"""Write what a scenario says about one input, in the form in which the plan file has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Choice, Input
from revenue_planner.plan.editing.literals import (
    choice_literal,
    groups_thousands,
    list_literal,
    month_literal,
    month_table_literal,
    number_literal,
)
from revenue_planner.plan.editing.plan_text import PlanText, TextEdits
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.values import Setting

_DEFAULT = "default"
_SHORT_LIST = 12

#: By number of the month: what to write, None where nothing is to stand.
_Months = dict[int, str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """An input in Base or another scenario, from what the file says now to what it is to say.

    `table` is what `path` stands in, and `like` the same input in Base. `base` is what Base is to be,
    None for Base itself.
    """

    declared: Input
    path: Path
    table: Path
    like: Path
    now: Setting
    wanted: Setting
    base: Setting | None


@dataclass(frozen=True)
class SettingWriter:
    """Writes into the edits of a plan text."""

    edits: TextEdits
    file: PlanText
    timeline: Timeline

    def write(self, change: Change, *, exact: bool = False) -> None:
        """Change as little as seems to be enough; `exact` writes out all that is wanted, whatever is there."""
        if change.wanted == Setting(None):
            self.edits.remove(change.path)
        elif isinstance(change.wanted.value, tuple):
            self._season(change, change.wanted.value, exact)
        elif change.declared.by_month:
            self._by_month(change, exact)
        else:
            self._put(change, self._literal(change))

    def _literal(self, change: Change) -> str:
        value, old = change.wanted.value, self._old(change)
        if isinstance(value, Month):
            return month_literal(value, old)
        if isinstance(change.declared, Choice):
            return choice_literal(str(value), change.declared, old)
        assert isinstance(value, float)
        return self._number(value, old)

    def _old(self, change: Change) -> str:
        return self.edits.map.written(change.path) or self.edits.map.written(change.like)

    def _number(self, number: float, old: str = "") -> str:
        try:
            same = float(old.replace("_", "")) == number
        except ValueError:
            same = False
        return old if same else number_literal(number, old, grouped=groups_thousands(self.edits.text))

    def _put(self, change: Change, literal: str) -> None:
        """One value in place of whatever is there."""
        if change.path in self.edits.map.values:
            self.edits.replace(change.path, literal)
        else:
            self.edits.remove(change.path)
            self.edits.add(change.path, literal, change.table)

    def _season(self, change: Change, wanted: Sequence[float], exact: bool) -> None:
        if not isinstance(self.file.raw(change.path), list):
            self._put(change, list_literal([self._number(factor) for factor in wanted]))
            return
        now = change.now.value if isinstance(change.now.value, tuple) else ()
        there = self._elements(change.path)
        self.edits.set_elements(
            change.path,
            [
                old if not exact and now[index : index + 1] == (factor,) else self._number(factor, old)
                for index, (factor, old) in enumerate(zip(wanted, there, strict=True))
            ],
        )

    def _by_month(self, change: Change, exact: bool) -> None:
        raw, wanted = self.file.raw(change.path), change.wanted
        if isinstance(raw, list) and wanted.months and isinstance(wanted.value, float):
            elements = self._whole_list(change, wanted.value) if exact else self._list(change, wanted.value)
            if elements is not None:
                self.edits.set_elements(change.path, elements)
                return
            exact = True
        default, months = self._everything(change) if exact else self._least(change, raw)
        if isinstance(raw, dict):
            self._into_table(change, raw, default, months)
            return
        given = [(self.timeline.month_of(number), text) for number, text in sorted(months.items()) if text is not None]
        if given:
            self._put(change, month_table_literal(default, given))
        elif default is not None:
            self._put(change, default)
        else:
            self.edits.remove(change.path)

    def _least(self, change: Change, raw: object) -> tuple[str | None, _Months]:
        """The value apart from months, as it is written or to be written, and the months that differ."""
        now, wanted = change.now, change.wanted
        in_table = isinstance(raw, dict)
        old = self.edits.map.written((*change.path, _DEFAULT) if in_table else change.path)
        default: str | None = old if old and not isinstance(raw, list) else None
        if not isinstance(wanted.value, float):
            default = None
        elif now.value != wanted.value or (default is None and not in_table):
            default = self._number(wanted.value, old or self._old(change))
        months: _Months = {}
        for number in sorted({*now.months, *wanted.months}):
            if now.months.get(number) != wanted.months.get(number):
                months[number] = self._of_month(wanted, number)
        return default, months

    def _everything(self, change: Change) -> tuple[str | None, _Months]:
        """The same for all months of the plan. Where Base goes by month, a scenario's default would hide that."""
        wanted, base = change.wanted, change.base
        everywhere = range(1, self.timeline.months + 1)
        if not isinstance(wanted.value, float):
            return None, {number: self._of_month(wanted, number) for number in everywhere}
        default = self._number(wanted.value, self._old(change))
        if base is None or not base.months:
            return default, {number: self._of_month(wanted, number) for number in everywhere}
        months: _Months = {}
        for number in everywhere:
            value = wanted.months.get(number, base.months.get(number, wanted.value))
            months[number] = None if value == wanted.value else self._number(value)
        return default, months

    def _of_month(self, setting: Setting, number: int) -> str | None:
        return self._number(setting.months[number]) if number in setting.months else None

    def _into_table(self, change: Change, raw: Mapping[str, object], default: str | None, months: _Months) -> None:
        """Change a table's keys one by one; if only `default` is left, that takes the table's place."""
        path = change.path
        there = {self.timeline.number_of(Month.parse(key)): key for key in raw if key != _DEFAULT}
        added = {number: text for number, text in months.items() if text is not None and number not in there}
        if not added and all(number in months and months[number] is None for number in there):
            if default is None:
                self.edits.remove(path)
            else:
                self._put(change, default)
            return
        if _DEFAULT in raw and default is None:
            self.edits.remove((*path, _DEFAULT))
        elif _DEFAULT in raw and default is not None:
            self.edits.replace((*path, _DEFAULT), default)
        elif default is not None:
            self.edits.add((*path, _DEFAULT), default, path, (*path, next(iter(raw))))
        for number, key in there.items():
            text = months.get(number)
            if text is not None:
                self.edits.replace((*path, key), self._like(text, self.edits.map.written((*path, key))))
            elif number in months:
                self.edits.remove((*path, key))
        for number, text in sorted(added.items()):
            later = next(((*path, key) for other, key in there.items() if other > number), None)
            self.edits.add((*path, str(self.timeline.month_of(number))), text, path, later)

    def _like(self, text: str, old: str) -> str:
        return self._number(float(text.replace("_", "")), old)

    def _elements(self, path: Path) -> list[str]:
        return [self.edits.text[start:end] for start, end in self.edits.map.elements(path)]

    def _list(self, change: Change, value: float) -> list[str] | None:
        """A list with the months changed that differ; None where a list cannot say it, or would be long.

        A list's last element goes on to the plan's end, so it is the value apart from months too.
        """
        now, wanted, last = change.now, change.wanted, self.timeline.months
        elements = self._elements(change.path)
        there = len(elements)
        if there > last:
            return None
        tail = elements[-1] if now.value == wanted.value else self._number(value, elements[-1])
        differing = {n for n in {*now.months, *wanted.months} if now.months.get(n) != wanted.months.get(n)}
        beyond = [number for number in differing if number > there and number in wanted.months]
        for number in range(1, max([there, *beyond]) + 1):
            old = elements[number - 1] if number <= there else elements[there - 1]
            if number in differing:
                text = self._number(wanted.months[number], old) if number in wanted.months else tail
            else:
                text = old if number <= there else tail
            elements[number - 1 : number] = [text]
        return self._closed(elements, tail, there)

    def _whole_list(self, change: Change, value: float) -> list[str] | None:
        """A list of what is wanted in every month up to the last that differs."""
        months = dict(change.base.months) if change.base is not None else {}
        months.update(change.wanted.months)
        elements = self._elements(change.path)
        there, last = len(elements), self.timeline.months
        if there > last:
            return None
        differing = [number for number, figure in months.items() if figure != value]
        for number in range(1, max([there, *differing]) + 1):
            old = elements[min(number, there) - 1]
            elements[number - 1 : number] = [self._number(months.get(number, value), old)]
        return self._closed(elements, self._number(value, elements[there - 1]), there)

    def _closed(self, elements: list[str], tail: str, there: int) -> list[str] | None:
        """The list with `tail` at its end; None where that is not possible, or where months named are shorter."""
        if elements[-1] != tail:
            elements = [*elements, tail]
        if len(elements) > self.timeline.months:
            return None
        named = sum(element != tail for element in elements) + 1
        return elements if len(elements) <= max(there, _SHORT_LIST, 2 * named) else None
