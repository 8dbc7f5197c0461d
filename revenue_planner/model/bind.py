"""Turn a class's references by role into references by key, for one part of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.component import Stream
from revenue_planner.language.lines import Line
from revenue_planner.language.nodes import (
    Ahead,
    Binary,
    Collect,
    Constant,
    Delayed,
    Expr,
    LargestOf,
    LineRef,
    Node,
    OverMonths,
    Previous,
    Reference,
    SumOf,
)
from revenue_planner.language.vocabulary import ZERO
from revenue_planner.model.structure import Part

_OF_ONE_LINE = (Previous, Delayed, Ahead, OverMonths)


@dataclass(frozen=True)
class Scope:
    """What the references of one part may mean."""

    part: Part
    parts: tuple[Part, ...]
    lines: Mapping[str, Line]

    def owner(self, role: str) -> str | None:
        """The key that a role stands for; None for an optional stream the plan does not have."""
        if role == "":
            return self.part.key
        use = self.part.component.uses()[role]
        found = [part.key for part in self.parts if part.component.is_a(use.stream)]
        if len(found) == 1:
            return found[0]
        if not found and use.optional:
            return None
        raise EquationError(f"{self.part.key} looks at one {role}, but the plan has {len(found)}")

    def members(self, role: str, among: type) -> list[Part]:
        """The parts of a family: a part's own children, or the streams it sums over."""
        if not issubclass(among, Stream):
            return [p for p in self.parts if p.parent == self.part.key and p.family == role]
        group = self.part.group
        return [p for p in self.parts if issubclass(p.component, among) and group in ("", p.group)]


def bind(node: Expr, scope: Scope) -> Expr:
    """The expression with every reference resolved. Absent optional streams become 0."""
    return cast(Expr, _bind(node, scope))


def _bind(node: Node, scope: Scope) -> Node:
    if isinstance(node, Reference):
        owner = scope.owner(node.owner)
        return ZERO if owner is None else type(node)(owner, node.name, node.declared)
    if isinstance(node, Collect):
        return _collect(node, scope)
    if isinstance(node, _OF_ONE_LINE):
        owner = scope.owner(node.line.owner)
        if owner is None:
            return ZERO
    if not node.children():
        return node
    bound = type(node)(*[_bound(getattr(node, name), scope) for name in node.__dataclass_fields__])
    return _without_zero(bound) if isinstance(bound, Binary) else bound


def _bound(field: object, scope: Scope) -> object:
    """A field of a node, bound where it holds nodes."""
    if isinstance(field, Node):
        return _bind(field, scope)
    if isinstance(field, tuple):
        return tuple(part for part in (_bind(each, scope) for each in field) if not _is_zero(part))
    return field


def _collect(node: Collect, scope: Scope) -> Expr:
    terms: list[Expr] = []
    for part in scope.members(node.role, node.among):
        declared = scope.lines.get(f"{part.key}.{node.line.name}")
        if declared is not None:
            terms.append(LineRef(part.key, node.line.name, declared))
    if not terms:
        return ZERO
    if len(terms) == 1:
        return terms[0]
    return LargestOf(tuple(terms)) if node.largest else SumOf(tuple(terms))


def _is_zero(node: Node) -> bool:
    return isinstance(node, Constant) and node.value == 0


def _without_zero(node: Binary) -> Expr:
    """Drop the zeros that absent streams leave behind, so that no row says `+0`."""
    left_zero, right_zero = _is_zero(node.left), _is_zero(node.right)
    if right_zero and node.operator in "+-":
        return node.left
    if left_zero and node.operator == "+":
        return node.right
    if (left_zero or right_zero) and node.operator == "*":
        return ZERO
    return node
