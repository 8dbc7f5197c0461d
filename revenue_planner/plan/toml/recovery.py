"""Reading on in a text that is not TOML: its statements one by one, so that all mistakes are told at once.

What cannot be read is mended in a copy, only to read the rest; each mending is a fault, and a text with faults
makes no plan. Places are those of the text as it was written.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from revenue_planner.ground.errors import Edit, Fix, PlanError, Problem
from revenue_planner.plan.reading.hints import Offer
from revenue_planner.plan.toml.faults import Fault, Reading
from revenue_planner.plan.toml.mended import MendedCopy, paths_by_offset
from revenue_planner.plan.toml.places import Path, Spot
from revenue_planner.plan.toml.statements import Statement, bare_key, quoted, statements
from revenue_planner.plan.toml.syntax import Cause, cause_of, key_and_value, message_of, problem_at
from revenue_planner.plan.toml.tokens import tokens_of

#: So many faults are told; and so many characters parsed to find what is given twice.
MOST_FAULTS = 100
_MOST_PARSED = 20_000_000
#: Blanks that are none, as web pages and chat programs have them.
_ODD_BLANKS = re.compile("[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]")
_UNREAD = "unread"
_NEXT_PAIR = re.compile(r"\s*[\w.\-]+\s*=[^=]")
_SEPARATED = re.compile(r"([ \t]*)([A-Za-z_][\w.\-]*)([ \t]*:=?[ \t]*|[ \t]+)(\S.*)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A fault, and the offset at which what it concerns stands: a key, an element or a heading."""

    at: int
    problem: Problem
    cause: Cause


