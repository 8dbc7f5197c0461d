"""The [scenarios] tables: names, titles, and what each changes of Base."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from revenue_planner.language.inputs import Input
from revenue_planner.model.structure import Structure
from revenue_planner.plan.reading.dotted_keys import Tree, any_input, key_tree, names_parts, no_such, no_such_hint
from revenue_planner.plan.reading.hints import Hint, Offer
from revenue_planner.plan.reading.names import (
    LONGEST_SCENARIO_NAME,
    RESERVED_TABS,
    folded,
    label_from,
    looks_of,
    read_name,
    read_tab_title,
)
from revenue_planner.plan.reading.settings import ValueReader
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Scenario, Setting

MOST_SCENARIOS = 12
BASE_SCENARIO = Scenario(BASE, "Base")
#: Shipped empty in every template, for the user to fill: no warning that it changes nothing.
OWN = "my_own"


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """A scenario as read: its settings, where each is written, and its stress lines as written."""

    scenario: Scenario
    settings: Mapping[str, Setting]
    paths: Mapping[str, Path]
    stress: object = field(default_factory=list)


def read_scenarios(
    data: Mapping[str, object], structure: Structure, base: Mapping[str, Setting], values: ValueReader
) -> list[ScenarioText]:
    """All scenarios beside Base, in the order of the file. `base` has the plan's own settings, by key."""
    findings = values.findings
    raw = data.get("scenarios", {})
    if not isinstance(raw, dict):
        findings.error(
            ("scenarios",),
            "must be a table",
            "each has a heading of its own: write [scenarios.cautious] for one called cautious",
        )
        return []
    if len(raw) > MOST_SCENARIOS:
        findings.error(("scenarios",), f"there are {len(raw):,} scenarios; at most {MOST_SCENARIOS} fit beside Base")
    tree = key_tree(structure.declared())
    titles = {folded(BASE_SCENARIO.title)}
    read: list[ScenarioText] = []
    for name, table in islice(raw.items(), MOST_SCENARIOS):
        path: Path = ("scenarios", name)
        if not isinstance(table, dict):
            hint: Hint = "write it under [scenarios.NAME]"
            if isinstance(table, list):
                hint = Offer(f"[scenarios.{name}]", "heading")
            findings.error(path, "must be a table", hint)
            continue
        if name == BASE:
            findings.error(path, "Base is the plan itself", "write its figures in the tables above, without scenarios")
            continue
        read_name(name, path, findings, LONGEST_SCENARIO_NAME)
        scenario = Scenario(name, _title(name, table, path, titles, findings))
        changes = {key: value for key, value in table.items() if key not in ("title", "stress")}
        walk = _Walk(values, base, structure.by_month())
        walk.into(tree, changes, path, "")
        read.append(ScenarioText(scenario, walk.settings, walk.paths, table.get("stress", [])))
        if not changes and not table.get("stress") and name != OWN:
            findings.warning(path, "this scenario changes nothing, so it shows the same as Base")
    return read


@dataclass(frozen=True)
class _Walk:
    """Reads the overrides of one scenario."""

    values: ValueReader
    base: Mapping[str, Setting]
    by_month: Collection[str]
    settings: dict[str, Setting] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def into(self, tree: Tree, table: dict[str, object], path: Path, prefix: str) -> None:
        findings = self.values.findings
        for name, raw in table.items():
            spot, key = (*path, name), f"{prefix}{name}"
            found = tree.get(name)
            if found is None:
                findings.unknown(
                    spot, no_such(prefix), partial(no_such_hint, name, prefix, tree), absent=names_parts(tree, name)
                )
            elif isinstance(found, Input):
                setting = self.values.read(found, raw, spot, self.base[key], by_month=key in self.by_month)
                if setting is not None and setting != Setting(None):
                    self.settings[key] = setting
                    self.paths[key] = spot
            elif isinstance(raw, dict):
                self.into(found, raw, spot, f"{key}.")
            else:
                rule = "must be a table" if isinstance(raw, list) else "is a table, not a value"
                findings.error(spot, rule, f"name one of its inputs, such as {any_input(found, key)} = …")


def _title(name: str, table: Mapping[str, object], path: Path, titles: set[str], findings: Findings) -> str:
    """A title that no other tab has."""
    title = None
    if "title" in table:
        path = (*path, "title")
        title = read_tab_title(table["title"], path, findings)
        if title is None:
            return label_from(name)
    elif name in RESERVED_TABS:
        hint = Offer(f'title = "{label_from(name)} case"', "below", form="add {} below it")
        findings.error(path, f'the workbook has a tab "{label_from(name)}" already', hint)
    title = title or label_from(name)
    if folded(title) in titles:
        findings.error(path, f'another scenario is called "{title}"', "give each a title of its own")
    elif looks_of(title) in {looks_of(each) for each in titles}:
        rule = "another scenario has a title that looks the same, so people cannot tell them apart"
        findings.warning(path, rule, "give each a title of its own")
    titles.add(folded(title))
    return title
