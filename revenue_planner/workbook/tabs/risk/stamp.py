"""What the figures of the Risk tab were worked out from, for people and for programs that check them."""

from __future__ import annotations

from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.ground.months import Month
from revenue_planner.ground.version import __version__
from revenue_planner.plan.values import START, Plan
from revenue_planner.workbook.cells import Area
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import INPUTS
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE
from revenue_planner.workbook.tabs.log.tab import fingerprint
from revenue_planner.workbook.tabs.risk.layout import KEY, LABEL, STAMP, STAMP_KEY, A, RiskLayout

_LABELS = {
    "plan": "Plan",
    "version": "Planner version",
    "as_of": "As of",
    "start": "First month when built",
    "trials": "Runs, each with luck of its own",
    "seed": "Seed: the same one draws the same luck again",
    "goal": "Goal, as plan files and commands write it",
    "drawn": "Inputs that were drawn",
    "result": "Result that the inputs were moved for",
    "fingerprint": "Fingerprint of the plan",
}


def stamp_line(plan: Plan, outlook: Outlook, as_of: str) -> str:
    """What the figures come from, in one line."""
    simulation = outlook.simulation
    made = f"{simulation.trials:,} runs with {len(simulation.drawn)} inputs and the luck of each month drawn"
    date = f", as of {as_of}" if as_of else ""
    return f"{plan.title}: {made} (seed {simulation.seed}), planner {__version__}{date}"


def start_cell(context: Context) -> Area:
    """The cell of the Inputs that holds the plan's first month."""
    return INPUTS.cell(context.layout.input_rows[START], context.layout.scenario_column(0)).fixed


def write_stamp(context: Context, sheet: Sheet, where: RiskLayout, as_of: str, last: int) -> None:
    """A row for each of STAMP, with its key. Counts and seed are texts, as nothing is worked out from them; numbers of
    cells would hold too few digits of a seed."""
    plan, styles = context.plan, context.styles
    simulation = where.outlook.simulation
    bar(context, sheet, where.stamp_bar, "How this was worked out", last)
    goal = simulation.goal
    values: dict[str, str | Month] = {
        "plan": plan.title,
        "version": __version__,
        "as_of": as_of,
        "start": plan.timeline.start,
        "trials": str(simulation.trials),
        "seed": str(simulation.seed),
        "goal": goal.text if goal is not None else "",
        "drawn": str(len(simulation.drawn)),
        "result": where.outlook.sensitivity.key,
        "fingerprint": fingerprint(plan),
    }
    for name in STAMP:
        row, value = where.stamp_row(name), values[name]
        sheet.text(row, LABEL, _LABELS[name], styles.label())
        sheet.text(row, KEY, STAMP_KEY + name, styles.small())
        if isinstance(value, Month):
            sheet.number(row, A, float(value.serial), styles.make(num_format=DATE, align="left"))
        else:
            sheet.text(row, A, value, styles.make())
