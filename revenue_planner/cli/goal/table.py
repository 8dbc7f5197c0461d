"""What a goal would take, in the terminal: each number alone, the smallest mix, and the lines to try it with."""

from __future__ import annotations

import math
from collections.abc import Sequence

from revenue_planner.analysis.goal.goal import NO_EFFECT
from revenue_planner.analysis.goal.result import Goal, GoalAnswer, Mix, Move, Need
from revenue_planner.analysis.goal.roots import away
from revenue_planner.analysis.levers import Lever, levers
from revenue_planner.cli.shared.paragraphs import INDENT
from revenue_planner.cli.shared.tables import Column, Page, Table, printed
from revenue_planner.ground.text import counted, money_text, number_text, relative_text
from revenue_planner.plan.editing.literals import list_literal, number_literal
from revenue_planner.plan.values import BASE, Plan

#: Without --all, so many of each kind are shown.
_MOST = 12
_MOST_REASONS = 5
#: Figures needed are shown with so many digits, rounded so that they still do.
_DIGITS = 4
_NATURES = {"choice": "your decision", "estimate": "hoped for", "fact": ""}
#: A factor by month has this many digits: few to read, and off by less than a cent in what plans earn.
_FACTOR_DIGITS = 9
#: The scenario in which a mix for Base is tried ("On target").
_NAME = "on_target"


def show_goal(plan: Plan, answer: GoalAnswer, *, everything: bool, mixes: bool) -> None:
    """Print to stdout: coloured on a terminal, plain text where the output goes elsewhere."""
    with printed() as page:
        page.print(plan.title, "bold")
        _print_standing(page, plan, answer)
        _print_needs(page, answer, everything)
        _print_rest(page, answer, everything)
        if mixes and not answer.reached:
            _print_mixes(page, plan, answer)


def _print_standing(page: Page, plan: Plan, answer: GoalAnswer) -> None:
    goal = answer.goal
    name = f"{answer.scenario.title}. {_goal_name(plan, goal)}"
    bound = "at least" if goal.comparison == ">=" else "at most"
    money = f" {plan.currency}" if goal.unit.startswith("money") else ""
    page.print(f"{name}: {bound} {_amount(goal.amount, goal)}{money} wanted")
    if math.isnan(answer.result):
        page.print("As planned there is no such figure.", "bold")
        return
    now = f"As planned it is {_amount(answer.result, goal)}{money}"
    gap = abs(answer.result - goal.amount)
    if answer.reached:
        page.print(f"{now}: the goal is reached, with {_gap(gap, goal)} to spare.", "bold green")
    else:
        much = "short" if goal.comparison == ">=" else "too much"
        page.print(f"{now}: {_gap(gap, goal)} {much}.", "bold")


def _goal_name(plan: Plan, goal: Goal) -> str:
    if goal.month is None:
        return goal.label
    month = plan.timeline.month_of(goal.month).label
    return f"{goal.label}, all months to {month}" if goal.whole else f"{goal.label} in {month}"


def _amount(number: float, goal: Goal) -> str:
    if goal.unit in ("share", "factor"):
        return number_text(number, goal.unit)
    return money_text(number, 0 if abs(number) >= 1_000 or number == round(number) else 2)


def _gap(number: float, goal: Goal) -> str:
    return _amount(number, goal).replace(" %", " points")


def _print_needs(page: Page, answer: GoalAnswer, everything: bool) -> None:
    able = [need for need in answer.needs if need.needed is not None]
    usual, beyond = [need for need in able if need.within], [need for need in able if not need.within]
    headings = (
        ("How far each number alone could go", "Beyond what is usual")
        if answer.reached
        else ("Each number alone, within what is usual", "Each number alone, beyond what is usual")
    )
    shown: list[Need] = []
    for heading, needs in zip(headings, (usual, beyond), strict=True):
        some = needs if everything else needs[:_MOST]
        shown += some
        if not some:
            continue
        page.print()
        page.table(_table(heading, some, answer))
        if len(some) < len(needs):
            _print_note(page, f"and {len(needs) - len(some)} more, further off: add --all")
    if any(need.nature == "choice" for need in shown):
        _print_note(page, "* your own decision; the others can be worked on and hoped for.")
    if any(need.every_month for need in shown):
        _print_note(
            page, "by month: the average is shown, of counts the least and the most; every month is multiplied alike."
        )
    if not all(need.steady for need in shown):
        _print_note(page, "~ more of it does not always bring more: the nearest figure is shown.")
    if not able and not answer.reached:
        page.print()
        page.print("No number alone can do it.", "bold")


