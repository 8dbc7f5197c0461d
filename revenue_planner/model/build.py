"""Bind all equations of a structure, break long sums, and put them in an order that can be computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.inputs import Input
from revenue_planner.language.lines import Line
from revenue_planner.language.nodes import (
    Ahead,
    Delayed,
    Expr,
    LargestOf,
    LineRef,
    Node,
    OverMonths,
    Previous,
    SumOf,
)
from revenue_planner.language.verification import find_cycle, same_month_refs
from revenue_planner.model.bind import Scope, bind
from revenue_planner.model.structure import Part, Structure

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


@dataclass(frozen=True, slots=True)
class Block:
    """Lines computed together: one line over all months, or several that need month after month."""

    lines: tuple[ModelLine, ...]
    recurrent: bool


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

    def used_by(self, key: str) -> list[str]:
        """The keys of the lines whose equation looks at this input or line."""
        return [line.key for line in self.lines.values() if key in _keys(line)]


def answer_name(key: str) -> str:
    """`business.take_home_12m` -> `take_home_12m`; `by_stream.affiliate.earned_total` -> `affiliate_…`."""
    for prefix in ("business.", "by_stream."):
        key = key.removeprefix(prefix)
    return key.replace(".", "_")


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
    return Model(structure, inputs, lines, _blocks(lines))


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


def _blocks(lines: Mapping[str, ModelLine]) -> tuple[Block, ...]:
    now = {key: {ref.key for ref in same_month_refs(line.body)} for key, line in lines.items()}
    cycle = find_cycle(now)
    if cycle:
        place = lines[cycle[0]].declared.place
        raise EquationError(
            f"{place} {' -> '.join(cycle)}: these lines depend on each other in the same month; "
            "one of them must use .previous"
        )
    everything = {key: _line_keys(line.body) for key, line in lines.items()}
    for line in lines.values():
        if line.opening is not None:
            everything[line.key] |= _line_keys(line.opening)
    blocks: list[Block] = []
    for component in _strongly_connected(everything):
        members = set(component)
        recurrent = len(members) > 1 or component[0] in everything[component[0]]
        if recurrent:
            for key in component:
                _refuse_whole_rows(lines[key], members)
            component = _in_order(component, now)
        blocks.append(Block(tuple(lines[key] for key in component), recurrent))
    return tuple(blocks)


def _line_keys(expr: Expr) -> set[str]:
    return {node.key for node in expr.walk() if isinstance(node, LineRef)}


def _refuse_whole_rows(line: ModelLine, members: set[str]) -> None:
    def visit(node: Node) -> None:
        if isinstance(node, (Delayed, Ahead, OverMonths)) and node.line.key in members:
            raise EquationError(
                f"{line.declared.place} {line.key}: looks at other months of {node.line.key}, which depends "
                "on it; only .previous may close such a loop"
            )
        if not isinstance(node, Previous):
            for child in node.children():
                visit(child)

    visit(line.body)


def _in_order(keys: list[str], depends: Mapping[str, set[str]]) -> list[str]:
    """A topological order by same-month dependence; known to exist."""
    members, ordered, done = set(keys), [], set()

    def visit(key: str) -> None:
        if key in done:
            return
        done.add(key)
        for other in sorted(depends[key] & members):
            visit(other)
        ordered.append(key)

    for key in keys:
        visit(key)
    return ordered


def _strongly_connected(depends: Mapping[str, set[str]]) -> list[list[str]]:
    """Tarjan's components, dependencies first; iteration order keeps the result deterministic."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    components: list[list[str]] = []

    for root in depends:
        if root in index:
            continue
        work = [(root, iter(sorted(depends[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, others = work[-1]
            for other in others:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(sorted(depends[other]))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    components.append(component)
    return components
