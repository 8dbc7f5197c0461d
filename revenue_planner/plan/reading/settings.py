"""What a plan writes for one input, read into a setting against the input's declaration."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.ground.text import listed
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.changes import Amount
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_key, nearest_word
from revenue_planner.plan.reading.months import read_month
from revenue_planner.plan.reading.numbers import ANYWHERE, Numeric, Situation, allowed, read_amount
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Setting

_ON_OFF = {True: "on", False: "off"}
_SWITCHES = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}


@dataclass(frozen=True)
class ValueReader:
    """Reads settings of a plan's months. All methods return None where they found an error."""

    timeline: Timeline
    findings: Findings
    money: Situation = ANYWHERE

    def read(self, declared: Input, raw: object, path: Path, base: Setting | None = None) -> Setting | None:
        """The setting that `raw` means. With `base` it stands in a scenario, and may be a change of it."""
        if isinstance(declared, AssumeMonth):
            month = read_month(raw, path, self.findings, self.timeline)
            return None if month is None else Setting(month)
        if isinstance(declared, Choice):
            option = self._option(declared, raw, path)
            return None if option is None else Setting(option)
        if isinstance(declared, AssumeSeason):
            return self._season(declared, raw, path, base)
        if isinstance(declared, Assume):
            return self._number(declared, raw, path, base)
        raise TypeError(f"{declared.name}: plans have no way to write {type(declared).__name__}")

    def _option(self, declared: Choice, raw: object, path: Path) -> str | None:
        if isinstance(raw, bool) and set(declared.options) == {"on", "off"}:
            return _ON_OFF[raw]
        if isinstance(raw, str) and raw.strip().lower() in declared.options:
            return raw.strip().lower()
        rule = "must be " + listed(f'"{option}"' for option in declared.options)
        meant: Hint = nearest_word(raw, declared.options) if isinstance(raw, str) else ""
        if set(declared.options) == {"on", "off"} and str(raw).strip().lower() in _SWITCHES:
            meant = Offer(_SWITCHES[str(raw).strip().lower()])
        self.findings.error(path, rule, meant)
        return None

    def _season(self, declared: AssumeSeason, raw: object, path: Path, base: Setting | None) -> Setting | None:
        before = base.value if base is not None and isinstance(base.value, tuple) else declared.base
        if isinstance(raw, str) and base is not None:
            change = read_amount(raw, path, declared, self.findings, replace(self.money, in_scenario=True))
            return None if change is None else self._settled(change, before, declared, path)
        if not isinstance(raw, list):
            self.findings.error(path, "must be a list of 12 numbers, January to December", "1 is an ordinary month")
            return None
        if len(raw) != 12:
            self.findings.error(path, f"has {len(raw)} numbers; it must have 12, January to December")
            return None
        read = [self._one(item, (*path, n), declared, base, before[n]) for n, item in enumerate(raw)]
        factors = tuple(number for number in read if number is not None)
        return Setting(factors) if len(factors) == 12 else None

    def _settled(self, change: Amount, before: tuple[float, ...], declared: AssumeSeason, path: Path) -> Setting | None:
        factors = tuple(change.on(factor) for factor in before)
        if all(allowed(factor, path, declared, self.findings, of_change=True) for factor in factors):
            return Setting(factors)
        return None

    def _number(self, declared: Assume, raw: object, path: Path, base: Setting | None) -> Setting | None:
        if declared.by_month and isinstance(raw, list):
            return self._list(declared, raw, path, base)
        if declared.by_month and isinstance(raw, dict):
            return self._table(declared, raw, path, base)
        return self._everywhere(declared, raw, path, base)

    def _everywhere(self, declared: Assume, raw: object, path: Path, base: Setting | None) -> Setting | None:
        """One number for all months; where Base goes by month, it is written into each of them."""
        of_base = _by_month(base, declared)
        single = base is not None and not base.months
        amount = self._amount(raw, path, declared, base, of_base(0) if single else None)
        if amount is None:
            return None
        months = range(1, self.timeline.months + 1) if base is not None and base.months else ()
        values = {number: amount.on(of_base(number)) for number in (0, *months)}
        if any(map(math.isnan, values.values())):
            self._of_nothing(path)
            return None
        changed = amount.factor is not None
        in_scenario = base is not None
        if not all(allowed(value, path, declared, self.findings, changed, in_scenario) for value in values.values()):
            return None
        if amount.factor not in (None, 1) and not any(of_base(number) for number in values):
            self._changes_nothing(path)
        value = values.pop(0)
        return Setting(value, values)

    def _list(self, declared: Assume, raw: list[object], path: Path, base: Setting | None) -> Setting | None:
        """Values from month 1; the last one goes on to the plan's end."""
        if not raw:
            self.findings.error(path, "is an empty list", "write numbers from month 1, or leave the line out")
            return None
        last = self.timeline.months
        if len(raw) > last:
            rule = f"has {len(raw)} numbers, but the plan has {last} months; the rest is not used"
            self.findings.warning(path, rule)
        of_base = _by_month(base, declared)
        values: dict[int, float] = {}
        for number, item in enumerate(raw, 1):
            value = self._one(item, (*path, number - 1), declared, base, of_base(number))
            if value is not None:
                values[number] = value
        if base is not None and base.months:
            for number in range(len(raw) + 1, last + 1):
                value = self._one(raw[-1], (*path, len(raw) - 1), declared, base, of_base(number))
                if value is not None:
                    values[number] = value
        if len(values) < len(raw):
            return None
        months = {number: value for number, value in values.items() if number <= last}
        return Setting(months[min(len(raw), last)], months)

    def _table(self, declared: Assume, raw: dict[str, object], path: Path, base: Setting | None) -> Setting | None:
        """`{ default = 16, "2027-03" = 4 }`."""
        if not raw:
            self.findings.error(
                path, "is an empty table", 'write its months, such as { "2027-03" = 4 }, or leave the line out'
            )
            return None
        setting: Setting | None = Setting(None if base is not None or declared.optional else declared.base)
        if "default" in raw:
            setting = self._everywhere(declared, raw["default"], (*path, "default"), base)
        of_base = _by_month(base, declared)
        seen: dict[Month, str] = {}
        months: dict[int, float] = {}
        complete = setting is not None
        for key, item in raw.items():
            if key == "default":
                continue
            spot = (*path, key)
            month = self._month_key(key, spot, seen)
            number = self.timeline.number_of(month) if month else 0
            value = self._one(item, spot, declared, base, of_base(number))
            if month is None or value is None:
                complete = False
            elif 1 <= number <= self.timeline.months:
                months[number] = value
            else:
                first, last = self.timeline.start.label, self.timeline.last.label
                self.findings.warning(spot, f"is outside the plan ({first} to {last}) and is not used")
        if setting is None or not complete:
            return None
        return Setting(setting.value, {**setting.months, **dict(sorted(months.items()))})

    def _month_key(self, key: str, path: Path, seen: dict[Month, str]) -> Month | None:
        month = None
        if key[:1].isalpha() and (meant := nearest_key(key, ["default"])):
            self.findings.error(path, 'must be a month such as "2027-03", or default', meant)
        else:
            month = read_month(key, path, self.findings, self.timeline, as_key=True)
        if month is not None and month in seen:
            self.findings.error(path, f'is the same month as "{seen[month]}"', "keep one of the two")
            return None
        if month is not None:
            seen[month] = key
        return month

    def _one(self, raw: object, path: Path, declared: Numeric, base: Setting | None, of_base: float) -> float | None:
        """One number of a list or table."""
        amount = self._amount(raw, path, declared, base, of_base)
        if amount is None:
            return None
        value, changed = amount.on(of_base), amount.factor is not None
        if changed and of_base == 0 and amount.factor != 1:
            self._changes_nothing(path)
        return value if allowed(value, path, declared, self.findings, changed, base is not None) else None

    def _changes_nothing(self, path: Path) -> None:
        self.findings.warning(
            path, "changes nothing, because Base is 0 here", "write the figure itself, without + or x"
        )

    def _amount(
        self, raw: object, path: Path, declared: Numeric, base: Setting | None, of_base: float | None
    ) -> Amount | None:
        in_scenario = base is not None
        known = of_base is not None and not math.isnan(of_base)
        where = replace(self.money, in_scenario=in_scenario, base=of_base if in_scenario and known else None)
        amount = read_amount(raw, path, declared, self.findings, where)
        if amount is not None and amount.factor is not None and of_base is not None and not known:
            self._of_nothing(path)
            return None
        return amount

    def _of_nothing(self, path: Path) -> None:
        rule = "changes Base's figure, but Base does not state one"
        self.findings.error(path, rule, "write the figure itself, or state it in Base")


def _by_month(base: Setting | None, declared: Assume) -> Callable[[int], float]:
    """Base's number in a month; 0 asks for its value apart from by-month ones."""
    value = base.value if base is not None and isinstance(base.value, float) else declared.base
    months = base.months if base is not None else {}
    return lambda number: months.get(number, value)
