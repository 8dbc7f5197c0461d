"""`revenue-planner sensitivity`: which inputs matter most, and what if a stream stops."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from revenue_planner.cli.shared.parameters import complete_scenario, one_output, plan_argument
from revenue_planner.cli.shared.progress import progress
from revenue_planner.cli.shared.terminal import put_json, say_problems
from revenue_planner.plan.risk import MOST_SEED

if TYPE_CHECKING:
    from revenue_planner.analysis.sensitivity.result import Share
    from revenue_planner.plan.values import Plan

FEWEST_SAMPLES, SAMPLES, MOST_SAMPLES = 64, 1024, 16_384


def complete_result(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Short names of the summary results."""
    from revenue_planner.reference.specimen import specimen

    answers = specimen().answers
    return [CompletionItem(name, help=line.label) for name, line in answers.items() if name.startswith(incomplete)]


@click.command(name="sensitivity", short_help="Show which inputs matter most, and what if a stream stops.")
@plan_argument
@click.option(
    "--on", metavar="RESULT", default="take_home_total", show_default=True, shell_complete=complete_result,
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
@click.option("--csv", "as_csv", is_flag=True, help="Everything about the inputs as CSV, one row per input.")
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
    as_csv: bool,
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
    one_output(as_json, as_csv)
    if not everywhere and (samples is not None or seed is not None):
        raise click.UsageError("--samples and --seed are for --global; add it, or leave them out")
    from dataclasses import replace

    from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
    from revenue_planner.analysis.sensitivity.stress_cases import stress_cases
    from revenue_planner.documents.sources import load_source

    checked = load_source(plan)
    found = sensitivity(checked, on, scenario, as_drawn)
    stress = stress_cases(checked, scenario)
    say_problems(checked.warnings)
    if everywhere:
        found = replace(found, shares=_shares(checked, on, scenario, samples or SAMPLES, seed))
    if as_json:
        from revenue_planner.cli.sensitivity.data import as_data

        put_json(as_data(checked, found, stress))
    elif as_csv:
        from revenue_planner.cli.sensitivity.data import write_csv

        write_csv(checked, found, sys.stdout)
    else:
        from revenue_planner.cli.sensitivity.table import show_sensitivity

        show_sensitivity(checked, found, stress, top)


def _shares(plan: Plan, on: str, scenario: str, samples: int, seed: int | None) -> tuple[Share, ...]:
    from revenue_planner.analysis.sensitivity.sobol import evaluations, global_sensitivity

    with progress("Varying all inputs", evaluations(plan, scenario, samples)) as done:
        return global_sensitivity(plan, on, scenario, samples, seed, done)
