"""One number as a plan writes it, checked against what its input allows."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from revenue_planner.ground.rates import per_dollar
from revenue_planner.ground.text import spoken, typed
from revenue_planner.ground.units import in_money
from revenue_planner.language.inputs import Assume, AssumeSeason
from revenue_planner.plan.changes import CHANGE_FORMS, Amount, factor_of, scaled
from revenue_planner.plan.reading.hints import Also, Hint, Offer
from revenue_planner.plan.reading.meanings import Written, change_in, written_number
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

#: Limits beyond this are there to stop overflow, and are not worth telling.
_TECHNICAL = 1e9
#: Inputs that hold numbers.
Numeric = Assume | AssumeSeason
#: What is counted in pieces: three digits after a mark are thousands then, not a fraction.
_COUNTED = {
    "views", "followers", "videos", "deals", "sessions", "orders", "viewers", "clicks", "gifters", "diamonds", "coins",
    "enquiries", "clients",
}  # fmt: skip
#: An amount with the code of its currency; any other way of writing it may mean two things.
AMOUNT_PATTERN = (
    r"\s*(?P<number>\d+(?:_\d+)*(?:\.\d{1,2}|\.\d{4,})?|0\.\d{3})\s*(?P<code>[A-Z]{3})\s*"  # 1.500 EUR is either
)
#: So many digits of an amount that was exchanged mean something; those after them are dust.
_DIGITS = 12
_PER_MONTH = ("a month", "per month", "monthly", "each month", "/month", "/ month", "month", "pcm", "p.m")
_TIMES_OF = {
    "months": ("month", "months", "mo"),
    "years": ("year", "years", "yrs"),
    "hours": ("hour", "hours", "h", "hrs"),
}


def read_amount(raw: object, path: Path, declared: Numeric, findings: Findings, where: Situation) -> Amount | None:
    """The number, or (in a scenario) the change of Base; None and an error where it is neither."""
    if isinstance(raw, bool):
        none = raw is False and declared.minimum <= 0
        hint: Hint = Offer("0", when="for none") if none else f"write one{_such_as(declared)}"
        findings.error(path, "must be a number, not true or false", hint)
    elif isinstance(raw, (int, float)):
        number = _finite(raw, path, findings)
        if where.in_scenario and findings.written(path)[:1] == "+":
            rule = "is the number itself, not a change of Base"
            findings.warning(path, rule, f'to raise Base, write "{findings.written(path)}%"; else leave the + out')
        return None if number is None else Amount(number)
    elif isinstance(raw, str):
        factor = factor_of(raw)
        if factor is not None and where.in_scenario:
            return Amount(0.0, factor)
        foreign = _in_a_currency(raw, declared, where)
        if foreign is not None:
            if findings.written(path)[:1] not in ("", '"', "'"):
                findings.error(path, "an amount with its currency stands in quotes", Offer(f'"{raw.strip()}"'))
            return Amount(foreign)
        _refuse_text(raw, factor is not None, path, declared, findings, where)
    elif isinstance(raw, (date, time)):
        findings.error(path, "must be a number, not a date")
    elif isinstance(raw, list) and path and isinstance(path[-1], int):
        findings.error(path, "must be one number, not a list", "write the numbers side by side, without inner brackets")
    elif isinstance(raw, (list, dict)):
        steady = "it is the same in all months: " if isinstance(declared, Assume) else ""
        what = "list" if isinstance(raw, list) else "table"
        findings.error(path, f"must be one number, not a {what}", f"{steady}write one{_such_as(declared)}")
    else:
        findings.error(path, "must be a number", f"write one{_such_as(declared)}")
    return None


def _in_a_currency(text: str, declared: Numeric, where: Situation) -> float | None:
    """ "0.65 USD" in the plan's money, where money is wanted; None for any other text."""
    found = re.fullmatch(AMOUNT_PATTERN, text)
    if found is None or not in_money(declared.unit):
        return None
    worth = where.worth(found["code"])
    return None if worth is None else float(f"{float(found['number'].replace('_', '')) * worth:.{_DIGITS}g}")


