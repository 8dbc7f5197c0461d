"""Write what a scenario says about one input, in the form in which the plan file has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Assume, Choice, Input
from revenue_planner.plan.editing.literals import (
    choice_literal,
    groups_thousands,
    list_literal,
    month_literal,
    month_table_literal,
    number_literal,
)
from revenue_planner.plan.editing.plan_text import PlanText, TextEdits
from revenue_planner.plan.editing.steps import beyond, everywhere, figures_of, patched, shortest
from revenue_planner.plan.month_keys import DEFAULT, MonthKey
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.values import Setting

_SHORT_LIST = 12


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
        elif isinstance(change.declared, Assume):
            self._number_or_months(change, exact)
        else:
            self._put(change, self._literal(change))

    def _literal(self, change: Change) -> str:
        value, old = change.wanted.value, self._old(change)
        if isinstance(value, Month):
            return month_literal(value, old)
        assert isinstance(change.declared, Choice)
        return choice_literal(str(value), change.declared, old)

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

    def _number_or_months(self, change: Change, exact: bool) -> None:
        raw, wanted = self.file.raw(change.path), change.wanted
        if isinstance(raw, list) and wanted.months and isinstance(wanted.value, float):
            elements = self._whole_list(change, wanted.value) if exact else self._list(change, wanted.value)
            if elements is not None:
                self.edits.set_elements(change.path, elements)
                return
            exact = True
        self._table(change, raw if isinstance(raw, dict) else {}, exact)

    def _table(self, change: Change, raw: Mapping[str, object], exact: bool) -> None:
        """A table of months, changed key by key; where no month is left, `default` takes its place."""
        there = {MonthKey.parse(text): text for text in raw if text != DEFAULT}
        default, changes = self._changes(change, there, exact)
        kept = [key for key in there if changes.get(key, 0.0) is not None]
        written = {key: figure for key, figure in changes.items() if figure is not None}
        if not kept and not written:
            if default is None:
                self.edits.remove(change.path)
            else:
                self._put(change, default)
        elif raw:
            self._into_table(change, raw, default, there, changes)
        else:
            texts = {key: self._number(figure) for key, figure in written.items()}
            self._put(change, month_table_literal(default, texts))

    def _changes(
        self, change: Change, there: Mapping[MonthKey, str], exact: bool
    ) -> tuple[str | None, dict[MonthKey, float | None]]:
        """The text of `default`, None for none, and what to write at keys, None where one is to go.

        The keys that are there stay where others would be no fewer.
        """
        timeline, base, wanted = self.timeline, change.base, change.wanted
        unnamed = everywhere(wanted, base)
        figures = figures_of(wanted, base, timeline)
        new = shortest(figures, unnamed, timeline)
        outside = beyond(there, timeline)
        anew = {**dict.fromkeys(there.keys() - outside, None), **new}
        if exact:
            return self._default(change, anew=True), anew
        now = figures_of(change.now, base, timeline)
        same = change.now.value == wanted.value
        changes = patched(there, now, figures, now if same else [unnamed] * timeline.months, timeline)
        if changes is None or len(there) + sum(_more(key, changes, there) for key in changes) > len(new) + len(outside):
            return self._default(change, anew=unnamed is not None), anew
        return self._default(change, anew=not same), changes

    def _default(self, change: Change, *, anew: bool) -> str | None:
        """What holds in months without a key, as it is written or `anew`; None where nothing is to stand."""
        value, raw = change.wanted.value, self.file.raw(change.path)
        old = self.edits.map.written((*change.path, DEFAULT) if isinstance(raw, dict) else change.path)
        if not isinstance(value, float):
            return None
        if anew or change.now.value != value:
            return self._number(value, old or self._old(change))
        return (old or None) if isinstance(raw, dict) else old or self._number(value, self._old(change))

    def _into_table(
        self,
        change: Change,
        raw: Mapping[str, object],
        default: str | None,
        there: Mapping[MonthKey, str],
        changes: Mapping[MonthKey, float | None],
    ) -> None:
        """Change a table's keys one by one."""
        path = change.path
        if DEFAULT in raw and default is None:
            self.edits.remove((*path, DEFAULT))
        elif DEFAULT in raw and default is not None:
            self.edits.replace((*path, DEFAULT), default)
        elif default is not None:
            self.edits.add((*path, DEFAULT), default, path, (*path, next(iter(raw))))
        for key, figure in sorted(changes.items()):
            if key not in there:
                assert figure is not None
                later = next(((*path, there[other]) for other in sorted(there) if other > key), None)
                self.edits.add((*path, str(key)), self._number(figure), path, later)
            elif figure is None:
                self.edits.remove((*path, there[key]))
            else:
                self.edits.replace(
                    (*path, there[key]), self._number(figure, self.edits.map.written((*path, there[key])))
                )

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


def _more(key: MonthKey, changes: Mapping[MonthKey, float | None], there: Mapping[MonthKey, str]) -> int:
    """How many keys more there are when one is changed."""
    return -1 if changes[key] is None else int(key not in there)
