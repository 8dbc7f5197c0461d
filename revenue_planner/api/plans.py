"""A plan in Python, with every verb of the command line that works on one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from revenue_planner.analysis.sensitivity.result import RESULT
from revenue_planner.api.changes import changed
from revenue_planner.api.run import Run
from revenue_planner.api.studies import Comparison, GoalResult, Sensitivity
from revenue_planner.documents.sources import check_add_ons, is_workbook, load_source, parse_spec
from revenue_planner.ground.atomic import check_suffix
from revenue_planner.ground.errors import Problem
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.toml.file import read_text
from revenue_planner.plan.values import BASE
from revenue_planner.plan.values import Plan as Values

if TYPE_CHECKING:
    from revenue_planner.analysis.simulation.frames import Outcomes
    from revenue_planner.reference.explain import Explanation


def load(path: str | os.PathLike[str]) -> Plan:
    """The plan in a TOML file or in a workbook, told apart by what is in them.

    Raises PlanError with all of its problems.
    """
    file = Path(path)
    if is_workbook(file):
        return Plan(load_source(file))
    return loads(read_text(file), source=str(file))


def loads(text: str, source: str = "plan.toml") -> Plan:
    """The plan in a TOML text; `source` is what its problems call it. Raises PlanError."""
    plan = parse_plan(text, source)
    check_add_ons(plan)
    return Plan(plan, text)


@dataclass(frozen=True, repr=False)
class Plan:
    """A checked plan. `plan` holds its values; `written` the TOML that they came from, None for a workbook's."""

    plan: Values
    written: str | None = None

    @cached_property
    def text(self) -> str:
        """The plan as TOML: as it was written, or for a workbook's plan written now."""
        if self.written is not None:
            return self.written
        from revenue_planner.plan.editing.whole import plan_text

        return plan_text(self.plan)

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

    def simulate(
        self,
        trials: int | None = None,
        seed: int | None = None,
        goal: str | None = None,
        scenarios: Sequence[str] | None = None,
    ) -> Outcomes:
        """What could happen: percentiles and chances over many trials, each with its own luck.

        What is None is as the plan says, or all of its scenarios. `goal` is a text such as
        "take_home >= 5000 by 2027-12". The same seed gives the same numbers. Raises UsageError for a goal,
        scenario or number that there is not, PlanError where inputs cannot be drawn as the plan says.
        """
        from revenue_planner.analysis.goal.aim import resolve_goal
        from revenue_planner.analysis.simulation.frames import Outcomes
        from revenue_planner.analysis.simulation.simulate import simulate

        wanted = None if goal is None else resolve_goal(self.plan, goal)
        chosen = tuple(scenarios) if scenarios else None
        return Outcomes(simulate(self.plan, trials=trials, seed=seed, goal=wanted, scenarios=chosen))

    def sensitivity(
        self,
        on: str = RESULT,
        scenario: str = BASE,
        *,
        as_drawn: bool = False,
        samples: int | None = None,
        seed: int | None = None,
    ) -> Sensitivity:
        """What each input, moved alone from low to high, does to the result `on`, and what stress would do.

        `as_drawn` takes only inputs that simulations draw, between the ends of their draws. With `samples` (64 to
        16,384; 1024 is usual) all inputs are also varied at once, for shares of the variance. Raises UsageError
        for a result, scenario or number that there is not, PlanError where inputs cannot be drawn.
        """
        from revenue_planner.analysis.sensitivity.study import study

        return Sensitivity(study(self.plan, on, scenario, as_drawn=as_drawn, samples=samples, seed=seed))

    def goal(self, reach: str | None = None, scenario: str = BASE, *, mix: bool = True) -> GoalResult:
        """What it would take to reach a goal ("take_home >= 5000 by 2027-12"): each input alone, and with `mix`
        the smallest mixes of them. Without a goal it is the plan's own.

        Raises UsageError for a goal or scenario that there is not.
        """
        from revenue_planner.analysis.goal.goal import seek_text

        return GoalResult(self.plan, seek_text(self.plan, reach, scenario, mix))

    def compare(self, *others: Plan | str | os.PathLike[str] | tuple[Plan, str]) -> Comparison:
        """This plan beside others, or without any, its Base beside its other scenarios; see `compare`."""
        return compare(self, *others)

    def explain(self, key: str) -> Explanation:
        """What a key of the plan means ("affiliate.amazon.conversion"), with the plan's own figures by scenario.

        Raises UsageError, with the nearest keys, for an unknown one.
        """
        from revenue_planner.reference import explain

        return explain(key, self.plan)

    def with_inputs(self, changes: Mapping[str, object], scenario: str = BASE) -> Plan:
        """Another plan, in which a scenario has other inputs; this one stays as it is.

        `changes` goes from input keys ("affiliate.amazon.conversion") to whatever a plan file may say
        there: a number, a word, a month ("2027-05"), figures by month ({"from 2027-07": 15}), and in a
        scenario also a change of Base ("+20%", "x0.5"). None takes out what is said there. Raises UsageError for an
        unknown key or scenario, PlanError for a value that a plan may not have.
        """
        return Plan(*changed(self.plan, self.text, changes, scenario))

    def build(
        self,
        path: str | os.PathLike[str],
        *,
        trials: int | None = None,
        risk: bool = True,
        as_of: str = "",
        force: bool = False,
    ) -> Path:
        """Write the plan's workbook, the same as the command line builds. Returns its path.

        `trials` None is as the plan says; without `risk` there is no tab Risk, which is quicker. `as_of` is a date
        to note in the Log ("2027-01-31"). Without `force` a file that is there is kept and OutputError raised.
        Raises UsageError for a name that does not end in .xlsx, or numbers out of range.
        """
        from revenue_planner.documents.making import WORKBOOK, make_workbook

        target = check_suffix(Path(path), WORKBOOK, "the workbook's name")
        make_workbook(self.plan, target, trials=trials, risk=risk, as_of=as_of, force=force)
        return target

    #: What pandas calls it.
    to_excel = build

    def report(
        self,
        path: str | os.PathLike[str],
        *,
        trials: int | None = None,
        seed: int | None = None,
        goal: str | None = None,
        as_of: str = "",
        force: bool = False,
    ) -> Path:
        """Write the plan's page, to read and to print (HTML). Returns its path; raises as `build`, and UsageError
        for a goal that there is not. What is None is as the plan says."""
        from revenue_planner.documents.making import PAGE, make_page

        target = check_suffix(Path(path), PAGE, "the page's name")
        make_page(self.plan, target, trials=trials, seed=seed, goal=goal, as_of=as_of, force=force)
        return target

    def __repr__(self) -> str:
        months = f"{len(self.months)} months from {self.months[0]} in {self.currency}"
        return f'<Plan "{self.title}": {months}, scenarios {", ".join(self.scenarios)}>'

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


