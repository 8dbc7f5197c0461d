"""`revenue-planner build`: the workbook."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from revenue_planner.cli.shared.parameters import as_of_option, force_option, plan_argument
from revenue_planner.cli.shared.terminal import progress, put, say, say_problems
from revenue_planner.ground.atomic import check_target
from revenue_planner.plan.risk import FEWEST_TRIALS, MOST_TRIALS

SUFFIX = ".xlsx"


@click.command(name="build", short_help="Make the Excel workbook of a plan.")
@plan_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.xlsx",
    help="Where to put the workbook; beside the plan if you do not say.",
)  # fmt: skip
@as_of_option("in the tab Log")
@click.option(
    "--trials",
    type=click.IntRange(FEWEST_TRIALS, MOST_TRIALS),
    metavar="N",
    help="How many times luck is drawn for the tab Risk; as the plan has it if you do not say.",
)
@click.option("--no-risk", is_flag=True, help="Leave the tab Risk out, which is quicker.")
@force_option
def command(plan: Path, output: Path | None, as_of: str, trials: int | None, no_risk: bool, force: bool) -> None:
    """Make the Excel workbook of PLAN: every scenario live, ready to be changed.

    PLAN is a plan file, or a workbook that was changed and is to be made anew (give -o then).

    Its tab Risk draws good and bad luck thousands of times and shows what may come of it.

    A workbook that is there already is never touched without --force: you may have worked in it.

    \b
    Examples:
      revenue-planner build my_plan.toml
      revenue-planner build my_plan.toml -o october.xlsx
      revenue-planner build my_plan.toml --force
      revenue-planner build my_plan.toml --force --as-of 2027-01-31
      revenue-planner build my_plan.toml --force --no-risk
    """
    from revenue_planner.documents.sources import load_source

    if no_risk and trials is not None:
        raise click.UsageError("--no-risk leaves out what --trials is for; give one of them")
    target = output if output is not None else plan.with_suffix(SUFFIX)
    if target.suffix.lower() != SUFFIX:
        raise click.BadParameter(
            f'the workbook\'s name ends in .xlsx, for example "{target.stem}.xlsx"', param_hint="'-o'"
        )
    checked = load_source(plan)
    say_problems(checked.warnings)
    check_target(target, force=force)

    from revenue_planner.cli.shared.figures import headline
    from revenue_planner.cli.shared.tables import Column, Table, printed
    from revenue_planner.documents.making import make_workbook

    shown = nullcontext() if no_risk else progress("Drawing luck", trials or checked.risk.trials)
    with shown as drawn:
        result = make_workbook(
            checked, target, trials=trials, risk=not no_risk, as_of=as_of, force=force, progress=drawn
        )
    put(f"Made {target}")
    (money, *columns), *scenarios = headline(result)
    table = Table(money, [*map(Column, columns)])
    for title, *figures in scenarios:
        table.add(title, *figures)
    with printed() as page:
        page.table(table)
    say("Open it in Excel, LibreOffice or Google Sheets; begin with its tab Start.")
