"""Goals as people write them: "take_home >= 5000 by 2027-12"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.ground.text import typed
from revenue_planner.plan.reading.meanings import month_in, number_in
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Cash, Profit, TakeHome

Comparison = Literal[">=", "<="]

#: Results that every plan has, by the names that people use.
COMMON = tuple(
    line.name
    for line in (TakeHome.take_home, Profit.earned, Profit.profit, Cash.cash, Audience.views, Audience.followers)
)
EXAMPLE = "take_home >= 5000 by 2027-12"
_WRITE = f'write, for example, "{EXAMPLE}"'
LONGEST = 200

_SYMBOLS: dict[str, Comparison] = {
    ">=": ">=", "=>": ">=", "≥": ">=", "≧": ">=", ">": ">=",
    "<=": "<=", "=<": "<=", "≤": "<=", "≦": "<=", "<": "<=",
}  # fmt: skip
_WORDS: dict[str, Comparison] = {
    "at least": ">=", "no less than": ">=", "more than": ">=", "over": ">=", "above": ">=", "of": ">=",
    "at most": "<=", "no more than": "<=", "less than": "<=", "under": "<=", "below": "<=", "up to": "<=",
}  # fmt: skip
_MONEY_WORDS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹", "won": "₩"}

_SIGN = r"R\$|[$€£¥₹₩]"
_AMOUNT = (
    rf"(?:(?P<minus>[+\-−])\s*)?(?P<before>{_SIGN}|[A-Za-z]{{3}}(?![A-Za-z]))?\s*"
    r"(?P<digits>[+\-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d,.'_]*|\.\d+))\s*"
    r"(?P<scale>%|per ?cent\b|k\b|m\b|thousand\b|million\b)?\s*"
    rf"(?P<after>{_SIGN}|(?!(?:by|in|at|for|a|per|of|until|from|before|after|monthly)\b)[A-Za-z]+)?"
)
_SYMBOL = re.compile("|".join(map(re.escape, sorted(_SYMBOLS, key=len, reverse=True))))
_WORD = re.compile(rf"\s({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+(?={_AMOUNT})", re.IGNORECASE)
_REST = re.compile(
    rf"{_AMOUNT}\s*(?:(?:a|per|/)\s*month\b|monthly\b)?[\s,]*(?P<when>(?P<word>[A-Za-z]+)\b\s*(?P<month>.*))?",
    re.IGNORECASE,
)
_WHEN = ("by", "in", "at", "for")
_TOTAL = re.compile(r"total(?:\s+of)?\s+", re.IGNORECASE)
_RESULT_MONTH = re.compile(rf"(?P<result>.+?)\s+(?:{'|'.join(_WHEN)})\s+(?P<month>\S+(?:\s+\S+)?)", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"month\s*(\d{1,3})", re.IGNORECASE)
_MONTH_WORDS = re.compile(r"(?:the\s+)?(?:end\s+of\s+)?([A-Za-z]{3,9}\.?,?\s+\d{4}|\d{1,2}\s*/\s*\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoalText:
    """What a goal says, before anyone knows whether the plan has such a result.

    `result` is the name as typed. `month` or `number` (counted from the plan's first month) say when, both
    None where the text names no month. `total` asks for the sum of the months up to it. `currency` is a code or
    sign where one is given; `per_cent` says that the amount was given in per cent (`amount` is the share).
    """

    result: str
    comparison: Comparison
    amount: float
    month: Month | None = None
    number: int | None = None
    total: bool = False
    currency: str = ""
    per_cent: bool = False

    def number_in(self, timeline: Timeline) -> int | None:
        """The month as counted from the plan's first (1), inside the plan or not; None where none is named."""
        return self.number if self.month is None else timeline.number_of(self.month)

    def __str__(self) -> str:
        amount = typed(float(Decimal(repr(self.amount)) * 100)) if self.per_cent else typed(self.amount)
        # 312.125 could be read as thousands; 312.1250 could not.
        amount += "0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", amount) else ""
        amount += "%" if self.per_cent else ""
        when = f" by {self.month}" if self.month else f" by month {self.number}" if self.number else ""
        currency = f" {self.currency}" if self.currency else ""
        return f"{'total ' if self.total else ''}{self.result} {self.comparison} {amount}{currency}{when}"


