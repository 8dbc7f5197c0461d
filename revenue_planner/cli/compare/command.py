"""`revenue-planner compare`: what differs between plans, workbooks and scenarios, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from revenue_planner.cli.shared.csv_output import CsvStyle, csv_options
from revenue_planner.cli.shared.parameters import force_option, sources_argument
from revenue_planner.cli.shared.terminal import put, put_json, say, say_problems
from revenue_planner.ground.atomic import check_target, write_atomically

if TYPE_CHECKING:
    from revenue_planner.analysis.comparison.result import Comparison

SUFFIX = ".xlsx"


@click.command(name="compare", short_help="Show what differs between plans or scenarios, and why.")
@sources_argument("sources")
@click.option(
    "--all", "everything", is_flag=True, help="Every result and every differing input, not only the main ones."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, at full precision.")
@csv_options("Everything as CSV, one row per figure.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.xlsx",
    help="Make a workbook of the comparison, with charts.",
)  # fmt: skip
@force_option
def command(
    sources: tuple[str, ...], everything: bool, as_json: bool, csv: CsvStyle | None, output: Path | None, force: bool
) -> None:
    """Compare A with each B: results side by side, inputs that differ, and two bridges between the take-homes.

    Each is a plan file or a workbook. A scenario of it stands after a colon; without one it is Base. A
    file alone is compared with itself: Base with each of its other scenarios.

    \b
    Examples:
      revenue-planner compare my_plan.toml
      revenue-planner compare my_plan.toml my_plan.xlsx
      revenue-planner compare my_plan.toml:base my_plan.toml:cautious
      revenue-planner compare old.toml 'new.xlsx:My own' -o comparison.xlsx
      revenue-planner compare my_plan.toml --json > comparison.json
    """
    if sum((as_json, csv is not None, output is not None)) > 1:
        raise click.UsageError("--json, --csv and -o are different outputs; ask for one of them")
    if output is not None:
        _check_output(output, sources, force)
    from revenue_planner.documents.sides import compare

    comparison = compare(sources)
    _say_warnings(comparison)
    if as_json:
        from revenue_planner.analysis.comparison.data import as_data

        put_json(as_data(comparison))
    elif csv is not None:
        from revenue_planner.analysis.comparison.data import CSV_HEADER, csv_rows
        from revenue_planner.cli.shared.csv_output import write_csv

        write_csv(CSV_HEADER, csv_rows(comparison), csv)
    elif output is not None:
        from revenue_planner.workbook.comparison.write import comparison_bytes

        write_atomically(output, comparison_bytes(comparison), force)
        put(f"Made {output}")
    else:
        from revenue_planner.cli.compare.table import show_comparison

        show_comparison(comparison, everything=everything)


def _check_output(output: Path, sources: tuple[str, ...], force: bool) -> None:
    if output.suffix.lower() != SUFFIX:
        raise click.BadParameter(
            f'the workbook\'s name ends in .xlsx, for example "{output.stem}.xlsx"', param_hint="'-o'"
        )
    from revenue_planner.documents.sources import parse_spec

    for source in sources:
        if parse_spec(source).path.absolute() == output.absolute():
            raise click.BadParameter(f"{output} is what you compare; give another name", param_hint="'-o'")
    check_target(output, force=force)


def _say_warnings(comparison: Comparison) -> None:
    plans = {side.source: side.plan for side in comparison.sides}
    for plan in plans.values():
        say_problems(plan.warnings)
    for warning in comparison.warnings:
        say(f"warning: {warning}")
