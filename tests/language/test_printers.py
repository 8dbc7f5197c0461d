"""One tree, several printers: each has a rule for every node, or says which it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from revenue_planner.ground.errors import EquationError
from revenue_planner.language import nodes
from revenue_planner.language.labels import labels_within
from revenue_planner.language.nodes import (
    Binary,
    Collect,
    Compare,
    Condition,
    Expr,
    Is,
    Node,
    Reference,
    When,
)
from revenue_planner.language.unit_rules import unit_of
from revenue_planner.printers.excel import ExcelPrinter
from revenue_planner.printers.numpy import MonthPrinter, NumpyPrinter
from revenue_planner.printers.positions import Positions
from revenue_planner.printers.variables import variables
from revenue_planner.printers.words import in_words
from tests.language.samples import AT, SAMPLES, Sample


@dataclass(frozen=True, slots=True, eq=False)
class Strange(Expr):
    """A node that nobody has a rule for."""


@dataclass(frozen=True, slots=True, eq=False)
class Odd(Condition):
    """A condition that nobody has a rule for."""


KEYS = [f".{name}" for name in (*Sample.inputs(), *Sample.lines())]
NAMES = variables((), KEYS)
POSITIONS = Positions(
    rows=defaultdict(lambda: 9),
    monthly=frozenset({".orders", ".unlocked", "plan.month_number"}),
    months=6,
    value_column=3,
    opening_column=4,
    date_row=3,
)

Printer = Callable[[Node], object]
#: A new printer is a line here.
PRINTERS: dict[str, Printer] = {
    "numpy": lambda node: NumpyPrinter(NAMES).print(node),
    "numpy, month by month": lambda node: MonthPrinter(NAMES, {".orders"}, str).print(node),
    "words": lambda node: in_words(node, labels_within("", {})),
    "unit": unit_of,
    "Excel": lambda node: ExcelPrinter(POSITIONS).print(node),
}
#: What a printer never meets: families are bound before they are computed, conditions have no unit.
NEVER_MET: dict[str, set[type[Node]]] = {
    "numpy": {Collect},
    "numpy, month by month": {Collect},
    "Excel": {Collect},
    "unit": {Compare, Is},
}


def test_the_samples_hold_one_of_every_node() -> None:
    declared = [value for value in vars(nodes).values() if isinstance(value, type) and issubclass(value, Node)]
    assert {type(node) for node, _ in SAMPLES} == set(declared) - {Node, Expr, Condition, Reference}


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("node", [node for node, _ in SAMPLES], ids=lambda node: type(node).__name__)
def test_every_printer_has_a_rule_for_every_node_it_meets(printer: str, node: Node) -> None:
    if type(node) in NEVER_MET.get(printer, set()):
        with pytest.raises(EquationError, match=f"has no rule for {type(node).__name__}"):
            PRINTERS[printer](node)
    else:
        PRINTERS[printer](node)


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize(
    ("node", "named"),
    [
        (Strange(), "Strange"),
        (Binary("+", AT.orders, Strange()), "Strange"),
        (When(AT.orders > AT.price, Strange(), AT.price), "Strange"),
        (When(Odd(), AT.orders, AT.price), "Odd"),
    ],
    ids=["alone", "in a sum", "in a choice", "a condition"],
)
def test_a_node_without_a_rule_fails_loudly(printer: str, node: Node, named: str) -> None:
    with pytest.raises(EquationError, match=f"printer has no rule for {named}"):
        PRINTERS[printer](node)
