"""What is done with a node, decided by its kind: the one way in which printers and checks find their rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.nodes import Node

#: What a rule returns.
Result = TypeVar("Result")
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Rules(Generic[Result]):
    """Functions (or methods) by the kind of node that they take.

    A kind without one of its own is refused: nothing is inherited and nothing is a default.
    """

    def __init__(self, name: str) -> None:
        """`name` says in messages whose rules they are: "numpy", "words"."""
        self.name = name
        self._functions: dict[type[Node], Callable[..., Result]] = {}

    def rule(self, *kinds: type[Node]) -> Callable[[_Function], _Function]:
        """Makes the decorated function the rule of these kinds."""

        def declare(function: _Function) -> _Function:
            for kind in kinds:
                self._functions[kind] = function
            return function

        return declare

    def of(self, node: Node) -> Callable[..., Result]:
        """The rule for a node. Raises EquationError where there is none."""
        function = self._functions.get(type(node))
        if function is None:
            raise self.missing(node)
        return function

    def missing(self, node: Node) -> EquationError:
        """The error of a printer that cannot print a node."""
        return EquationError(f"the {self.name} printer has no rule for {type(node).__name__}")
