"""What is allowed but probably not meant: told as warnings that never block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revenue_planner.ground.months import Month
from revenue_planner.ground.text import spoken
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Input
from revenue_planner.plan.month_keys import MonthKey
from revenue_planner.plan.reading.hints import Hint, Offer
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Plan, Setting
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream, switch_of
from revenue_planner.streams.business import Business, Loan
from revenue_planner.streams.own_products import OwnProduct

#: Sums are looked at with this tolerance: 0.1 + 0.2 is not too much of anything.
_DUST = 1e-9
#: The score's weights may miss 100 % by what rounding to cents hides.
_WEIGHTS_DUST = 0.005
#: What is paid for one of something: prices, fees, rates of pay.
_PRICES = "money/"


@dataclass(frozen=True)
class Doubts:
    """Looks at a read plan before stress. `paths` says where each scenario's settings are written."""

    plan: Plan
    paths: Mapping[str, Mapping[str, Path]]
    findings: Findings

    def look(self) -> None:
        for scenario in self.plan.settings:
            self._unusual(scenario)
            self._months(scenario)
            self._sums(scenario)
        self._switched_off()

    def _unusual(self, scenario: str) -> None:
        """Numbers outside of what is usual; in scenarios only where Base is usual."""
        inputs = self.plan.inputs()
        for key, path in self.paths[scenario].items():
            declared = inputs[key]
            if not isinstance(declared, (Assume, AssumeSeason)):
                continue
            if scenario != BASE and _outside(declared, self.plan.settings[BASE][key]) is not None:
                continue
            number = _outside(declared, self.plan.settings[scenario][key])
            if number is not None:
                listed = self.plan.settings[scenario][key].value != number
                start = f"{spoken(number)} is unusual" if listed else "is unusual"
                self.findings.warning(path, f"{start}: most are {_usual_range(declared)}")

    def _months(self, scenario: str) -> None:
        """Launches, deals and costs in months that the plan does not have."""
        plan = self.plan
        for key, declared in plan.inputs().items():
            if not isinstance(declared, AssumeMonth) or (scenario != BASE and key not in self.paths[scenario]):
                continue
            month = plan.value(key, scenario)
            if not isinstance(month, Month) or not self._matters(declared, scenario):
                continue
            number = plan.timeline.number_of(month)
            if number > plan.timeline.months:
                end = plan.timeline.last.label
                self._warn(scenario, key, f"{month.label} is after the end of the plan ({end}): it has no effect")
            elif number < 1 and declared is not OwnProduct.launch:
                start = plan.timeline.start.label
                self._warn(scenario, key, f"{month.label} is before the plan ({start}): it has no effect")

    def _matters(self, declared: Input, scenario: str) -> bool:
        """The month of a loan is no matter when there is none."""
        return declared is not Loan.loan_start or self.plan.value(Business.key(Loan.loan_amount), scenario) != 0

    def _sums(self, scenario: str) -> None:
        for what, keys, group in self._shares():
            if scenario != BASE and not any(key in self.plan.settings[scenario] for key in [*keys, *group]):
                continue
            shares = [self.plan.every_month(key, scenario) for key in keys if self.plan.is_on(key, scenario)]
            totals = [sum(month) for month in zip(*shares, strict=True)] or [0.0]
            total = max(totals)
            place = next((key for key in reversed(keys) if key in self.paths[scenario]), keys[-1])
            if what == "weights":
                if abs(total - 1) > _WEIGHTS_DUST:
                    self._warn(scenario, place, f"the score's weights sum to {_rounded(total)}; they should make 1")
            elif total > 1 + _DUST:
                month = self.plan.timeline.month_of(totals.index(total) + 1)
                when = f", in {month.label}" if min(totals) < total else ""
                rule = f"{what} sum to {_rounded(total)} in {self._title(scenario)}{when}; together they are at most 1"
                self._warn(scenario, place, rule)

    def _shares(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """What is summed: its name, the inputs, and the switches that matter too."""
        wholes: dict[str, list[str]] = {}
        weights: list[str] = []
        for key, each in self.plan.structure.inputs().items():
            if isinstance(each.declared, Assume) and each.declared.whole_with:
                wholes.setdefault(each.declared.whole_with, []).append(key)
            if issubclass(each.part.component, Audience) and key.endswith("_weight"):
                weights.append(key)
        if weights:
            yield "weights", weights, []
        for whole, keys in wholes.items():
            switches = [switch_of(key.rpartition(".")[0]) for key in keys]
            yield f"the shares of {whole}", keys, switches

    def _switched_off(self) -> None:
        plan = self.plan
        switches = [key for key, declared in plan.inputs().items() if declared.name == IncomeStream.on.name]
        if switches and all(plan.value(key, BASE) == "off" for key in switches):
            self._warn(BASE, switches[0], "every stream is switched off, so the plan earns nothing")

    def _title(self, scenario: str) -> str:
        return next(each.title for each in self.plan.scenarios if each.name == scenario)

    def _warn(self, scenario: str, key: str, rule: str) -> None:
        """At the input in the scenario, in Base, or at its table."""
        path = self.paths[scenario].get(key) or self.paths[BASE].get(key)
        if path is None and scenario != BASE:
            path = ("scenarios", scenario)
        self.findings.warning(path or tuple(key.split(".")), rule)


def _outside(declared: Input, setting: Setting) -> float | None:
    """The first unusual number of a setting. 0 in single months is a pause and not unusual.

    No share of a whole is unusual: what counts is their sum.
    """
    if not isinstance(declared, (Assume, AssumeSeason)) or (isinstance(declared, Assume) and declared.whole_with):
        return None
    shipped = declared.base if isinstance(declared.base, tuple) else (declared.base,)
    low, high = min(declared.low, *shipped), max(declared.high, *shipped)
    values = setting.value if isinstance(setting.value, tuple) else (setting.value,)
    numbers = [value for value in values if isinstance(value, float)]
    numbers += [value for value in setting.months.values() if value != 0]
    outside = (n for n in numbers if not low <= n <= high)
    return next(outside, None)


def _usual_range(declared: Assume | AssumeSeason) -> str:
    low, high = declared.low, declared.high
    if low == high:
        return spoken(low)
    text = f"between {spoken(low)} and {spoken(high)}"
    if declared.per_cent:
        return f"{text} ({spoken(_rounded(low * 100))} % to {spoken(_rounded(high * 100))} %)"
    return text


def _rounded(number: float) -> float:
    return float(f"{number:.4g}")


def doubt_lone_month(plan: Plan, paths: Mapping[str, Mapping[str, Path]], findings: Findings) -> None:
    """Warn once in a plan, at the first price that one month alone has higher than the months around it.

    Who lowers a price for a month makes an offer; who raises it mostly means it to stay. A second month with a
    figure of its own says that it was thought of.
    """
    inputs, timeline = plan.inputs(), plan.timeline
    for scenario, written in paths.items():
        for key, path in written.items():
            months = plan.settings[scenario][key].months
            if not inputs[key].unit.startswith(_PRICES) or len(months) != 1:
                continue
            (number,) = months
            if not 1 < number < timeline.months:
                continue
            before, figure, after = plan.every_month(key, scenario)[number - 2 : number + 1]
            if figure <= before or figure <= after:
                continue
            month, next_one = timeline.month_of(number), timeline.month_of(number + 1)
            spot, onward = (*path, str(month)), f'"{MonthKey(month, onward=True)}"'
            hint: Hint = Offer(onward, "key", form="if it is to stay, write {}")
            if not findings.written(spot):
                spot, hint = path, f"if it is to stay, write {onward}"
            rule = f"holds in {month.label} alone: in {next_one.label} it is {spoken(after)}"
            findings.warning(spot, rule, hint)
            return
