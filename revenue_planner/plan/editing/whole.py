"""A whole plan as the text of a plan file, for plans that have none: those read from a workbook."""

from __future__ import annotations

from typing import Any

from revenue_planner.ground.months import Month
from revenue_planner.language.component import Stream
from revenue_planner.model.structure import Part
from revenue_planner.plan.editing.steps import figures_of, shortest
from revenue_planner.plan.month_keys import DEFAULT
from revenue_planner.plan.risk import FIXED, RISK, RiskSettings, Spread
from revenue_planner.plan.values import BASE, Plan, Setting, Value, default_setting
from revenue_planner.streams.totals import StreamTotal


def plan_text(plan: Plan) -> str:
    """The text of a plan file that says all that somebody wrote, and leaves usual figures to the planner.

    Read again, it has the same parts, the same setting of every input in every scenario, and the same [risk].
    A usual figure that this version of the planner has otherwise is written out, and is then the user's.
    Stress lines are not told apart from factors by month: they are written out as such.
    """
    import tomlkit

    return tomlkit.dumps(_data(plan))


def _data(plan: Plan) -> dict[str, Any]:
    head = {
        "title": plan.title,
        "currency": plan.currency,
        "start": str(plan.timeline.start),
        "months": plan.timeline.months,
    }
    if plan.template:
        head["template"] = plan.template
    data: dict[str, Any] = {"plan": head}
    tables: dict[str, dict[str, Any]] = {}
    for part in plan.structure.parts:
        if part.component is not StreamTotal:
            tables[part.key] = _table(data, part, tables)
    inputs = plan.inputs()
    for key, setting in plan.settings[BASE].items():
        part_key, _, name = key.rpartition(".")
        if setting != default_setting(inputs[key], plan.timeline):
            tables[part_key][name] = _written(setting, plan)
    _add_risk(data.setdefault(RISK, {}), plan.risk)
    scenarios = {scenario.name: scenario.title for scenario in plan.scenarios if scenario.name != BASE}
    for name, title in scenarios.items():
        table = data.setdefault("scenarios", {})[name] = {"title": title}
        for key, setting in plan.settings[name].items():
            *steps, last = key.split(".")
            found: dict[str, Any] = table
            for step in steps:
                found = found.setdefault(step, {})
            found[last] = _written(setting, plan)
    return data


def _table(data: dict[str, Any], part: Part, tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The new table of a part, in its place, with its name and label where it is one of several."""
    found: Any = data
    if part.parent:
        return _instance(tables[part.parent].setdefault(part.family, []), part)
    assert issubclass(part.component, Stream)
    *groups, last = part.component.name.split(".")
    for group in groups:
        found = found.setdefault(group, {})
    if part.component.many:
        return _instance(found.setdefault(last, []), part)
    table: dict[str, Any] = found.setdefault(last, {})
    return table


def _instance(among: list[dict[str, Any]], part: Part) -> dict[str, Any]:
    label = part.label.removeprefix(f"{part.component.title}: ")
    among.append({"name": part.key.rpartition(".")[2], "label": label})
    return among[-1]


def _written(setting: Setting, plan: Plan) -> object:
    if not setting.months:
        assert setting.value is not None
        return _value(setting.value)
    start = setting.value if isinstance(setting.value, float) else None
    keys = shortest(figures_of(setting, None, plan.timeline), None, plan.timeline)
    months = {str(key): _number(figure) for key, figure in sorted(keys.items())}
    return months if start is None else {DEFAULT: _number(start), **months}


def _value(value: Value) -> object:
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return [_number(each) for each in value]
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _add_risk(table: dict[str, Any], risk: RiskSettings) -> None:
    table |= {"seed": risk.seed, "trials": risk.trials, "draw": risk.draw}
    if risk.goal:
        table["goal"] = risk.goal
    for key, spread in risk.inputs.items():
        *steps, last = key.split(".")
        found = table.setdefault("inputs", {})
        for step in steps:
            found = found.setdefault(step, {})
        found[last] = _spread(spread)
    if risk.correlations:
        table["correlations"] = [{"between": [c.first, c.second], "value": c.value} for c in risk.correlations]


def _spread(spread: Spread) -> object:
    ends = {name: end for name, end in (("p10", spread.p10), ("p90", spread.p90)) if end is not None}
    return FIXED if spread.fixed else ends
