"""A mix as lines of a plan file: what to paste to try it."""

from __future__ import annotations

from revenue_planner.analysis.goal.result import Mix, Move
from revenue_planner.analysis.goal.roots import away
from revenue_planner.analysis.levers import Lever, levers
from revenue_planner.plan.editing.literals import list_literal, number_literal
from revenue_planner.plan.values import BASE, Plan

#: A factor by month has this many digits: few to read, and off by less than a cent in what plans earn.
_FACTOR_DIGITS = 9
#: The scenario in which a mix for Base is tried ("On target").
_NAME = "on_target"


def plan_lines(plan: Plan, scenario: str, mix: Mix) -> tuple[str, list[str]]:
    """The scenario to write a mix into, and its lines: a new scenario where Base is to reach the goal, so
    that both can be seen side by side; else the scenario itself."""
    every = {lever.key: lever for lever in levers(plan, scenario)}
    lines = [f"{move.key} = {_literal(plan, scenario, move, every[move.key])}" for move in mix.moves]
    if scenario != BASE:
        return scenario, lines
    name = _free_name(plan)
    return name, [f"[scenarios.{name}]", *lines]


def _free_name(plan: Plan) -> str:
    """A name that no scenario has, as name or as title."""
    taken = {name.casefold().replace(" ", "_") for each in plan.scenarios for name in (each.name, each.title)}
    names = [_NAME, *(f"{_NAME}_{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _literal(plan: Plan, scenario: str, move: Move, lever: Lever) -> str:
    if not move.every_month:
        return number_literal(move.value)
    own = plan.settings[scenario].get(move.key)
    if scenario == BASE or own is None:
        # As a change of Base: all its months are multiplied.
        times = away(move.value / move.today, _FACTOR_DIGITS, up=move.value > move.today)
        return f'"x{number_literal(times)}"'
    figures = [number_literal(figure) for figure in lever.figures(move.value)]
    while len(figures) > 1 and figures[-1] == figures[-2]:
        figures.pop()  # a list goes on with its last value
    return list_literal(figures)
