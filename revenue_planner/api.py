"""Plans in Python: load one, run it, look at its numbers as pandas data frames.

>>> import revenue_planner as rp
>>> plan = rp.loads('''
... [plan]
... title = "Maya"
... currency = "USD"
... start = "2027-01"
... months = 12
...
... [audience]
... opening_followers = 48_000
... videos = 16
...
... [creator_rewards]
...
... [scenarios.busy]
... audience.videos = "+50%"
... ''')
>>> plan
<RevenuePlan "Maya": 12 months from 2027-01 in USD, scenarios base, busy>
>>> run = plan.run()
>>> lines = run.lines
>>> videos = lines[(lines["line"] == "audience.videos_made") & (lines["month"] == "2027-03")]
>>> dict(zip(videos["scenario"], videos["value"]))
{'base': 16.0, 'busy': 24.0}
>>> run.wide("base")["business.take_home"].shape
(12,)
>>> fewer = plan.with_inputs({"audience.videos": 8})
>>> bool(fewer.run().answers.loc["base", "earned_12m"] < run.answers.loc["base", "earned_12m"])
True
>>> outcomes = plan.simulate(trials=1_000)
>>> luck = outcomes.figures.set_index(["scenario", "line"]).loc[("base", "business.take_home_12m")]
>>> bool(luck["p10"] < luck["p50"] < luck["p90"])
True

What cannot be read or written raises an error from `revenue_planner.ground.errors`: PlanError with all problems
of a plan, UsageError for a key or scenario that does not exist, OutputError for a file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revenue_planner.ground.atomic import check_target, write_atomically
from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.ground.months import Month
from revenue_planner.model.structure import Part
from revenue_planner.plan.lookup import known
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_summary
from revenue_planner.plan.toml.file import read_text
from revenue_planner.plan.values import BASE, Plan

if TYPE_CHECKING:
    import pandas as pd

    from revenue_planner.analysis.goal.result import GoalAnswer
    from revenue_planner.analysis.simulation.frames import Outcomes
    from revenue_planner.engine.run import Result


def load(path: str | os.PathLike[str]) -> RevenuePlan:
    """The plan in a TOML file. Raises PlanError with all of its problems."""
    file = Path(path)
    return loads(read_text(file), source=str(file))


def loads(text: str, source: str = "plan.toml") -> RevenuePlan:
    """The plan in a TOML text; `source` is what its problems call it. Raises PlanError."""
    return RevenuePlan(parse_plan(text, source), text)


def templates() -> dict[str, str]:
    """The example plans by name, each with a sentence about it."""
    return {name: template_summary(name) for name in template_names()}


@dataclass(frozen=True, repr=False)
class RevenuePlan:
    """A checked plan. `plan` holds its values, `text` the TOML that they came from."""

    plan: Plan
    text: str

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def currency(self) -> str:
        return self.plan.currency

    @property
    def months(self) -> list[str]:
        """The months of the plan: "2027-01", "2027-02", …"""
        return [str(month) for month in self.plan.timeline]

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios; "base" is the first."""
        return [scenario.name for scenario in self.plan.scenarios]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful in the plan."""
        return self.plan.warnings

    def run(self) -> Run:
        """Compute every month of every scenario."""
        from revenue_planner.engine.run import run

        return Run(run(self.plan))

    def simulate(self, trials: int | None = None, seed: int | None = None, goal: str | None = None) -> Outcomes:
        """What could happen: percentiles and chances over many trials, each with its own luck.

        What is None is as the plan says. `goal` is a text such as "take_home >= 5000 by 2027-12". The same
        seed gives the same numbers. Raises UsageError for a goal or number that there is not, PlanError
        where inputs cannot be drawn as the plan says.
        """
        from revenue_planner.analysis.goal.aim import resolve_goal
        from revenue_planner.analysis.simulation.frames import Outcomes
        from revenue_planner.analysis.simulation.simulate import simulate

        wanted = None if goal is None else resolve_goal(self.plan, goal)
        return Outcomes(simulate(self.plan, trials=trials, seed=seed, goal=wanted))

    def goal(self, reach: str | None = None, scenario: str = BASE) -> GoalAnswer:
        """What it would take to reach a goal ("take_home >= 5000 by 2027-12"): each number alone, and the
        smallest mix of them. Without a goal it is the plan's own. Raises UsageError."""
        from revenue_planner.analysis.goal.aim import goal_of_plan, resolve_goal
        from revenue_planner.analysis.goal.goal import seek

        known(scenario, self.scenarios, "scenario")
        goal = resolve_goal(self.plan, reach) if reach else goal_of_plan(self.plan)
        return seek(self.plan, goal, scenario)

    def with_inputs(self, changes: Mapping[str, object], scenario: str = BASE) -> RevenuePlan:
        """Another plan, in which a scenario has other inputs; this one stays as it is.

        `changes` goes from input keys ("affiliate.amazon.conversion") to whatever a plan file may say
        there: a number, a word, a month ("2027-05"), a list by month, and in a scenario also a change
        of Base ("+20%", "x0.5"). Raises UsageError for an unknown key or scenario, PlanError for a
        value that a plan may not have.
        """
        known(scenario, self.scenarios, "scenario")
        data = tomllib.loads(self.text.removeprefix("\ufeff"))
        for key, value in changes.items():
            part, name = self._place_of(key)
            if scenario == BASE:
                table = self._table(data, part)
            else:
                table = data["scenarios"][scenario]
                for step in part.key.split("."):
                    table = table.setdefault(step, {})
            table[name] = _as_toml(value, Problem("is not a value that a plan may have", Place("with_inputs"), key))
        return _from_data(data, self.plan.source)

    def to_excel(self, path: str | os.PathLike[str], force: bool = False) -> None:
        """Write the workbook. Without `force` a file that is there is kept and OutputError raised."""
        check_target(Path(path), force=force)
        self.run().to_excel(path, force)

    def _place_of(self, key: str) -> tuple[Part, str]:
        owner, _, name = known(key, self.plan.inputs(), "input").rpartition(".")
        return next(part for part in self.plan.structure.parts if part.key == owner), name

    def _table(self, data: dict[str, Any], part: Part) -> dict[str, Any]:
        """The table of a plan file that a part is written in."""
        if part.parent:
            parent = next(p for p in self.plan.structure.parts if p.key == part.parent)
            return _named(self._table(data, parent)[part.family], part.key)
        found: Any = data
        for step in part.component.name.split("."):  # type: ignore[attr-defined]
            found = found.setdefault(step, {})
        return _named(found, part.key) if isinstance(found, list) else found

    def __repr__(self) -> str:
        months = f"{len(self.months)} months from {self.months[0]} in {self.currency}"
        return f'<RevenuePlan "{self.title}": {months}, scenarios {", ".join(self.scenarios)}>'

    def _repr_html_(self) -> str:
        streams = ", ".join(self.plan.structure.groups.values()) or "none"
        facts = {
            "Months": f"{len(self.months)}, from {self.plan.timeline.start.label}",
            "Currency": self.currency,
            "Income streams": streams,
            "Scenarios": ", ".join(scenario.title for scenario in self.plan.scenarios),
            "Warnings": "; ".join(map(str, self.warnings)) or "none",
        }
        rows = "".join(f"<tr><th>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in facts.items())
        return f"<table><caption>{escape(self.title)}</caption>{rows}</table>"


@dataclass(frozen=True, repr=False)
class Run:
    """The numbers of a plan. Each data frame is made anew when asked for, and is yours to change."""

    result: Result

    @property
    def lines(self) -> pd.DataFrame:
        """Every monthly line, one row per scenario, line and month.

        Columns: scenario, month (first day, a timestamp), line, value, unit, stream.
        """
        from revenue_planner.engine.frames import lines_frame

        return lines_frame(self.result)

    def wide(self, scenario: str = BASE) -> pd.DataFrame:
        """One scenario with a row per month and a column per line. Raises UsageError if there is none."""
        from revenue_planner.engine.frames import wide_frame

        return wide_frame(self.result, known(scenario, self.result.scenarios, "scenario"))

    @property
    def answers(self) -> pd.DataFrame:
        """Summary results: a row per scenario, a column per result; NaN or NaT where there is none."""
        from revenue_planner.engine.frames import answers_frame

        return answers_frame(self.result)

    @property
    def inputs(self) -> pd.DataFrame:
        """Every input: scenario, input, label, value, months, unit, status, source."""
        from revenue_planner.engine.frames import inputs_frame

        return inputs_frame(self.result)

    @property
    def checks(self) -> pd.DataFrame:
        """Whether the arithmetic holds ("check") and what to look at ("alert").

        Columns: scenario, check, label, kind, ok.
        """
        from revenue_planner.engine.frames import checks_frame

        return checks_frame(self.result)

    def to_excel(self, path: str | os.PathLike[str], force: bool = False) -> None:
        """Write the workbook. Without `force` a file that is there is kept and OutputError raised."""
        from revenue_planner.workbook.write import workbook_bytes

        result = self.result
        write_atomically(Path(path), workbook_bytes(result.plan, result.model, result.values), force)

    def __repr__(self) -> str:
        return f'<Run of "{self.result.plan.title}": scenarios {", ".join(self.result.scenarios)}>'

    def _repr_html_(self) -> str:
        caption = f"<p>{escape(self.result.plan.title)}</p>"
        return caption + self.answers.T.to_html(escape=True, na_rep="")


def _from_data(data: Mapping[str, object], source: str) -> RevenuePlan:
    """A plan from TOML values. Its problems name no lines: there is no file with such lines."""
    import tomlkit

    text = tomlkit.dumps(data)
    try:
        plan = parse_plan(text, source)
    except PlanError as error:
        raise PlanError(_without_lines(error.problems, source)) from None
    return RevenuePlan(replace(plan, warnings=_without_lines(plan.warnings, source)), text)


def _without_lines(problems: tuple[Problem, ...], source: str) -> tuple[Problem, ...]:
    return tuple(replace(problem, place=Place(source)) for problem in problems)


def _named(tables: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(table for table in tables if table["name"] == key.rpartition(".")[2])


def _as_toml(value: object, problem: Problem) -> object:
    """Python's and numpy's values as TOML has them; months and dates as "2027-05". Raises PlanError."""
    if isinstance(value, Month):
        return str(value)
    if hasattr(value, "year") and hasattr(value, "month"):
        return f"{value.year}-{value.month:02d}"
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _as_toml(item, problem) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_toml(item, problem) for item in value]
    if isinstance(value, (bool, int, float, str)):
        return value
    raise PlanError([replace(problem, value=str(value))])
