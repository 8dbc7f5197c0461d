"""Values as a plan file writes them, in the style of what stood there before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from revenue_planner.ground.months import Month
from revenue_planner.ground.text import typed
from revenue_planner.language.inputs import Choice
from revenue_planner.plan.month_keys import DEFAULT, MonthKey

_PLAIN_NUMBER = re.compile(r"[+-]?(?P<whole>[\d_]+)(?:\.(?P<decimals>\d+))?")
_GROUPED = re.compile(r"[=\[,]\s*-?\d{1,3}(?:_\d{3})+\b")
_SPOKEN_FROM, _SPOKEN_TO = 1e-9, 1e16
_SWITCH = {"on": "true", "off": "false"}


def groups_thousands(text: str) -> bool:
    """Whether a plan file writes 48_000 rather than 48000."""
    return _GROUPED.search(text) is not None


def number_literal(number: float, old: str = "", *, grouped: bool = False) -> str:
    """A number, whole if it is: 16, 0.03, 48_000.

    From the `old` text come the zeros at the end (0.50, 2.0) and whether thousands are grouped; where it
    has no thousands, `grouped` decides.
    """
    if not (number == 0 or _SPOKEN_FROM <= abs(number) < _SPOKEN_TO):
        return repr(number)
    whole, point, decimals = typed(number).partition(".")
    like = _PLAIN_NUMBER.fullmatch(old)
    if like:
        if (like["decimals"] or "").endswith("0") and len(decimals) < len(like["decimals"]):
            decimals, point = decimals.ljust(len(like["decimals"]), "0"), "."
        if len(like["whole"]) > 3:
            grouped = "_" in like["whole"]
    if grouped:
        whole = f"{int(whole):_}" if int(whole) else whole
    return whole + point + decimals


def month_literal(month: Month, old: str = "") -> str:
    """ "2027-05"; a TOML date stays one."""
    if old[:1].isdigit():
        return str(month.first_day)
    return _quoted(str(month), old)


def choice_literal(option: str, declared: Choice, old: str = "") -> str:
    """ "rewards"; true or false for a switch, unless it was written "on"."""
    if set(declared.options) == set(_SWITCH) and old[:1] not in ('"', "'"):
        return _SWITCH[option]
    return _quoted(option, old)


def list_literal(elements: Sequence[str]) -> str:
    return f"[{', '.join(elements)}]"


def month_table_literal(default: str | None, months: Mapping[MonthKey, str]) -> str:
    """`{ default = 16, "2027-03" = 4, "from 2027-07" = 20 }`."""
    parts = [f'"{key}" = {value}' for key, value in sorted(months.items())]
    if default is not None:
        parts.insert(0, f"{DEFAULT} = {default}")
    return f"{{ {', '.join(parts)} }}"


def _quoted(text: str, old: str) -> str:
    mark = "'" if old[:1] == "'" else '"'
    return f"{mark}{text}{mark}"