def _table(heading: str, needs: Sequence[Need], answer: GoalAnswer) -> Table:
    columns = ("today", "at worst" if answer.reached else "needed", "times", "brings", "usual")
    table = Table(heading, [*map(Column, columns)])
    for need in needs:
        usual = f"{number_text(need.low, need.unit)} to {number_text(need.high, need.unit)}"
        marks = f"{' *' if need.nature == 'choice' else ''}{'' if need.steady else ' ~'}"
        name = f"{need.part}: {need.label}{_by_month(need)}{marks}"
        times = "" if need.times is None else number_text(need.times, digits=3)
        brings = "" if need.result is None else _amount(need.result, answer.goal)
        table.add(name, number_text(need.today, need.unit), _needed(need, answer.reached), times, brings, usual)
    return table


def _needed(need: Need, reached: bool) -> str:
    """In few digits, rounded to the side on which the goal is reached."""
    assert need.needed is not None
    if need.whole:
        return _whole(need.months or (need.needed,), need.unit)
    up = (need.needed > need.today) != reached
    return number_text(away(need.needed, _DIGITS, up=up), need.unit)


def _whole(figures: Sequence[float], unit: str) -> str:
    """Whole numbers in full; of several months the smallest and the largest."""
    ends = dict.fromkeys(number_text(figure, unit, digits=15) for figure in (min(figures), max(figures)))
    return " to ".join(ends)


def _by_month(each: Need | Move) -> str:
    return " (by month)" if each.every_month else ""


def _print_rest(page: Page, answer: GoalAnswer, everything: bool) -> None:
    """The numbers that cannot do it: why, for those that come nearest; how many have nothing to do with it."""
    unable = [need for need in answer.needs if need.needed is None and need.reason != NO_EFFECT]
    idle = sum(need.reason == NO_EFFECT for need in answer.needs)
    shown = unable if everything else unable[: 0 if answer.reached else _MOST_REASONS]
    page.print()
    if unable:
        told = "cannot undo it alone" if answer.reached else "cannot do it alone"
        page.print(f"{counted(len(unable), 'number')} {told}{':' if shown else '.'}")
    for need in shown:
        _print_note(page, f"{need.part}: {need.label}{_by_month(need)}: {need.reason}.")
    if shown and len(shown) < len(unable):
        _print_note(page, f"and {len(unable) - len(shown)} more: add --all")
    if idle:
        page.print(f"{counted(idle, 'number has', 'numbers have')} no effect on it.")


def _print_mixes(page: Page, plan: Plan, answer: GoalAnswer) -> None:
    page.print()
    if answer.mix is None:
        page.print("No three numbers together reach it within what is usual.", "bold")
        return
    _print_mix(page, plan, answer, answer.mix, "The smallest change that does it, within what is usual")
    if answer.decisions is None:
        page.print("What you decide on yourself does not reach it alone, within what is usual.")
    elif answer.decisions != answer.mix:
        heading = "The same with nothing but your own decisions"
        _print_mix(page, plan, answer, answer.decisions, heading)


def _print_mix(page: Page, plan: Plan, answer: GoalAnswer, mix: Mix, heading: str) -> None:
    page.print(heading, "bold cyan")
    for move in mix.moves:
        change = relative_text((move.value - move.today) / abs(move.today)) if move.today else "from nothing"
        new = _whole(move.months or (move.value,), move.unit) if move.whole else number_text(move.value, move.unit)
        figures = f"{number_text(move.today, move.unit)} {'to' if len(set(move.months)) < 2 else 'becomes'} {new}"
        told = f"{move.part}: {move.label}{_by_month(move)}: {figures} ({change}), {_NATURES[move.nature]}"
        page.print(told, indent=INDENT)
    result = _amount(mix.result, answer.goal)
    _print_note(page, f"{_goal_name(plan, answer.goal)} is then {result}.")
    name, lines = plan_lines(plan, answer.scenario.name, mix)
    if answer.scenario.name == BASE:
        page.print("To try it beside your plan, add this at the end of the plan file:")
    else:
        page.print(f"To try it, put this under [scenarios.{name}] in the plan file, in place of what it has:")
    for line in lines:
        page.print_whole(line, "green", INDENT)
    page.print()


def _print_note(page: Page, text: str) -> None:
    page.print(text, "dim", INDENT)


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
    if (scenario == BASE or own is None) and not lever.whole:
        # As a change of Base: all its months are multiplied.
        times = away(move.value / move.today, _FACTOR_DIGITS, up=move.value > move.today)
        return f'"x{number_literal(times)}"'
    figures = [number_literal(figure) for figure in lever.figures(move.value)]
    while len(figures) > 1 and figures[-1] == figures[-2]:
        figures.pop()  # a list goes on with its last value
    return list_literal(figures)
