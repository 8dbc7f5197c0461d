"""Compile a model into one Python function of arrays.

Lines that need only other lines are one numpy statement over all months. Lines that need each
other's previous month become a loop over months that holds nothing else; a line that only adds to (or
multiplies, or divides) its own previous month needs no loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from revenue_planner.engine import functions
from revenue_planner.engine.functions import Array
from revenue_planner.ground.months import Timeline
from revenue_planner.language.calendar import Calendar
from revenue_planner.language.nodes import (
    PLAN_PART,
    Constant,
    Conversion,
    Expr,
    InputRef,
    LineRef,
    Node,
    Previous,
    Season,
    TimelineRef,
)
from revenue_planner.model.build import Model, ModelLine, build_model, model_of
from revenue_planner.model.structure import Part, Structure
from revenue_planner.printers.numpy import MonthPrinter, NumpyPrinter
from revenue_planner.printers.schedule import Block, Running, running
from revenue_planner.printers.variables import timeline_variable, variables

#: Suffix of a key under which a program returns a line's figure for the month before the plan.
OPENING = "@opening"

_NAMESPACE: dict[str, object] = {
    "where": np.where,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "absolute": np.absolute,
    "sqrt": np.sqrt,
    "add": np.add,
    "multiply": np.multiply,
    "divide": np.divide,
    "empty": np.empty,
    "full": np.full,
    "broadcast_to": np.broadcast_to,
    "nan": np.nan,
    **{
        name: getattr(functions, name)
        for name in (
            "accumulated", "ahead", "at_month", "dated", "delayed", "first_over", "highest_over", "irr_over",
            "calendar_month", "lowest_over", "mean_over", "median_over", "months_after", "npv_over", "payment",
            "sum_over", "whole",
        )
    },
}  # fmt: skip


@dataclass(frozen=True)
class Program:
    """A compiled model. `run` takes input arrays by key and returns the arrays of the kept lines.

    `inputs` are the keys that the kept lines depend on; others may be left out.
    """

    model: Model
    source: str
    inputs: tuple[str, ...]
    keep: tuple[str, ...]
    names: tuple[str, ...]
    _function: Callable[..., list[Array]]

    def __reduce__(self) -> tuple[Any, ...]:
        """Copies and pickles hold the source, from which the function is compiled again."""
        return _loaded, (self.model, self.source, self.inputs, self.keep, self.names)

    def run(self, inputs: Mapping[str, Array], columns: int) -> dict[str, Array]:
        """Compute all columns (scenarios or trials).

        An input is shaped (1, columns) or, given by month, (months, columns); a season (12, columns);
        one column instead of all means "the same for all". A result is (months, columns), or
        (1, columns) where it is a figure or the same in every month.
        """
        timeline = self.model.structure.timeline
        calendar = calendar_rows(timeline)
        arguments = [inputs[key] for key in self.inputs]
        with np.errstate(all="ignore"):
            values = self._function(arguments, columns, timeline.months, _start(timeline), calendar)
        return {
            name: value if value.shape[1] == columns else np.broadcast_to(value, (len(value), columns))
            for name, value in zip(self.names, values, strict=True)
        }


def compile_model(model: Model, keep: Iterable[str] | None = None) -> Program:
    """Print and compile. `keep` names the lines to return (all by default); only what they need is computed."""
    kept = tuple(model.lines if keep is None else keep)
    if keep is not None:
        model = narrowed(model, kept)
    writer = _Writer(model)
    for block in model.blocks:
        writer.block(block)
    source = writer.source(kept)
    names = (*kept, *(f"{key}{OPENING}" for key in kept if key in writer.opened))
    return _loaded(model, source, tuple(model.inputs), kept, names)


def _loaded(
    model: Model, source: str, inputs: tuple[str, ...], keep: tuple[str, ...], names: tuple[str, ...]
) -> Program:
    namespace = dict(_NAMESPACE)
    exec(compile(source, "<model>", "exec"), namespace)
    return Program(model, source, inputs, keep, names, namespace["program"])  # type: ignore[arg-type]


@lru_cache(maxsize=32)
def program_of(structure: Structure, keys: tuple[str, ...] | None = None) -> Program:
    """What computes the model of a structure, or these lines and nothing that they do not need; compiled once."""
    return compile_model(model_of(structure), keys)


def narrowed(model: Model, keys: Iterable[str]) -> Model:
    """The model without the equations, lines and inputs that these lines do not need."""
    needed: set[str] = set()
    inputs: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key in needed:
            continue
        needed.add(key)
        line = model.lines[key]
        for expression in (line.body, line.opening):
            for node in expression.walk() if expression is not None else ():
                if isinstance(node, LineRef):
                    waiting.append(node.key)
                elif isinstance(node, InputRef):
                    inputs.add(node.key)
    return replace(
        model,
        inputs={key: each for key, each in model.inputs.items() if key in inputs},
        lines={key: line for key, line in model.lines.items() if key in needed},
        blocks=tuple(block for block in model.blocks if block.lines[0] in needed),
    )


class _Writer:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.names = variables(model.inputs, model.lines)
        self.statements: list[str] = []
        self.hoisted = 0
        self.opened: set[str] = set()
        #: What is found from all months of a line, computed once: many equations look at the same total.
        self.found: dict[str, str] = {}
        self.printer = NumpyPrinter(self.names, self._once)

    def block(self, block: Block) -> None:
        lines = [self.model.lines[key] for key in block.lines]
        steps = running(lines[0]) if block.recurrent and len(lines) == 1 else None
        if not block.recurrent:
            self._row(lines[0])
        elif steps is None:
            self._loop(lines)
        else:
            self._accumulate(lines[0], *steps)

    def _once(self, expression: str) -> str:
        if expression not in self.found:
            self.found[expression] = f"s{len(self.found)}"
            self.statements.append(f"{self.found[expression]} = {expression}")
        return self.found[expression]

    def _row(self, line: ModelLine) -> None:
        name, body = self.names[line.key], self.printer.print(line.body)
        if isinstance(line.body, (Constant, Conversion)):
            body = f"full((1, N), {body})"
        if line.opening is None:
            self.statements.append(f"{name.row} = {body}")
            return
        self._open(line, name.wide)
        self.statements += [f"{name.wide}[1:] = {body}", f"{name.row} = {name.wide}[1:]"]

    def _open(self, line: ModelLine, wide: str) -> None:
        assert line.opening is not None
        self.opened.add(line.key)
        self.statements.append(f"{wide} = empty((T + 1, N))")
        self.statements.append(f"{wide}[0] = ({self.printer.print(line.opening)})")

    def _accumulate(self, line: ModelLine, operation: Running, terms: list[tuple[str, Expr]]) -> None:
        assert line.opening is not None
        self.opened.add(line.key)
        name = self.names[line.key]
        printed = [f"{'-' if sign == '-' else ''}{self.printer.print(term)}" for sign, term in terms]
        opening = self.printer.print(line.opening)
        self.statements.append(f"{name.wide} = accumulated({operation}, {opening}, ({', '.join(printed)},), T, N)")
        self.statements.append(f"{name.row} = {name.wide}[1:]")

    def _loop(self, lines: Sequence[ModelLine]) -> None:
        inside = {line.key for line in lines}
        columns: dict[str, str] = {}

        def hoist(expression: str) -> str:
            if expression not in columns:
                self.hoisted += 1
                columns[expression] = f"h{self.hoisted}"
            return columns[expression]

        printer = MonthPrinter(self.names, inside, hoist, self._once)
        names = [self.names[line.key] for line in lines]
        body = [
            f"{name.now} = {name.wide}[t + 1] = {printer.print(line.body)}"
            for name, line in zip(names, lines, strict=True)
        ]
        for name, line in zip(names, lines, strict=True):
            if line.opening is not None:
                self._open(line, name.wide)
            else:
                self.statements.append(f"{name.wide} = empty((T + 1, N))")
        self.statements += [f"{name}_all = whole({expression}, T)" for expression, name in columns.items()]
        looked_back = {
            node.line.key
            for line in lines
            for node in line.body.walk()
            if isinstance(node, Previous) and node.line.key in inside
        }
        previous = [self.names[key] for key in sorted(looked_back)]
        self.statements += [f"{name.before} = {name.wide}[0]" for name in previous]
        rows = ", ".join(f"{name}_all" for name in columns.values())
        heads = ", ".join(columns.values())
        self.statements.append(f"for t, ({heads},) in enumerate(zip({rows})):" if rows else "for t in range(T):")
        self.statements += [f"    {statement}" for statement in body]
        self.statements += [f"    {name.before} = {name.now}" for name in previous]
        self.statements += [f"{name.row} = {name.wide}[1:]" for name in names]

    def source(self, keep: tuple[str, ...]) -> str:
        arguments = ", ".join(self.names[key].row for key in self.model.inputs)
        head = ["def program(inputs, N, T, plan_start, calendar):", f"    [{arguments}] = inputs"]
        if any(isinstance(node, (TimelineRef, Season)) for node in _nodes(self.model)):
            head += [f"    {timeline_variable(name)} = calendar[{name!r}]" for name in Calendar.lines()]
            head.append(f"    month_index = {timeline_variable(Calendar.calendar_month.name)}[:, 0].astype(int) - 1")
        body = [f"    {statement}" for statement in self.statements]
        wide = [self.names[key].wide for key in keep if key in self.opened]
        results = ", ".join([*(self.names[key].row for key in keep), *(f"{name}[:1]" for name in wide)])
        return "\n".join([*head, *body, f"    return [{results}]", ""])


def _nodes(model: Model) -> Iterator[Node]:
    for each in model.lines.values():
        for expression in (each.body, each.opening):
            if expression is not None:
                yield from expression.walk()


def calendar_model(timeline: Timeline) -> Model:
    """The calendar's lines by key ("plan.month_number"), bound for these months."""
    return build_model(Structure(timeline, (Part(PLAN_PART, Calendar, Calendar.title),)))


@lru_cache(maxsize=256)
def calendar_rows(timeline: Timeline) -> Mapping[str, Array]:
    """The calendar's lines by name, each (months, 1) or, a figure, (1, 1)."""
    program = compile_model(calendar_model(timeline))
    rows = program._function([], 1, timeline.months, _start(timeline), {})
    return {name.partition(".")[2]: row for name, row in zip(program.keep, rows, strict=False)}


def _start(timeline: Timeline) -> Array:
    return np.array([[float(timeline.start.serial)]])
