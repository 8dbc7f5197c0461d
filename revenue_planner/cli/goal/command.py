"""`revenue-planner goal`: what it would take to reach a goal."""

from __future__ import annotations

from pathlib import Path

import click

from revenue_planner.cli.shared.csv_output import CsvStyle, csv_options
from revenue_planner.cli.shared.parameters import complete_scenario, one_output, plan_argument
from revenue_planner.cli.shared.terminal import put_json, say_problems


@click.command(name="goal", short_help="Show what it would take to reach a goal.")
@plan_argument
@click.option(
    "--reach", "wanted", metavar="GOAL",
    help='Such as "take_home >= 5000 by 2027-12"; without it the goal under [risk] in the plan, else your '
    "income target in month 12.",
)  # fmt: skip
@click.option(
    "-s", "--scenario", metavar="NAME", default="base", shell_complete=complete_scenario,
    help="The scenario that is to reach it; base if you do not say.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Every number of the plan, not only those that come nearest.")
@click.option("--no-mix", is_flag=True, help="Only each number alone, no mix of several.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, at full precision.")
@csv_options("What each number alone would have to be as CSV, one row each.")
def command(
    plan: Path, wanted: str | None, scenario: str, everything: bool, no_mix: bool, as_json: bool, csv: CsvStyle | None
) -> None:
    """Show what each number of PLAN, changed alone, would have to be to reach a goal, and the smallest mix.

    PLAN is a plan file or a workbook. A goal is a result, >= or <=, an amount, and the month whose figure
    counts: a line by month (take_home, earned, profit, cash, views, followers, or the key of any other),
    "total take_home" for the sum up to the month, or a summary result without a month (take_home_12m,
    lowest_cash; "show --json" lists them all).

    Results rise in steps where a number is whole or a bar opens something; then the first step that reaches the goal
    is meant. What is usual is the range that "explain" gives for an input.

    \b
    Examples:
      revenue-planner goal my_plan.toml --reach "take_home >= 5000 by 2027-12"
      revenue-planner goal my_plan.toml --reach "total earned >= 60000 by month 12"
      revenue-planner goal my_plan.toml --reach "lowest_cash >= 0" --scenario cautious
      revenue-planner goal my_plan.xlsx --reach "followers >= 100k by month 12" --json
    """
    one_output(as_json, csv)
    from revenue_planner.analysis.goal.goal import seek_text
    from revenue_planner.documents.sources import find_scenario, load_source

    checked = load_source(plan)
    chosen = find_scenario(checked, scenario, str(plan)).name
    answer = seek_text(checked, wanted, chosen, mix=not no_mix)
    say_problems(checked.warnings)
    if as_json:
        from revenue_planner.analysis.goal.data import as_data

        put_json(as_data(checked, answer))
    elif csv is not None:
        from revenue_planner.analysis.goal.data import CSV_HEADER, csv_rows
        from revenue_planner.cli.shared.csv_output import write_csv

        write_csv(CSV_HEADER, csv_rows(checked, answer), csv)
    else:
        from revenue_planner.cli.goal.table import show_goal

        show_goal(checked, answer, everything=everything, mixes=not no_mix)