def allowed(
    number: float,
    path: Path,
    declared: Numeric,
    findings: Findings,
    of_change: bool = False,
    in_scenario: bool = False,
) -> bool:
    """Whether a number is within the input's limits (and whole where it must be); else says so."""
    comes_to = f"comes to {typed(number)}, but " if of_change else ""
    minimum, maximum = declared.minimum, declared.maximum
    if not minimum <= number <= maximum:
        if maximum < _TECHNICAL and minimum > -_TECHNICAL:
            rule = f"must be between {spoken(minimum)} and {spoken(maximum)}"
        elif number < minimum:
            rule = f"must be at least {spoken(minimum)}"
        else:
            rule = f"must be at most {spoken(maximum)}"
        findings.error(path, comes_to + rule, "" if of_change else _out_of_range_hint(number, declared, in_scenario))
        return False
    if isinstance(declared, Assume) and declared.whole and number != int(number):
        near = [Offer(str(whole)) for whole in (math.floor(number), math.ceil(number))]
        findings.error(path, comes_to + "must be a whole number", near)
        return False
    return True


def _finite(raw: int | float, path: Path, findings: Findings) -> float | None:
    try:
        number = float(raw)
    except OverflowError:
        findings.error(path, "is too large for a number")
        return None
    if not math.isfinite(number):
        findings.error(path, f"must be an ordinary number, not {'nan' if math.isnan(number) else 'infinity'}")
        return None
    return number + 0.0  # -0.0 becomes 0.0


def _refuse_text(
    text: str, is_change: bool, path: Path, declared: Numeric, findings: Findings, where: Situation
) -> None:
    meant = offers_for(text, declared, where)
    formula = text.lstrip()[:1] in ("=", "@") or (
        text.lstrip()[:1] in ("+", "-") and not re.search(r"\A\s*.\s*[\d.,]", text)
    )
    if is_change:
        hint = f"{CHANGE_FORMS} are for scenarios, where they change Base; write a number here"
        findings.error(path, "must be a number", hint)
    elif formula:
        findings.error(path, "values, never formulas", f"write the number itself{_such_as(declared)}")
    elif meant:
        findings.error(path, "must be a number, not a text", meant)
    elif where.in_scenario:
        findings.error(path, f"must be a number, or a change of Base such as {CHANGE_FORMS}")
    else:
        findings.error(path, "must be a number, not a text", f"write one{_such_as(declared)}")


def _out_of_range_hint(number: float, declared: Numeric, in_scenario: bool) -> Hint:
    """For 2.0 where a share belongs: `did you mean 0.02?`. In a scenario it may have been meant as a change."""
    if in_scenario:
        return f"a change of Base stands in quotes, such as {CHANGE_FORMS}" if number < 0 else ""
    if declared.maximum == 1 and declared.per_cent and 1 < number <= 100:
        meant = float(f"{number / 100:.12g}")
        if declared.minimum <= meant:
            return Offer(typed(meant), form="did you mean {}?")
    if number < 0 and declared.unit != "factor" and declared.minimum <= -number <= declared.maximum:
        return Offer(typed(-number), form="did you mean {}?")
    return ""


def _such_as(declared: Numeric) -> str:
    """The usual figure as an example, where there is one."""
    if isinstance(declared, AssumeSeason):
        return ", such as 1"
    return "" if math.isnan(declared.base) else f", such as {typed(declared.base)}"


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a number is wanted. `currency` is the plan's, "" where none is known, and `stated` whether the plan says
    so, and `per_dollar` what a US dollar costs in it; `base` is Base's number in a scenario, where there is one for
    all months."""

    in_scenario: bool = False
    base: float | None = None
    currency: str = ""
    stated: bool = True
    per_dollar: float = 1.0

    def worth(self, code: str) -> float | None:
        """What one unit of a currency costs in the plan's money; None where that is not known."""
        if code == self.currency:
            return 1.0
        dollars = per_dollar(code)
        return None if dollars is None or not self.currency else self.per_dollar / dollars


#: A plan's own figure where nothing is known of the plan.
ANYWHERE = Situation()


def offers_for(text: str, declared: Numeric, where: Situation) -> Hint:
    """What the text may mean as a number or change that the input may have; "" where that is unclear."""
    change = change_in(text)
    if change is not None:
        return _of_change(change, declared, where)
    written = written_number(text)
    if written is None or not _fits_unit(written, declared):
        return ""
    if written.share is not None:
        return _of_share(written, declared, where)
    numbers = [number for number in _numbers(written, declared) if _possible(number, declared)]
    if written.sign == "+" or (written.sign and where.in_scenario):
        return _of_signed(written, declared, where)
    return _of_money(written, [typed(number) for number in numbers], where)


