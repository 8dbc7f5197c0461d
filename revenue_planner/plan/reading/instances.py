"""The tables of a plan file: which parts the plan has, and what is written for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from revenue_planner.ground.text import listed
from revenue_planner.language.component import Component, Stream
from revenue_planner.model.structure import Part
from revenue_planner.plan.reading.head import KEYS as PLAN_KEYS
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_key, nearest_of
from revenue_planner.plan.reading.names import LONGEST_LABEL, label_from, looks_of, read_name, read_text
from revenue_planner.plan.risk import RISK, RISK_KEYS
from revenue_planner.plan.tables import (
    ALWAYS,
    MOST_INSTANCES,
    OTHER_TABLES,
    add_on_needed,
    child_families,
    heading,
    missing_add_on,
    plan_streams,
)
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings, shortened

_NAMING = ("name", "label")


@dataclass(frozen=True, slots=True)
class Table:
    """A part, where it is written, and its inputs as written."""

    part: Part
    path: Path
    inputs: Mapping[str, object]


def read_tables(data: Mapping[str, object], findings: Findings) -> list[Table]:
    """All parts of the plan, in the order of their sections. Unknown tables and keys are errors."""
    reader = _TableReader(findings)
    for name, raw in data.items():
        if name not in OTHER_TABLES:
            reader.top_level(name, raw)
    known = plan_streams()
    for name in ALWAYS:
        if name not in data and name in known:
            reader.tables.append(Table(Part(name, known[name], known[name].title), (name,), {}))
    parts = [table.part for table in reader.tables]
    if not any(part.group for part in parts) and not reader.unsure:
        headings = ", ".join(heading(stream, stream.many) for stream in known.values() if stream.group)
        findings.missing((), "the plan has no way to earn money", f"add at least one of {headings}")
    _check_uses(parts, findings)
    return reader.tables


class _TableReader:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.tables: list[Table] = []
        #: Whether a table could not be made out, so that a stream may only seem to be missing.
        self.unsure = False
        self.known = plan_streams()

    def top_level(self, name: str, raw: object) -> None:
        """A table, or a group of tables such as [tiktok_shop]."""
        if name in self.known and "." not in name:
            self._stream(self.known[name], raw, (name,))
            return
        inner = [full for full in self.known if full.startswith(f"{name}.")]
        if inner and isinstance(raw, dict):
            self._group(name, raw, inner)
        elif inner:
            self.unsure = True
            self.findings.error((name,), "must be a table", f"write {self._headings(inner)}")
        else:
            self._unknown_table(name, raw)

    def _group(self, name: str, raw: dict[str, object], inner: list[str]) -> None:
        headings = self._headings(inner)
        self.unsure = self.unsure or not any(f"{name}.{key}" in self.known for key in raw)
        if not raw:
            self.findings.error((name,), "has nothing in it", f"write {headings}")
        for key, value in raw.items():
            full = f"{name}.{key}"
            if full in self.known:
                self._stream(self.known[full], value, tuple(full.split(".")))
            else:
                add_on = missing_add_on(full)
                if add_on is not None:
                    self.findings.unknown((name, key), add_on_needed(add_on), add_on.way_out)
                    continue
                hint = partial(self._meant_in_group, name, key, inner, headings)
                self.findings.unknown((name, key), f"[{name}] has no such key", hint)

    def _meant_in_group(self, name: str, key: str, inner: list[str], headings: str) -> Hint:
        offers: list[Offer] = []
        if not _owners(key, self.known.values()):
            near = nearest_of(f"{name}.{key}", inner)
            offers = [Offer(each.removeprefix(f"{name}."), "key", form="did you mean {}?") for each in near]
        return offers or f"write it under {headings}"

    def _headings(self, names: list[str]) -> str:
        return listed(heading(self.known[name], self.known[name].many) for name in names)

    def _unknown_table(self, name: str, raw: object) -> None:
        tables = [*OTHER_TABLES, *self.known]
        self.unsure = True
        add_on = missing_add_on(name, raw)
        hint: Hint
        if add_on is not None:
            self.findings.unknown((name,), add_on_needed(add_on), add_on.way_out)
        elif name in tables:
            hint = Offer(f"[{name}]", "heading", when=", without quotes")
            self.findings.unknown((name,), "there is no such table", hint)
        elif isinstance(raw, (dict, list)) and not _is_values(raw):
            self.findings.unknown((name,), "there is no such table", partial(_meant_table, name, tables))
        else:
            openers = [heading(owner, owner.many) for owner in _owners(name, self.known.values())]
            openers = ["[plan]"] if name in PLAN_KEYS else ["[risk]"] if name in RISK_KEYS else openers
            hint = f"write it under {openers[0]}" if openers else ""
            self.findings.unknown((name,), "stands outside of any table", hint)

    def _stream(self, stream: type[Stream], raw: object, path: Path) -> None:
        if stream.many:
            self._instances(stream, raw, path, stream.name, heading(stream, many=True))
        elif isinstance(raw, dict):
            beside = RISK_KEYS if stream.name == RISK else ()
            self._part(Part(stream.name, stream, stream.title, stream.group), raw, path, beside)
        else:
            rule = "there is only one" if isinstance(raw, list) else "must be a table"
            hint: Hint = f"write {heading(stream, many=False)} on a line of its own, with single brackets"
            if isinstance(raw, list) and len(raw) == 1:
                hint = Offer(heading(stream, many=False), "heading", when="on a line of its own, with single brackets")
            self._part(Part(stream.name, stream, stream.title, stream.group), {}, path, ())
            self.findings.error(path, rule, hint)

    def _instances(
        self, component: type[Component], raw: object, path: Path, prefix: str, opener: str, parent: Part | None = None
    ) -> None:
        """`[[affiliate]]` tables, or a part's children, each with a name."""
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self.unsure = True
            rule = "there may be several, so each has double brackets and a name"
            self.findings.error(path, rule, _double_brackets(raw, path, opener))
            return
        if len(raw) > MOST_INSTANCES:
            self.unsure = True
            self.findings.error(path, f"there are {len(raw)}; at most {MOST_INSTANCES} fit into a plan")
            return
        if not raw:
            self.findings.error(path, "is an empty list", f"write {opener}, or leave the line out")
        taken: dict[str, Path] = {}
        labels: dict[str, tuple[str, str]] = {}
        for index, table in enumerate(raw):
            spot = (*path, index)
            name = self._name(table, spot, prefix, opener, taken)
            if name is None:
                self._part(Part("", component, ""), table, spot, _NAMING)
                self.unsure = True
                continue
            label = self._label(table, spot, name, labels)
            key = f"{prefix}.{name}"
            title = f"{component.title}: {label}"
            if parent is None:
                part = Part(key, component, title, component.group if issubclass(component, Stream) else "")
            else:
                part = Part(key, component, title, parent=parent.key, family=str(path[-1]))
            self._part(part, table, spot, _NAMING)

    def _name(
        self, table: dict[str, object], path: Path, prefix: str, opener: str, taken: dict[str, Path]
    ) -> str | None:
        """A usable name. A bad one is used all the same, so that scenarios do not complain of it again."""
        if "name" not in table:
            example = f"{prefix.split('.')[-1]}_1"
            hint = Offer(f'name = "{example}"', "below", form=f"write {{}} under {opener}")
            self.findings.missing((*path, "name"), "is missing", hint)
            return None
        name = table["name"]
        if isinstance(name, str):
            self.findings.call(path, shortened(f"{prefix}.{name}"))
        read_name(name, (*path, "name"), self.findings)
        if not isinstance(name, str) or not name:
            return None
        if name in taken:
            line = self.findings.line(taken[name])
            where = f" (line {line})" if line else ""
            self.findings.error((*path, "name"), f"another {opener} has this name already{where}", "give each its own")
            return None
        taken[name] = (*path, "name")
        return name

    def _label(self, table: dict[str, object], path: Path, name: str, labels: dict[str, tuple[str, str]]) -> str:
        label = None
        if "label" in table:
            label = read_text(table["label"], (*path, "label"), self.findings, LONGEST_LABEL)
        label = label or label_from(name)
        seen = looks_of(label)
        if seen in labels:
            other, written = labels[seen]
            same = "has the same label" if written == label else "has a label that looks the same"
            rule = f'"{other}" {same}, so people cannot tell them apart'
            self.findings.warning((*path, "label"), rule, "give each a label of its own")
        labels.setdefault(seen, (name, label))
        return label

    def _part(self, part: Part, raw: dict[str, object], path: Path, beside: tuple[str, ...]) -> None:
        """Keep a part and its inputs; report keys that are neither its own nor `beside` them.

        A part without key is only checked.
        """
        inputs, families = part.component.inputs(), child_families(part.component)
        if part.key:
            self.tables.append(Table(part, path, {key: raw[key] for key in raw if key in inputs}))
        for key, value in raw.items():
            if key in families:
                opener = f"[[{'.'.join(str(step) for step in path if isinstance(step, str))}.{key}]]"
                self._instances(families[key], value, (*path, key), f"{part.key}.{key}", opener, part)
            elif key not in inputs and key not in beside:
                self._unknown_key(part.component, key, path, [*beside, *inputs, *families])

    def _unknown_key(self, component: type[Component], key: str, path: Path, options: list[str]) -> None:
        self.findings.unknown((*path, key), f"{component.title} has no such key", partial(self._meant, key, options))

    def _meant(self, key: str, options: list[str]) -> Hint:
        owners = _owners(key, self.known.values())
        if key in _NAMING:
            return f"only tables in double brackets have a {key}"
        if key in RISK_KEYS:
            return f"it belongs under [{RISK}]"
        return f"it belongs under {heading(owners[0], owners[0].many)}" if owners else nearest_key(key, options)


