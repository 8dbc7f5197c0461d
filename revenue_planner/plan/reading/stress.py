"""Stress lines: "tiktok_shop stops in 2027-07" becomes factors by month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.ground.text import listed
from revenue_planner.model.structure import Part
from revenue_planner.plan.changes import factor_of, scaled
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_of
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Setting
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream

#: Factors by number of the month, by input key.
Effects = dict[str, dict[int, float]]

GRAMMAR = (
    'lines are such as "tiktok_shop stops in 2027-07", "reach halves from month 4 for 3 months" '
    'or "affiliate -30% from 2027-04 until 2027-06"'
)
LONGEST_LINE, MOST_LINES = 200, 50
REACH, REACH_KEY, FACTOR = "reach", Audience.key(Audience.reach_factor), IncomeStream.factor.name


def is_factor(key: str) -> bool:
    """Whether an input is a factor by month, where stress and luck are written."""
    return key == REACH_KEY or key.endswith(f".{FACTOR}")


_WHEN = r"(\d{4}\s*-\s*\d{1,2}|month\s*\d{1,3})"
_LINE = re.compile(
    rf"(?P<target>\w[\w .\-]*?)\s+(?P<what>stops?|halves?|doubles?|[x×*]\s*[\d.]+|[+\-−]\s*[\d.]+\s*%)"
    rf"\s+(?P<from>in|from|since)\s+(?P<first>{_WHEN})"
    rf"(?:\s+for\s+(?P<count>\d{{1,3}})\s+months?|\s+until\s+(?P<last>{_WHEN}))?\s*\.?",
    re.IGNORECASE,
)
_WORDS = {"stop": Decimal(0), "halve": Decimal("0.5"), "double": Decimal(2)}


@dataclass(frozen=True)
class StressReader:
    """Reads the stress lines of one plan. `parts` are what a line may name."""

    parts: tuple[Part, ...]
    timeline: Timeline
    findings: Findings

    def read(self, raw: object, path: Path) -> Effects:
        """The factors that a list of lines multiplies on; lines that are wrong are reported and left out."""
        if not isinstance(raw, list):
            hint: Hint = GRAMMAR
            if isinstance(raw, str) and '"' not in raw and _LINE.fullmatch(raw.strip()):
                hint = Offer(f'["{raw}"]', named=True)
            self.findings.error(path, "must be a list of texts", hint)
            return {}
        if len(raw) > MOST_LINES:
            self.findings.error(path, f"there are {len(raw):,} stress lines; at most {MOST_LINES} fit")
            return {}
        effects: Effects = {}
        for index, text in enumerate(raw):
            spot = (*path, index)
            if isinstance(text, str):
                self._line(text, spot, effects)
            else:
                self.findings.error(spot, "must be a text in quotes", GRAMMAR)
        return effects

    def _line(self, text: str, path: Path, effects: Effects) -> None:
        found = _LINE.fullmatch(text.strip()) if len(text) <= LONGEST_LINE else None
        if not found:
            self.findings.error(path, "is not a stress line", GRAMMAR)
            return
        what = " ".join(found["what"].lower().split())
        verb = what.removesuffix("s")
        factor = _WORDS[verb] if verb in _WORDS else factor_of(what)
        if factor is None or factor < 0:
            self.findings.error(
                path, f'"{found["what"]}" is not a change', 'changes are written as in "x0.5", "-30%" or "+20%"'
            )
            return
        keys = self._keys(found["target"], path)
        first = self._number(found["first"], path)
        if not keys or first is None:
            return
        last = self._last(found, first, path)
        if last is None:
            return
        months = range(max(first, 1), min(last, self.timeline.months) + 1)
        if not months:
            start, end = self.timeline.start.label, self.timeline.last.label
            self.findings.warning(path, f"has no effect: it is outside the plan ({start} to {end})")
        for key in keys:
            by_month = effects.setdefault(key, {})
            for number in months:
                by_month[number] = scaled(by_month.get(number, 1.0), factor)

    def _last(self, found: re.Match[str], first: int, path: Path) -> int | None:
        """The last month it lasts; by default the plan's end, or the same month for "-30% in 2027-07"."""
        if found["count"]:
            if int(found["count"]) < 1:
                self.findings.error(path, "lasts for 0 months", "write for 1 month, or more")
                return None
            return first + int(found["count"]) - 1
        if found["last"]:
            last = self._number(found["last"], path)
            if last is not None and last < first:
                self.findings.error(path, "ends before it begins", "write the later month after until")
                return None
            return last
        stops = found["what"].lower().startswith("stop")
        return first if found["from"].lower() == "in" and not stops else max(first, self.timeline.months)

    def _number(self, when: str, path: Path) -> int | None:
        counted = re.fullmatch(r"month\s*(\d+)", when, re.IGNORECASE)
        if counted:
            if int(counted[1]) < 1:
                self.findings.error(path, "there is no month 0", "month 1 is the plan's first")
                return None
            return int(counted[1])
        try:
            return self.timeline.number_of(Month.parse(re.sub(r"\s", "", when)))
        except ValueError:
            self.findings.error(path, f'"{when}" is not a month', 'write it as in "2027-07", or "month 7"')
            return None

    @cached_property
    def _targets(self) -> dict[str, list[str]]:
        return targets(self.parts)

    def _keys(self, target: str, path: Path) -> list[str]:
        """The factors that a target stands for: reach, all parts of a stream, or one part."""
        name = re.sub(r"[\s\-]+", "_", target.strip().lower())
        found = self._targets
        if name not in found:
            near = [Offer(option, form="did you mean {}?", part=target) for option in nearest_of(name, found)]
            hint: Hint = near or f"the plan has {listed(found, 'and')}"
            if name in (Audience.name, Audience.views.name):
                hint = Offer(REACH, part=target)
            self.findings.missing(path, f'there is no "{shown(target)}" to stress in this plan', hint)
        return found.get(name, [])


def targets(parts: Iterable[Part]) -> dict[str, list[str]]:
    """What a stress line may name, with the keys of the factors it changes."""
    found: dict[str, list[str]] = {REACH: [REACH_KEY]}
    for part in parts:
        if part.group and FACTOR in part.component.inputs():
            for name in dict.fromkeys((part.group, part.key)):
                found.setdefault(name, []).append(f"{part.key}.{FACTOR}")
    return found


def shown(target: str) -> str:
    return target if len(target) <= 30 else target[:29] + "…"


def stressed_base(setting: Setting, effects: Mapping[int, float]) -> Setting:
    """Base's setting with factors multiplied onto its months."""
    value = setting.value
    assert isinstance(value, float)
    changed = {number: scaled(setting.months.get(number, value), factor) for number, factor in effects.items()}
    return Setting(value, dict(sorted({**setting.months, **changed}.items())))


def stressed(
    base: Setting, own: Setting | None, of_plan: Mapping[int, float], of_scenario: Mapping[int, float], months: int
) -> Setting | None:
    """A scenario's setting under the plan's stress and its own.

    `base` and `own` are as written, before any stress. None where the scenario stays as Base.
    """
    if own is None and not of_scenario:
        return None
    own = own or Setting(None)
    value = base.value if own.value is None else own.value
    assert isinstance(value, float)
    in_base = stressed_base(base, of_plan).months
    result: dict[int, float] = {}
    for number in range(1, months + 1):
        calm = own.months.get(number, base.months.get(number, value))
        factor = scaled(of_plan.get(number, 1.0), of_scenario.get(number, 1.0))
        number_now = scaled(calm, factor)
        if number in own.months or number_now != in_base.get(number, value):
            result[number] = number_now
    return Setting(own.value, result) if result or own.value is not None else None
