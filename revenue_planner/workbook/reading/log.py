"""The Log tab read back: title, currency, months, scenarios, and the parts that the plan has."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.text import typed
from revenue_planner.ground.version import __version__
from revenue_planner.language.component import Component, Stream
from revenue_planner.model.structure import Part
from revenue_planner.plan.reading.head import DEFAULT_CURRENCY, DEFAULT_MONTHS, DEFAULT_TITLE, MOST_MONTHS
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.reading.names import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_SCENARIO_NAME,
    LONGEST_TITLE,
    folded,
    name_pattern,
    read_tab_title,
    read_text,
)
from revenue_planner.plan.tables import (
    ALWAYS,
    MOST_INSTANCES,
    add_on_needed,
    child_families,
    missing_add_on,
    plan_streams,
)
from revenue_planner.plan.values import BASE, Scenario
from revenue_planner.workbook.reading.problems import CellFindings
from revenue_planner.workbook.risk_facts import PREFIX as RISK_FACTS
from revenue_planner.workbook.risk_facts import SETTLED as RISK_SETTLED
from revenue_planner.workbook.tabs.log.tab import FACT, PART, SEAL
from revenue_planner.workbook.xlsx.archive import failure
from revenue_planner.workbook.xlsx.cells import Tab
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

LOG = "Log"
_MONTHS, _SCENARIO = f"{FACT}months", f"{FACT}scenario."
_ALWAYS_FILLED = (f"{FACT}title", f"{FACT}currency", _MONTHS)


@dataclass(frozen=True)
class LogFacts:
    """What a workbook says that it was built from."""

    version: str
    title: str
    currency: str
    months: int
    template: str
    as_of: str
    #: Hashes of the plan, and of the figures typed when the workbook was built; "" where there are none.
    fingerprint: str
    seal: str
    scenarios: tuple[Scenario, ...]
    parts: tuple[Part, ...]
    #: Address and text of each fact about risk, by its key.
    risk: Mapping[str, tuple[str, str]]
    tab: Tab


def read_log(book: WorkbookFile, findings: CellFindings) -> LogFacts:
    """The facts; what is wrong with them goes to `findings`. Raises PlanError where there are none."""
    for tab in book.tabs(first=LOG):
        keys = _keys(tab)
        if _MONTHS in keys:
            return _LogReader(tab, keys, findings).read()
    hint = "workbooks of the planner have a tab Log that names what they were built from"
    raise failure(book.source, "is not a workbook of the planner", hint)


def _keys(tab: Tab) -> dict[str, tuple[int, int]]:
    """Row and column of each cell whose text is the key of a fact or part."""
    found: dict[str, tuple[int, int]] = {}
    for row, cells in sorted(tab.rows.items()):
        for column in sorted(cells):
            text = tab.text(row, column)
            if text.startswith((FACT, PART)):
                found.setdefault(text, (row, column))
    return found


def _filled(tab: Tab, places: Collection[tuple[int, int]]) -> list[int]:
    """The columns left of the keys in which all these rows hold something, nearest first."""
    left = min((column for _row, column in places), default=0)
    return [
        column
        for column in range(left - 1, -1, -1)
        if all(tab.value(row, column) not in (None, "") for row, _column in places)
    ]


class _LogReader:
    def __init__(self, tab: Tab, keys: Mapping[str, tuple[int, int]], findings: CellFindings) -> None:
        self.tab, self.keys, self.findings = tab, keys, findings
        columns = _filled(tab, [keys[key] for key in _ALWAYS_FILLED if key in keys])
        #: The column of the facts' values: the nearest to their keys that is filled.
        self.column = columns[0] if columns else 0

    def read(self) -> LogFacts:
        return LogFacts(
            version=self._fact("version", ""),
            title=self._title(),
            currency=self._currency(),
            months=self._months(),
            template=self._fact("template", ""),
            as_of=self._added("as_of"),
            fingerprint=self._added("fingerprint"),
            seal=self._added(SEAL),
            scenarios=self._scenarios(),
            parts=self._parts(),
            risk=self._risk(),
            tab=self.tab,
        )

    def _fact(self, name: str, default: str) -> str:
        place = self.keys.get(FACT + name)
        if place is None:
            self._missing(FACT + name)
            return default
        value = self.tab.value(place[0], self.column)
        if isinstance(value, float):
            return typed(value)
        return value.strip() if isinstance(value, str) else default

    def _title(self) -> str:
        text = self._fact("title", DEFAULT_TITLE)
        place = self.keys.get(f"{FACT}title")
        if place is None:
            return text
        address = self.tab.at(place[0], self.column)
        self.findings.by_rules(
            lambda rules: read_text(text, ("plan", "title"), rules, LONGEST_TITLE),
            address, key=f"{FACT}title", value=text, hint="type another title",
        )  # fmt: skip
        return text

    def _added(self, name: str) -> str:
        """A fact that the plan does not need."""
        return self._fact(name, "") if FACT + name in self.keys else ""

    def _missing(self, key: str) -> None:
        rule = "its row is missing on the Log"
        self.findings.error("", rule, "take it over from the workbook as it was built", key=key)

    def _months(self) -> int:
        text = self._fact("months", "")
        if text.isdecimal() and 1 <= int(text[:4]) <= MOST_MONTHS:
            return int(text)
        self._wrong(_MONTHS, text, f"must be a whole number from 1 to {MOST_MONTHS}")
        return DEFAULT_MONTHS

    def _currency(self) -> str:
        text = self._fact("currency", DEFAULT_CURRENCY)
        if re.fullmatch(r"[A-Z]{3}", text):
            return text
        self._wrong(f"{FACT}currency", text, "must be the three capital letters of a currency")
        return DEFAULT_CURRENCY

    def _scenarios(self) -> tuple[Scenario, ...]:
        found: list[Scenario] = []
        titles: set[str] = set()
        for key in self.keys:
            if not key.startswith(_SCENARIO):
                continue
            name, title = key.removeprefix(_SCENARIO), self._fact(key.removeprefix(FACT), "")
            if not re.fullmatch(name_pattern(LONGEST_SCENARIO_NAME), name) or not title:
                self._wrong(key, title, "must be the key of a scenario, with its title")
                continue
            self._check_tab(key, name, title)
            if folded(title) in titles:
                self._wrong(key, title, "is the title of another scenario too")
                continue
            titles.add(folded(title))
            found.append(Scenario(name, title))
        found.sort(key=lambda scenario: scenario.name != BASE)
        if not found or found[0].name != BASE:
            self._missing(_SCENARIO + BASE)
            found.insert(0, Scenario(BASE, "Base"))
        return tuple(found)

    def _check_tab(self, key: str, name: str, title: str) -> None:
        """A title was perhaps typed anew, and becomes the name of a tab: the rules of plan files hold for it."""
        if (name, folded(title)) == (BASE, BASE):
            return
        self.findings.by_rules(
            lambda rules: read_tab_title(title, ("scenarios", name, "title"), rules),
            self.tab.at(self.keys[key][0], self.column), key=key, value=title,
            hint="type another title, here and wherever else the workbook has it",
        )  # fmt: skip

    def _risk(self) -> dict[str, tuple[str, str]]:
        if self._fact("version", "") == __version__:
            for key in RISK_SETTLED:
                if FACT + key not in self.keys:
                    self._missing(FACT + key)
        return {
            key.removeprefix(FACT): (self.tab.at(row, self.column), self._fact(key.removeprefix(FACT), ""))
            for key, (row, _column) in self.keys.items()
            if key.startswith(FACT + RISK_FACTS)
        }

    def _parts(self) -> tuple[Part, ...]:
        places = {key.removeprefix(PART): place for key, place in self.keys.items() if key.startswith(PART)}
        columns = _filled(self.tab, places.values())
        # Left of the key stand the label and, nearer, the part's table.
        label = columns[1] if len(columns) > 1 else None
        parts: dict[str, Part] = {}
        missing_add_ons = False
        families: dict[str, int] = {}
        for key, (row, column) in places.items():
            family = key.rpartition(".")[0]
            families[family] = families.get(family, 0) + 1
            if family and families[family] > MOST_INSTANCES:
                if families[family] == MOST_INSTANCES + 1:
                    rule = f"there are more than {MOST_INSTANCES} of {family}; at most {MOST_INSTANCES} fit into a plan"
                    self.findings.error(self.tab.at(row, column), rule, key=PART + key)
                continue
            part = _part(key, self.tab.text(row, label) if label is not None else "", parts)
            if part is None:
                add_on = missing_add_on(key) or missing_add_on(key.rpartition(".")[0])
                missing_add_ons = missing_add_ons or add_on is not None
                rule = "the planner has no such part" if add_on is None else add_on_needed(add_on)
                hint = partial(_meant_part, key) if add_on is None else add_on.way_out
                self.findings.error(self.tab.at(row, column), rule, hint, key=PART + key)
            else:
                parts[key] = part
                self._check_label(part, row, label)
        if missing_add_ons:  # nothing of theirs on other tabs can be read either
            raise PlanError(self.findings.errors)
        for name in ALWAYS:
            if name not in parts:
                self._missing(PART + name)
                parts[name] = Part(name, plan_streams()[name], plan_streams()[name].title)
        self._check_uses(tuple(parts.values()))
        return tuple(parts.values())

    def _check_label(self, part: Part, row: int, column: int | None) -> None:
        """Labels become headings; before that of an instance stands what it is one of."""
        if column is not None and self.tab.text(row, column):
            longest = LONGEST_LABEL + len(f"{part.component.title}: ")
            self.findings.by_rules(
                lambda rules: read_text(part.label, (part.key, "label"), rules, longest),
                self.tab.at(row, column), key=PART + part.key, value=part.label, hint="type another label",
            )  # fmt: skip

    def _check_uses(self, parts: tuple[Part, ...]) -> None:
        """What a stream looks at must be in the plan too."""
        for part in parts:
            for use in part.component.uses().values():
                if issubclass(use.stream, Stream) and not use.optional:
                    found = sum(other.component.is_a(use.stream) for other in parts)
                    if found != 1 and use.stream.name not in ALWAYS:
                        self._missing(PART + use.stream.name)

    def _wrong(self, key: str, value: str, rule: str) -> None:
        if key in self.keys:
            address = self.tab.at(self.keys[key][0], self.column)
            self.findings.error(address, rule, "the Log is not for typing, except for notes", key=key, value=value)


def _meant_part(key: str) -> str:
    return nearest(key, plan_streams())


def _part(key: str, label: str, parts: Mapping[str, Part]) -> Part | None:
    """The part that a key like "affiliate.amazon" or "sponsorships.signed.glow" stands for."""
    known = plan_streams()
    above, _, name = key.rpartition(".")
    component: type[Component]
    if key in known and not known[key].many:
        return Part(key, known[key], label or known[key].title, known[key].group)
    if not re.fullmatch(name_pattern(LONGEST_NAME), name):
        return None
    if above in known and known[above].many:
        return Part(key, known[above], label or name, known[above].group)
    parent, _, family = above.rpartition(".")
    if parent not in parts:
        return None
    component = parts[parent].component
    families = child_families(component)
    return Part(key, families[family], label or name, parent=parent, family=family) if family in families else None
