"""The table [risk.inputs]: how far single inputs may be off."""

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
from revenue_planner.plan.risk import FIXED, OWN_SPREAD, REACH_CORRELATION, Spread
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Setting
from revenue_planner.streams.sponsorships import SignedDeal

_KEYS = ("p10", "p90")
#: What earlier plans wrote instead, and the forms that inputs could be drawn in.
_EARLIER = {"low": "p10", "high": "p90", "shape": ""}
_FORMS = ("pert", "triangular", "uniform", "lognormal")


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
    """Reads spreads. `inputs` and `base`, what Base says of each, go by key."""

    inputs: Mapping[str, Input]
    base: Mapping[str, Setting]
    findings: Findings
    money: Situation = ANYWHERE

    def read(self, raw: object, path: Path) -> dict[str, Spread]:
        """The spread of every input listed, by key, in the order of the plan."""
        found: dict[str, Spread] = {}
        if isinstance(raw, dict):
            self._into(key_tree(self.inputs), raw, path, "", found)
        else:
            hint = "write [risk.inputs] and below it, for example, audience.follow_rate = { p10 = 0.002, p90 = 0.005 }"
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
            elif isinstance(raw, dict) and not any(end in raw and end not in below for end in (*_KEYS, *_EARLIER)):
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
        if isinstance(raw, str) and raw.strip().lower() == FIXED:
            return Spread(fixed=True)
        if not isinstance(raw, dict):
            hint: Hint = nearest_word(raw, (FIXED,)) if isinstance(raw, str) else ""
            if isinstance(raw, str) and raw.strip().lower() in _FORMS:
                hint = Offer("{}", when="to draw it over its usual range")
            self.findings.error(path, f'must be its range, such as {_example(declared)}, or "{FIXED}"', hint)
            return None
        return self._table(key, declared, raw, path)

    def _table(self, key: str, declared: Assume, raw: dict[str, object], path: Path) -> Spread | None:
        if not self._is_of_today(declared, raw, path):
            return None
        ends = {name: self._end(declared, raw[name], (*path, name)) for name in _KEYS if name in raw}
        if None in ends.values():
            return None
        return self._checked(Spread(ends.get("p10"), ends.get("p90")), key, path)

    def _is_of_today(self, declared: Assume, raw: dict[str, object], path: Path) -> bool:
        """Whether a range has no keys but ours; else says so, and what those of earlier plans are now."""
        wrong = [name for name in raw if name not in _KEYS]
        if any(name in _EARLIER for name in wrong) and self.findings.written(path):
            rule = "its range is given by p10 and p90: one future in ten lies below p10, one in ten above p90"
            self.findings.error(path, rule, _in_todays_words(declared, raw))
            return False
        for name in wrong:
            hint: Hint = nearest_key(name, _KEYS) or f"there are {listed(_KEYS, 'and')}"
            if name in _EARLIER:
                hint = Offer(_EARLIER[name], "key") if _EARLIER[name] else "leave it out"
            self.findings.unknown((*path, name), "there is no such key here", hint)
        return not wrong

    def _end(self, declared: Assume, raw: object, path: Path) -> float | None:
        amount = read_amount(raw, path, declared, self.findings, self.money)
        if amount is None or not allowed(amount.number, path, declared, self.findings):
            return None
        return amount.number

    def _checked(self, spread: Spread, key: str, path: Path) -> Spread | None:
        """The spread, if its ends fit each other."""
        p10, p90 = spread.p10, spread.p90
        if p10 is not None and p90 is not None and p10 >= p90:
            hint = Offer(f'"{FIXED}"', when="if it is known for sure")
            if p10 > p90:
                hint = Offer(_written(p90, p10), form="swap them: {}")
            self.findings.error(path, f"p10 ({spoken(p10)}) must be below p90 ({spoken(p90)})", hint)
            return None
        self._doubt(spread, key, path)
        return spread

    def _doubt(self, spread: Spread, key: str, path: Path) -> None:
        """A range that the plan's figure does not lie in. Figures change more often than ranges, so it never blocks."""
        value, declared = self._figure(key), self.inputs[key]
        assert isinstance(declared, Assume)
        told = f"the plan's figure {spoken(value)} is the middle, "
        if spread.p10 is not None and value <= spread.p10 and value > declared.minimum:
            rule = f"{told}but not above p10: it is drawn as far down as up"
        elif spread.p90 is not None and value >= spread.p90 and value < declared.maximum:
            rule = f"{told}but not below p90: it is drawn as far up as down"
        else:
            return
        self.findings.warning(path, rule, "give a range around the plan's figure")

    def _figure(self, key: str) -> float:
        """The figure that the plan has, of an input by month that of most months."""
        setting = self.base[key]
        value = setting.value if isinstance(setting.value, float) else 0.0
        return value or max(setting.months.values(), default=0.0)


def _example(declared: Assume) -> str:
    return _written(declared.low, declared.high)


def _written(p10: float, p90: float) -> str:
    return f"{{ p10 = {typed(p10)}, p90 = {typed(p90)} }}"


def _in_todays_words(declared: Assume, raw: Mapping[str, object]) -> Hint:
    """What a range of an earlier plan says now; an example where it says nothing that can be used."""
    if str(raw.get("shape", "")).strip().lower() == FIXED:
        return Offer(f'"{FIXED}"')
    ends = {_EARLIER.get(name, name): end for name, end in raw.items() if name != "shape"}
    numbers: dict[str, float] = {}
    for name in _KEYS:
        end = ends.get(name)
        if isinstance(end, (int, float)) and not isinstance(end, bool):
            numbers[name] = float(end)
    values = list(numbers.values())
    usable = len(numbers) == len(ends) and all(declared.minimum <= end <= declared.maximum for end in values)
    if not usable or values != sorted(set(values)):
        return f"write it like {_example(declared)}"
    if not numbers:
        return Offer("{}", when="to draw it over its usual range")
    return Offer("{ " + ", ".join(f"{name} = {typed(number)}" for name, number in numbers.items()) + " }")