def _meant_table(name: str, tables: list[str]) -> Hint:
    return nearest_key(name, tables) or f"there are {', '.join(tables)}"


def _check_uses(parts: list[Part], findings: Findings) -> None:
    """Every part finds the one stream that it looks at."""
    for part in parts:
        for use in part.component.uses().values():
            found = [other for other in parts if other.component.is_a(use.stream)]
            if len(found) == 1 or (not found and use.optional):
                continue
            path, title = tuple(part.key.split(".")), use.stream.title
            if found:
                findings.error(path, f"looks at one {title}, but the plan has {len(found)}", "keep one of them")
            else:
                name = use.stream.name if issubclass(use.stream, Stream) else use.name
                findings.missing(path, f"looks at {title}, which the plan does not have", f"add the table [{name}]")


def _owners(key: str, known: Iterable[type[Stream]]) -> list[type[Stream]]:
    """The streams that have an input of this name."""
    return [stream for stream in known if key in stream.inputs()]


def _is_values(raw: dict[str, object] | list[object]) -> bool:
    """Whether it is a list of numbers rather than a table."""
    return isinstance(raw, list) and not any(isinstance(item, dict) for item in raw)


def _double_brackets(raw: object, path: Path, opener: str) -> Hint:
    """`[affiliate]` and `[affiliate.amazon]` as they were meant: `[[affiliate]]` and below it name = "amazon"."""
    line = f'name = "{_example_name(raw)}"'
    if not isinstance(raw, dict):
        return f"write {opener} and below it {line}"
    inner = [key for key, value in raw.items() if isinstance(value, dict)]
    if isinstance(raw.get("name"), str) and raw["name"] and not inner:
        return Offer(opener, "heading", when=f"and below it {line}")
    if not inner:
        return Offer(f"{opener}\n{line}", "heading")
    if len(raw) == 1:
        return Offer(f"{opener}\n{line}", "heading", at=(*path, inner[0]))
    return f"write {opener} and below it {line}"


def _example_name(raw: object) -> str:
    """`[affiliate.amazon]` was probably meant to name an instance."""
    if isinstance(raw, dict):
        if isinstance(raw.get("name"), str) and raw["name"]:
            return str(raw["name"])
        return next((str(key) for key, value in raw.items() if isinstance(value, dict)), "first")
    return "first"
