"""A price that is raised in one month alone: allowed, but often meant to stay."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.text import spoken
from revenue_planner.plan.month_keys import MonthKey
from revenue_planner.plan.reading.hints import Hint, Offer
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Plan

#: What is paid for one of something: prices, fees, rates of pay.
_PRICES = "money/"


def doubt_lone_month(plan: Plan, paths: Mapping[str, Mapping[str, Path]], findings: Findings) -> None:
    """Warn once in a plan, at the first price that one month alone has higher than the months around it.

    Who lowers a price for a month makes an offer; who raises it mostly means it to stay. A second month with a
    figure of its own says that it was thought of.
    """
    inputs, timeline = plan.inputs(), plan.timeline
    for scenario, written in paths.items():
        for key, path in written.items():
            months = plan.settings[scenario][key].months
            if not inputs[key].unit.startswith(_PRICES) or len(months) != 1:
                continue
            (number,) = months
            if not 1 < number < timeline.months:
                continue
            before, figure, after = plan.every_month(key, scenario)[number - 2 : number + 1]
            if figure <= before or figure <= after:
                continue
            month, next_one = timeline.month_of(number), timeline.month_of(number + 1)
            spot, onward = (*path, str(month)), f'"{MonthKey(month, onward=True)}"'
            hint: Hint = Offer(onward, "key", form="if it is to stay, write {}")
            if not findings.written(spot):
                spot, hint = path, f"if it is to stay, write {onward}"
            rule = f"holds in {month.label} alone: in {next_one.label} it is {spoken(after)}"
            findings.warning(spot, rule, hint)
            return
