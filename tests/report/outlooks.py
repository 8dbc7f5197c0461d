"""Outlooks for tests that need one quickly: real numbers of the plan, scattered by a small sampling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from revenue_planner.analysis.goal.result import Goal, GoalAnswer, Mix, Move, Need
from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.sensitivity.result import Sensitivity, StressCase, Swing
from revenue_planner.analysis.simulation.result import (
    LEVELS,
    MONTHLY,
    Array,
    Bands,
    Chance,
    ScenarioOutlook,
    Simulation,
)
from revenue_planner.engine.run import Result, run
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.values import BASE, Plan, Setting

TRIALS, SEED = 400, 7
_FIGURES = ("take_home_12m", "take_home_total", "earned_total", "lowest_cash", "cash_end")
_MOST_INPUTS = 20


def bands(trials: Array) -> Bands:
    """Percentiles of trials, shape (trials, n)."""
    values = np.quantile(trials, LEVELS, axis=0)
    spread = trials.std(axis=0)
    error = spread / np.sqrt(len(trials))
    return Bands(values, np.broadcast_to(error, values.shape), trials.mean(axis=0), error, spread)


def quick_goal(result: Result) -> Goal:
    """A take-home in the last month that is a third above the plan's."""
    month = result.plan.timeline.months
    amount = round(max(100.0, float(result.line("business.take_home", BASE)[-1]) * 1.33))
    text = f"take_home >= {amount} by {result.plan.timeline.last}"
    return Goal(text, "business.take_home", "Take-home", "money", ">=", float(amount), month)


def quick_outlook(plan: Plan, goal: bool = True, mix: bool = True) -> Outlook:
    """Every part of an outlook; without a goal, and with goals that no mix reaches, if asked."""
    result = run(plan)
    wanted = quick_goal(result)
    rng = np.random.default_rng(SEED)
    luck = np.exp(rng.normal(0, 0.35, (TRIALS, plan.timeline.months)))
    fortune = np.exp(rng.normal(0, 0.3, (TRIALS, 1)))
    scenarios = tuple(_scenario(result, index, luck * fortune, wanted if goal else None)
                      for index in range(len(plan.scenarios)))  # fmt: skip
    simulation = Simulation(plan, TRIALS, SEED, wanted if goal else None, (), scenarios)
    sensitivity = _sensitivity(plan, result)
    answers = tuple(_answer(result, index, wanted, sensitivity, mix) for index in range(len(plan.scenarios)))
    return Outlook(simulation, sensitivity, _stress(result), answers if goal else ())


def _scenario(result: Result, index: int, luck: Array, goal: Goal | None) -> ScenarioOutlook:
    scenario = result.plan.scenarios[index]
    planned = {key: np.asarray(result.line(key, scenario.name)) for key in MONTHLY}
    trials = {key: values[None, :] * luck for key, values in planned.items()}
    opening = planned["business.cash"] - np.cumsum(planned["business.take_home"])
    trials["business.cash"] = opening + np.cumsum(trials["business.take_home"], axis=1)
    answers = result.model.answers
    figures = {
        answers[name].key: result.figure(answers[name].key, scenario.name) for name in _FIGURES if name in answers
    }
    total = trials["business.take_home"].sum(axis=1, keepdims=True)
    sampled = {key: value + 0.3 * abs(value) * (luck[:, :1] - 1) for key, value in figures.items()}
    sampled["business.take_home_total"] = total
    below = float((trials["business.cash"].min(axis=1) < 0).mean())
    reach = None
    if goal is not None and goal.month is not None:
        share = float((trials[goal.key][:, goal.month - 1] >= goal.amount).mean())
        reach = _chance(share)
    other = None if scenario.name == BASE else bands(total * 0.9)
    return ScenarioOutlook(
        scenario, planned, {key: bands(values) for key, values in trials.items()}, figures,
        {key: bands(values) for key, values in sampled.items()}, reach, _chance(below),
        bands(trials["business.take_home"].min(axis=1, keepdims=True)), other,
        None if other is None else _chance(0.4),
    )  # fmt: skip


def _chance(share: float) -> Chance:
    return Chance(share, float(np.sqrt(share * (1 - share) / TRIALS)))


def _with(plan: Plan, key: str, value: float) -> Plan:
    base: Mapping[str, Setting] = {**plan.settings[BASE], key: Setting(value)}
    return replace(plan, settings={**plan.settings, BASE: base})


def _sensitivity(plan: Plan, result: Result) -> Sensitivity:
    line = result.model.answers["take_home_total"]
    at = result.figure(line.key, BASE)
    swings = []
    numbers = [(key, found) for key, found in result.model.inputs.items() if isinstance(found.declared, Assume)]
    for key, found in numbers[:: max(1, len(numbers) // _MOST_INPUTS)]:
        declared = found.declared
        assert isinstance(declared, Assume)
        today = plan.value(key, BASE)
        assert isinstance(today, float)
        low, high = min(today, declared.low), max(today, declared.high)
        ends = [run(_with(plan, key, value), (BASE,)).figure(line.key, BASE) for value in (low, high)]
        swings.append(
            Swing(key, found.part.key, declared.label, declared.unit, low, today, high, ends[0], ends[1], None)
        )
    swings.sort(key=lambda swing: -swing.effect)
    return Sensitivity(plan.scenarios[0], line.key, line.label, "money", at, tuple(swings), (), 2 * len(swings))


def _stress(result: Result) -> tuple[StressCase, ...]:
    plan = {name: float(result.figure(line.key, BASE)) for name, line in result.model.answers.items()}
    cases = [StressCase("As planned", "", plan)]
    for group, label in result.plan.structure.groups.items():
        earned = plan[f"{group}_earned_total"]
        worse = {
            **plan,
            "take_home_total": plan["take_home_total"] - earned,
            "lowest_cash": plan["lowest_cash"] - earned,
        }
        cases.append(StressCase(f"{label} stops in month 7", f"{group} stops in month 7", worse))
    return tuple(cases)


def _answer(result: Result, index: int, goal: Goal, found: Sensitivity, mix: bool) -> GoalAnswer:
    scenario = result.plan.scenarios[index]
    value = float(result.line(goal.key, scenario.name)[-1])
    needs, moves = [], []
    for place, swing in enumerate(found.swings):
        declared = result.model.inputs[swing.key].declared
        assert isinstance(declared, Assume)
        needed = None if place % 3 == 2 else swing.today * (1.2 + 0.4 * place) or declared.high
        needs.append(
            Need(swing.key, swing.part, swing.label, swing.unit, swing.today, needed, declared.low, declared.high,
                 declared.minimum, declared.maximum, True, declared.by_month,
                 "" if needed is not None else "not even its highest allowed value does")
        )  # fmt: skip
        if place < 3:
            moves.append(Move(swing.key, swing.part, swing.label, swing.unit, swing.today, swing.high))
    return GoalAnswer(
        goal, scenario, value, goal.met_by(value), tuple(needs),
        Mix(tuple(moves), 0.5, goal.amount + 1.0) if mix and moves else None,
    )  # fmt: skip
