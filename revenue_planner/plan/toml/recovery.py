"""Reading on in a text that is not TOML: its statements one by one, so that all mistakes are told at once.

What cannot be read is mended in a copy, only to read the rest; each mending is a fault, and a text with faults
makes no plan. Places are those of the text as it was written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace

from revenue_planner.ground.errors import Edit, Fix
from revenue_planner.plan.month_keys import is_month_key
from revenue_planner.plan.reading.hints import Offer
from revenue_planner.plan.toml.faults import Fault, Reading
from revenue_planner.plan.toml.given_twice import GivenTwice
from revenue_planner.plan.toml.mended import MOST_FAULTS, Mark, Repair, paths_by_offset
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.statements import Statement, bare_key, quoted, statements, tokens_of
from revenue_planner.plan.toml.syntax import Cause, cause_of, key_and_value, message_of, problem_at

#: Blanks that are none, as web pages and chat programs have them.
_ODD_BLANKS = re.compile("[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]")
_NEXT_PAIR = re.compile(r"\s*[\w.\-]+\s*=[^=]")
_SEPARATED = re.compile(r"([ \t]*)([A-Za-z_][\w.\-]*)([ \t]*:=?[ \t]*|[ \t]+)(\S.*)")
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'"))


class Recovery:
    """Reads one text. `many` says of which tables there may be several, by their names."""

    def __init__(self, text: str, source: str, many: Iterable[str] = ()) -> None:
        self.text, self.source, self.many = text, source, frozenset(many)
        self.repair = Repair(text, source, list(statements(text)))

    def read(self) -> Reading:
        """Raises PlanError where even the rest cannot be read."""
        repair = self.repair
        for statement in repair.statements:
            if len(repair.marks) < MOST_FAULTS:
                self._check(statement)
        twice = GivenTwice(repair, self.many)
        data, mended = twice.parsed()
        spots = repair.copy.spots(mended)
        twice.merge(data, spots)
        at = paths_by_offset(spots)
        faults = [self._fault(mark, at) for mark in repair.marks]
        return Reading(data, spots, tuple(faults), repair.whole)

    def _fault(self, mark: Mark, at: dict[int, Path]) -> Fault:
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
        self.repair.mark(statement.start, at, cause)
        self.repair.leave_out(statement)

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
                self.repair.mark(start, at, cause_of(message, "", "", text))
                self.repair.leave_out(statement)
                return
            self.repair.copy.put(key_at, key_at + len(key), quoted(key))
            rest = f"x = {text[statement.equals + 1 :]}"
            cause = Cause("a key is one word of letters, digits and _", open=True, of_key=True)
            if is_month_key(key):
                cause = replace(cause, rule="a key of two words stands in quotes", hint=Offer(quoted(key), "key"))
            self.repair.whole = False
            self.repair.mark(key_at, at if message.startswith("Invalid init") else key_at, cause, key)
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
        self.repair.whole = self.repair.whole and key != "name"  # others may name what this one is called
        if raw[:1] in ("[", "{") and said is not None and self._elements(raw, start, key):
            return
        if said is not None:
            message, at = said
            cause = cause_of(message, key, shown, text if "\n" not in text else text.split("\n")[0])
            second = self._second_on_the_line(raw)
            if second:
                cause = Cause("something stands after the value", "one value a line; notes start with #")
                self.repair.copy.put(start + second, start + len(raw), "")
                self.repair.whole = False
                self.repair.mark(key_at, at, cause, key, shown)
                return
            self.repair.mark(key_at, at, cause, key, shown)
        meant = raw.strip().translate(_STRAIGHT).strip("\"'") if raw[:1] in "“”„‘’\"'" else raw.strip()
        self.repair.copy.put(start, start + len(raw), quoted(meant) + (" " if raw.endswith(" ") else ""))

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
                self.repair.mark(start + at, at_, cause, key, raw)
            else:
                self.repair.mark(start + at, start + at, cause, key, text)
            self.repair.copy.put(start + at, start + end, quoted(text))
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
            self.repair.mark(statement.start, at, cause_of(message, "", "", statement.text))
            self.repair.placeholder(statement)
            self.repair.whole = False
            return
        double = (
            heading.double if heading.closed == heading.opened else heading.name in self.many or heading.opened == 2
        )
        name = heading.mended_name()
        mended = f"[[{name}]]" if double else f"[{name}]"
        end = statement.start + len(statement.text)
        self.repair.whole = self.repair.whole and not heading.rest and name == heading.name
        self.repair.copy.put(statement.start, end, mended)
        written = f"[[{heading.name}]]" if double else f"[{heading.name}]"
        if heading.rest and heading.closed == heading.opened:
            cause = Cause("something stands after the heading", f"write {written} on a line of its own")
            self.repair.mark(statement.start, at, cause, statement.text)
        elif name != heading.name:
            cause = Cause("a heading has one word between its dots, of letters, digits and _", open=True, of_key=True)
            self.repair.mark(statement.start, at, cause, statement.text)
        else:
            end = statement.start + heading.length
            fix = Fix((Edit(statement.start, end, written),))
            problem = problem_at(
                self.source, *self.repair.line_and_column(at), Cause("the heading is not closed", f"write {written}")
            )
            self.repair.marks.append(Mark(statement.start, replace(problem, fixes=(fix,)), Cause("")))

    # Helpers

    def _replaced(self, statement: Statement, text: str, at: int, rule: str) -> None:
        """A statement that is read as another text: that text is the hint."""
        end = statement.start + len(statement.text)
        fix = Fix((Edit(statement.start, end, text),))
        problem = problem_at(
            self.source, *self.repair.line_and_column(at), Cause(rule, f"write {' '.join(text.split())[:120]}")
        )
        self.repair.marks.append(Mark(self._key_at(statement), replace(problem, fixes=(fix,)), Cause("")))
        self.repair.copy.put(statement.start, end, text)

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
