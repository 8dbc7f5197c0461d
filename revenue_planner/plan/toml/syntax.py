"""What tomllib says about a text that is not TOML, in plain words and with the usual cause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from revenue_planner.ground.errors import Place, Problem
from revenue_planner.plan.reading.hints import Hint, Offer
from revenue_planner.plan.reading.meanings import change_in, month_in, written_number
from revenue_planner.plan.toml.problems import shortened

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
#: A key of a table by month without the quotes around it, or with quotes around the month alone.
_BARE_FROM = re.compile(r"(?<![\"'\w])[Ff]rom\s+[\"']?(\d{4}-\d{1,2})[\"']?(?=\s*=)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‘’‚‛′", "'"))

#: What tomllib's message starts with, what we say, and a hint.
_MEANINGS = (
    ("Cannot overwrite a value", "is given twice", "keep one of the two"),
    ("Duplicate inline table key", "is given twice", "keep one of the two"),
    ("Expected '=' after a key", "an = is missing after the key", "lines are key = value; notes start with #"),
    ("Expected newline or end of document", "something stands after the value", "one value a line; notes start with #"),
    ("Invalid date or datetime", "is not a date that exists", 'months are written "2027-03"'),
    ("Invalid hex value", 'is not a text that can be read: a \\ has a meaning of its own in "…"', "write / or \\\\"),
    ("Unescaped '\\'", 'is not a text that can be read: a \\ has a meaning of its own in "…"', "write / or \\\\"),
    ("Unclosed array", "the list is not closed, or a comma is missing", "its values are between [ and ]"),
    ("Unclosed inline table", "the table is not closed, or a comma is missing", "it is between { and }"),
    ("Unterminated string", 'the text is not closed with a "', ""),
    ("Expected \"'\"", "the text is not closed with a '", ""),
    ("Expected ']]'", "the heading is not closed", ""),
    ("Expected ']'", "the heading is not closed", ""),
    ("Invalid initial character for a key", "a key is missing or starts with a character it may not have", ""),
    ("Invalid statement", "the line is not a key = value, a [heading] or a # note", ""),
    ("Invalid value", "is not a value", 'numbers stand alone, texts in "quotes"'),
    ("Illegal character '\\n'", 'the text is not closed: a " is missing at its end', ""),
    ("Illegal character", "there is a character that may not stand here", 'texts stand in "quotes" on one line'),
    ("Found invalid character", "there is a character that may not stand here", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a text cannot be read. `open`: a value that may not stand so, of which its reader knows what was meant."""

    rule: str
    hint: Hint = ""
    open: bool = False
    below: str = ""
    of_key: bool = False


def message_of(error: ValueError) -> tuple[str, int | None, int | None]:
    """What tomllib says, and at which line and column; None for the end of the text."""
    found = _PLACE.search(str(error))
    line = int(found[1]) if found and found[1] else None
    return _PLACE.sub("", str(error)), line, int(found[2]) if found and found[2] else None


def problem_at(source: str, line: int, column: int, cause: Cause, key: str = "", value: str = "") -> Problem:
    """The problem of a cause. Its hint is made where the text's places are known."""
    hint = cause.hint if isinstance(cause.hint, str) else ""
    return Problem(cause.rule, Place(source, line, column), shortened(key), shortened(value), hint)


def cause_of(message: str, key: str, value: str, written: str) -> Cause:
    """The cause that tomllib's message stands for. `written` is the line or statement it is in."""
    if key and not value and message.startswith("Invalid value"):
        return Cause("has no value", "write one after the =, or put # before the line")
    rule, hint = next(
        ((rule, hint) for start, rule, hint in _MEANINGS if message.startswith(start)),
        ("cannot be read: " + message, ""),
    )
    twice = re.match(r"Duplicate inline table key '(.*)'", message)
    if twice:
        return Cause(rule, hint, below=f".{twice[1]}")
    if message.startswith("Invalid date") and (month := month_in(value.partition("T")[0].split(" ")[0])) is not None:
        return Cause(rule, Offer(f'"{month}"'), open=True)
    unquoted = _BARE_FROM.search(value or written)
    if message.startswith("Expected '='") and unquoted:
        meant = f'"from {unquoted[1]}"'
        return Cause("a key of two words stands in quotes", Offer(meant, part=unquoted[0]))
    usual = _usual_cause(key, value, written)
    if usual is not None:
        return usual
    if rule.startswith("is not a text") and value[:1] == '"' and value.count('"') == 2:
        return Cause(rule, Offer(value.replace("\\", "\\\\")))
    if message.startswith(("Illegal character '\\n'", "Unterminated")) and re.fullmatch(r"\"[^\"\\#]+", value):
        return Cause(rule, Offer(f'{value.rstrip()}"'))
    if message.startswith("Unclosed array") and re.fullmatch(r"\[[\d., _]*\d\s*", value):
        return Cause(rule, Offer(f"{value.rstrip()}]"))
    open_ = message.startswith(("Invalid value", "Expected newline", "Invalid date")) and value[:1] not in ("[", "{")
    return Cause(rule, hint, open_)


def key_and_value(line: str) -> tuple[str, str]:
    """The key and what stands after its =, without a note; nothing where the line has none."""
    found = re.match(r"\s*([\w.\"'\- ]*[\w\"'])\s*=\s*([^#]*)", line)
    return (found[1], found[2].strip()) if found else ("", "")


def _usual_cause(key: str, value: str, written: str) -> Cause | None:
    """The mistakes that most people make."""
    if any(quote in written for quote in "“”„‟«»") or re.match(r"[‘’‚]", value):
        straight = value.translate(_QUOTES)
        plain = re.fullmatch(r"\"[^\"\\]*\"|'[^']*'", straight)
        form: Hint = Offer(straight, form="type straight quotes: {}") if plain else 'type straight quotes: "text"'
        return Cause("the quotes are typographic", form)
    control = _CONTROL.search(written)
    if control:
        return Cause(
            f"there is an invisible character (code {ord(control[0])}) in this line",
            "delete it and type the line anew",
        )
    bare = re.match(r"[^\s,\]}]+", value)
    if not key or not bare or value[0] in "\"'[{":
        return None
    if re.fullmatch(r"\d{4}-\d{1,2}", bare[0]) and value == bare[0]:
        return Cause("a month stands in quotes", Offer(f'"{bare[0]}"'), open=True)
    if value.lower() in ("true", "false"):
        return Cause("is not a value", Offer(value.lower(), when=", in small letters"))
    if value.lower() in ("on", "off", "yes", "no"):
        meant = "true" if value.lower() in ("on", "yes") else "false"
        return Cause("is not a value", Offer(meant), open=True)
    if value[0] in "=@" or re.match(r"[+-][A-Za-z(]", value):
        return Cause("values, never formulas", "write the number itself", open=True)
    change = change_in(value)
    if change is not None:
        return Cause("a change stands in quotes", Offer(f'"{change}"', when=", in a scenario"), open=True)
    if month_in(value) is not None:
        return Cause("is not a month as it is written here", Offer(f'"{month_in(value)}"'), open=True)
    if written_number(value) is not None:
        return Cause("a number stands alone, without signs or commas", "", open=True)
    if re.match(r"[^\W\d]", value) and '"' not in value:
        return Cause("a text stands in quotes", Offer(f'"{value}"'), open=True)
    return None
