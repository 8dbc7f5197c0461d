"""Plans of one month, of one scenario, or of both: a beginner's, and the ones whose ranges are shortest."""

from __future__ import annotations

from functools import cache

import tomlkit

from tests.support.building import Built, build_text
from tests.support.random_plans import random_plan

#: What is small of a plan: how many months it has (None: as many as drawn), and whether it has scenarios.
SMALL: dict[str, tuple[int | None, bool]] = {
    "one month": (1, True),
    "one scenario": (None, False),
    "one month, one scenario": (1, False),
}


@cache
def small(seed: int, which: str) -> Built:
    """The random plan of a seed, made small."""
    months, scenarios = SMALL[which]
    plan = tomlkit.parse(random_plan(seed, months))
    if not scenarios:
        plan.pop("scenarios")
    return build_text(tomlkit.dumps(plan), f"{seed}, {which}.toml")
