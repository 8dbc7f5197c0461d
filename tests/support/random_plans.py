"""Random plan files, each known by its seed: `python -m tests.support.random_plans 17` prints number 17."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.ground.rates import DOLLAR, per_dollar
from revenue_planner.language.component import Component
from revenue_planner.language.inputs import Assume, Choice, Input
from revenue_planner.language.sizes import size_of
from revenue_planner.plan.month_keys import MonthKey
from revenue_planner.plan.tables import ALWAYS, FX, child_families, plan_streams
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.fx import ExchangeRates
from revenue_planner.streams.measured import Measured
from tests.support.random_risk import add_risk
from tests.support.random_values import RandomValues

Table = dict[str, Any]

#: Short plans are as good as long ones at finding a wrong formula, and many times quicker to recalculate.
_MONTHS = (1, 2, 3, 5, 6, 7, 11, 12, 13, 14, 18, 24, 25, 36, 37, 48, 60)
_MONTHS_WEIGHTS = (12, 10, 12, 10, 10, 8, 6, 12, 8, 5, 3, 3, 2, 2, 1, 1, 1)
_SCENARIOS_WEIGHTS = (3, 4, 3, 1, 1)
_STARTS = (Month(2027, 1), Month(2026, 12), Month(2028, 2), Month(2099, 12), Month(2000, 1), Month(2027, 6))
#: Titles that formulas must quote, or that look like cells.
_TITLES = ("My own", "Q1", "R1C1", "2nd try", "Café & co (2%)", "a.b-c", "TRUE", "Bad_luck", "AB12", "Ωmega")
_NAMES = ("amazon", "b", "c_3", "dd", "e5", "f_f", "gg", "hh2", "i_9", "jay", "kay", "ell")
_CURRENCIES = ("USD", "EUR", "JPY")
#: Followers at a bar, or at the first of a size of accounts.
_AT_BARS = (1_000, 10_000, 50_000, 250_000, 1_000_000)
#: More parts than a sum may have terms, so that sums in steps are tried too.
_MANY_PARTS = 10


def random_plan(seed: int, months: int | None = None, currencies: Sequence[str] = _CURRENCIES) -> str:
    """The TOML text of a plan that has every stream or some, and inputs anywhere in their ranges.

    The reader accepts every such plan; its checks need not hold.
    """
    writer = _Writer(random.Random(seed), months, currencies, random.Random(f"months {seed}"))
    plan = writer.plan()
    add_risk(plan, writer.declared, writer.timeline, f"risk {seed}")
    return tomlkit.dumps(plan)


class _Writer:
    def __init__(
        self, rng: random.Random, months: int | None, currencies: Sequence[str], of_months: random.Random
    ) -> None:
        self.rng, self.of_months = rng, of_months
        self.followers = rng.choice(_AT_BARS) if rng.random() < 0.15 else round(10 ** rng.uniform(2.7, 6.7))
        self.currency = rng.choice(currencies)
        self.rate = about = per_dollar(self.currency) or 1.0
        if self.currency != DOLLAR and rng.random() < 0.7:
            self.rate = float(f"{about * rng.uniform(0.8, 1.25):.4g}")
        count = months or rng.choices(_MONTHS, _MONTHS_WEIGHTS)[0]
        start = rng.choice(_STARTS) if rng.random() < 0.4 else Month(rng.randint(2020, 2035), rng.randint(1, 12))
        self.timeline = Timeline(start, count)
        #: How often an input is given: some plans say nearly everything, some nearly nothing.
        self.share_given = rng.choice((0.05, 0.3, 0.3, 0.7, 1.0))
        self.values = RandomValues(rng, self.timeline)
        #: Inputs and what Base says of them, by key.
        self.declared: dict[str, Input] = {}
        self.component: dict[str, type[Component]] = {}
        self.given: dict[str, object] = {}

    def plan(self) -> Table:
        rng = self.rng
        plan: Table = {
            "plan": {
                "title": rng.choice(("Plan", "=1+1", 'Tom\'s "best" <plan> & more', "Ünïcode 计划")),
                "currency": self.currency,
                "start": str(self.timeline.start),
                "months": self.timeline.months,
            }
        }
        if rng.random() < 0.2:
            plan["plan"]["template"] = rng.choice(("full", "starter"))
        names = [name for name in plan_streams() if name != FX]
        kept = set(names) if rng.random() < 0.35 else {name for name in names if rng.random() < 0.5}
        if not kept - {*ALWAYS}:
            kept.add("creator_rewards")
        kept |= {Audience.name, Measured.name}
        for name, stream in plan_streams().items():
            if name not in kept:
                continue
            *above, last = name.split(".")
            table = plan
            for step in above:
                table = table.setdefault(step, {})
            if stream.many:
                most = _MANY_PARTS if rng.random() < 0.03 else 3
                table[last] = [self._instance(stream, name) for name in self._instances(name, most)]
            else:
                table.setdefault(last, {}).update(self._part(stream, name))
        if self.rate != per_dollar(self.currency):
            self.declared[f"{FX}.usd"] = ExchangeRates.usd.placed(size_of(self.followers), self.rate)
            self.component[f"{FX}.usd"] = ExchangeRates
            self._put(plan, FX, {"usd": self.rate})
        self._put(plan, Audience.name, {"followers_today": self.followers})
        self._meet_bars(plan)
        targets = self._stress_targets(kept)
        if rng.random() < 0.2:
            plan["plan"]["stress"] = self._stress(targets)
        plan["scenarios"] = self._scenarios(targets)
        return plan

    def _instances(self, owner: str, most: int) -> list[str]:
        names = self.rng.sample(_NAMES, self.rng.randint(1, most))
        return [f"{owner}.{name}" for name in names]

    def _instance(self, component: type[Component], key: str) -> Table:
        return {"name": key.rpartition(".")[2], **self._part(component, key)}

    def _part(self, component: type[Component], key: str) -> Table:
        table: Table = {}
        for name, shipped in component.inputs().items():
            declared = shipped.placed(size_of(self.followers), self.rate)
            self.declared[f"{key}.{name}"] = declared
            self.component[f"{key}.{name}"] = component
            required = isinstance(declared, Assume) and declared.required
            if required or self.rng.random() < self.share_given:
                value = self._by_month(self.values.base(declared), declared, component)
                table[name] = self.given[f"{key}.{name}"] = value
        for family, member in child_families(component).items():
            if self.rng.random() < 0.6:
                children = self._instances(f"{key}.{family}", 3)
                table[family] = [self._instance(member, child) for child in children]
        return table

    def _by_month(self, value: object, declared: Input, component: type[Component]) -> object:
        """Now and then a number that is seldom given by month is."""
        rng = self.of_months
        if declared.by_month or declared.name not in component.by_month() or rng.random() > 0.15:
            return value
        assert isinstance(declared, Assume)
        months = {self.timeline.month_of(rng.randint(1, self.timeline.months)) for _ in range(rng.randint(1, 2))}
        keys = [MonthKey(month, onward=rng.random() < 0.7) for month in sorted(months)]
        numbers = RandomValues(rng, self.timeline)
        return {"default": value, **{str(key): numbers.number(declared) for key in keys}}

    def _meet_bars(self, plan: Table) -> None:
        """Now and then an input meets a bar to the last digit."""
        weekly = self.rng.choice((2, 6, 11))
        month: Table = {"days": 365.25 / 12, "until": str(self.timeline.month_of(0))}
        bars: list[tuple[str, Mapping[str, object]]] = [
            ("audience", {"age": 18}),
            ("audience", {"unfollow_rate": 0}),
            ("audience", {"videos": weekly * (365.25 / 12 / 7), "reach_factor": 0}),
            ("audience.measured", {**month, "views": 100_000, "videos": weekly * (365.25 / 12 / 7)}),
            ("audience.measured", {"new_followers": 0, "views": 100_000, "typical_views": 0}),
            ("sponsorships", {"deals_last_3_months": 0, "fee_floor": 0}),
            ("live_gifts", {"sessions": 10, "hours_per_session": 1.5, "agency_bonus_rate": 0.1, "follower_bar": 0}),
            ("business", {"income_target": 0, "fixed_costs": 0, "initial_investment": 0, "loan_amount": 0}),
            ("business", {"loan_amount": 3000, "loan_rate": 0, "loan_months": self.rng.choice((1, 12))}),
        ]
        for owner, values in bars:
            if self.rng.random() < 0.1 and (owner.partition(".")[0] in plan or owner == "business"):
                self._put(plan, owner, values)

    def _put(self, plan: Table, owner: str, values: Mapping[str, object]) -> None:
        table = plan
        for step in owner.split("."):
            table = table.setdefault(step, {})
        for name, value in values.items():
            table[name] = self.given[f"{owner}.{name}"] = value

    def _stress_targets(self, kept: set[str]) -> list[str]:
        groups = {stream.group for name, stream in plan_streams().items() if name in kept and stream.group}
        return ["reach", *sorted(groups)]

    def _stress(self, targets: list[str]) -> list[str]:
        rng, lines = self.rng, []
        for _ in range(rng.randint(1, 2)):
            what = rng.choice(("stops", "halves", "x1.5", "-30%"))
            first = self.timeline.month_of(rng.randint(0, self.timeline.months + 1))
            span = rng.choice(("", f" for {rng.randint(1, 6)} months"))
            lines.append(f"{rng.choice(targets)} {what} from {first}{span}")
        return lines

    def _scenarios(self, targets: list[str]) -> Table:
        rng = self.rng
        count = rng.choices(range(5), _SCENARIOS_WEIGHTS)[0]
        titles = rng.sample(_TITLES, count)
        return {f"s{number}": self._scenario(title, targets) for number, title in enumerate(titles)}

    def _scenario(self, title: str, targets: list[str]) -> Table:
        rng = self.rng
        table: Table = {"title": title}
        if rng.random() < 0.25:
            table["stress"] = self._stress(targets)
        share = rng.choice((0.0, 0.02, 0.1, 0.3))
        for key, declared in self.declared.items():
            switch = isinstance(declared, Choice) and "off" in declared.options and rng.random() < 0.1
            if rng.random() < share or switch:
                *owners, name = key.split(".")
                below = table
                for owner in owners:
                    below = below.setdefault(owner, {})
                value = "off" if switch else self.values.override(declared, self.given.get(key))
                below[name] = value if switch else self._by_month(value, declared, self.component[key])
        return table


if __name__ == "__main__":
    print(random_plan(int(sys.argv[1])))
