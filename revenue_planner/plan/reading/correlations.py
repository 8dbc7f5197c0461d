"""The list risk.correlations: which two inputs move together, and how closely."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.language.inputs import Assume, Input
from revenue_planner.plan.reading.hints import Hint, Offer, listed, nearest_key, nearest_word, typed
from revenue_planner.plan.reading.meanings import number_in
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.risk import MOST_CORRELATIONS, RISK, Correlation, Draw, Spread
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

_KEYS = ("between", "value")
_EXAMPLE = '{ between = ["audience.follow_rate", "audience.link_click_rate"], value = 0.4 }'


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
            drawn = spread.shape != "fixed"
        if not drawn:
            hint = f"to draw it, list it under [{RISK}.inputs] with a low and a high"
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
