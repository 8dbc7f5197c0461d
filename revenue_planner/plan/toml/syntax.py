"""What tomllib says about a text that is not TOML, in plain words and with the usual cause."""

from __future__ import annotations

import re

from revenue_planner.ground.errors import Place, Problem
from revenue_planner.plan.reading.hints import month_in, number_in, typed
from revenue_planner.plan.toml.problems import shortened

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

#: What tomllib's message starts with, what we say, and a hint.
_MEANINGS = (
    ("Cannot overwrite a value", "is given twice", "keep one of the two"),
    ("Duplicate inline table key", "is given twice", "keep one of the two"),
    ("Expected '=' after a key", "an = is missing after the key", "write key = value; notes start with #"),
    ("Expected newline or end of document", "something stands after the value", "one value a line; notes start with #"),
    ("Invalid date or datetime", "is not a date that exists", 'months are written "2027-03"'),
    ("Invalid hex value", 'is not a text that can be read: a \\ has a meaning of its own in "…"', "write / or \\\\"),
    ("Unescaped '\\'", 'is not a text that can be read: a \\ has a meaning of its own in "…"', "write / or \\\\"),
    ("Unclosed array", "the list is not closed, or a comma is missing", "write [1, 2, 3]"),
    ("Unclosed inline table", "the table is not closed, or a comma is missing", 'write { "2027-03" = 4 }'),
    ("Unterminated string", 'the text is not closed with a "', ""),
    ("Expected ']]'", "the heading is not closed", "write [[affiliate]]"),
    ("Expected ']'", "the heading is not closed", "write [audience]"),
    ("Invalid initial character for a key", "a key is missing or starts with a character it may not have", ""),
    ("Invalid statement", "the line is not a key = value, a [heading] or a # note", ""),
    ("Invalid value", "is not a value", 'numbers stand alone, texts in "quotes"'),
    ("Illegal character '\\n'", 'the text is not closed: a " is missing at its end', ""),
    ("Illegal character", "there is a character that may not stand here", 'texts stand in "quotes" on one line'),
    ("Found invalid character", "there is a character that may not stand here", ""),
)  # fmt: skip
#: Messages whose place may be lines after the key.
_AFTER_VALUE = ("Cannot overwrite", "Unclosed", "Unterminated", "Expected newline")
_TWICE = re.compile(r"Cannot (?:declare|redefine namespace|mutate immutable namespace) \((.*?),?\)")


def syntax_problem(text: str, source: str, error: ValueError) -> Problem:
    """The problem that an error of tomllib stands for. A key given twice is named."""
    message = str(error)
    found = _PLACE.search(message)
    lines = text.split("\n")
    line = int(found[1]) if found and found[1] else len(lines)
    column = int(found[2]) if found and found[2] else len(lines[-1]) + 1
    written = lines[line - 1].strip() if line <= len(lines) else ""
    place = Place(source, line, column)
    heading = _TWICE.match(message)
    if heading:
        name = ".".join(re.findall(r"'([^']*)'", heading[1]))
        rule = "is opened or given twice"
        return Problem(rule, place, f"[{name}]", hint="put all of its keys under one heading")
    if message.startswith("Cannot overwrite") and written.startswith("["):
        hint = "put all of its keys under one heading; [[double]] brackets may repeat"
        return Problem("is opened or given twice", place, shortened(written), hint=hint)
    rule, hint = next(
        ((rule, hint) for start, rule, hint in _MEANINGS if message.startswith(start)),
        ("cannot be read: " + _PLACE.sub("", message), ""),
    )
    key, value = _key_and_value(lines, line, 200 if message.startswith(_AFTER_VALUE) else 1)
    if rule == "is given twice":
        inline = re.match(r"Duplicate inline table key '(.*)' \(at", message)
        return Problem(rule, place, inline[1] if inline else key, hint=hint)
    if key and not value and message.startswith("Invalid value"):
        return Problem("has no value", place, shortened(key), hint="write one after the =, or put # before the line")
    better = _usual_cause(key, value, written)
    if better:
        rule, hint = better
    return Problem(rule, place, shortened(key), shortened(value), hint)


def _key_and_value(lines: list[str], line: int, above: int) -> tuple[str, str]:
    """The key and its value's first line, in the last of so many lines that has them."""
    for content in reversed(lines[max(line - above, 0) : line]):
        found = re.match(r"\s*([\w.\"'\-]+)\s*=\s*([^#]*)", content)
        if found:
            return found[1], found[2].strip()
    return "", ""


def _usual_cause(key: str, value: str, written: str) -> tuple[str, str] | None:
    """Rule and hint for the mistakes that most people make."""
    if any(quote in written for quote in "“”„‘’"):
        return "the quotes are typographic", 'type straight quotes: "text"'
    control = _CONTROL.search(written)
    if control:
        return (
            f"there is an invisible character (code {ord(control[0])}) in this line",
            "delete it and type the line anew",
        )
    bare = re.match(r"[^\s,\]}]+", value)
    if not key or not bare or value[0] in "\"'[{":
        return None
    if re.fullmatch(r"\d{4}-\d{1,2}", bare[0]):
        return "a month stands in quotes", f'write "{bare[0]}"'
    if value.lower() in ("true", "false"):
        return "is not a value", f"write {value.lower()}, in small letters"
    if value.lower() in ("on", "off", "yes", "no"):
        meant = "true" if value.lower() in ("on", "yes") else "false"
        return "is not a value", f"write {meant}"
    if value[0] in "=@" or re.match(r"[+-][A-Za-z(]", value):
        return "values, never formulas", "write the number itself"
    if re.fullmatch(r"([+-]\d[\d.]*\s*%|[x×]\s*\d[\d.]*)", value):
        return "a change stands in quotes", f'write "{value}", in a scenario'
    month = month_in(value) if re.search(r"[A-Za-z/.]", value) else None
    if month is not None:
        return "is not a month as it is written here", f'write "{month}"'
    number = number_in(value)
    if number is not None:
        return "a number stands alone, without signs or commas", f"write {typed(number)}"
    if re.match(r"[^\W\d]", value):
        return "a text stands in quotes", f'write "{shortened(value)}"'
    return None
