"""In which order equations can be computed, whoever computes them.

Lines that need only other lines are computed over all months at once. Lines that need each other's previous
month go together, month after month, unless a line only adds to (or multiplies, or divides) its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.nodes import Ahead, Binary, Delayed, Expr, LineRef, Node, OverMonths, Previous
from revenue_planner.language.verification import find_cycle, same_month_refs

Running = Literal["add", "multiply", "divide"]


class Scheduled(Protocol):
    """A line with its bound equation. `place` is the equation's file and line."""

    @property
    def key(self) -> str: ...
    @property
    def body(self) -> Expr: ...
    @property
    def opening(self) -> Expr | None: ...
    @property
    def place(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Block:
    """Lines computed together, by key: one over all months, or several that need month after month."""

    lines: tuple[str, ...]
    recurrent: bool


def ordered(lines: Mapping[str, Scheduled]) -> tuple[Block, ...]:
    """Blocks in an order in which each finds what it needs, from lines by key.

    Raises EquationError, naming file and line, where lines depend on each other in the same month, or look
    at other months of a line that depends on them.
    """
    now = {key: {ref.key for ref in same_month_refs(line.body)} for key, line in lines.items()}
    cycle = find_cycle(now)
    if cycle:
        place = lines[cycle[0]].place
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
        blocks.append(Block(tuple(component), recurrent))
    return tuple(blocks)


def running(line: Scheduled) -> tuple[Running, list[tuple[str, Expr]]] | None:
    """The operation and its terms, in order, where a line is `previous + a - b …`, `previous * a …` or
    `previous / a …` and looks at itself nowhere else; None for any other line."""
    terms: list[tuple[str, Expr]] = []
    node = line.body
    while isinstance(node, Binary) and not touches(node.right, {line.key}):
        terms.insert(0, (node.operator, node.right))
        node = node.left
    signs = {sign for sign, _term in terms}
    if line.opening is None or not terms or not isinstance(node, Previous) or node.line.key != line.key:
        return None
    if signs <= {"+", "-"}:
        return "add", terms
    if signs == {"*"}:
        return "multiply", terms
    return ("divide", terms) if signs == {"/"} else None


def touches(node: Node, keys: set[str]) -> bool:
    """Whether any line of `keys` occurs in the expression."""
    return any(isinstance(part, LineRef) and part.key in keys for part in node.walk())


def _line_keys(expr: Expr) -> set[str]:
    return {node.key for node in expr.walk() if isinstance(node, LineRef)}


def _refuse_whole_rows(line: Scheduled, members: set[str]) -> None:
    def visit(node: Node) -> None:
        if isinstance(node, (Delayed, Ahead, OverMonths)) and node.line.key in members:
            raise EquationError(
                f"{line.place} {line.key}: looks at other months of {node.line.key}, which depends "
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
