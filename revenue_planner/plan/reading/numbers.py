"""One number as a plan writes it, checked against what its input allows."""

from __future__ import annotations

import math
import re
from datetime import date, time

from revenue_planner.language.inputs import Assume
from revenue_planner.plan.changes import CHANGE_FORMS, Amount, factor_of
from revenue_planner.plan.reading.hints import Hint, Offer, spoken, typed
from revenue_planner.plan.reading.number_offers import Numeric, Situation, offers_for
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

#: Limits beyond this are there to stop overflow, and are not worth telling.
_TECHNICAL = 1e9


def read_amount(raw: object, path: Path, declared: Numeric, findings: Findings, where: Situation) -> Amount | None:
    """The number, or (in a scenario) the change of Base; None and an error where it is neither."""
    if isinstance(raw, bool):
        none = raw is False and declared.minimum <= 0
        hint: Hint = Offer("0", when="for none") if none else f"write one, such as {_usual(declared)}"
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
        _refuse_text(raw, factor is not None, path, declared, findings, where)
    elif isinstance(raw, (date, time)):
        findings.error(path, "must be a number, not a date")
    elif isinstance(raw, list):
        months = isinstance(declared, Assume) and declared.by_month
        hint = (
            "write the numbers side by side, without inner brackets"
            if months
            else f"write one, such as {_usual(declared)}"
        )
        findings.error(path, "must be one number, not a list", hint)
    else:
        findings.error(path, "must be one number, not a table", f"write one, such as {_usual(declared)}")
    return None


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
        findings.error(path, "values, never formulas", f"write the number itself, such as {_usual(declared)}")
    elif meant:
        findings.error(path, "must be a number, not a text", meant)
    elif where.in_scenario:
        findings.error(path, f"must be a number, or a change of Base such as {CHANGE_FORMS}")
    else:
        findings.error(path, "must be a number, not a text", f"write one, such as {_usual(declared)}")


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


def _usual(declared: Numeric) -> str:
    return typed(declared.base) if isinstance(declared, Assume) else "1"
