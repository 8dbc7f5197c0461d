"""`revenue-planner show`: what a plan comes to, without Excel."""

from __future__ import annotations

from pathlib import Path

import click

from revenue_planner.cli.shared.csv_output import CsvStyle, csv_options
from revenue_planner.cli.shared.parameters import complete_scenario, one_output, plan_argument
from revenue_planner.cli.shared.terminal import put_json, say_problems
from revenue_planner.plan.lookup import known


@click.command(name="show", short_help="Show what a plan comes to, here in the terminal.")
@plan_argument
@click.option(
    "-s", "--scenario", metavar="NAME", shell_complete=complete_scenario,
    help="The scenario whose trend is drawn (base if you do not say); with --json or --csv, the only one.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Every summary result, not only the main ones.")
@click.option("--json", "as_json", is_flag=True, help="Inputs, every month and every result as JSON.")
@csv_options("Every month as CSV: scenario,month,line,value,unit.")
def command(plan: Path, scenario: str | None, everything: bool, as_json: bool, csv: CsvStyle | None) -> None:
    """Show what PLAN comes to: all scenarios side by side, and each stream's trend.

    PLAN is a plan file or a workbook; of a workbook its inputs are read, and everything is worked out anew.

    --json prints title, currency, months and scenarios, then inputs, lines (one number a month), results
    and checks, each by key and then by scenario. Shares are 0.03, not 3; months "2027-03"; none is null.

    \b
    Examples:
      revenue-planner show my_plan.toml
      revenue-planner show my_plan.toml --scenario cautious
      revenue-planner show my_plan.toml --json > results.json
      revenue-planner show my_plan.toml --csv > months.csv
      revenue-planner show my_plan.xlsx
    """
    one_output(as_json, csv)
    from revenue_planner.documents.sources import load_source
    from revenue_planner.plan.values import BASE

    checked = load_source(plan)
    names = [each.name for each in checked.scenarios]
    chosen = known(scenario or BASE, names, "scenario")
    say_problems(checked.warnings)

    from revenue_planner.engine.run import run

    only = (chosen,) if scenario and (as_json or csv) else None
    result = run(checked, only)
    if as_json:
        from revenue_planner.engine.data import as_data

        put_json(as_data(result))
    elif csv is not None:
        from revenue_planner.cli.shared.csv_output import write_csv
        from revenue_planner.engine.data import CSV_HEADER, csv_rows

        write_csv(CSV_HEADER, csv_rows(result), csv)
    else:
        from revenue_planner.cli.show.table import show_table

        show_table(result, chosen, everything=everything)
