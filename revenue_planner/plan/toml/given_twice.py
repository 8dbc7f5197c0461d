"""What a text gives twice, which TOML does not allow: found by parsing, told, and read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import replace

from revenue_planner.ground.errors import Edit, Fix, PlanError, Problem
from revenue_planner.plan.toml.mended import MOST_FAULTS, UNREAD, Mark, Repair
from revenue_planner.plan.toml.places import Path, Spot
from revenue_planner.plan.toml.statements import Statement
from revenue_planner.plan.toml.syntax import Cause, cause_of, key_and_value, message_of, problem_at

#: So many characters are parsed to find what is given twice.
_MOST_PARSED = 20_000_000


class GivenTwice:
    """Takes out of a mended text what it gives twice. `many` says of which tables there may be several."""

    def __init__(self, repair: Repair, many: Collection[str]) -> None:
        self._repair, self._many_of = repair, many
        self._again: dict[str, Statement] = {}

    def parsed(self) -> tuple[dict[str, object], str]:
        """The values of the mended text, and that text. Raises PlanError where even the rest cannot be read."""
        parsed = 0
        while True:
            mended = self._repair.copy.mended()
            parsed += len(mended)
            try:
                return tomllib.loads(mended), mended
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or parsed > _MOST_PARSED or len(self._repair.marks) >= MOST_FAULTS:
                    raise PlanError([mark.problem for mark in self._repair.marks] or [self._unknown(error)]) from None
                before = len(self._repair.marks)
                self._twice(error, mended)
                if len(self._repair.marks) == before:
                    raise PlanError([*(mark.problem for mark in self._repair.marks), self._unknown(error)]) from None

    def _unknown(self, error: Exception) -> Problem:
        message, line, column = message_of(ValueError(str(error)))
        return problem_at(self._repair.source, line or 1, column or 1, cause_of(message, "", "", ""))

    def _twice(self, error: ValueError, mended: str) -> None:
        """Something is given twice: the second is left out, or, under a heading, read as one with the first."""
        message, line, column = message_of(error)
        statement = self._repair.statement_on(line or mended.count("\n") + 1)
        if statement is None or (
            statement.heading is None and (statement.start, statement.end) in self._repair.copy.edits
        ):
            return
        lines = mended.split("\n")
        at_line = line or len(lines)
        place = (at_line, column or len(lines[-1]) + 1)
        if statement.heading is None:
            key, _ = key_and_value(statement.text.split("\n")[0])
            cause = Cause("is given twice", "keep one of the two")
            problem = problem_at(self._repair.source, *place, cause, key)
            self._repair.marks.append(Mark(-1, problem, cause))
            self._repair.leave_out(statement, unread=False)
            return
        name = statement.heading.name
        headings = [each for each in self._repair.statements if each.heading is not None and each.heading.name == name]
        if name in self._many_of and any(each.heading is not None and not each.heading.double for each in headings):
            self._many(statement, headings, place)
            return
        shown = statement.heading.shown
        hint = "put all of its keys under one heading"
        if statement.heading.double or message.startswith("Cannot overwrite"):
            hint += "; [[double]] brackets may repeat"
        problem = problem_at(self._repair.source, *place, Cause("is opened or given twice", hint), shown)
        self._repair.marks.append(Mark(-1, problem, Cause("")))
        self._repair.placeholder(statement)
        if len(headings) > 1 and not any(each.heading.double for each in headings if each.heading):
            self._again[f"{UNREAD}{statement.start}"] = statement

    def _many(self, statement: Statement, headings: list[Statement], place: tuple[int, int]) -> None:
        """`[affiliate]` twice: there may be several, each in double brackets."""
        assert statement.heading is not None
        name = statement.heading.name
        single = [each for each in headings if each.heading is not None and not each.heading.double]
        written = {each.start: self._double(each, number) for number, each in enumerate(headings, 1)}
        edits = tuple(
            Edit(each.start, each.start + each.heading.length, written[each.start]) for each in single if each.heading
        )
        where = "each time" if len(single) > 1 else f"on line {self._repair.line_and_column(single[0].start)[0]}"
        below = written[single[-1].start].partition("\n")[2]
        rule = "is opened or given twice; there may be several, so each has double brackets and a name"
        hint = f"write [[{name}]] {where}" + (f", and below it {below}" if below else "")
        problem = problem_at(self._repair.source, *place, Cause(rule, hint), f"[{name}]")
        self._repair.marks.append(
            Mark(statement.start, replace(problem, fixes=(Fix(edits),) if edits else ()), Cause(""))
        )
        for each in single:
            assert each.heading is not None
            self._repair.copy.put(each.start, each.start + each.heading.length, written[each.start])

    def _double(self, statement: Statement, number: int) -> str:
        """A heading in double brackets, with a name below it where it has none."""
        assert statement.heading is not None
        name = statement.heading.name
        index = self._repair.statements.index(statement) + 1
        while index < len(self._repair.statements) and self._repair.statements[index].heading is None:
            if re.match(r"name\s*=", self._repair.statements[index].text):
                return f"[[{name}]]"
            index += 1
        return f'[[{name}]]\nname = "{name.rpartition(".")[2]}_{number}"'

    def merge(self, data: dict[str, object], spots: dict[Path, Spot]) -> None:
        """What stands under a heading's second mention is read as if it stood under the first."""
        for name in [name for name in data if name.startswith(UNREAD)]:
            table = data.pop(name)
            statement = self._again.get(name)
            path = self._path_of(statement) if statement else None
            below = _within(data, path) if path else None
            for spot_path in [each for each in spots if each[0] == name]:
                spot = spots.pop(spot_path)
                if below is not None and path is not None and len(spot_path) > 1:
                    spots.setdefault((*path, *spot_path[1:]), spot)
            if isinstance(table, dict) and below is not None:
                for key, value in table.items():
                    below.setdefault(key, value)
            else:
                self._repair.whole = False

    def _path_of(self, statement: Statement) -> Path | None:
        assert statement.heading is not None
        try:
            found: object = tomllib.loads(f"[{statement.heading.mended_name()}]")
        except ValueError:
            return None
        path: list[str | int] = []
        while isinstance(found, dict) and found:
            (name,) = found
            path.append(name)
            found = found[name]
        return tuple(path)


def _within(data: dict[str, object], path: Path) -> dict[str, object] | None:
    found: object = data
    for step in path:
        found = found.get(step) if isinstance(found, dict) and isinstance(step, str) else None
        if isinstance(found, list) and found:
            found = found[-1]
    return found if isinstance(found, dict) else None
