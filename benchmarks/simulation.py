"""Ten thousand simulated trials, draws and all lines, against draws and model written by hand for numpy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from benchmarks.trials import by_hand, calendar_of
from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.analysis.simulation.draws.ranges import ranges
from revenue_planner.analysis.simulation.simulate import PORTION
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import program_of
from revenue_planner.engine.variants import in_blocks
from revenue_planner.language.inputs import REACH, Assume
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.sponsorships import SignedDeal
from revenue_planner.streams.tiktok_shop import ShopSales
from tests.oracle import deals_offered
from tests.oracle.draws import Form, Luck, draw

TRIALS, ROUNDS = 10_000, 7
_SPREADS = (
    "video_spread", "video_weight", "common_swing", "level_walk", "live_spread", "shop_volatility", "deals_volatility",
)  # fmt: skip


def drawn_by_hand(plan: Plan, columns: int, seed: int = 1) -> dict[str, Array]:
    """Base of a plan."""
    own, declared = scenario_inputs(plan, (BASE,)), plan.inputs()
    forms = {
        key: Form(
            span.p10,
            span.value,
            span.p90,
            span.bounds.minimum,
            span.bounds.maximum,
            span.whole,
            own[key] if len(own[key]) > 1 else None,
        )
        for key, span in ranges(plan, BASE).items()
    }
    reach = {key for key, each in declared.items() if isinstance(each, Assume) and each.moves_with == REACH}
    return draw(own, forms, reach, luck_of(plan, own), plan.timeline.months, columns, seed)


def luck_of(plan: Plan, own: Mapping[str, Array]) -> Luck:
    def risk(name: str) -> float:
        return float(own[f"risk.{name}"][0, 0])

    streams: dict[str, list[str]] = {}
    platform, shops = set(), []
    for part in plan.structure.parts:
        if issubclass(part.component, IncomeStream):
            streams.setdefault(part.group, []).append(part.key)
            platform |= {part.key} if part.component.on_platform else set()
            shops += [part.key] if issubclass(part.component, ShopSales) else []
    signed = [f"{p.key}.probability" for p in plan.structure.parts if issubclass(p.component, SignedDeal)]
    calendar = calendar_of(plan.timeline)

    def offered(inputs: Mapping[str, Array]) -> Array:
        with np.errstate(all="ignore"):
            return deals_offered(inputs, calendar)

    return Luck(
        videos=own["audience.videos"],
        sessions=own["live_gifts.sessions"],
        **{name: risk(name) for name in _SPREADS},
        limited=(risk("limited_chance"), risk("limited_loss"), int(risk("limited_months"))),
        cancel=(risk("cancel_chance"), risk("cancel_share")),
        unpaid=risk("unpaid_chance"),
        stop=risk("stop_chance"),
        ban=risk("ban_chance"),
        reach_correlation=risk("reach_correlation"),
        pairs={(pair.first, pair.second): pair.value for pair in plan.risk.correlations},
        streams=streams,
        platform=platform,
        shops=shops,
        signed={key: float(own[key][0, 0]) for key in signed},
        offered=offered,
    )


def measure() -> list[Row]:
    """Both draw, compute all lines of each block of trials, and keep every summary result of every trial."""
    plan = full()
    calendar, program = calendar_of(plan.timeline), program_of(plan.structure)
    answers = [line.key for line in program.model.answers.values()]

    def ours() -> dict[str, Array]:
        kept = {key: np.empty(TRIALS) for key in answers}
        draws = Draws(plan, (BASE,), 1)
        for first in range(0, TRIALS, PORTION):
            columns = min(PORTION, TRIALS - first)
            inputs = draws.inputs(first, first + columns)[BASE]
            for block, lines in in_blocks(program, inputs, columns):
                for key, values in kept.items():
                    values[first + block.start : first + block.stop] = lines[key][0]
        return kept

    def theirs() -> dict[str, Array]:
        return by_hand(drawn_by_hand(plan, TRIALS), calendar, TRIALS, answers)

    taken = medians({"ours": ours, "by hand": theirs}, ROUNDS)
    what, against = f"{TRIALS:,} trials, draws and all lines", "hand-written numpy, same draws and lines"
    return [Row(what, taken["ours"], against, taken["by hand"], aim=1.5)]
