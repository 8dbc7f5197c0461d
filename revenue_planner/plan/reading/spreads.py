"""The table [risk.inputs]: how far single inputs may be off, and in which form they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from revenue_planner.ground.text import listed, spoken, typed
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.reading.dotted_keys import Tree, key_tree, names_parts, no_such, no_such_hint
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_key, nearest_word
from revenue_planner.plan.reading.numbers import ANYWHERE, Situation, allowed, read_amount
from revenue_planner.plan.reading.stress import is_factor
from revenue_planner.plan.risk import OWN_SPREAD, REACH_CORRELATION, SHAPES, Shape, Spread
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Setting
from revenue_planner.streams.sponsorships import SignedDeal

_KEYS = ("low", "high", "shape")


def why_not_drawn(key: str, declared: Input) -> str:
    """Why an input cannot be drawn, "" where it can."""
    if isinstance(declared, AssumeMonth):
        return "is a month, and months are not drawn"
    if isinstance(declared, AssumeSeason):
        return "is a season, and seasons are not drawn"
    if isinstance(declared, Choice):
        return "is a choice of words, and those are not drawn"
    if is_factor(key):
        return "is where stress and luck are written, so it is not drawn itself"
    if declared is SignedDeal.probability:
        return "is drawn already: in each trial the deal happens or it does not, with this chance"
    if key in (OWN_SPREAD, REACH_CORRELATION):
        return "says how other inputs are drawn, so it is not drawn itself"
    return ""


@dataclass(frozen=True)
class SpreadReader:
    """Reads spreads. `inputs` and `base`, what Base says of each, go by key; `months` is how many the plan has."""

    inputs: Mapping[str, Input]
    base: Mapping[str, Setting]
    months: int
    findings: Findings
    money: Situation = ANYWHERE

    def read(self, raw: object, path: Path) -> dict[str, Spread]:
        """The spread of every input listed, by key, in the order of the plan."""
        found: dict[str, Spread] = {}
        if isinstance(raw, dict):
            self._into(key_tree(self.inputs), raw, path, "", found)
        else:
            hint = (
                "write [risk.inputs] and below it, for example, audience.unfollow_rate = { low = 0.002, high = 0.01 }"
            )
            self.findings.error(path, "must be a table", hint)
        return {key: found[key] for key in self.inputs if key in found}

    def _into(self, tree: Tree, table: dict[str, object], path: Path, prefix: str, found: dict[str, Spread]) -> None:
        for name, raw in table.items():
            spot, key, below = (*path, name), f"{prefix}{name}", tree.get(name)
            if below is None:
                self.findings.unknown(
                    spot, no_such(prefix), partial(no_such_hint, name, prefix, tree), absent=names_parts(tree, name)
                )
            elif isinstance(below, Input):
                spread = self._spread(key, below, raw, spot)
                if spread is not None:
                    found[key] = spread
            elif isinstance(raw, dict) and not any(end in raw and end not in below for end in _KEYS):
                self._into(below, raw, spot, f"{key}.", found)
            else:
                self.findings.error(spot, "is a table, not an input", self._example_below(f"{key}."))

    def _example_below(self, prefix: str) -> str:
        """An input below a table that is worth drawing."""
        for key, declared in self.inputs.items():
            if key.startswith(prefix) and isinstance(declared, Assume) and declared.nature == "estimate":
                return f"name one of its inputs, such as {key} = {_example(declared)}"
        return ""

    def _spread(self, key: str, declared: Input, raw: object, path: Path) -> Spread | None:
        reason = why_not_drawn(key, declared)
        if reason or not isinstance(declared, Assume):
            self.findings.error(path, reason, "leave the line out")
            return None
        if isinstance(raw, str) and raw.strip().lower() in SHAPES:
            return self._checked(declared, Spread(_shape(raw)), key, path)
        if not isinstance(raw, dict):
            near = nearest_word(raw, SHAPES) if isinstance(raw, str) else ""
            self.findings.error(path, f'must be its range, such as {_example(declared)}, or "fixed"', near)
            return None
        return self._table(key, declared, raw, path)

    def _table(self, key: str, declared: Assume, raw: dict[str, object], path: Path) -> Spread | None:
        complete = True
        for name in raw:
            if name not in _KEYS:
                hint = nearest_key(name, _KEYS) or f"there are {listed(_KEYS, 'and')}"
                self.findings.unknown((*path, name), "there is no such key here", hint)
                complete = False
        ends: dict[str, float | None] = {"low": None, "high": None}
        for name in ends:
            if name in raw:
                ends[name] = self._end(declared, raw[name], (*path, name))
                complete = complete and ends[name] is not None
        shape: Shape | None = "pert"
        if "shape" in raw:
            shape = self._shape(raw["shape"], (*path, "shape"))
        if shape is None or not complete:
            return None
        return self._checked(declared, Spread(shape, ends["low"], ends["high"]), key, path)

    def _end(self, declared: Assume, raw: object, path: Path) -> float | None:
        amount = read_amount(raw, path, declared, self.findings, self.money)
        if amount is None or not allowed(amount.number, path, declared, self.findings):
            return None
        return amount.number

    def _shape(self, raw: object, path: Path) -> Shape | None:
        if isinstance(raw, str) and raw.strip().lower() in SHAPES:
            return _shape(raw)
        hint = nearest_word(raw, SHAPES) if isinstance(raw, str) else ""
        self.findings.error(path, "must be " + listed(f'"{shape}"' for shape in SHAPES), hint)
        return None

    def _checked(self, declared: Assume, spread: Spread, key: str, path: Path) -> Spread | None:
        """The spread, if its parts fit each other and the figure in the plan."""
        low, high = spread.low, spread.high
        if spread.shape == "fixed":
            for name in ("low", "high"):
                if getattr(spread, name) is not None:
                    rule = "what is fixed has no low and no high"
                    self.findings.error((*path, name), rule, "leave it out, or leave the shape out")
                    return None
            return spread
        if low is not None and high is not None and low >= high:
            hint: Hint = Offer('"fixed"', when="if it is known for sure")
            if low > high:
                shape = "" if spread.shape == "pert" else f', shape = "{spread.shape}"'
                swapped = f"{{ low = {typed(high)}, high = {typed(low)}{shape} }}"
                hint = Offer(swapped, form="swap them: {}")
            self.findings.error(path, f"low ({spoken(low)}) must be below high ({spoken(high)})", hint)
            return None
        if spread.shape == "lognormal" and not self._above_zero(declared, spread, path):
            return None
        self._doubt(spread, self._figure(key), path)
        return spread

    def _above_zero(self, declared: Assume, spread: Spread, path: Path) -> bool:
        """A lognormal form spans factors, so that its low may not be 0."""
        other = 'shape = "pert" can reach 0'
        if spread.low is not None and spread.low <= 0:
            self.findings.error((*path, "low"), "a lognormal form never reaches 0", f"write a low above 0; {other}")
        elif spread.low is None and declared.low <= 0:
            rule = f"a lognormal form never reaches 0, and the usual low is {spoken(declared.low)}"
            self.findings.error(path, rule, f"add a low above 0; {other}")
        else:
            return True
        return False

    def _doubt(self, spread: Spread, value: float | None, path: Path) -> None:
        """A range that the plan's figure does not lie in. Figures change more often than ranges, so it never blocks."""
        if value is None:
            rule = "Base does not state a figure for every month, so it is not drawn"
            self.findings.warning(path, rule, "state the figure that it is drawn around")
        elif spread.shape == "lognormal" and value <= 0:
            rule = f"the plan's figure is {spoken(value)}, and no lognormal form can be drawn around that"
            self.findings.warning(path, rule, "it is not drawn until the figure is above 0")
        elif spread.low is not None and value < spread.low:
            rule = f"the plan's figure {spoken(value)} is below the low, so the range is extended to it"
            self.findings.warning(path, rule, "give a range around the plan's figure")
        elif spread.high is not None and value > spread.high:
            rule = f"the plan's figure {spoken(value)} is above the high, so the range is extended to it"
            self.findings.warning(path, rule, "give a range around the plan's figure")

    def _figure(self, key: str) -> float | None:
        """The figure that Base has, of an input by month that of most months; None where some month has none."""
        setting = self.base[key]
        if setting.value is None and len(setting.months) < self.months:
            return None
        value = setting.value if isinstance(setting.value, float) else 0.0
        return value or max(setting.months.values(), default=0.0)


def _shape(text: str) -> Shape:
    return next(shape for shape in SHAPES if shape == text.strip().lower())


def _example(declared: Assume) -> str:
    return f"{{ low = {typed(declared.low)}, high = {typed(declared.high)} }}"
