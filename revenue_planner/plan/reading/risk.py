"""What [risk] says beside its inputs: seed, trials, goal, what is drawn and how, and what moves together."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.months import Timeline
from revenue_planner.language.inputs import Input
from revenue_planner.plan.goals import EXAMPLE, parse_goal
from revenue_planner.plan.reading.correlations import read_correlations
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_word, spoken, typed
from revenue_planner.plan.reading.meanings import number_in
from revenue_planner.plan.reading.number_offers import ANYWHERE, Situation
from revenue_planner.plan.reading.spreads import SpreadReader
from revenue_planner.plan.risk import (
    DEFAULT_TRIALS,
    DRAWS,
    FEWEST_TRIALS,
    MOST_SEED,
    MOST_TRIALS,
    RISK,
    Draw,
    RiskSettings,
)
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Setting


def read_risk(
    data: Mapping[str, object],
    inputs: Mapping[str, Input],
    base: Mapping[str, Setting],
    timeline: Timeline,
    findings: Findings,
    money: Situation = ANYWHERE,
) -> RiskSettings:
    """The settings in a plan's data, with defaults where it has none; what is wrong goes to `findings`.

    `inputs` and `base` (what Base says of each, before stress) go by key.
    """
    table = data.get(RISK, {})
    if not isinstance(table, dict):
        return RiskSettings()
    draw = _draw(table.get("draw", "all"), findings)
    spreads = SpreadReader(inputs, base, findings, money)
    listed = spreads.read(table.get("inputs", {}), (RISK, "inputs"))
    if draw == "listed" and not listed and not table.get("inputs"):
        rule = "no input is listed, so none is drawn"
        findings.warning((RISK, "draw"), rule, "list some under [risk.inputs], or leave draw out to draw all estimates")
    return RiskSettings(
        seed=_whole(table, "seed", 1, (0, MOST_SEED), findings),
        trials=_whole(table, "trials", DEFAULT_TRIALS, (FEWEST_TRIALS, MOST_TRIALS), findings),
        goal=_goal(table.get("goal", ""), timeline, findings),
        draw=draw,
        inputs=listed,
        correlations=read_correlations(table.get("correlations", []), inputs, listed, draw, findings),
    )


def _whole(table: Mapping[str, object], name: str, default: int, limits: tuple[int, int], findings: Findings) -> int:
    path: Path = (RISK, name)
    raw, (lowest, highest) = table.get(name, default), limits
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and lowest <= raw <= highest and raw == int(raw):
        return int(raw)
    hint: Hint = ""
    if isinstance(raw, str):
        meant = number_in(raw, name)
        usable = meant is not None and lowest <= meant <= highest and meant == int(meant)
        hint = Offer(typed(meant)) if meant is not None and usable else ""
    rule = "must be a whole number of 0 or more"
    if lowest:
        rule = f"must be a whole number from {spoken(lowest)} to {spoken(highest)}"
    elif isinstance(raw, int) and raw > highest:
        rule = "is too large"
    findings.error(path, rule, hint)
    return default


def _goal(raw: object, timeline: Timeline, findings: Findings) -> str:
    """The text as written, once it is known to be a goal; whether the plan has its result is seen later."""
    path: Path = (RISK, "goal")
    if not isinstance(raw, str):
        findings.error(path, "must be a text in quotes", f'for example "{EXAMPLE}"')
        return ""
    text = " ".join(raw.split())
    if not text:
        return ""
    try:
        goal = parse_goal(text)
    except ValueError as error:
        rule, _, hint = str(error).partition("; ")
        findings.error(path, rule, hint)
        return ""
    number = goal.number_in(timeline)
    if number is not None and not 1 <= number <= timeline.months:
        first, last = timeline.start, timeline.last
        rule = f"its month is outside the plan, which has {timeline.months} months ({first} to {last})"
        findings.warning(path, rule, "name a month of the plan, or change start or months under [plan]")
    return text


def _draw(raw: object, findings: Findings) -> Draw:
    path: Path = (RISK, "draw")
    for draw in DRAWS:
        if raw == draw:
            return draw
    hint = '"all": every estimate; "listed": only what [risk.inputs] lists'
    near = nearest_word(raw, DRAWS) if isinstance(raw, str) else ""
    findings.error(path, 'must be "all" or "listed"', near or hint)
    return "all"
