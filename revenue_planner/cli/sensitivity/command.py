"""`revenue-planner sensitivity`: which inputs matter most, and what if a stream stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from revenue_planner.analysis.sensitivity.result import RESULT
from revenue_planner.cli.shared.csv_output import CsvStyle, csv_options
from revenue_planner.cli.shared.parameters import complete_scenario, one_output, plan_argument
from revenue_planner.cli.shared.terminal import progress, put_json, say_problems
from revenue_planner.plan.risk import DEFAULT_SAMPLES as SAMPLES
from revenue_planner.plan.risk import FEWEST_SAMPLES, MOST_SAMPLES, MOST_SEED

if TYPE_CHECKING:
    from revenue_planner.plan.values import Plan


def complete_result(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Short names of the summary results."""
    from revenue_planner.reference.specimen import specimen

    answers = specimen().answers
    return [CompletionItem(name, help=line.label) for name, line in answers.items() if name.startswith(incomplete)]


@click.command(name="sensitivity", short_help="Show which inputs matter most, and what if a stream stops.")
@plan_argument
@click.option(
    "--on", metavar="RESULT", default=RESULT, show_default=True, shell_complete=complete_result,
    help='The result that is looked at, such as take_home_12m or lowest_cash; "show --json" lists them all.',
)  # fmt: skip
@click.option(
    "-s", "--scenario", metavar="NAME", default="base", shell_complete=complete_scenario,
    help="The scenario that is looked at; base if you do not say.",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(min=1), default=15, metavar="N", show_default=True, help="How many inputs are shown."
)
@click.option(
    "--as-drawn", is_flag=True,
    help="Only the inputs that simulate draws, between the ends it draws them: how unsure each is, not how far "
    "it could go.",
)  # fmt: skip
@click.option(
    "--global", "everywhere", is_flag=True,
    help="Also vary all of them at once, and share out the uncertainty among them (takes some seconds).",
)  # fmt: skip
@click.option(
    "--samples", type=click.IntRange(FEWEST_SAMPLES, MOST_SAMPLES), metavar="N",
    help=f"With --global: more points, surer shares ({SAMPLES} if you do not say; made a power of two).",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), metavar="N",
    help="With --global: other points; the plan's own seed if you do not say.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, at full precision.")
@csv_options("Everything about the inputs as CSV, one row per input.")
def command(
    plan: Path,
    on: str,
    scenario: str,
    top: int,
    as_drawn: bool,
    everywhere: bool,
    samples: int | None,
    seed: int | None,
    as_json: bool,
    csv: CsvStyle | None,
) -> None:
    """Show what each number of PLAN does to a result, moved alone from its low to its high.

    PLAN is a plan file or a workbook. Low and high are what is usual, or what the plan says under
    [risk.inputs]; they always include the plan's own figure. Below stands what comes of the plan if a
    stream stops, and if reach halves for three months.

    \b
    Examples:
      revenue-planner sensitivity my_plan.toml
      revenue-planner sensitivity my_plan.toml --on lowest_cash --scenario cautious
      revenue-planner sensitivity my_plan.toml --as-drawn --global
      revenue-planner sensitivity my_plan.xlsx --json > sensitivity.json
    """
    one_output(as_json, csv)
    if not everywhere and (samples is not None or seed is not None):
        raise click.UsageError("--samples and --seed are for --global; add it, or leave them out")
    from revenue_planner.analysis.sensitivity.study import study
    from revenue_planner.documents.sources import load_source

    checked = load_source(plan)
    points = (samples or SAMPLES) if everywhere else None
    with _progress(checked, scenario, points) as done:
        found = study(checked, on, scenario, as_drawn=as_drawn, samples=points, seed=seed, progress=done)
    say_problems(checked.warnings)
    if as_json:
        from revenue_planner.analysis.sensitivity.data import as_data

        put_json(as_data(found))
    elif csv is not None:
        from revenue_planner.analysis.sensitivity.data import CSV_HEADER, csv_rows
        from revenue_planner.cli.shared.csv_output import write_csv

        write_csv(CSV_HEADER, csv_rows(checked, found.found), csv)
    else:
        from revenue_planner.cli.sensitivity.table import show_sensitivity

        show_sensitivity(checked, found.found, found.stress, top)


@contextmanager
def _progress(plan: Plan, scenario: str, samples: int | None) -> Iterator[Callable[[int], None] | None]:
    """A bar where all inputs are varied at once."""
    if samples is None:
        yield None
        return
    from revenue_planner.analysis.sensitivity.sobol import evaluations

    with progress("Varying all inputs", evaluations(plan, scenario, samples)) as done:
        yield done
