"""Random plans that use all that a plan file allows, not only what people write.

`python -m tests.support.wild_plans 17` prints number 17. The reader accepts most of them; what it refuses
(correlations that contradict each other, goals without a month) no command has to use.
"""

from __future__ import annotations

import random
import string
import sys
from collections.abc import Iterator
from typing import Any

import tomlkit

from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.reading.names import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_SCENARIO_NAME,
    LONGEST_TAB,
    LONGEST_TITLE,
    RESERVED_TABS,
    utf16_length,
)
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.reading.scenarios import MOST_SCENARIOS
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.risk import FIXED, MOST_SEED, MOST_TRIALS, RISK
from revenue_planner.plan.tables import MOST_INSTANCES, child_families, plan_streams
from tests.support.random_plans import random_plan

Table = dict[str, Any]

#: Letters of many scripts, what spreadsheets and HTML may stumble over, and what counts twice.
LETTERS = "aZ09 éßøŁĳΩжأشفגहि한漢字あー𝓐𝟘🙂ﬁⅨ½²"
SIGNS = " -_.()&%+"
ANY_SIGNS = SIGNS + "\"'<>=@/\\[]{}:;*?!#|~^`$€£,"
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "KRW", "IDR", "BRL", "INR", "CHF", "KWD", "CLP", "XAF", "VND", "TRY")
GOALS = (
    "take_home >= 5k by month {month}",
    "take home at least -20 by month {month}",
    "cash >= 0 by month {month}",
    "earned ≥ 1_000_000 in month {month}",
    "views <= 10k by month {month}",
    "followers > 0.5 by month {month}",
    "total take_home >= 1e6".replace("1e6", "1000000"),
    "total earned by month {month} >= 10",
    "lowest_cash >= -100",
    "take_home_total >= 0",
    "largest_stream_share <= 50%",
    "profit >= 0 by {last}",
    "take_home >= 5000 by 2099-12",
    "hours_total <= 100",
    "take_home >= 1500",
)
STRESS = (
    "stops in {month}",
    "halves from {month} for 3 months",
    "x0 from {month}",
    "+250% in {month}",
    "-0.5% since {month}",
)


