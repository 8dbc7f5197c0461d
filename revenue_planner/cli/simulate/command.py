"""`revenue-planner simulate`: what could happen, in thousands of trials of a plan."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from revenue_planner.cli.shared.csv_output import CsvStyle, csv_options
from revenue_planner.cli.shared.parameters import complete_scenario, one_output, plan_argument
from revenue_planner.cli.shared.terminal import put_json, say_problems
from revenue_planner.plan.risk import DEFAULT_TRIALS, MOST_SEED, MOST_TRIALS


@click.command(name="simulate", short_help="Show what could happen: unlucky, typical, lucky.")
@plan_argument
@click.option(
    "--trials", type=click.IntRange(1, MOST_TRIALS), metavar="N",
    help=f"How many trials; more give surer figures. If you do not say, as in the plan, else {DEFAULT_TRIALS:,}.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), metavar="N",
    help="Other luck. The same seed gives the same figures every time; if you do not say, the plan's, else 1.",
)  # fmt: skip
@click.option(
    "--goal", metavar="GOAL",
    help='Also the chance of this goal, such as "take_home >= 5000 by 2027-12"; else of the plan\'s own.',
)  # fmt: skip
@click.option(
    "-s", "--scenario", "scenarios", multiple=True, metavar="NAME", shell_complete=complete_scenario,
    help="Only this scenario; may be given several times.",
)  # fmt: skip
@click.option("--months", is_flag=True, help="Also the take-home of every month, of the first scenario shown.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, at full precision, with sampling errors.")
@csv_options("Everything but the chances as CSV, one row per figure and month.")
def command(
    plan: Path,
    trials: int | None,
    seed: int | None,
    goal: str | None,
    scenarios: tuple[str, ...],
    months: bool,
    as_json: bool,
    csv: CsvStyle | None,
) -> None:
    """Show what could happen: PLAN goes through thousands of trials, each with its own luck.

    PLAN is a plan file or a workbook. In each trial the figures that nobody knows for sure lie somewhere
    between low and high, months swing, and now and then a video goes viral, reach is limited, a sponsor
    cancels or a stream stops. All scenarios have the same luck, so what differs between them is not chance.

    \b
    Examples:
      revenue-planner simulate my_plan.toml
      revenue-planner simulate my_plan.toml --goal "take_home >= 5000 by 2027-12"
      revenue-planner simulate my_plan.toml --scenario base --months
      revenue-planner simulate my_plan.xlsx --trials 100000 --json > outcomes.json
    """
    one_output(as_json, csv)
    from revenue_planner.analysis.goal.aim import resolve_goal
    from revenue_planner.analysis.simulation.simulate import simulate
    from revenue_planner.documents.sources import load_source

    checked = load_source(plan)
    wanted = resolve_goal(checked, goal) if goal is not None else None
    say_problems(checked.warnings)
    with _progress(trials or checked.risk.trials) as advance:
        found = simulate(checked, trials=trials, seed=seed, goal=wanted, scenarios=scenarios or None, progress=advance)
    if as_json:
        from revenue_planner.analysis.simulation.data import as_data

        put_json(as_data(found))
    elif csv is not None:
        from revenue_planner.analysis.simulation.data import CSV_HEADER, csv_rows
        from revenue_planner.cli.shared.csv_output import write_csv

        write_csv(CSV_HEADER, csv_rows(found), csv)
    else:
        from revenue_planner.cli.simulate.table import show_simulation

        show_simulation(found, months=months)


@contextmanager
def _progress(trials: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr while somebody looks on; it is gone once the trials are done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Trials"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("", total=trials)
        yield lambda done: progress.advance(task, done)
