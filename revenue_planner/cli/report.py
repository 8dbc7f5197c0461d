"""`revenue-planner report`: the plan as a page to read."""

from __future__ import annotations

from pathlib import Path

import click

from revenue_planner.cli.shared.parameters import as_of_option, force_option, plan_argument
from revenue_planner.cli.shared.terminal import progress, put, say, say_problems
from revenue_planner.ground.atomic import check_target
from revenue_planner.plan.risk import FEWEST_TRIALS, MOST_SEED, MOST_TRIALS

SUFFIX = ".html"
_SUFFIXES = (SUFFIX, ".htm")


@click.command(name="report", short_help="Make a page of a plan, to read and to print.")
@plan_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.html",
    help="Where to put the page; beside the plan if you do not say.",
)  # fmt: skip
@click.option(
    "--trials", type=click.IntRange(FEWEST_TRIALS, MOST_TRIALS), metavar="N",
    help="How many times luck is drawn; as the plan has it if you do not say.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), metavar="N",
    help="Other draws of luck; the plan's own seed if you do not say.",
)  # fmt: skip
@click.option(
    "--goal", "goal_text", metavar="GOAL",
    help='What you want to reach, as "take_home >= 5000 by 2027-12"; the plan\'s own goal if you do not say.',
)  # fmt: skip
@as_of_option("on the page")
@force_option
def command(
    plan: Path,
    output: Path | None,
    trials: int | None,
    seed: int | None,
    goal_text: str | None,
    as_of: str,
    force: bool,
) -> None:
    """Make a page of PLAN, for those who would rather read than open Excel.

    PLAN is a plan file or a workbook; of a workbook its inputs are read, and everything is worked out anew.

    The page is one file that needs no internet. It shows what the plan comes to, the scenarios, what luck may
    do, which figures matter most, what your goal would take, and every assumption with its source.

    \b
    Examples:
      revenue-planner report my_plan.toml
      revenue-planner report my_plan.toml -o for_the_bank.html --as-of 2027-01-31
      revenue-planner report my_plan.toml --goal "take_home >= 5000 by 2027-12" --force
      revenue-planner report my_plan.xlsx
    """
    from revenue_planner.documents.sources import load_source

    target = output if output is not None else plan.with_suffix(SUFFIX)
    if target.suffix.lower() not in _SUFFIXES:
        raise click.BadParameter(f'the page\'s name ends in .html, for example "{target.stem}.html"', param_hint="'-o'")
    checked = load_source(plan)
    say_problems(checked.warnings)
    check_target(target, force=force)

    from revenue_planner.documents.making import make_page

    with progress("Drawing luck", trials or checked.risk.trials) as drawn:
        make_page(checked, target, trials=trials, seed=seed, goal=goal_text, as_of=as_of, force=force, progress=drawn)
    put(f"Made {target}")
    say("Open it with a double-click; to print it or to save it as PDF, choose Print in your browser.")
