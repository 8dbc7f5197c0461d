"""A goal's text, put against a plan: which line of the model it means, and which month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from revenue_planner.analysis.goal.result import Goal
from revenue_planner.engine.functions import Array
from revenue_planner.ground.errors import PlanError, Problem, UsageError
from revenue_planner.ground.text import listed, typed
from revenue_planner.ground.units import is_per_cent
from revenue_planner.model.build import Model, ModelLine, model_of
from revenue_planner.plan.goals import COMMON, GoalText, parse_goal
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import NeedsFollowers
from revenue_planner.streams.business import Answers, Business, Cash, Investment, Profit, TakeHome
from revenue_planner.streams.totals import StreamTotal

_COMMON_FIGURES = (
    Answers.take_home_12m.name,
    Answers.take_home_total.name,
    Cash.lowest_cash.name,
    Answers.income_per_hour.name,
)

#: What the signs of several currencies may stand for; any other sign or code stands for itself.
_SIGNS = {
    "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"},
    "¥": {"JPY", "CNY"}, "€": {"EUR"}, "£": {"GBP", "EGP", "GIP"}, "₹": {"INR"}, "₩": {"KRW"}, "R$": {"BRL"},
}  # fmt: skip

_OF_TAKE_HOME = f"{TakeHome.take_home.name} >= AMOUNT by MONTH"
#: What to ask for instead of a month, by the name of the result that is one.
_INSTEAD_OF_DATES = {
    Answers.target_month.name: _OF_TAKE_HOME,
    Answers.worst_month_date.name: f"{Answers.worst_month.name} >= AMOUNT",
    Answers.break_even_month.name: f"{Profit.profit.name} >= 0 by MONTH",
    Investment.payback_month.name: f"{Investment.cumulative_cash.name} >= 0 by MONTH",
    Cash.lowest_cash_month.name: f"{Cash.lowest_cash.name} >= 0",
    NeedsFollowers.unlock_month.name: f"{Audience.followers.name} >= 10000 by MONTH",
}
_SHOWN_KINDS = ("flow", "balance", "rate", "figure")


def resolve_goal(plan: Plan, text: str) -> Goal:
    """The goal that a text means in this plan.

    Raises UsageError where the text cannot be read, names no result of the plan or one that is a month,
    leaves a month out or has one too many, or gives an amount in another currency.
    """
    try:
        said = parse_goal(text)
    except ValueError as error:
        raise UsageError(f"goal: {error}") from None
    line = _line(plan, said.result)
    _check_amount(plan, said, line)
    month = _month(plan, said, line)
    return Goal(
        text=" ".join(text.split()),
        key=line.key,
        label=line.full_label,
        unit=line.declared.unit,
        comparison=said.comparison,
        amount=said.amount,
        month=month,
        whole=said.total and line.declared.monthly,
    )


def goal_of_plan(plan: Plan) -> Goal:
    """The plan's own goal under [risk], else the take-home that it aims for, in month 12 or the last before.

    A goal in a month that the plan does not reach gives way to that target; its reader has warned of it.
    Raises PlanError where the goal names no result of the plan.
    """
    if not plan.risk.goal or not _within(plan, parse_goal(plan.risk.goal)):
        return resolve_goal(plan, _target(plan))
    try:
        return resolve_goal(plan, plan.risk.goal)
    except UsageError as error:
        rule, _, hint = str(error).removeprefix("goal: ").partition("; ")
        place = plan.place("risk.goal")
        raise PlanError([Problem(rule, place, "risk.goal", f'"{plan.risk.goal}"', hint)]) from None


def _within(plan: Plan, said: GoalText) -> bool:
    number = said.number_in(plan.timeline)
    return number is None or 1 <= number <= plan.timeline.months


def _target(plan: Plan) -> str:
    target = plan.value(Business.key(Answers.income_target), BASE)
    assert isinstance(target, float)
    return str(GoalText(TakeHome.take_home.name, ">=", target, plan.timeline.month_of(min(12, plan.timeline.months))))


def goal_figures(goal: Goal, values: Array) -> Array:
    """The figure that a goal looks at, shape (columns,), in its line's values: (months, columns), or
    (1, columns) where they are the same in every month or one for the plan."""
    if goal.month is None:
        found = values[0]
    elif len(values) == 1:
        found = values[0] * (goal.month if goal.whole else 1)
    else:
        found = np.add.reduce(values[: goal.month], axis=0) if goal.whole else values[goal.month - 1]
    return np.asarray(found, dtype=float)


def _line(plan: Plan, name: str) -> ModelLine:
    model = model_of(plan.structure)
    wanted = _plain(name)
    for way in _names(model):
        found = [line for line in way.get(wanted, ()) if line.declared.kind in _SHOWN_KINDS]
        found = [line for line in found if line.declared.unit != "flag"]
        if len(found) > 1:
            keys = listed([line.key for line in found], "or")
            raise UsageError(f'goal: "{name}" may be {keys}; write one of these')
        if found:
            return found[0]
    raise UsageError(f'goal: the plan has no result "{name}"; {_hint(model, name)}')


def _names(model: Model) -> Iterator[dict[str, list[ModelLine]]]:
    """Lines by ways of naming them, the plainest first."""
    lines = list(model.lines.values())
    yield _by_name((_plain(line.key), line) for line in lines)
    yield _by_name((_plain(short), line) for short, line in model.answers.items())
    for owner in (Business.name, Audience.name, StreamTotal.name):
        yield _by_name((_plain(line.key.removeprefix(f"{owner}.")), line) for line in _of(lines, owner))
    for owner in (Business.name, Audience.name):
        yield _by_name((_plain(line.label), line) for line in _of(lines, owner))
    yield _by_name((_plain(name), line) for line in lines for name in _endings(line.full_label, ": "))
    # What only one stream has may go by its name alone, and a programme's line without its family.
    yield _by_name((_plain(name), line) for line in lines for name in _endings(line.key, ".")[1:])


def _of(lines: Iterable[ModelLine], owner: str) -> Iterator[ModelLine]:
    return (line for line in lines if line.key.startswith(f"{owner}."))


def _by_name(named: Iterable[tuple[str, ModelLine]]) -> dict[str, list[ModelLine]]:
    found: dict[str, list[ModelLine]] = {}
    for name, line in named:
        found.setdefault(name, []).append(line)
    return found


def _endings(name: str, between: str) -> list[str]:
    """ "a.b.c", "b.c", "c"."""
    steps = name.split(between)
    return [between.join(steps[first:]) for first in range(len(steps))]


def _plain(name: str) -> str:
    """A name without what people leave out or put in: "Take-home" and "take_home" are one."""
    return re.sub(r"[^\w]+|_+", "_", name.lower()).strip("_")


def _hint(model: Model, name: str) -> str:
    options = [*COMMON, *model.answers, *(key for key, line in model.lines.items() if line.declared.monthly)]
    near = nearest(name, options)
    if near:
        return near
    figures = [figure for figure in _COMMON_FIGURES if figure in model.answers]
    return f"it has, by month, {listed(COMMON, 'and')}, and of the whole plan {listed(figures, 'and')}"


def _check_amount(plan: Plan, said: GoalText, line: ModelLine) -> None:
    unit, label = line.declared.unit, line.full_label
    if unit == "date":
        instead = _INSTEAD_OF_DATES.get(line.declared.name, _OF_TAKE_HOME)
        example = instead.replace("AMOUNT", "5000").replace("MONTH", str(plan.timeline.last))
        raise UsageError(f'goal: "{label}" is a month, not an amount; ask for the amount, as in "{example}"')
    if said.currency:
        if not unit.startswith("money"):
            raise UsageError(f'goal: "{label}" is not money; leave out "{said.currency}"')
        if plan.currency not in _SIGNS.get(said.currency, {said.currency}):
            raise UsageError(
                f'goal: the plan is in {plan.currency}, not "{said.currency}"; give the amount in its money'
            )
    share = is_per_cent(unit)
    if said.per_cent and not share:
        raise UsageError(f'goal: "{label}" is not a percentage; give the amount itself')
    if share and not said.per_cent and abs(said.amount) > 1:
        number = typed(said.amount)
        raise UsageError(f'goal: "{label}" is a share; write {number}% or {typed(said.amount / 100)}')


def _month(plan: Plan, said: GoalText, line: ModelLine) -> int | None:
    """The number of the month that counts, None for a figure of the whole plan."""
    timeline, label, kind = plan.timeline, line.full_label, line.declared.kind
    number = said.number_in(timeline)
    amount = f"{said.result} {said.comparison} {typed(said.amount)}"
    if not line.declared.monthly:
        if number is not None:
            raise UsageError(f'goal: "{label}" is one figure for the plan; leave the month out, as in "{amount}"')
        if said.total:
            raise UsageError(f'goal: "{label}" is one figure for the plan; leave out "total"')
        return None
    if said.total and kind != "flow":
        what = "is what there is at a month's end" if kind == "balance" else "is not added up over months"
        raise UsageError(f'goal: "{label}" {what}; leave out "total"')
    if number is None:
        if said.total:
            return timeline.months
        raise UsageError(f'goal: "{label}" differs by month; say which one, as in "{amount} by {timeline.last}"')
    if not 1 <= number <= timeline.months:
        when = str(said.month) if said.month is not None else f"month {number}"
        first, last = timeline.start, timeline.last
        hint = f"its months are {first} to {last} (month 1 to {timeline.months})"
        raise UsageError(f"goal: {when} is outside the plan; {hint}")
    return number
