"""A plan as one HTML page that needs nothing else: no network, no scripts, no other file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.engine.run import Result
from revenue_planner.ground.version import __version__
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.report.charts.inks import palette
from revenue_planner.report.parts.assumptions import assumptions
from revenue_planner.report.parts.concerns import MOST_OPEN, concerns
from revenue_planner.report.parts.figures import fan_figures, scenario_figure, stream_figure
from revenue_planner.report.parts.levers import stress_table, what_it_takes, what_matters
from revenue_planner.report.parts.summary import goal_words, headline, luck_table, scenario_table, stream_table, tiles


def report_html(plan: Plan, result: Result, outlook: Outlook, as_of: str = "") -> str:
    """The page of a plan: `result` and `outlook` are what was computed of it.

    The same arguments give the same text: no clock, no path and no random number gets into it. `as_of`
    is a date to print on it, "" for none.
    """
    goal = outlook.simulation.goal
    worries = concerns(result)
    takes = [what_it_takes(result, answer, outlook.answers[0]) for answer in outlook.answers]
    return _template().render(
        plan=plan,
        version=__version__,
        as_of=as_of,
        style=Markup(_style(plan.structure.colours)),
        headline=headline(result, outlook),
        tiles=tiles(result, outlook),
        concerns={"open": worries[:MOST_OPEN], "more": worries[MOST_OPEN:]},
        streams=stream_figure(result),
        stream_table=stream_table(result),
        scenarios=scenario_figure(result),
        scenario_table=scenario_table(result),
        fans=fan_figures(result, outlook),
        luck_table=luck_table(result, outlook),
        simulation=outlook.simulation,
        matters=what_matters(result, outlook),
        stress_table=stress_table(result, outlook),
        goal=None if goal is None else goal_words(goal, result),
        takes=takes,
        assumptions=assumptions(result),
        base=next(scenario.title for scenario in plan.scenarios if scenario.name == BASE),
    )


def _style(streams: Mapping[str, str]) -> str:
    sheet = _text("report.css")
    for mark, dark in (("/*light*/", False), ("/*dark*/", True)):
        sheet = sheet.replace(mark, palette(streams, dark))
    return sheet


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")


def _text(name: str) -> str:
    return files("revenue_planner.report").joinpath(name).read_text(encoding="utf-8")
