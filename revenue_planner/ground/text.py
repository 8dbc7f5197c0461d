"""Figures as people read them, whoever shows them."""

from __future__ import annotations

from revenue_planner.ground.months import Month

#: What stands where a result has no month, and where it has no number.
NOWHERE = "not in plan"
NONE = "-"


def figure_text(answer: float | Month | None, unit: str) -> str:
    """One figure for people: money without cents, shares in per cent, months as "Mar 2027"."""
    if unit == "date":
        return answer.label if isinstance(answer, Month) else NOWHERE
    if not isinstance(answer, float):
        return NONE
    if unit == "share":
        return f"{answer * 100:,.1f} %"
    return _rounded(answer, 2 if "/" in unit else 0)


def _rounded(number: float, digits: int) -> str:
    shown = f"{number:,.{digits}f}"
    return shown.removeprefix("-") if not any(c in "123456789" for c in shown) else shown
