"""Numbers as a plan gives them: absolute, or as a change of Base ("+20%", "x0.5")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

#: The forms of a change, for the schema.
CHANGE_PATTERN = r"^\s*([+\-−]\s*[0-9]{1,9}(\.[0-9]{1,9})?\s*%|[xX×*]\s*[0-9]{1,9}(\.[0-9]{1,9})?)\s*$"
CHANGE_FORMS = '"+20%", "-20%" or "x0.5"'

_CHANGE = re.compile(
    r"(?P<sign>[+\-−])\s*(?P<per_cent>\d{1,9}(\.\d{1,9})?)\s*%|[xX×*]\s*(?P<times>\d{1,9}(\.\d{1,9})?)"
)


def factor_of(change: str) -> Decimal | None:
    """ "+20%" is 1.2, "x0.5" is 0.5; None for any other text."""
    found = _CHANGE.fullmatch(change.strip())
    if not found:
        return None
    if found["times"]:
        return Decimal(found["times"])
    share = Decimal(found["per_cent"]) / 100
    return 1 + share if found["sign"] == "+" else 1 - share


@lru_cache(maxsize=4096)
def scaled(number: float, factor: Decimal | float) -> float:
    """number × factor without binary dust: 0.3 + 10 % is 0.33, not 0.33000000000000004."""
    return float(Decimal(repr(number)) * Decimal(repr(factor) if isinstance(factor, float) else factor))


@dataclass(frozen=True, slots=True)
class Amount:
    """What is written for a number: the number itself, or the factor that Base's number is changed by."""

    number: float
    factor: Decimal | None = None

    def on(self, base: float) -> float:
        return self.number if self.factor is None else scaled(base, self.factor)
