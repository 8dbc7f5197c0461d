"""Compile a model into one Python function of arrays.

Lines that need only other lines are one numpy statement over all months. Lines that need each
other's previous month become a loop over months that holds nothing else; a line that only adds to (or
multiplies, or divides) its own previous month needs no loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from revenue_planner.engine import functions
from revenue_planner.engine.functions import Array
from revenue_planner.ground.months import Timeline
from revenue_planner.language.nodes import Binary, Constant, Expr, InputRef, LineRef, Previous
from revenue_planner.model.build import Block, Model, ModelLine
from revenue_planner.printers.numpy import MonthPrinter, NumpyPrinter, touches

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
            "lowest_over", "mean_over", "median_over", "npv_over", "payment", "sum_over", "whole",
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

    def run(self, inputs: Mapping[str, Array], columns: int) -> dict[str, Array]:
        """Compute all columns (scenarios or trials).

        An input is shaped (1, columns) or, given by month, (months, columns); a season (12, columns);
        one column instead of all means "the same for all". A result is (months, columns), or
        (1, columns) where it is a figure or the same in every month.
        """
        timeline = _timeline_arrays(self.model.structure.timeline)
        arguments = [inputs[key] for key in self.inputs]
        with np.errstate(all="ignore"):
            values = self._function(arguments, columns, **timeline)
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
    namespace = dict(_NAMESPACE)
    exec(compile(source, "<model>", "exec"), namespace)
    names = (*kept, *(f"{key}{OPENING}" for key in kept if key in writer.opened))
    return Program(model, source, tuple(model.inputs), kept, names, namespace["program"])  # type: ignore[arg-type]


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
                    inputs.add(f"{node.owner}.{node.name}")
    return replace(
        model,
        inputs={key: each for key, each in model.inputs.items() if key in inputs},
        lines={key: line for key, line in model.lines.items() if key in needed},
        blocks=tuple(block for block in model.blocks if block.lines[0].key in needed),
    )


class _Writer:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.names = {key: f"i{number}" for number, key in enumerate(model.inputs)}
        self.names |= {key: f"v{number}" for number, key in enumerate(model.lines)}
        self.statements: list[str] = []
        self.hoisted = 0
        self.opened: set[str] = set()
        self.printer = NumpyPrinter(self.names)

    def block(self, block: Block) -> None:
        if not block.recurrent:
            self._row(block.lines[0])
            return
        steps = _running(block.lines[0]) if len(block.lines) == 1 else None
        if steps is None:
            self._loop(block)
        else:
            self._accumulate(block.lines[0], *steps)

    def _row(self, line: ModelLine) -> None:
        name, body = self.names[line.key], self.printer.print(line.body)
        if isinstance(line.body, Constant):
            body = f"full((1, N), {body})"
        if line.opening is None:
            self.statements.append(f"{name} = {body}")
            return
        wide = name.replace("v", "w", 1)
        self._open(line, wide)
        self.statements += [f"{wide}[1:] = {body}", f"{name} = {wide}[1:]"]

    def _open(self, line: ModelLine, wide: str) -> None:
        assert line.opening is not None
        self.opened.add(line.key)
        self.statements.append(f"{wide} = empty((T + 1, N))")
        self.statements.append(f"{wide}[0] = ({self.printer.print(line.opening)})")

    def _accumulate(self, line: ModelLine, operation: str, terms: list[tuple[str, Expr]]) -> None:
        assert line.opening is not None
        self.opened.add(line.key)
        name = self.names[line.key]
        wide = name.replace("v", "w", 1)
        printed = [f"{'-' if sign == '-' else ''}{self.printer.print(term)}" for sign, term in terms]
        opening = self.printer.print(line.opening)
        self.statements.append(f"{wide} = accumulated({operation}, {opening}, ({', '.join(printed)},), T, N)")
        self.statements.append(f"{name} = {wide}[1:]")

    def _loop(self, block: Block) -> None:
        inside = {line.key for line in block.lines}
        columns: dict[str, str] = {}

        def hoist(expression: str) -> str:
            if expression not in columns:
                self.hoisted += 1
                columns[expression] = f"h{self.hoisted}"
            return columns[expression]

        printer = MonthPrinter(self.names, inside, hoist)
        body: list[str] = []
        previous = {
            node.line.key
            for line in block.lines
            for node in line.body.walk()
            if isinstance(node, Previous) and node.line.key in inside
        }
        for line in block.lines:
            name = self.names[line.key]
            current, wide = name.replace("v", "c", 1), name.replace("v", "w", 1)
            body.append(f"{current} = {wide}[t + 1] = {printer.print(line.body)}")
        for line in block.lines:
            wide = self.names[line.key].replace("v", "w", 1)
            if line.opening is not None:
                self._open(line, wide)
            else:
                self.statements.append(f"{wide} = empty((T + 1, N))")
        for expression, name in columns.items():
            self.statements.append(f"{name}_all = whole({expression}, T)")
        for key in sorted(previous):
            name = self.names[key]
            first, wide = name.replace("v", "p", 1), name.replace("v", "w", 1)
            self.statements.append(f"{first} = {wide}[0]")
        rows = ", ".join(f"{name}_all" for name in columns.values())
        heads = ", ".join(columns.values())
        self.statements.append(f"for t, ({heads},) in enumerate(zip({rows})):" if rows else "for t in range(T):")
        self.statements += [f"    {statement}" for statement in body]
        for key in sorted(previous):
            name = self.names[key]
            self.statements.append(f"    {name.replace('v', 'p', 1)} = {name.replace('v', 'c', 1)}")
        for line in block.lines:
            name = self.names[line.key]
            self.statements.append(f"{name} = {name.replace('v', 'w', 1)}[1:]")

    def source(self, keep: tuple[str, ...]) -> str:
        arguments = ", ".join(self.names[key] for key in self.model.inputs)
        head = [
            "def program(inputs, N, T, month_index, tl_month_number, tl_months_elapsed, tl_calendar_month,",
            "            tl_new_year, tl_plan_months, tl_one_month):",
            f"    [{arguments}] = inputs",
        ]
        body = [f"    {statement}" for statement in self.statements]
        wide = [self.names[key].replace("v", "w", 1) for key in keep if key in self.opened]
        results = ", ".join([*(self.names[key] for key in keep), *(f"{name}[:1]" for name in wide)])
        return "\n".join([*head, *body, f"    return [{results}]", ""])


def _running(line: ModelLine) -> tuple[str, list[tuple[str, Expr]]] | None:
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


def _timeline_arrays(timeline: Timeline) -> dict[str, object]:
    numbers = np.arange(1.0, timeline.months + 1.0)[:, None]
    calendar = np.array([month.month for month in timeline])
    return {
        "T": timeline.months,
        "month_index": calendar - 1,
        "tl_month_number": numbers,
        "tl_months_elapsed": numbers - 1.0,
        "tl_calendar_month": calendar[:, None].astype(float),
        "tl_new_year": ((numbers > 1.0) & ((numbers - 1.0) % 12.0 == 0.0)).astype(float),
        "tl_plan_months": np.array([[float(timeline.months)]]),
        "tl_one_month": np.array([[1.0]]),
    }
