"""What would hurt, what matters, and what it would take: stress table, tornado, needs and mix."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from markupsafe import Markup

from revenue_planner.analysis.goal.result import Goal, GoalAnswer, Move, Need
from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.sensitivity.result import Swing
from revenue_planner.engine.run import Result
from revenue_planner.ground.units import is_per_cent
from revenue_planner.language.inputs import Input
from revenue_planner.report.charts.tornado import Bar, tornado
from revenue_planner.report.parts.numbers import NONE, amount, near, unit_text
from revenue_planner.report.parts.tables import Cell, Head, Table, difference, number, words
from revenue_planner.streams.business import Answers, Cash

#: Inputs in the tornado, and in the table of its figures.
MOST_BARS, MOST_SWINGS = 12, 25
#: What a setback is judged by, and what else is shown of it where it is known.
TOTAL, OTHERS = Answers.take_home_total.name, (Cash.lowest_cash.name, Answers.worst_month.name)
#: Levers in the table; the others are only counted.
MOST_NEEDS = 12


def stress_table(result: Result, outlook: Outlook) -> Table | None:
    """Each stress case beside the plan, None where there is none. Differences are to the first case."""
    cases = outlook.stress
    if len(cases) < 2:
        return None
    planned = cases[0].answers[TOTAL]
    lines = result.model.answers
    others = [name for name in OTHERS if all(name in case.answers for case in cases)]
    heads = [Head("If …", words=True), Head(lines[TOTAL].label), Head("Difference")]
    heads += [Head(lines[name].label) for name in others]
    rows = []
    for index, case in enumerate(cases):
        value = case.answers[TOTAL]
        lost = words("") if index == 0 else difference(value - planned, note=_relative(value, planned))
        rows.append((words(case.label), number(value), lost, *(number(case.answers[name]) for name in others)))
    return Table(f"One thing goes wrong at a time, Base, {result.plan.currency}", tuple(heads), tuple(rows), cards=True)


def _relative(value: float, planned: float) -> str:
    if planned <= 0:
        return ""
    share = (value - planned) / planned * 100
    return f"{'+' if share > 0 else ''}{amount(share)}\u202f%"


@dataclass(frozen=True, slots=True)
class Matters:
    """The tornado with its figures, and how many inputs are not in the table."""

    on: str
    chart: Markup
    table: Table
    shown: int
    more: int


def what_matters(result: Result, outlook: Outlook) -> Matters | None:
    """The inputs that move the result most; None where none does."""
    found = outlook.sensitivity
    moving = [swing for swing in found.swings if swing.effect > 0]
    if not moving:
        return None
    money = found.unit.startswith("money")
    on = f"{found.label}, {result.plan.currency}" if money else found.label
    bars = [_bar(swing, result) for swing in moving[:MOST_BARS]]
    first = moving[0]
    description = (
        f"{len(bars)} inputs, the strongest first. {_label(first, result)} moves it most: from "
        f"{amount(first.result_low)} to {amount(first.result_high)}. The plan stands at {amount(found.result)}."
    )
    heads = (
        Head("Input", words=True), Head("Low"), Head("Today"), Head("High"), Head("Result at low"),
        Head("Result at high"), Head("Swing"),
    )  # fmt: skip
    rows = []
    for swing in moving[:MOST_SWINGS]:
        declared = result.model.inputs[swing.key].declared
        unit = unit_text(declared, result.plan.currency)
        part = result.model.inputs[swing.key].part.label
        figures = [words(near(value, declared)) for value in (swing.low, swing.today, swing.high)]
        results = [number(value) for value in (swing.result_low, swing.result_high, swing.effect)]
        rows.append((words(declared.label, ", ".join(filter(None, (part, unit)))), *figures, *results))
    chart = tornado(f"What moves it most: {on}", bars, found.result, description)
    table = Table(f"{on}: each input alone from low to high", heads, tuple(rows))
    return Matters(on, chart, table, len(bars), len(moving) - len(rows))


def _label(swing: Swing, result: Result) -> str:
    return result.model.inputs[swing.key].declared.label


def _bar(swing: Swing, result: Result) -> Bar:
    found = result.model.inputs[swing.key]
    low, high = (near(value, found.declared) for value in (swing.low, swing.high))
    unit = unit_text(found.declared, result.plan.currency)
    part = f"{found.part.label}, {unit}" if unit else found.part.label
    return Bar(found.declared.label, part, (low, swing.result_low), (high, swing.result_high))


@dataclass(frozen=True, slots=True)
class Strip:
    """Where today's and the needed figure lie beside the usual range: all from 0 to 100."""

    low: float
    width: float
    today: float
    needed: float


