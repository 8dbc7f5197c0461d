"""Random settings of [risk], beside the inputs that random plans have there."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from revenue_planner.ground.months import Timeline
from revenue_planner.language.inputs import REACH, Assume, Input
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.risk import FIXED, MOST_SEED, RISK

Table = dict[str, Any]

_LINES = ("take_home", "cash", "earned", "total profit", "views", "followers")
_MOST_PAIRS = 4


def add_risk(plan: Table, declared: Mapping[str, Input], timeline: Timeline, seed: str) -> None:
    """Give a plan some of the settings that it may have, all of them usable."""
    rng = random.Random(seed)
    settings: Table = {}
    if rng.random() < 0.4:
        settings["seed"] = rng.choice((0, 1, rng.randint(0, MOST_SEED), MOST_SEED))
    if rng.random() < 0.4:
        settings["trials"] = rng.choice((100, 1_000, rng.randint(100, 10_000_000)))
    if rng.random() < 0.4:
        when = rng.choice((f"month {rng.randint(1, timeline.months)}", timeline.month_of(timeline.months)))
        amount = rng.choice((0, 1_234.5, "5k", -300))
        settings["goal"] = f"{rng.choice(_LINES)} {rng.choice(('>=', '<='))} {amount} by {when}"
    if rng.random() < 0.3:
        settings["draw"] = rng.choice(("all", "listed"))
    numbers = {key: each for key, each in declared.items() if isinstance(each, Assume) and not why_not_drawn(key, each)}
    if rng.random() < 0.5:
        settings["inputs"] = _inputs(rng, numbers)
    if rng.random() < 0.4:
        settings["correlations"] = _correlations(rng, [key for key in numbers if numbers[key].moves_with != REACH])
    if settings:
        plan.setdefault(RISK, {}).update(settings)


def _inputs(rng: random.Random, numbers: Mapping[str, Assume]) -> Table:
    table: Table = {}
    for key in rng.sample(list(numbers), min(len(numbers), rng.randint(1, 6))):
        *owners, name = key.split(".")
        below = table
        for owner in owners:
            below = below.setdefault(owner, {})
        below[name] = _spread(rng, numbers[key])
    return table


def _spread(rng: random.Random, declared: Assume) -> str | Table:
    if rng.random() < 0.2:
        return FIXED
    least, most = declared.minimum, min(declared.maximum, max(100.0, declared.high * 10))
    ends = sorted(rng.uniform(least, most) for _ in range(2))
    low, high = [float(round(end)) for end in ends] if declared.whole else ends
    given: Table = {"p10": low, "p90": high} if low < high else {}
    if given and rng.random() < 0.3:
        given.pop(rng.choice(("p10", "p90")))
    return given


def _correlations(rng: random.Random, keys: list[str]) -> list[Table]:
    """Pairs of their own, apart from what moves together anyway: any values fit with each other."""
    rng.shuffle(keys)
    pairs = zip(keys[::2], keys[1::2], strict=False)
    return [
        {"between": list(pair), "value": rng.choice((0, -0.25, 0.3, round(rng.uniform(-1, 1), 3)))}
        for pair, _number in zip(pairs, range(rng.randint(1, _MOST_PAIRS)), strict=False)
    ]
