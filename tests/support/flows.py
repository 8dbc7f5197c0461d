"""Cash flows of which one rate of return above 0 exists, and a workbook that looks for the rates of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

import numpy as np
import xlsxwriter

from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import compile_model
from revenue_planner.language import ZERO, Assume, Expr, Stream, at_least, line
from revenue_planner.language.nodes import TOLERANCE, LineRef
from revenue_planner.model.build import Model, build_model
from revenue_planner.printers.excel import ExcelPrinter
from revenue_planner.printers.positions import Positions
from revenue_planner.streams.business.investment import Investment
from tests.support.toys import structure_of
from tests.support.workbook_file import Cells


class Project(Stream):
    """Any cash flow, and the rows that a plan has on its investment over it."""

    name = "project"
    sections = (Investment,)

    flow = Assume(0, "money", low=0, high=1, minimum=-1e15, by_month=True)

    @line("money")
    def net_cash(self) -> Expr:
        """The flow."""
        return self.flow

    @line("money")
    def received(self) -> Expr:
        """What comes in."""
        return at_least(self.flow, ZERO)

    @line("money")
    def paid(self) -> Expr:
        """What goes out."""
        return at_least(ZERO - self.flow, ZERO)


LEAST, GUESS, RATE = "project.least_rate", "project.rate_from_6", "project.irr_monthly"
GREATEST, EXISTS = "project.greatest_rate", "project.irr_exists"
_FLOW, _SO_FAR = "project.investment_flow", "project.cumulative_cash"
#: Rows that the workbook has as numbers: the formulas of these are found in any other.
_GIVEN = ("project.initial_investment", EXISTS, _FLOW, _SO_FAR)
_PLAN = ("plan.plan_months", "plan.one_month", "plan.tolerance")


def hostile_flows(months: int, columns: int, seed: int = 0) -> Array:
    """Flows shaped (1 + months, columns). Cash so far is below 0 in some months and above it from then on.

    Otherwise it is anything: every flow of which a rate exists is of this kind. It may change sign many times,
    end with losses, be tiny in one month and huge in the next.
    """
    rng = np.random.default_rng((seed, months))
    early = np.minimum(rng.integers(1, 5, columns), months)
    back = np.where(rng.random(columns) < 0.6, rng.integers(1, months + 1, columns), early)
    shape, spreads = (months + 1, columns), rng.choice([0.1, 1.0, 3.0, 6.0], (2, columns))
    out = 10 ** (rng.uniform(0, 1, shape) * spreads[0] + rng.uniform(0, 4, columns))
    gained = 10 ** (rng.uniform(0, 1, shape) * spreads[1] + rng.uniform(-1, 4, columns))
    so_far = np.where(np.arange(months + 1)[:, None] < back, -out, gained)
    so_far = np.round(so_far, 2)
    flows = np.diff(so_far, axis=0, prepend=0.0)
    # What is too small beside all that came and went counts as nothing, and of nothing there is no rate.
    seen = np.flatnonzero((np.abs(so_far) > 10 * TOLERANCE.value * np.abs(flows).sum(0)).all(0))
    return np.asarray(flows[:, np.resize(seen, columns)])


def lines_of(flows: Array) -> dict[str, Array]:
    """Every row of `Project`, by key."""
    inputs = {
        "project.flow": flows[1:],
        "project.initial_investment": -flows[:1],
        "project.discount_rate": np.full((1, 1), 0.1),
    }
    return compile_model(_model(flows)).run(inputs, flows.shape[1])


def workbook_of(sheets: Mapping[str, Array], guess: float | None = None) -> tuple[bytes, Cells]:
    """A workbook that finds the rate of every flow, and our values of its formulas; their cached values are wrong.

    With a `guess` the search begins there, not where the formulas say.
    """
    out, ours = BytesIO(), Cells()
    book = xlsxwriter.Workbook(out)
    for name, flows in sheets.items():
        sheet, model, lines = book.add_worksheet(name), _model(flows), lines_of(flows)
        figures = list(dict.fromkeys(_figures_before(model, RATE)))
        keys = (*_GIVEN, *figures)
        for row, number in enumerate((len(flows) - 1, 1, TOLERANCE.value)):
            sheet.write_number(row, 0, number)
        for column, flow in enumerate(flows.T):
            top = len(_PLAN) + column * len(keys)
            rows = {key: row for row, key in enumerate(_PLAN, start=1)}
            rows |= {key: row for row, key in enumerate(keys, start=top + 1)}
            printer = ExcelPrinter(Positions(rows, frozenset({_FLOW, _SO_FAR}), len(flow) - 1, 0, 1, 1))
            sheet.write_column(top, 0, (-flow[0], lines[EXISTS][0, column]))
            sheet.write_row(top + 2, 1, flow)
            sheet.write_row(top + 3, 1, flow.cumsum())
            for key in figures:
                cell = f"A{rows[key]}"
                if key == GUESS and guess is not None:
                    sheet.write_number(cell, guess)
                    continue
                sheet.write_formula(cell, f"={printer.print(model.lines[key].body)}", None, -1)
                ours[name, cell] = float(lines[key][0, column])
    book.close()
    return out.getvalue(), ours


def _model(flows: Array) -> Model:
    return build_model(structure_of(Project, months=len(flows) - 1))


def _figures_before(model: Model, key: str) -> Iterator[str]:
    """The figure and those that it needs, needed ones first."""
    for node in model.lines[key].body.walk():
        if isinstance(node, LineRef) and node.key not in _GIVEN:
            yield from _figures_before(model, node.key)
    yield key