def parse_goal(text: str) -> GoalText:
    """Read a goal. Raises ValueError, in words for the person who wrote it."""
    words = " ".join(text.split())
    if not words:
        raise ValueError(f"a goal names a result and an amount; {_WRITE}")
    if len(words) > LONGEST:
        raise ValueError(f"a goal has at most {LONGEST} characters; {_WRITE}")
    result, comparison, rest = _parts(words)
    found = _REST.fullmatch(rest)
    if not found:
        raise ValueError(f'"{_short(rest)}" is not an amount, with or without a month; {_WRITE}')
    currency, unit = _currency(found, result)
    number = _amount(found)
    month, count = _when(found["word"], found["month"])
    total = _TOTAL.match(result)
    if total:
        result = result[total.end() :]
    inside = _RESULT_MONTH.fullmatch(result)
    if inside and month is None and count is None and (when := _month(inside["month"])) != (None, None):
        result, (month, count) = inside["result"], when
    per_cent = (found["scale"] or " ")[0].lower() in "%p"
    if unit and per_cent:
        raise ValueError(f'"{_short(rest)}" is both per cent and {unit}; {_WRITE}')
    return GoalText(result, comparison, number, month, count, bool(total), currency, per_cent)


def _parts(words: str) -> tuple[str, Comparison, str]:
    """The result, how it compares, and what follows."""
    symbol = _SYMBOL.search(words)
    if symbol:
        result, comparison, rest = words[: symbol.start()], _SYMBOLS[symbol[0]], words[symbol.end() :]
        if _SYMBOL.search(rest):
            raise ValueError(f"a goal compares once; {_WRITE}")
    elif word := _WORD.search(words):
        result, comparison, rest = words[: word.start()], _WORDS[word[1].lower()], words[word.end() :]
    elif "=" in words:
        raise ValueError('"=" is hit by nobody: write ">=" for at least, "<=" for at most')
    else:
        raise ValueError(f'"{_short(words)}" does not say how much; {_WRITE}')
    result = re.sub(r"\s+(?:is|are|be|to be|should be|reaches)$", "", result.strip(), flags=re.IGNORECASE)
    result = result.strip().strip("\"'`").strip()
    if not result:
        raise ValueError(f"a goal begins with the result that is to reach the amount; {_WRITE}")
    return result, comparison, rest.strip()


def _amount(found: re.Match[str]) -> float:
    digits = found["digits"].rstrip(",.'_")
    if found["minus"]:
        digits = found["minus"] + digits
    number = number_in(digits + (found["scale"] or "")) if not re.search(r"^[+\-−]{2}", digits) else None
    if number is None and re.fullmatch(r"[+\-−]?\d{1,3}\.\d{3}", digits):
        either = f"{digits[:-4]} or {digits.replace('.', '')}"
        raise ValueError(f'"{digits}" is a little to some and thousands to others; write {either}')
    if number is None:
        raise ValueError(f'"{digits}" is not a clear number; write it as 5000, 5_000, 5,000 or 5k')
    if abs(number) > 1e15:
        raise ValueError(f"{digits} is more than this planner can reckon with")
    return number


def _currency(found: re.Match[str], result: str) -> tuple[str, str]:
    """The currency as a code or sign, "" for none, and the word after the amount where that is a unit."""
    given = [word for word in (found["before"], found["after"]) if word]
    currencies, unit = set(), ""
    for word in given:
        lower = word.lower()
        if lower.rstrip("s") in _MONEY_WORDS or lower == "won":
            currencies.add(_MONEY_WORDS[lower.rstrip("s")])
        elif lower in result.lower().replace("_", " ").split():
            unit = word
        elif len(word) == 3 or not word.isalpha():
            currencies.add(word.upper())
        else:
            raise ValueError(f'"{_short(word)}" after the amount is no currency and no month; {_WRITE}')
    if len(currencies) > 1:
        raise ValueError(f"the amount is in two currencies, {' and '.join(sorted(currencies))}")
    return next(iter(currencies), ""), unit


def _when(word: str | None, text: str | None) -> tuple[Month | None, int | None]:
    """The month after the amount: a calendar month or a number, or neither where nothing stands there."""
    if not word:
        return None, None
    text = (text or "").strip().rstrip(".")
    if word.lower() not in _WHEN:
        said = _short(f"{word} {text}".strip())
        raise ValueError(f'"{said}" does not name one month; write "by 2027-12" or "by month 12"')
    found = _month(text)
    if found != (None, None):
        return found
    counted = re.fullmatch(r"\d{1,3}", text)
    year = re.fullmatch(r"\d{4}", text)
    hint = f'write "by month {text}"' if counted else f'write "by {text}-12" for its December' if year else ""
    raise ValueError(f'"{_short(text)}" is not a month; ' + (hint or 'write "by 2027-12" or "by month 12"'))


def _month(text: str) -> tuple[Month | None, int | None]:
    number = _MONTH_NUMBER.fullmatch(text)
    if number:
        if int(number[1]) < 1:
            raise ValueError("there is no month 0; month 1 is the plan's first")
        return None, int(number[1])
    if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", text):
        try:
            return Month.parse(text), None
        except ValueError as error:
            raise ValueError(str(error)) from None
    words = _MONTH_WORDS.fullmatch(text)
    return (month_in(words[1]) if words else None), None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