class Recovery:
    """Reads one text. `many` says of which tables there may be several, by their names."""

    def __init__(self, text: str, source: str, many: Iterable[str] = ()) -> None:
        self.text, self.source, self.many = text, source, frozenset(many)
        self.copy = MendedCopy(text)
        self.marks: list[_Mark] = []
        self.whole = True
        self._again: dict[str, Statement] = {}
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def read(self) -> Reading:
        """Raises PlanError where even the rest cannot be read."""
        self._statements = list(statements(self.text))
        for statement in self._statements:
            if len(self.marks) < MOST_FAULTS:
                self._check(statement)
        data, mended = self._whole()
        spots = self.copy.spots(mended)
        self._merge(data, spots)
        at = paths_by_offset(spots)
        faults = [self._fault(mark, at, spots) for mark in self.marks]
        return Reading(data, spots, tuple(faults), self.whole)

    def _fault(self, mark: _Mark, at: dict[int, Path], spots: dict[Path, Spot]) -> Fault:
        path = at.get(mark.at, ())
        return Fault(mark.problem, path, mark.cause.hint, mark.cause.open, mark.cause.below, mark.cause.of_key)

    # One statement

    def _check(self, statement: Statement) -> None:
        if statement.heading:
            self._heading(statement)
            return
        error = _error_in(statement.text)
        if error is None:
            return
        odd = _ODD_BLANKS.search(statement.text)
        if odd:
            plain = _ODD_BLANKS.sub(
                lambda found: " " if found[0] not in "\u200b\u200c\u200d\u2060\ufeff" else "", statement.text
            )
            if _error_in(plain) is None:
                rule = f"there is an invisible character (U+{ord(odd[0]):04X}) that looks like a blank or like nothing"
                self._replaced(statement, plain, statement.start + odd.start(), rule)
                return
        if statement.equals is None or statement.text[: statement.equals].endswith(":"):
            self._no_equals(statement, error)
        else:
            self._pair(statement, error)

    def _no_equals(self, statement: Statement, error: ValueError) -> None:
        """`videos 16` and `videos: 16` are read as they were meant; any other line is left out."""
        message, line, column = message_of(error)
        at = self._offset(statement, line, column)
        cause = cause_of(message, "", "", statement.text)
        found = _SEPARATED.fullmatch(statement.text)
        if found and _error_in(f"{found[2]} = {found[4]}") is None:
            written = f"{found[1]}{found[2]} = {found[4]}"
            self._replaced(statement, written, at, "an = is missing after the key")
            return
        self._mark(statement.start, at, cause)
        self._leave_out(statement)

    def _pair(self, statement: Statement, error: ValueError) -> None:
        text, start = statement.text, statement.start
        assert statement.equals is not None
        key = text[: statement.equals].strip()
        key_at = start + len(text[: statement.equals]) - len(text[: statement.equals].lstrip())
        message, line, column = message_of(error)
        at = self._offset(statement, line, column)
        if line is None and message.startswith("Unclosed"):
            at = key_at
        if not bare_key(key):
            if not key or len(key) > 80:
                self._mark(start, at, cause_of(message, "", "", text))
                self._leave_out(statement)
                return
            self.copy.put(key_at, key_at + len(key), quoted(key))
            rest = f"x = {text[statement.equals + 1 :]}"
            cause = Cause("a key is one word of letters, digits and _", open=True, of_key=True)
            self.whole = False
            self._mark(key_at, at if message.startswith("Invalid init") else key_at, cause, key)
            if _error_in(rest) is not None:
                self._value(statement, None)
            return
        self._value(statement, (message, at))

    def _value(self, statement: Statement, said: tuple[str, int] | None) -> None:
        """Put something that can be read in place of a value that cannot; without `said` no fault is told."""
        assert statement.equals is not None
        text = statement.text
        key, shown = key_and_value(text.split("\n")[0])
        start = statement.start + statement.equals + 1
        start += len(self.text[start : statement.end]) - len(self.text[start : statement.end].lstrip(" \t"))
        raw = self.text[start : statement.end]
        raw = raw if raw[:1] in ("[", "{") else _without_note(raw)
        key_at = self._key_at(statement)
        self.whole = self.whole and key != "name"  # others may name what this one is called
        if raw[:1] in ("[", "{") and said is not None and self._elements(raw, start, key):
            return
        if said is not None:
            message, at = said
            cause = cause_of(message, key, shown, text if "\n" not in text else text.split("\n")[0])
            second = self._second_on_the_line(raw)
            if second:
                cause = Cause("something stands after the value", "one value a line; notes start with #")
                self.copy.put(start + second, start + len(raw), "")
                self.whole = False
                self._mark(key_at, at, cause, key, shown)
                return
            self._mark(key_at, at, cause, key, shown)
        meant = raw.strip().translate(_STRAIGHT).strip("\"'") if raw[:1] in "“”„‘’\"'" else raw.strip()
        self.copy.put(start, start + len(raw), quoted(meant) + (" " if raw.endswith(" ") else ""))

    def _second_on_the_line(self, raw: str) -> int:
        """Where a value ends behind which another key = value stands; 0 for none."""
        for found in re.finditer(r"\s+", raw):
            if _NEXT_PAIR.match(raw[found.start() :] + " ") and _error_in(f"x = {raw[: found.start()]}") is None:
                return found.start()
        return 0

    def _elements(self, raw: str, start: int, key: str) -> bool:
        """Whether a list or inline table can be read once its unreadable elements are put in quotes."""
        wrong = [(at, end) for at, end in tokens_of(raw) if _error_in(f"x = {raw[at:end]}") is not None]
        mended, shift = raw, 0
        for at, end in wrong:
            text = quoted(raw[at:end])
            mended = mended[: at + shift] + text + mended[end + shift :]
            shift += len(text) - (end - at)
        if not wrong or len(wrong) > MOST_FAULTS or _error_in(f"x = {mended}") is not None:
            return False
        for at, end in wrong:
            text = raw[at:end]
            error = _error_in(f"x = {text}")
            assert error is not None
            cause = cause_of(message_of(error)[0], key, text, text)
            if re.search(r"\d\s+\d", text):
                commas = re.sub(r"(?<=\d)\s+(?=\d)", ", ", text)
                cause = Cause("the list is not closed, or a comma is missing", Offer(commas, part=text))
                at_ = start + at + len(re.match(r"\S+\s+", text)[0] if re.match(r"\S+\s+", text) else "")  # type: ignore[index]
                self._mark(start + at, at_, cause, key, raw)
            else:
                self._mark(start + at, start + at, cause, key, text)
            self.copy.put(start + at, start + end, quoted(text))
        return True

    def _heading(self, statement: Statement) -> None:
        heading = statement.heading
        assert heading is not None
        error = _error_in(statement.text)
        if error is None:
            return
        message, line, column = message_of(error)
        at = self._offset(statement, line, column)
        if not heading.name:
            self._mark(statement.start, at, cause_of(message, "", "", statement.text))
            self._placeholder(statement)
            self.whole = False
            return
        double = (
            heading.double if heading.closed == heading.opened else heading.name in self.many or heading.opened == 2
        )
        name = heading.mended_name()
        mended = f"[[{name}]]" if double else f"[{name}]"
        end = statement.start + len(statement.text)
        self.whole = self.whole and not heading.rest and name == heading.name
        self.copy.put(statement.start, end, mended)
        written = f"[[{heading.name}]]" if double else f"[{heading.name}]"
        if heading.rest and heading.closed == heading.opened:
            cause = Cause("something stands after the heading", f"write {written} on a line of its own")
            self._mark(statement.start, at, cause, statement.text)
        elif name != heading.name:
            cause = Cause("a heading has one word between its dots, of letters, digits and _", open=True, of_key=True)
            self._mark(statement.start, at, cause, statement.text)
        else:
            end = statement.start + heading.length
            fix = Fix((Edit(statement.start, end, written),))
            problem = problem_at(
                self.source, *self._line_and_column(at), Cause("the heading is not closed", f"write {written}")
            )
            self.marks.append(_Mark(statement.start, replace(problem, fixes=(fix,)), Cause("")))

    # The whole text

    def _whole(self) -> tuple[dict[str, object], str]:
        """Parse the mended text, leaving out what is given twice."""
        parsed = 0
        while True:
            mended = self.copy.mended()
            parsed += len(mended)
            try:
                return tomllib.loads(mended), mended
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or parsed > _MOST_PARSED or len(self.marks) >= MOST_FAULTS:
                    raise PlanError([mark.problem for mark in self.marks] or [self._unknown(error)]) from None
                before = len(self.marks)
                self._twice(error, mended)
                if len(self.marks) == before:
                    raise PlanError([*(mark.problem for mark in self.marks), self._unknown(error)]) from None

    def _unknown(self, error: Exception) -> Problem:
        message, line, column = message_of(ValueError(str(error)))
        return problem_at(self.source, line or 1, column or 1, cause_of(message, "", "", ""))

    def _twice(self, error: ValueError, mended: str) -> None:
        """Something is given twice: the second is left out, or, under a heading, read as one with the first."""
        message, line, column = message_of(error)
        statement = self._statement_on(line or mended.count("\n") + 1)
        if statement is None or (statement.heading is None and (statement.start, statement.end) in self.copy.edits):
            return
        lines = mended.split("\n")
        at_line = line or len(lines)
        place = (at_line, column or len(lines[-1]) + 1)
        if statement.heading is None:
            key, _ = key_and_value(statement.text.split("\n")[0])
            cause = Cause("is given twice", "keep one of the two")
            problem = problem_at(self.source, *place, cause, key)
            self.marks.append(_Mark(-1, problem, cause))
            self._leave_out(statement, unread=False)
            return
        name = statement.heading.name
        headings = [each for each in self._statements if each.heading is not None and each.heading.name == name]
        if name in self.many and any(each.heading is not None and not each.heading.double for each in headings):
            self._many(statement, headings, place)
            return
        shown = statement.heading.shown
        hint = "put all of its keys under one heading"
        if statement.heading.double or message.startswith("Cannot overwrite"):
            hint += "; [[double]] brackets may repeat"
        problem = problem_at(self.source, *place, Cause("is opened or given twice", hint), shown)
        self.marks.append(_Mark(-1, problem, Cause("")))
        self._placeholder(statement)
        if len(headings) > 1 and not any(each.heading.double for each in headings if each.heading):
            self._again[f"{_UNREAD}{statement.start}"] = statement

    def _many(self, statement: Statement, headings: list[Statement], place: tuple[int, int]) -> None:
        """`[affiliate]` twice: there may be several, each in double brackets."""
        assert statement.heading is not None
        name = statement.heading.name
        single = [each for each in headings if each.heading is not None and not each.heading.double]
        written = {each.start: self._double(each, number) for number, each in enumerate(headings, 1)}
        edits = tuple(
            Edit(each.start, each.start + each.heading.length, written[each.start]) for each in single if each.heading
        )
        where = "each time" if len(single) > 1 else f"on line {self._line_and_column(single[0].start)[0]}"
        below = written[single[-1].start].partition("\n")[2]
        rule = "is opened or given twice; there may be several, so each has double brackets and a name"
        hint = f"write [[{name}]] {where}" + (f", and below it {below}" if below else "")
        problem = problem_at(self.source, *place, Cause(rule, hint), f"[{name}]")
        self.marks.append(_Mark(statement.start, replace(problem, fixes=(Fix(edits),) if edits else ()), Cause("")))
        for each in single:
            assert each.heading is not None
            self.copy.put(each.start, each.start + each.heading.length, written[each.start])

    def _double(self, statement: Statement, number: int) -> str:
        """A heading in double brackets, with a name below it where it has none."""
        assert statement.heading is not None
        name = statement.heading.name
        index = self._statements.index(statement) + 1
        while index < len(self._statements) and self._statements[index].heading is None:
            if re.match(r"name\s*=", self._statements[index].text):
                return f"[[{name}]]"
            index += 1
        return f'[[{name}]]\nname = "{name.rpartition(".")[2]}_{number}"'

    def _merge(self, data: dict[str, object], spots: dict[Path, Spot]) -> None:
        """What stands under a heading's second mention is read as if it stood under the first."""
        for name in [name for name in data if name.startswith(_UNREAD)]:
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
                self.whole = False

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

    # Helpers

    def _replaced(self, statement: Statement, text: str, at: int, rule: str) -> None:
        """A statement that is read as another text: that text is the hint."""
        end = statement.start + len(statement.text)
        fix = Fix((Edit(statement.start, end, text),))
        problem = problem_at(
            self.source, *self._line_and_column(at), Cause(rule, f"write {' '.join(text.split())[:120]}")
        )
        self.marks.append(_Mark(self._key_at(statement), replace(problem, fixes=(fix,)), Cause("")))
        self.copy.put(statement.start, end, text)

    def _mark(self, concerns: int, at: int, cause: Cause, key: str = "", value: str = "") -> None:
        problem = problem_at(self.source, *self._line_and_column(at), cause, key, value)
        self.marks.append(_Mark(concerns, problem, cause))

    def _leave_out(self, statement: Statement, unread: bool = True) -> None:
        blank = "\n" * statement.text.count("\n")
        self.copy.put(statement.start, statement.start + len(statement.text), blank)
        self.whole = self.whole and not unread

    def _placeholder(self, statement: Statement) -> None:
        self.copy.put(statement.start, statement.start + len(statement.text), f"[{_UNREAD}{statement.start}]")

    def _key_at(self, statement: Statement) -> int:
        """Where the last part of a statement's key starts."""
        head = statement.text[: statement.equals] if statement.equals is not None else statement.text
        found = re.match(r"[ \t]*(?:(?:[\w-]+|\"[^\"]*\"|'[^']*')[ \t]*\.[ \t]*)*", head)
        return statement.start + (found.end() if found else 0)

    def _offset(self, statement: Statement, line: int | None, column: int | None) -> int:
        """The offset of a place in a statement; its end for None."""
        if line is None or column is None:
            return statement.start + len(statement.text)
        before = statement.text.split("\n")[: line - 1]
        return statement.start + sum(len(each) + 1 for each in before) + column - 1

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _statement_on(self, line: int) -> Statement | None:
        starts = [each.start for each in self._statements]
        if line > len(self._lines):
            return None
        end = self._lines[line] - 1 if line < len(self._lines) else len(self.text)
        index = bisect_right(starts, end) - 1
        return self._statements[index] if index >= 0 else None


_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'"))


def _error_in(text: str) -> ValueError | None:
    """What keeps a text from being TOML."""
    try:
        tomllib.loads(text + "\n")
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("brackets are nested too deep (at line 1, column 1)")
    return None


def _without_note(raw: str) -> str:
    """A value on one line without the note after it."""
    quote = raw[:1]
    if quote in ('"', "'"):
        closing = raw.find(quote, 1)
        note = raw.find("#", closing + 1) if closing > 0 else -1
    else:
        note = raw.find("#")
    return (raw if note < 0 else raw[:note]).rstrip()


def _within(data: dict[str, object], path: Path) -> dict[str, object] | None:
    found: object = data
    for step in path:
        found = found.get(step) if isinstance(found, dict) and isinstance(step, str) else None
        if isinstance(found, list) and found:
            found = found[-1]
    return found if isinstance(found, dict) else None
