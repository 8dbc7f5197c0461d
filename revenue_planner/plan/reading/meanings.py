"""What a text probably means that is no number, month or change of Base as plans write them.

A meaning is only given where nothing else can be meant; where several can, all of them are. Nothing is ever
read into a plan from here: it serves hints alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from revenue_planner.ground.currencies import SIGNS, currencies_meant
from revenue_planner.ground.months import FULL_NAMES, MONTH_NAMES, Month
from revenue_planner.ground.text import trimmed

_LONGEST = 60
#: Characters that look like the ones on a keyboard: signs, blanks within numbers, wide digits.
_ALIKE = str.maketrans({
    **dict.fromkeys("−–—‐‑‒﹣－", "-"), **dict.fromkeys("＋﹢", "+"), **dict.fromkeys("％﹪", "%"),
    **dict.fromkeys("’ʼ′‘＇", "'"), **dict.fromkeys("✕✖⨯", "×"), "，": ",", "．": ".", "＄": "$", "￡": "£", "￥": "¥",
    **dict.fromkeys("\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005", " "),
    **dict.fromkeys("\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
})  # fmt: skip

_SCALES = {
    "k": 1_000, "thousand": 1_000, "tsd": 1_000, "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "mln": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_SHARES = {
    "%": Decimal("0.01"), "percent": Decimal("0.01"), "per cent": Decimal("0.01"), "pct": Decimal("0.01"),
    "‰": Decimal("0.001"), "permille": Decimal("0.001"), "per mille": Decimal("0.001"), "per mil": Decimal("0.001"),
}  # fmt: skip
_UP = ("more", "higher", "up", "extra", "plus", "increase")
_DOWN = ("less", "lower", "fewer", "down", "off", "minus", "decrease")
_TIMES = {"half": "0.5", "halved": "0.5", "double": "2", "doubled": "2", "twice": "2", "triple": "3", "tripled": "3"}

_SIGN = "|".join(re.escape(sign) for sign in SIGNS)
_DIGITS = r"\d[\d.,'_ ]*\d|\d[.,]?|[.,]\d+"
_TEXT = re.compile(
    rf"(?:(?:~|≈|about|approx\.?|ca\.?)\s*)?(?P<sign>[+-]?)\s*(?P<before>{_SIGN}|[a-z]{{3}}(?![a-z]))?\s*(?P<inner>[+-]?)\s*"
    rf"(?P<digits>{_DIGITS})\s*(?P<scale>(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z])\.?)?\s*"
    rf"(?P<share>%|‰|per ?cent\b|pct\b|per ?mille?\b)?\s*(?P<after>{_SIGN})?\s*(?P<words>[^\d]*)",
    re.IGNORECASE,
)
_FACTOR = re.compile(
    rf"(?:[x×*]\s*(?P<a>{_DIGITS})|(?P<b>{_DIGITS})\s*[x×]|times\s+(?P<c>{_DIGITS})|(?P<d>{_DIGITS})\s+times)", re.I
)


@dataclass(frozen=True, slots=True)
class Written:
    """A number as somebody wrote it.

    `readings` are the numbers that the digits may be, without sign: "1,250" is 1250 here and 1.25 there.
    `share` is what a per cent or per mille sign makes of it, else None; `currency` the codes its sign or word may
    stand for; `words` what follows, in small letters.
    """

    sign: str
    readings: tuple[Decimal, ...]
    share: Decimal | None = None
    scale: str = ""
    currency: tuple[str, ...] = ()
    words: str = ""


def written_number(text: str) -> Written | None:
    """The parts of a text that is one number with what people put around it; None for any other text."""
    plain = _plain(text)
    found = _TEXT.fullmatch(plain) if len(text) <= _LONGEST else None
    if not found or (found["sign"] and found["inner"]):
        return None
    scale = (found["scale"] or "").lower().rstrip(".")
    readings = tuple(number * _SCALES.get(scale, 1) for number in _readings(found["digits"]))
    before, after, words = found["before"] or "", found["after"] or "", found["words"].strip().lower()
    money = [currencies_meant(word) for word in (before, after) if word]
    first, _, rest = words.partition(" ")
    if not after and first and currencies_meant(first.strip(".,;")) and not first.startswith("per"):
        money.append(currencies_meant(first.strip(".,;")))
        words = rest.strip()
    if not readings or any(not codes for codes in money) or len(set(money)) > 1:
        return None
    share = _SHARES[re.sub(r"^per(cent|mille|mil)$", r"per \1", found["share"].lower())] if found["share"] else None
    return Written(
        found["sign"] or found["inner"], readings, share, scale, money[0] if money else (), words.rstrip(".")
    )


def number_in(text: str, *words: str) -> float | None:
    """The number that a text like "3%", "1,000", "0,03" or "1.5k" means; None where that is unclear.

    `words` may follow it ("24 months"). "1,250" is read as English writes it; "1.250" is unclear.
    """
    found = written_number(text)
    if found is None or found.currency or (found.words and found.words not in words):
        return None
    if len(found.readings) > 1 and "," not in text:
        return None
    number = found.readings[0] * (1 if found.share is None else found.share)
    return float(-number if found.sign == "-" else number)


def change_in(text: str) -> str | None:
    """The change of Base that a text like "–20 %", "+12,5%", "0.5x" or "20% less" means, as plans write it."""
    plain = _plain(text).lower()
    if plain in _TIMES:
        return f"x{_TIMES[plain]}"
    factor = _FACTOR.fullmatch(plain) if len(text) <= _LONGEST else None
    if factor:
        readings = _readings(next(filter(None, factor.groups())))
        return f"x{_decimal(readings[0])}" if len(readings) == 1 else None
    direction = ""
    for words, sign in ((_UP, "+"), (_DOWN, "-")):
        for word in words:
            if plain.endswith(f" {word}"):
                plain, direction = plain.removesuffix(f" {word}"), sign
            elif plain.startswith(f"{word} "):
                plain, direction = plain.removeprefix(f"{word} "), sign
    found = written_number(plain)
    if found is None or found.share != _SHARES["%"] or found.scale or found.currency or found.words:
        return None
    sign = found.sign or direction
    if not sign or (found.sign and direction) or len(found.readings) > 1:
        return None
    return f"{sign}{_decimal(found.readings[0])}%"


def _readings(digits: str) -> tuple[Decimal, ...]:
    """The numbers that digits with marks between them may be; none where the marks make no sense."""
    if re.search(r"_", digits):
        digits = digits.replace("_", "") if re.fullmatch(r"\d+(_\d+)+(\.\d+)?", digits) else "?"
    for blank in (" ", "'"):
        if blank in digits:
            if not re.fullmatch(rf"\d{{1,3}}({blank}\d{{3}})+([.,]\d+)?", digits):
                return ()
            digits = digits.replace(blank, "").replace(",", ".")
            return (Decimal(digits),)
    if re.fullmatch(r"\d+", digits):
        return (Decimal(digits),)
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}(\.\d+)?|\d{1,3}(,\d{3})+\.\d+|\d{1,2}(,\d{2})+,\d{3}(\.\d+)?", digits):
        return (Decimal(digits.replace(",", "")),)
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}(\.\d{3})+,\d+", digits):
        return (Decimal(digits.replace(".", "").replace(",", ".")),)
    thousands = re.fullmatch(r"([1-9]\d{0,2})([.,])(\d{3})", digits)
    if thousands:
        whole, part = Decimal(thousands[1] + thousands[3]), Decimal(f"{thousands[1]}.{thousands[3]}")
        # Nobody writes three zeros after a decimal mark of their own.
        return (whole,) if thousands[3] == "000" and thousands[2] == "," else (whole, part)
    if re.fullmatch(r"\d*[.,]\d+|\d+[.,]", digits):
        return (Decimal(digits.replace(",", ".").rstrip(".")),)
    return ()


def _decimal(number: Decimal) -> str:
    return trimmed(format(number, "f"))


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())


_NAMES = {name.lower(): number for names in (FULL_NAMES, MONTH_NAMES) for number, name in enumerate(names, 1)} | {
    "sept": 9
}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_FORMS = (
    re.compile(
        rf"(?:{_DAY}\s*(?:of\s+)?[ ./-]?\s*)?(?P<name>{_NAME})\.?(?:\s+{_DAY},)?[ ,./-]*(?P<year>\d{{4}})", re.I
    ),
    re.compile(rf"(?P<year>\d{{4}})[ ,./-]*(?P<name>{_NAME})\.?", re.I),
    re.compile(r"(?P<year>\d{4})\s*[-/. ]\s*(?P<number>\d{1,2})(?:[-/.]\d{1,2})?\.?"),
    re.compile(r"(?P<number>\d{1,2})\s*[-/. ]\s*(?P<year>\d{4})"),
)


def month_in(text: str) -> Month | None:
    """The month that "January 2027", "1/2027", "2027.1" or "2027-01-31" means; None where it may be another,
    or more than one month ("from 2027-06", "Q1 2027")."""
    plain = _plain(text)
    for form in _MONTH_FORMS:
        found = form.fullmatch(plain)
        if found:
            parts = found.groupdict()
            number = _NAMES[parts["name"].lower()] if parts.get("name") else int(parts["number"])
            try:
                return Month(int(parts["year"]), number)
            except ValueError:
                return None
    return None


def month_name_in(text: str) -> int | None:
    """3 for "March" or "mar."; None for any other text."""
    return _NAMES.get(_plain(text).lower().rstrip("."))
