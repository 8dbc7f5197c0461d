"""The stamp of the Risk tab read back: from what its figures were worked out."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.plan.risk import FEWEST_TRIALS, MOST_SEED, MOST_TRIALS
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.layout import RISK
from revenue_planner.workbook.tabs.risk.layout import STAMP_KEY

#: Digits of a number that is read at all.
_LONGEST = 25


@dataclass(frozen=True, slots=True)
class Stamp:
    """`fingerprint` is that of the plan as it was. `goal` is "" where there was none."""

    trials: int
    seed: int
    goal: str
    fingerprint: str


class StampError(ValueError):
    """A stamp that was altered; the text says where."""


def read_stamp(roles: Roles) -> Stamp | None:
    """The stamp, or None where the workbook has no Risk tab. Raises StampError."""
    found = roles.one(RISK)
    if found is None:
        return None
    goal = _value(found, "goal")
    return Stamp(
        _whole(found, "trials", FEWEST_TRIALS, MOST_TRIALS),
        _whole(found, "seed", 0, MOST_SEED),
        goal if isinstance(goal, str) else "",
        str(_value(found, "fingerprint")),
    )


def _value(found: RoledTab, name: str) -> object:
    """What stands right of a key of the stamp; None where the row is empty or missing."""
    assert found.table is not None
    for row in found.table.keys.get(STAMP_KEY + name, ()):
        for column in sorted(found.tab.rows[row]):
            value = found.tab.value(row, column)
            if column > found.table.key_column and value not in (None, ""):
                return value
    return None


def _whole(found: RoledTab, name: str, least: int, most: int) -> int:
    """A whole number, which spreadsheet programs may have saved as a number or as a text."""
    value = _value(found, name)
    text = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value).strip()
    if len(text) > _LONGEST or not text.isdecimal():
        raise StampError(f"{STAMP_KEY}{name} on the tab {found.tab.name} is no whole number")
    number = int(text)
    if not least <= number <= most:
        raise StampError(f"{STAMP_KEY}{name} on the tab {found.tab.name} must be from {least:,} to {most:,}")
    return number
