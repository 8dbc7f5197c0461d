"""What a plan says about its own uncertainty, beside the inputs of [risk]: how inputs are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from revenue_planner.streams.risk import Risk

#: Inputs of [risk] that say how others are drawn.
OWN_SPREAD, REACH_CORRELATION = Risk.key(Risk.own_spread), Risk.key(Risk.reach_correlation)

#: What stands for an input that is not drawn at all.
FIXED = "fixed"
#: Which inputs are drawn: all estimates, or only those that [risk.inputs] lists.
Draw = Literal["all", "listed"]
DRAWS: tuple[Draw, ...] = get_args(Draw)

DEFAULT_TRIALS, FEWEST_TRIALS, MOST_TRIALS = 10_000, 100, 10_000_000
MOST_SEED = 2**63 - 1
MOST_CORRELATIONS = 100
#: Points for each input where all of them are varied at once.
FEWEST_SAMPLES, DEFAULT_SAMPLES, MOST_SAMPLES = 64, 1024, 16_384

#: The table, and what it has beside its inputs.
RISK = Risk.name
RISK_KEYS = ("seed", "trials", "goal", "draw", "inputs", "correlations")


@dataclass(frozen=True, slots=True)
class Spread:
    """How one input is drawn around its figure in the plan, which is the median.

    One draw in ten lies below `p10`, and one in ten above `p90`; None leaves them to the planner. They are in the
    input's unit. What is `fixed` is not drawn, and has neither.
    """

    p10: float | None = None
    p90: float | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Correlation:
    """How two inputs move together: the correlation of their normal scores, from -1 to 1."""

    first: str
    second: str
    value: float


@dataclass(frozen=True)
class RiskSettings:
    """`goal` is a text such as "take_home >= 5000 by 2027-12", "" for none; `inputs` go by input key."""

    seed: int = 1
    trials: int = DEFAULT_TRIALS
    goal: str = ""
    draw: Draw = "all"
    inputs: Mapping[str, Spread] = field(default_factory=dict)
    correlations: tuple[Correlation, ...] = ()