class _Wild:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(f"wild {seed}")
        self.plan: Table = tomlkit.parse(random_plan(seed)).unwrap()

    def text(self) -> str:
        rng, head = self.rng, self.plan["plan"]
        head["title"] = self._words(LONGEST_TITLE, LETTERS + ANY_SIGNS)
        head["currency"] = rng.choice(CURRENCIES)
        if rng.random() < 0.2:
            head["months"] = rng.choice((1, 1, 60))
        self.months = int(head.get("months", 36))
        for name, raw in list(self.plan.items()):
            if name not in ("plan", "scenarios", RISK):
                self._table(name, raw)
        self._extremes()
        self._scenarios()
        self._risk()
        return tomlkit.dumps(self.plan)

    def _words(self, longest: int, letters: str, first: str = "") -> str:
        """A text of one line, without blanks around it, often as long as it may be."""
        rng = self.rng
        count = rng.choice((1, 3, 12, longest, longest))
        text = first + "".join(rng.choice(letters) for _ in range(count - len(first)))
        return text.strip() or "x"

    def _name(self, longest: int) -> str:
        rng = self.rng
        letters = string.ascii_lowercase + string.digits + "___"
        return rng.choice("abrc") + "".join(rng.choice(letters) for _ in range(rng.choice((0, 1, 3, longest - 1))))

    def _table(self, name: str, raw: object) -> None:
        """Labels and other names for instances; now and then as many as there may be."""
        rng = self.rng
        if isinstance(raw, list) and raw and isinstance(raw[0], dict):
            if rng.random() < 0.02:
                raw.extend({"name": ""} for _ in range(rng.randint(9, MOST_INSTANCES) - len(raw)))
            for number, table in enumerate(raw):
                if not table["name"]:
                    table["name"] = f"{self._name(LONGEST_NAME - 5)}_n{number}"
                if rng.random() < 0.5:
                    table["label"] = self._words(LONGEST_LABEL, LETTERS + ANY_SIGNS)
                for family, below in table.items():
                    self._table(family, below)
        elif isinstance(raw, dict):
            for family, below in raw.items():
                self._table(family, below)

    def _inputs(self) -> Iterator[tuple[Table, str, Input]]:
        """Each input that the plan may give, with the table that it belongs to."""
        for name, stream in plan_streams().items():
            table: Any = self.plan
            for step in name.split("."):
                table = table.get(step, {}) if isinstance(table, dict) else {}
            for own in table if isinstance(table, list) else [table]:
                if own:
                    yield from ((own, key, declared) for key, declared in stream.inputs().items())
                    for family, member in child_families(stream).items():
                        for child in own.get(family, ()):
                            yield from ((child, key, declared) for key, declared in member.inputs().items())

    def _extremes(self) -> None:
        """Some inputs at what is just possible."""
        rng = self.rng
        share = rng.choice((0.0, 0.0, 0.02, 0.3))
        for table, key, declared in list(self._inputs()):
            if rng.random() < share and key != "factor":
                table[key] = extreme(declared, rng)
                for scenario in self.plan.get("scenarios", {}).values():
                    _drop(scenario, key)

    def _scenarios(self) -> None:
        rng = self.rng
        own = list(self.plan.get("scenarios", {}).values())
        if rng.random() < 0.05:
            own.extend({} for _ in range(MOST_SCENARIOS - len(own)))
        named: Table = {}
        for number, table in enumerate(own):
            while (name := f"{self._name(LONGEST_SCENARIO_NAME)}"[:LONGEST_SCENARIO_NAME]) in {*named, *RESERVED_TABS}:
                pass
            title = self._words(LONGEST_TAB - 3, LETTERS.replace("🙂", "") + SIGNS, first="Q")
            while utf16_length(title) > LONGEST_TAB - 3:
                title = title[:-1]
            # A number keeps them apart, so that none is refused for its neighbour's sake.
            table["title"] = f"{title.strip()}{number:02d}"
            if rng.random() < 0.3:
                table["stress"] = self._stress()
            named[name] = table
        self.plan["scenarios"] = named
        if rng.random() < 0.2:
            self.plan["plan"]["stress"] = self._stress()

    def _stress(self) -> list[str]:
        rng = self.rng
        what = ["reach", *(name for name, stream in plan_streams().items() if name in self.plan and stream.group)]
        return [
            f"{rng.choice(what)} {rng.choice(STRESS).format(month=f'month {rng.randint(1, self.months + 2)}')}"
            for _ in range(rng.randint(1, 4))
        ]

    def _risk(self) -> None:
        rng = self.rng
        settings = self.plan.setdefault(RISK, {})
        # Random plans lists inputs by the old names of instances; these are listed anew below.
        for old in ("inputs", "correlations"):
            settings.pop(old, None)
        settings["seed"] = rng.choice((0, 1, MOST_SEED))
        settings["trials"] = rng.choice((100, MOST_TRIALS))
        if rng.random() < 0.6:
            settings["goal"] = rng.choice(GOALS).format(month=rng.randint(1, self.months), last="2099-12")
        try:
            plan = parse_plan(tomlkit.dumps(self.plan))
        except Exception:  # refused for something else, which the reader's own tests look at
            return
        drawable = [key for key, each in plan.inputs().items() if not why_not_drawn(key, each)]
        if rng.random() < 0.4:
            settings["correlations"] = [
                {"between": rng.sample(drawable, 2), "value": rng.choice((-1, 1, 0, 0.5, -0.3))}
                for _ in range(rng.randint(1, 6))
            ]
        if rng.random() < 0.4:
            listed: Table = {}
            for key in rng.sample(drawable, min(len(drawable), rng.randint(1, 8))):
                *tables, name = key.split(".")
                below = listed
                for table in tables:
                    below = below.setdefault(table, {})
                declared = plan.inputs()[key]
                assert isinstance(declared, Assume)
                below[name] = self._spread(declared)
            settings["inputs"] = listed

    def _spread(self, declared: Assume) -> Table | str:
        ends: Table = {"p10": declared.minimum, "p90": declared.maximum}
        return self.rng.choice((FIXED, {}, ends, {"p10": ends["p10"]}, {"p90": ends["p90"]}))


def _drop(table: Table, key: str) -> None:
    """Leave an input out of a scenario: twice what is at its most already is refused."""
    table.pop(key, None)
    for below in table.values():
        if isinstance(below, dict):
            _drop(below, key)


def extreme(declared: Input, rng: random.Random) -> object:
    """The least or the most that an input may be."""
    if isinstance(declared, Assume):
        return rng.choice((declared.minimum, declared.maximum))
    if isinstance(declared, AssumeSeason):
        return [rng.choice((declared.minimum, declared.maximum))] * 12
    if isinstance(declared, AssumeMonth):
        return rng.choice(("2000-01", "2100-12"))
    assert isinstance(declared, Choice)
    return rng.choice(declared.options)


def wild_plan(seed: int) -> str:
    """The TOML text of the plan with this number."""
    return _Wild(seed).text()


if __name__ == "__main__":
    print(wild_plan(int(sys.argv[1])))
