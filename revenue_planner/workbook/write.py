"""Write the whole workbook of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.model.build import Model
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.book import Book, uncollected
from revenue_planner.workbook.frame import Context, TabWriter
from revenue_planner.workbook.layout import GOAL, RISK, VALUE, Layout, result_prefix
from revenue_planner.workbook.style import Styles
from revenue_planner.workbook.tabs.calendar import write_calendar
from revenue_planner.workbook.tabs.checks import write_checks
from revenue_planner.workbook.tabs.compare.layout import CompareLayout
from revenue_planner.workbook.tabs.compare.tab import compare_checks, write_compare
from revenue_planner.workbook.tabs.dashboard import dashboard_checks, write_dashboard
from revenue_planner.workbook.tabs.goal.answers import AsBuilt
from revenue_planner.workbook.tabs.goal.tab import write_goal
from revenue_planner.workbook.tabs.inputs import write_inputs
from revenue_planner.workbook.tabs.log.tab import write_log
from revenue_planner.workbook.tabs.risk.tab import write_risk
from revenue_planner.workbook.tabs.scenario import scenario_tabs
from revenue_planner.workbook.tabs.start import write_start


def workbook_bytes(
    plan: Plan,
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    as_of: str = "",
    outlook: Outlook | None = None,
) -> bytes:
    """The finished .xlsx file. `values` are the computed lines, (months or 1, scenarios) by key.

    `as_of` is a date to note in the Log. With an `outlook` of all scenarios there is a tab Risk that shows it.

    The same plan and version give the same bytes.
    """
    with uncollected():
        return write_workbook(plan, model, values, as_of, outlook).bytes()


def write_workbook(
    plan: Plan,
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    as_of: str = "",
    outlook: Outlook | None = None,
    searched: AsBuilt | None = None,
) -> Book:
    """As `workbook_bytes`, with the book still open.

    `searched` stands for what the outlook's answers come to on the tab Goal, where it has none.
    """
    layout = Layout(plan, model)
    book = Book(plan.title, "Revenue plan")
    context = Context(plan, layout, values, book, Styles(book.workbook))
    tabs = _tabs(context, as_of, outlook, searched)
    write_start(context, tabs)
    for tab in tabs:
        tab.write(context)
    _names(book, layout)
    return book


def _tabs(context: Context, as_of: str, outlook: Outlook | None, searched: AsBuilt | None) -> list[TabWriter]:
    """The tabs after Start, in their order."""
    where = CompareLayout(context.layout)
    answers = None if outlook is None else outlook.answers
    risk = "What luck could do, what matters most, and what happens under stress"
    goal = "Type a target: how far it is, month by month, and what each lever alone would have to be"
    checks = [*compare_checks(where), *dashboard_checks(where)]
    return [
        TabWriter("Dashboard", "One scenario at a glance, against another", write_dashboard),
        TabWriter("Compare", "All scenarios side by side; any two with the bridge between them", write_compare),
        TabWriter("Inputs", "Every assumption: a column per scenario, its usual range, its source", write_inputs),
        TabWriter("Calendar", "Seasons, and what differs from month to month", write_calendar),
        *scenario_tabs(context),
        *([] if outlook is None else [TabWriter(RISK, risk, partial(write_risk, outlook=outlook, as_of=as_of))]),
        TabWriter(GOAL, goal, partial(write_goal, answers=answers, searched=searched)),
        TabWriter("Checks", "What must hold, and advice", partial(write_checks, more=checks)),
        TabWriter("Log", "What this file was built from, and room for your notes", partial(write_log, as_of=as_of)),
    ]


def _names(book: Book, layout: Layout) -> None:
    """A name for each summary result of each scenario: `out_base_take_home_12m`."""
    for scenario in layout.plan.scenarios:
        for short, line in layout.model.answers.items():
            cell = f"${letter(VALUE)}${layout.rows[line.key]}"
            name = result_prefix(scenario.name) + short
            book.workbook.define_name(name, f"={quoted(scenario.title)}!{cell}")