@dataclass(frozen=True, slots=True)
class Lever:
    """A lever that reaches the goal alone. `verdict` is "good" within the usual range, else "bad"."""

    label: str
    where: str
    today: str
    needed: str
    value: str
    times: str
    usual: str
    verdict: str
    tone: str
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class Takes:
    """What the goal would take in one scenario."""

    title: str
    as_base: bool
    unit: str
    result: Cell
    reached: bool
    gap: Cell
    gap_word: str
    levers: tuple[Lever, ...]
    more: int
    cannot: tuple[tuple[str, str], ...]
    mix: tuple[tuple[str, str, str, str], ...]
    mix_result: Cell | None
    mix_failed: bool


def what_it_takes(result: Result, answer: GoalAnswer, base: GoalAnswer) -> Takes:
    """The levers in words: those whose value is a usual one first, then by how far they must move."""
    can = [need for need in answer.needs if need.needed is not None]
    can.sort(key=lambda need: (not need.within, _distance(need)))
    shown = () if answer.reached else tuple(_lever(need, result, answer.goal) for need in can[:MOST_NEEDS])
    cannot = tuple(
        (_where(need.key, result), need.reason) for need in answer.needs if need.needed is None and not answer.reached
    )
    mix, moves = answer.mix, []
    for move in mix.moves if mix is not None else ():
        declared = result.model.inputs[move.key].declared
        unit = " ".join(filter(None, (unit_text(declared, result.plan.currency), _every(move.every_month))))
        moves.append((_where(move.key, result), unit, near(move.today, declared), _new(move, declared)))
    goal = answer.goal
    return Takes(
        title=answer.scenario.title,
        as_base=answer is not base and replace(answer, scenario=base.scenario) == base,
        unit=result.plan.currency if goal.unit == "money" else "",
        result=_figure(answer.result, goal.unit),
        reached=answer.reached,
        gap=_figure(abs(answer.result - goal.amount), goal.unit),
        gap_word="short of the goal" if goal.comparison == ">=" else "above the goal",
        levers=shown,
        more=len(can) - len(shown),
        cannot=cannot,
        mix=tuple(moves),
        mix_result=None if mix is None else _figure(mix.result, goal.unit),
        mix_failed=mix is None and not answer.reached,
    )


def _figure(value: float, unit: str) -> Cell:
    """A figure in the goal's unit; money without its currency."""
    if not math.isfinite(value):
        return words(NONE)
    if is_per_cent(unit):
        return Cell(f"{amount(value * 100, 1)}\u202f%", repr(value), value < 0)
    return number(value, 2 if "/" in unit or unit in ("factor", "score", "1") else 0)


def _distance(need: Need) -> float:
    assert need.needed is not None
    return abs(need.needed - need.today) / abs(need.today) if need.today else float("inf")


def _every(every_month: bool) -> str:
    return "in every month alike" if every_month else ""


def _where(key: str, result: Result) -> str:
    found = result.model.inputs[key]
    return f"{found.declared.label} ({found.part.label})"


def _new(each: Need | Move, declared: Input) -> str:
    """The new figure; of whole numbers by month the smallest and the largest."""
    value = each.needed if isinstance(each, Need) else each.value
    assert value is not None
    figures = each.months if each.whole and each.months else (value,)
    return " to ".join(dict.fromkeys(near(figure, declared) for figure in (min(figures), max(figures))))


def _lever(need: Need, result: Result, goal: Goal) -> Lever:
    found = result.model.inputs[need.key]
    declared, times = found.declared, need.times
    assert need.needed is not None
    if need.within:
        verdict, tone = "usual", "good"
    else:
        verdict, tone = ("more than is usual" if need.needed > need.high else "less than is usual"), "bad"
    where = [found.part.label, unit_text(declared, result.plan.currency), _every(need.every_month)]
    if need.whole and need.result is not None:
        where.append(f"brings {_figure(need.result, goal.unit).text}")
    return Lever(
        declared.label, ", ".join(filter(None, where)), near(need.today, declared), _new(need, declared),
        repr(need.needed), NONE if times is None else f"×\u202f{_times(times)}",
        f"{near(need.low, declared)} to {near(need.high, declared)}", verdict, tone, _strip(need),
    )  # fmt: skip


def _times(times: float) -> str:
    return f"{times:,.0f}" if abs(times) >= 100 else f"{times:.2f}"


def _strip(need: Need) -> Strip | None:
    assert need.needed is not None
    first = min(need.low, need.today, need.needed)
    length = max(need.high, need.today, need.needed) - first
    if length <= 0:
        return None

    def place(value: float) -> float:
        return round((value - first) / length * 100, 1)

    return Strip(place(need.low), round(place(need.high) - place(need.low), 1), place(need.today), place(need.needed))