def _of_change(change: str, declared: Numeric, where: Situation) -> Hint:
    factor = factor_of(change)
    if not where.in_scenario or factor is None:
        return ""
    if where.base is not None and not _possible(scaled(where.base, factor), declared):
        return ""
    return Offer(f'"{change}"')


def _of_share(written: Written, declared: Numeric, where: Situation) -> Hint:
    """ "3%" is 0.03 where shares are wanted; a scenario may also have meant a change by as much."""
    if written.currency or written.scale or len(written.readings) > 1 or written.share is None:
        return ""
    offers: list[Offer] = []
    number = float(written.readings[0] * written.share) * (-1 if written.sign == "-" else 1)
    if declared.per_cent and _possible(number, declared):
        offers.append(Offer(typed(number)))
    if where.in_scenario and not written.sign:
        amount = typed(float(written.readings[0] * written.share * 100))
        for sign, when in (("+", "to raise Base by that"), ("-", "to lower it by that")):
            offers += [
                Offer(offer.text, when=when)
                for offer in [_of_change(f"{sign}{amount}%", declared, where)]
                if isinstance(offer, Offer)
            ]
    return offers


def _of_signed(written: Written, declared: Numeric, where: Situation) -> Hint:
    """ "+10" in a scenario: per cent, or so many more than Base. Elsewhere there is nothing to add it to."""
    if not where.in_scenario or len(written.readings) > 1 or written.currency:
        return ""
    number = written.readings[0] * (-1 if written.sign == "-" else 1)
    sense = "more" if number > 0 else "less"
    amount = typed(float(abs(number)))
    offers: list[Offer] = []
    change = _of_change(f"{written.sign}{amount}%", declared, where)
    if isinstance(change, Offer):
        offers.append(Offer(change.text, when=f"for {amount} % {sense} than Base"))
    if where.base is not None:
        sum_ = float(Decimal(repr(where.base)) + number)
        if _possible(sum_, declared):
            offers.append(Offer(typed(sum_), when=f"for {amount} {sense} than Base"))
    if declared.minimum < 0 and _possible(float(number), declared):
        offers.append(Offer(typed(float(number)), when="for that figure itself"))
    return offers


def _of_money(written: Written, literals: list[str], where: Situation) -> Hint:
    """The figures, as far as they are in the plan's money."""
    if not literals:
        return ""
    if not written.currency or not where.currency or where.currency in written.currency:
        return [Offer(literal) for literal in literals]
    if where.stated:
        code, *others = written.currency
        if not others and where.worth(code) is not None:
            return [Offer(f'"{literal} {code}"') for literal in literals]
        advice = f'write what this comes to in {where.currency}, or give its code, as in "45 {code}"'
        return f"all money of the plan is in {where.currency}: {advice}"
    line = f'currency = "{written.currency[0]}"'
    return [Offer(literal, also=Also(("plan",), line)) for literal in literals]


def _numbers(written: Written, declared: Numeric) -> list[float]:
    sign = -1 if written.sign == "-" else 1
    readings = written.readings
    if len(readings) > 1 and declared.unit.split("/")[0] in _COUNTED:
        readings = readings[:1]
    return [float(number * sign) for number in readings]


def _possible(number: float, declared: Numeric) -> bool:
    whole = isinstance(declared, Assume) and declared.whole
    return declared.minimum <= number <= declared.maximum and (not whole or number == int(number))


def _fits_unit(written: Written, declared: Numeric) -> bool:
    """Whether money stands where money belongs, and other words are the input's own unit ("4 a week" is no month's)."""
    first, *per = declared.unit.split("/")
    if written.currency and first != "money":
        return False
    if written.scale == "m" and first in _TIMES_OF:
        return False  # 30 m may be minutes or months
    words = written.words.strip(" ,;")
    if isinstance(declared, Assume) and declared.by_month and not per:
        for ending in _PER_MONTH:
            words = words.removesuffix(ending).strip() if first not in ("months", "years") else words
    if not words:
        return True
    own = {first, first.removesuffix("s"), *_TIMES_OF.get(first, ())}
    head, _, tail = words.partition(" ")
    if head in own:
        head, tail = "", tail.strip()
    rest = f"{head} {tail}".strip()
    spoken = {"", *(f"{link}{part}" for part in per[:1] for link in ("per ", "/", "/ ", "a ", "an ", "each "))}
    return rest in spoken
