"""What [risk] says beside its inputs: seed, trials, goal, what is drawn and how, and what moves together."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.months import Timeline
from revenue_planner.ground.text import listed, spoken, typed
from revenue_planner.language.inputs import Assume, Input
from revenue_planner.plan.goals import EXAMPLE, parse_goal
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_key, nearest_word
from revenue_planner.plan.reading.meanings import number_in
from revenue_planner.plan.reading.numbers import ANYWHERE, Situation
from revenue_planner.plan.reading.spreads import SpreadReader, why_not_drawn
from revenue_planner.plan.risk import (
    DEFAULT_TRIALS,
    DRAWS,
    FEWEST_TRIALS,
    MOST_CORRELATIONS,
    MOST_SEED,
    MOST_TRIALS,
    RISK,
    Correlation,
    Draw,
    RiskSettings,
    Spread,
)
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Setting

_KEYS = ("between", "value")
_EXAMPLE = '{ between = ["audience.follow_rate", "audience.link_click_rate"], value = 0.4 }'


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


def read_correlations(
    raw: object, inputs: Mapping[str, Input], spreads: Mapping[str, Spread], draw: Draw, findings: Findings
) -> tuple[Correlation, ...]:
    """All entries that are right. `inputs` and `spreads`, what [risk.inputs] lists, go by key."""
    path: Path = (RISK, "correlations")
    if not isinstance(raw, list):
        findings.error(path, "must be a list", f"for example correlations = [ {_EXAMPLE} ]")
        return ()
    if len(raw) > MOST_CORRELATIONS:
        findings.error(path, f"there are {len(raw):,}; at most {MOST_CORRELATIONS} fit into a plan")
        return ()
    reader = _Reader(inputs, spreads, draw, findings)
    read = [reader.entry(item, (*path, index)) for index, item in enumerate(raw)]
    return tuple(each for each in read if each is not None)


class _Reader:
    def __init__(
        self, inputs: Mapping[str, Input], spreads: Mapping[str, Spread], draw: Draw, findings: Findings
    ) -> None:
        self.inputs, self.spreads, self.draw, self.findings = inputs, spreads, draw, findings
        self._pairs: dict[frozenset[str], Path] = {}

    def entry(self, raw: object, path: Path) -> Correlation | None:
        if not isinstance(raw, dict):
            self.findings.error(path, "must name two inputs and a value", f"for example {_EXAMPLE}")
            return None
        known = True
        for name in raw:
            if name not in _KEYS:
                hint = nearest_key(name, _KEYS) or f"there are {listed(_KEYS, 'and')}"
                self.findings.unknown((*path, name), "there is no such key here", hint)
                known = False
        if known:
            for name in _KEYS:
                if name not in raw:
                    self.findings.error((*path, name), "is missing", f"for example {_EXAMPLE}")
        keys = self._between(raw["between"], (*path, "between")) if "between" in raw else None
        value = self._value(raw["value"], (*path, "value")) if "value" in raw else None
        if keys is None or value is None or not known:
            return None
        return Correlation(*keys, value)

    def _between(self, raw: object, path: Path) -> tuple[str, str] | None:
        if not isinstance(raw, list) or len(raw) != 2 or not all(isinstance(key, str) for key in raw):
            rule = "must be a list of two inputs' keys in quotes"
            self.findings.error(path, rule, 'for example ["audience.follow_rate", "audience.link_click_rate"]')
            return None
        first, second = (key.strip() for key in raw)
        right = [self._input(key, (*path, index)) for index, key in enumerate((first, second))]
        if not all(right):
            return None
        if first == second:
            self.findings.error(path, "names the same input twice", "an input always moves with itself")
            return None
        pair = frozenset((first, second))
        if pair in self._pairs:
            line = self.findings.line(self._pairs[pair])
            self.findings.error(path, f"the same two stand above already{f' (line {line})' if line else ''}")
            return None
        self._pairs[pair] = path
        for index, key in enumerate((first, second)):
            self._warn_if_still(key, (*path, index))
        return first, second

    def _input(self, key: str, path: Path) -> bool:
        """Whether an input of this key can be drawn at all."""
        declared = self.inputs.get(key)
        if declared is None:
            self.findings.missing(path, "the plan has no such input", lambda: self._meant(key))
            return False
        reason = why_not_drawn(key, declared)
        if reason:
            self.findings.error(path, reason)
        return not reason

    def _meant(self, key: str) -> Hint:
        drawable = [name for name, each in self.inputs.items() if not why_not_drawn(name, each)]
        same_name = [name for name in drawable if name.rpartition(".")[2] == key]
        hint: Hint = [Offer(f'"{name}"') for name in same_name[:3]] or nearest_word(key, drawable)
        return hint or "write its key as `explain` shows it"

    def _warn_if_still(self, key: str, path: Path) -> None:
        """Two inputs can only move together where both move."""
        declared, spread = self.inputs[key], self.spreads.get(key)
        drawn = self.draw == "all" and isinstance(declared, Assume) and declared.nature == "estimate"
        if spread is not None:
            drawn = not spread.fixed
        if not drawn:
            hint = f"to draw it, list it under [{RISK}.inputs] with p10 and p90"
            self.findings.warning(path, "is not drawn, so this has no effect", hint)

    def _value(self, raw: object, path: Path) -> float | None:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool) and -1 <= raw <= 1:
            return float(raw) + 0.0  # -0.0 becomes 0.0
        meant = number_in(raw) if isinstance(raw, str) else raw if isinstance(raw, (int, float)) else None
        hint: Hint = "-1: opposite ways; 0: each on its own; 1: always together"
        if isinstance(raw, str) and meant is not None and -1 <= meant <= 1:
            hint = Offer(typed(meant))
        elif not isinstance(raw, str) and meant is not None and 1 < meant <= 100:
            hint = Offer(typed(float(f"{meant / 100:.12g}")), form="did you mean {}?")
        self.findings.error(path, "must be a number from -1 to 1", hint)
        return None
