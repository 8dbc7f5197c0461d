"""Bind all equations of a structure, break long sums, and put them in an order that can be computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from revenue_planner.language.lines import Answer, Line
from revenue_planner.language.nodes import Expr, Reference
from revenue_planner.model.bind import Scope, bind
from revenue_planner.model.steps import Steps
from revenue_planner.model.structure import ModelInput, Part, Structure
from revenue_planner.printers.schedule import Block, ordered
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Business
from revenue_planner.streams.totals import StreamTotal


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

    @property
    def full_label(self) -> str:
        """Its label, with its part where that is not all the business or the audience: "Amazon: earned"."""
        if self.part.key in (Business.name, Audience.name):
            return self.label
        return self.part.label_of(self.label)


@dataclass(frozen=True)
class Model:
    """All inputs and lines of a structure by key, and the blocks in which to compute them."""

    structure: Structure
    inputs: Mapping[str, ModelInput]
    lines: Mapping[str, ModelLine]
    blocks: tuple[Block, ...]

    @cached_property
    def answers(self) -> dict[str, ModelLine]:
        """Summary results by their short name (`take_home_12m`).

        Results of different parts that would share one go by their whole key, so that none is lost.
        """
        lines = [
            line
            for key, line in self.lines.items()
            if line.declared.answer and key == f"{line.part.key}.{line.declared.name}"
        ]
        count = Counter(answer_name(line.key).casefold() for line in lines)
        found: dict[str, ModelLine] = {}
        for line in lines:
            short = answer_name(line.key)
            found[short if count[short.casefold()] == 1 else _whole_name(line.key, count)] = line
        return found

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

    @cached_property
    def _users(self) -> dict[str, list[str]]:
        """The lines that look at each input or line."""
        found: dict[str, list[str]] = {}
        for line in self.lines.values():
            for key in _keys(line):
                found.setdefault(key, []).append(line.key)
        return found

    def used_by(self, key: str) -> list[str]:
        """The keys of the lines whose equation looks at this input or line."""
        return list(self._users.get(key, ()))


def answer_name(key: str) -> str:
    """`business.take_home_12m` -> `take_home_12m`; `by_stream.affiliate.earned_total` -> `affiliate_…`."""
    for stream in (Business, StreamTotal):
        key = key.removeprefix(f"{stream.name}.")
    return key.replace(".", "_")


def _whole_name(key: str, taken: Collection[str]) -> str:
    """A key as one word, with its underscores doubled so that no two keys come to the same."""
    name = key.replace("_", "__").replace(".", "_")
    while name.casefold() in taken:
        name += "__"
    return name


def _shown(line: ModelLine) -> Answer:
    assert line.declared.answer is not None
    return line.declared.answer


def _first_of_each(lines: Iterable[ModelLine], place: Callable[[ModelLine], int]) -> list[ModelLine]:
    found: dict[int, ModelLine] = {}
    for line in lines:
        if place(line):
            found.setdefault(place(line), line)
    return [found[number] for number in sorted(found)]


@lru_cache(maxsize=16)
def model_of(structure: Structure) -> Model:
    """The model of a structure, built once: structures repeat, as when a workbook's inputs change."""
    return build_model(structure)


def build_model(structure: Structure) -> Model:
    """Bind and order. Raises EquationError, naming the lines, where the equations form a cycle."""
    declared: dict[str, Line] = {}
    months = structure.timeline.months
    for part in structure.parts:
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
            steps = Steps(part.key, equation.line, declared)
            body, opening = steps.whole(body), None if opening is None else steps.within(opening)
            for step in steps.found:
                name = f"{part.key}.{step.name}"
                lines[name] = ModelLine(name, part, step.declared, step.body, None, step.label)
            lines[key] = ModelLine(key, part, equation.line, body, opening, equation.line.label)
    return Model(structure, dict(structure.inputs()), lines, ordered(lines))


def _keys(line: ModelLine) -> set[str]:
    nodes = [*line.body.walk(), *(line.opening.walk() if line.opening is not None else ())]
    return {node.key for node in nodes if isinstance(node, Reference)}
