"""What a goal would take as data: the shapes of `goal --json` and `--csv`.

They are kept stable for programs: keys may be added, none changes its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from revenue_planner.analysis.goal.result import GoalAnswer, Mix, Need
from revenue_planner.engine.data import data_unit, plain
from revenue_planner.ground.version import __version__
from revenue_planner.plan.values import Plan

CSV_HEADER = (
    "input", "part", "label", "unit", "nature", "by_month", "value", "needed", "times", "usual", "low", "high",
    "minimum", "maximum", "steady", "reason", "result",
)  # fmt: skip


def as_data(plan: Plan, answer: GoalAnswer) -> dict[str, object]:
    """`inputs` is a list: those that can do it alone and within what is usual, the others that can, those that
    cannot (`needed` is null, `reason` says why).

    `by_month` says that the input differs by month: its value is the average, and all months are to be
    multiplied by `times`, which makes them those of the list `months`. Counts (of videos, of deals) are whole
    numbers, in each month too, and the smallest change that does it; `result` is what the goal's result then is.
    Where the goal is `reached` already, `needed` is the value at which it is just reached still. `mix` is the
    smallest change of up to three inputs, `decisions` that of inputs which you decide on (`nature` "choice");
    null where there is none.
    """
    goal = answer.goal
    return {
        "planner": __version__,
        "title": plan.title,
        "currency": plan.currency,
        "scenario": answer.scenario.name,
        "goal": {
            "text": goal.text,
            "line": goal.key,
            "label": goal.label,
            "unit": data_unit(goal.unit, plan.currency),
            "comparison": goal.comparison,
            "amount": goal.amount,
            "month": None if goal.month is None else str(plan.timeline.month_of(goal.month)),
            "total": goal.whole,
        },
        "result": plain(answer.result),
        "reached": answer.reached,
        "inputs": [_input(plan, need) for need in answer.needs],
        "mix": _mix(plan, answer.mix),
        "decisions": _mix(plan, answer.decisions),
        "warnings": [str(warning) for warning in plan.warnings],
    }


def csv_rows(plan: Plan, answer: GoalAnswer) -> Iterator[list[object]]:
    """One row per input, in the order of the JSON; what there is none of is an empty field."""
    for need in answer.needs:
        row = _input(plan, need)
        yield [row[name] for name in CSV_HEADER]


def _input(plan: Plan, need: Need) -> dict[str, object]:
    return {
        "input": need.key,
        "part": need.part,
        "label": need.label,
        "unit": data_unit(need.unit, plan.currency),
        "nature": need.nature,
        "by_month": need.every_month,
        "value": need.today,
        "needed": need.needed,
        "times": need.times,
        "usual": need.within,
        "low": need.low,
        "high": need.high,
        "minimum": need.minimum,
        "maximum": need.maximum,
        "steady": need.steady,
        "reason": need.reason,
        "result": need.result,
        "months": list(need.months),
    }


def _mix(plan: Plan, mix: Mix | None) -> dict[str, object] | None:
    if mix is None:
        return None
    return {
        "change": mix.change,
        "result": mix.result,
        "inputs": [
            {
                "input": move.key,
                "part": move.part,
                "label": move.label,
                "unit": data_unit(move.unit, plan.currency),
                "nature": move.nature,
                "by_month": move.every_month,
                "value": move.today,
                "new": move.value,
                "months": list(move.months),
            }
            for move in mix.moves
        ],
    }
