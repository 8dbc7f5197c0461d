"""Bind all equations of a structure, break long sums, and put them in an order that can be computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from revenue_planner.language.inputs import Input
from revenue_planner.language.lines import Answer, Line
from revenue_planner.language.nodes import (
    Expr,
    LargestOf,
    LineRef,
    SumOf,
)
from revenue_planner.model.bind import Scope, bind
from revenue_planner.model.structure import Part, Structure
from revenue_planner.printers.schedule import Block, ordered

#: More terms than this are summed in steps, so that every formula stays short.
LONGEST_SUM = 8


@dataclass(frozen=True, slots=True)
class ModelInput:
    key: str
    part: Part
    declared: Input


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A bound equation. `opening` is None where the line has no figure before month 1."""

    key: str
    part: Part
    declared: Line
    body: Expr
    opening: Expr | None
    label: str

    @property
    def place(self) -> str:
        """File and line of its equation."""
        return self.declared.place


@dataclass(frozen=True)
class Model:
    """All inputs and lines of a structure by key, and the blocks in which to compute them."""

    structure: Structure
    inputs: Mapping[str, ModelInput]
    lines: Mapping[str, ModelLine]
    blocks: tuple[Block, ...]

    @cached_property
    def answers(self) -> dict[str, ModelLine]:
        """Summary results by their short name (`take_home_12m`)."""
        return {
            answer_name(key): line
            for key, line in self.lines.items()
            if line.declared.answer and key == f"{line.part.key}.{line.declared.name}"
        }

    @cached_property
    def results(self) -> list[ModelLine]:
        """The answers in order of their places."""
        return sorted(self.answers.values(), key=lambda line: _shown(line).place)

    @cached_property
    def tiles(self) -> list[ModelLine]:
        """The results of the Dashboard's tiles, in their order."""
        return _first_of_each(self.results, lambda line: _shown(line).tile)

    @cached_property
    def headlines(self) -> list[ModelLine]:
        """The results of the short table on Start, in their order."""
        return _first_of_each(self.results, lambda line: _shown(line).headline)

    def used_by(self, key: str) -> list[str]:
        """The keys of the lines whose equation looks at this input or line."""
        return [line.key for line in self.lines.values() if key in _keys(line)]


def answer_name(key: str) -> str:
    """`business.take_home_12m` -> `take_home_12m`; `by_stream.affiliate.earned_total` -> `affiliate_…`."""
    for prefix in ("business.", "by_stream."):
        key = key.removeprefix(prefix)
    return key.replace(".", "_")


def _shown(line: ModelLine) -> Answer:
    assert line.declared.answer is not None
    return line.declared.answer


def _first_of_each(lines: Iterable[ModelLine], place: Callable[[ModelLine], int]) -> list[ModelLine]:
    found: dict[int, ModelLine] = {}
    for line in lines:
        if place(line):
            found.setdefault(place(line), line)
    return [found[number] for number in sorted(found)]


def build_model(structure: Structure) -> Model:
    """Bind and order. Raises EquationError, naming the lines, where the equations form a cycle."""
    inputs: dict[str, ModelInput] = {}
    declared: dict[str, Line] = {}
    months = structure.timeline.months
    for part in structure.parts:
        for name, declared_input in part.component.inputs().items():
            key = f"{part.key}.{name}"
            inputs[key] = ModelInput(key, part, declared_input)
        for name, line in part.component.lines().items():
            if line.needs_months <= months:
                declared[f"{part.key}.{name}"] = line
    lines: dict[str, ModelLine] = {}
    for part in structure.parts:
        scope = Scope(part, structure.parts, declared)
        for name, equation in part.component.equations().items():
            key = f"{part.key}.{name}"
            if key not in declared:
                continue
            body = bind(equation.body, scope)
            opening = None if equation.opening is None else bind(equation.opening, scope)
            bound = ModelLine(key, part, equation.line, body, opening, equation.line.label)
            lines.update((step.key, step) for step in _in_steps(bound))
    return Model(structure, inputs, lines, ordered(lines))


def _in_steps(line: ModelLine) -> list[ModelLine]:
    """A sum or maximum of many terms becomes subtotals, each a line of its own, and their sum."""
    body = line.body
    if not isinstance(body, (SumOf, LargestOf)) or len(body.terms) <= LONGEST_SUM:
        return [line]
    kind = type(body)
    steps: list[ModelLine] = []
    terms = list(body.terms)
    while len(terms) > LONGEST_SUM:
        chunk, terms = terms[:LONGEST_SUM], terms[LONGEST_SUM:]
        name = f"{line.declared.name}_part_{len(steps) + 1}"
        label = f"{line.label}, part {len(steps) + 1}"
        steps.append(ModelLine(f"{line.part.key}.{name}", line.part, line.declared, kind(tuple(chunk)), None, label))
        terms.append(LineRef(line.part.key, name, line.declared))
    steps.append(ModelLine(line.key, line.part, line.declared, kind(tuple(terms)), line.opening, line.label))
    return steps


def _keys(line: ModelLine) -> set[str]:
    nodes = [*line.body.walk(), *(line.opening.walk() if line.opening is not None else ())]
    return {f"{n.owner}.{n.name}" for n in nodes if hasattr(n, "owner") and hasattr(n, "name")}
