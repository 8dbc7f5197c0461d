"""What a plan writes for one input, read into a setting against the input's declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from revenue_planner.ground.months import Timeline
from revenue_planner.ground.text import listed
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.changes import Amount
from revenue_planner.plan.month_keys import DEFAULT, MonthKey, holding
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_word
from revenue_planner.plan.reading.months import IN_ONE_KEY, read_month, read_month_keys, step_in_words, steps_in_words
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

    def read(
        self, declared: Input, raw: object, path: Path, base: Setting | None = None, *, by_month: bool = False
    ) -> Setting | None:
        """The setting that `raw` means. With `base` it stands in a scenario, and may be a change of it.

        `by_month` says that it may be a list or a table of months.
        """
        if isinstance(declared, AssumeMonth):
            month = read_month(raw, path, self.findings, self.timeline)
            return None if month is None else Setting(month)
        if isinstance(declared, Choice):
            option = self._option(declared, raw, path)
            return None if option is None else Setting(option)
        if isinstance(declared, AssumeSeason):
            return self._season(declared, raw, path, base)
        if isinstance(declared, Assume):
            return self._number(declared, raw, path, base, by_month)
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

    def _number(
        self, declared: Assume, raw: object, path: Path, base: Setting | None, by_month: bool
    ) -> Setting | None:
        if by_month and isinstance(raw, list):
            return self._list(declared, raw, path, base)
        if by_month and isinstance(raw, dict):
            return self._table(declared, raw, path, base)
        return self._everywhere(declared, raw, path, base)

    def _everywhere(self, declared: Assume, raw: object, path: Path, base: Setting | None) -> Setting | None:
        """One number for all months; where Base goes by month, it is written into each of them."""
        months = range(1, self.timeline.months + 1) if base is not None and base.months else ()
        of_base = _by_month(base, declared)
        figures = self._figures(raw, path, declared, base, {number: of_base(number) for number in (0, *months)})
        return None if figures is None else Setting(figures.pop(0), figures)

    def _list(self, declared: Assume, raw: list[object], path: Path, base: Setting | None) -> Setting | None:
        """Values from month 1; the last one goes on to the plan's end."""
        if not raw:
            self.findings.error(path, "is an empty list", "write numbers from month 1, or leave the line out")
            return None
        steps = steps_in_words(raw, path, self.findings, declared, in_scenario=base is not None)
        if steps is not None:
            self.findings.error(path, IN_ONE_KEY, steps)
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
        """`{ default = 16, "2027-03" = 4, "from 2027-07" = 20 }`."""
        if not raw:
            self.findings.error(
                path, "is an empty table", 'give it months, such as "2027-03" or "from 2027-03", or leave the line out'
            )
            return None
        step = step_in_words(raw, path, self.findings, declared, in_scenario=base is not None)
        if step is not None:
            self.findings.error(path, IN_ONE_KEY, step)
            return None
        setting: Setting | None = Setting(None if base is not None else declared.base)
        if DEFAULT in raw:
            setting = self._everywhere(declared, raw[DEFAULT], (*path, DEFAULT), base)
        keys = read_month_keys((key for key in raw if key != DEFAULT), path, self.findings, self.timeline)
        held = holding([key for key in keys.values() if key is not None], self.timeline)
        of_base = _by_month(base, declared)
        months: dict[int, float] = {}
        complete = setting is not None and None not in keys.values()
        for text, key in keys.items():
            spot = (*path, text)
            numbers = [number for number, holder in held.items() if holder == key]
            figures = self._figures(raw[text], spot, declared, base, {each: of_base(each) for each in numbers or [0]})
            complete = complete and figures is not None
            if numbers:
                months.update(figures or {})
            elif key is not None:
                self._holds_nowhere(key, spot)
        if setting is None or not complete:
            return None
        return Setting(setting.value, {**setting.months, **dict(sorted(months.items()))})

    def _holds_nowhere(self, key: MonthKey, path: Path) -> None:
        first, last = self.timeline.start, self.timeline.last
        if key.month > last or (key.month < first and not key.onward):
            self.findings.warning(path, f"is outside the plan ({first.label} to {last.label}) and is not used")
        else:
            self.findings.warning(path, "is not used: other keys say all of its months")

    def _figures(
        self, raw: object, path: Path, declared: Numeric, base: Setting | None, of_base: Mapping[int, float]
    ) -> dict[int, float] | None:
        """What is written for some months, as the figure of each: a change is of Base's figure in each of them."""
        alike = len(set(of_base.values())) == 1
        amount = self._amount(raw, path, declared, base, next(iter(of_base.values())) if alike else None)
        if amount is None:
            return None
        figures = {number: amount.on(figure) for number, figure in of_base.items()}
        changed, in_scenario = amount.factor is not None, base is not None
        if amount.factor not in (None, 1) and not any(of_base.values()):
            self._changes_nothing(path)
        if all(allowed(each, path, declared, self.findings, changed, in_scenario) for each in figures.values()):
            return figures
        return None

    def _one(self, raw: object, path: Path, declared: Numeric, base: Setting | None, of_base: float) -> float | None:
        """One number of a list."""
        figures = self._figures(raw, path, declared, base, {0: of_base})
        return None if figures is None else figures[0]

    def _changes_nothing(self, path: Path) -> None:
        self.findings.warning(
            path, "changes nothing, because Base is 0 here", "write the figure itself, without + or x"
        )

    def _amount(
        self, raw: object, path: Path, declared: Numeric, base: Setting | None, of_base: float | None
    ) -> Amount | None:
        in_scenario = base is not None
        where = replace(self.money, in_scenario=in_scenario, base=of_base if in_scenario else None)
        return read_amount(raw, path, declared, self.findings, where)


def _by_month(base: Setting | None, declared: Assume) -> Callable[[int], float]:
    """Base's number in a month; 0 asks for its value apart from by-month ones."""
    value = base.value if base is not None and isinstance(base.value, float) else declared.base
    months = base.months if base is not None else {}
    return lambda number: months.get(number, value)