def compare(*sources: Plan | str | os.PathLike[str] | tuple[Plan, str]) -> Comparison:
    """Compare the first with each of the others; one alone with its own scenarios.

    A source is a plan, a file ("plan.toml", "book.xlsx"), one of its scenarios ("plan.toml:cautious"), or a plan
    with the name or title of a scenario; without one it stands for its Base. Raises UsageError where there is
    nothing to compare, a scenario does not exist or currencies differ, PlanError where a file has problems.
    """
    from revenue_planner.documents.sides import compare_plans

    named: list[tuple[str, Values, str | None]] = []
    for source in sources:
        if isinstance(source, Plan):
            named.append((source.plan.source, source.plan, None))
        elif isinstance(source, tuple):
            named.append((source[0].plan.source, source[0].plan, source[1]))
        else:
            spec = parse_spec(os.fspath(source))
            named.append((str(spec.path), load_source(spec.path), spec.scenario))
    return Comparison(compare_plans(_told_apart(named)))


def _told_apart(named: Sequence[tuple[str, Values, str | None]]) -> list[tuple[str, Values, str | None]]:
    """Other plans of the same file, as with other inputs, are numbered."""
    plans: dict[str, list[Values]] = {}
    found = []
    for source, plan, scenario in named:
        among = plans.setdefault(source, [])
        if plan not in among:
            among.append(plan)
        number = among.index(plan) + 1
        found.append((source if number == 1 else f"{source} ({number})", among[number - 1], scenario))
    return found
