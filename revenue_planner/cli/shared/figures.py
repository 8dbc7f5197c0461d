"""Summary results as people read them: grouped, rounded, in words where there is no number."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.engine.run import Answer, Result
from revenue_planner.ground.text import figure_text
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.lines import MILESTONES, RESULT_GROUPS
from revenue_planner.model.build import ModelLine
from revenue_planner.streams.business import Answers, Cash
from revenue_planner.streams.totals import StreamTotal


@dataclass(frozen=True, slots=True)
class Row:
    """One summary result: its name, its group, what people call it, and its text per scenario."""

    name: str
    group: str
    label: str
    unit: str  # "" where it goes without saying: the plan's money, shares, months
    texts: tuple[str, ...]


def rows(result: Result, *, everything: bool = False) -> list[Row]:
    """Summary results by group. Unless `everything`, those that repeat another are left out."""
    lines = result.model.answers
    if not everything:
        lines = {name: line for name, line in lines.items() if _worth_showing(result, name, line)}
    answers = [result.answers(scenario) for scenario in result.scenarios]
    found = [_row(result, name, line, [a[name] for a in answers]) for name, line in lines.items()]
    groups = groups_of(result)
    return sorted(found, key=lambda row: groups.index(row.group))


def groups_of(result: Result) -> list[str]:
    """The headings of results in order: the usual ones, those of add-ons, and milestones."""
    found = dict.fromkeys([*RESULT_GROUPS, *(_group(line) for line in result.model.answers.values())])
    return [*(group for group in found if group != MILESTONES), MILESTONES]


def headline(result: Result) -> list[list[str]]:
    """A small table for after a build: a heading, then what each scenario comes to."""
    year = Answers.earned_12m.name in result.model.answers
    names = (
        [Answers.earned_12m.name, Answers.take_home_12m.name]
        if year
        else [Answers.earned_total.name, Answers.take_home_total.name]
    )
    shown = {row.name: row for row in rows(result, everything=True)}
    columns = [shown[name] for name in (*names, Cash.lowest_cash.name)]
    heading = [result.plan.currency, *(row.label for row in columns)]
    return [heading, *([title, *(row.texts[i] for row in columns)] for i, title in enumerate(_titles(result)))]


def unwell(result: Result) -> list[str]:
    """Checks and alerts that do not hold, and where: "Cash stays above your floor: Cautious, My own"."""
    found = []
    for line in result.model.lines.values():
        if line.declared.kind in ("check", "alert"):
            figures = [result.figure(line.key, scenario) for scenario in result.scenarios]
            bad = [title for title, number in zip(_titles(result), figures, strict=True) if number != 1]
            if bad:
                found.append(f"{line.label}: {', '.join(bad)}")
    return found


def _titles(result: Result) -> list[str]:
    titles = {scenario.name: scenario.title for scenario in result.plan.scenarios}
    return [titles[name] for name in result.scenarios]


def _row(result: Result, name: str, line: ModelLine, answers: list[Answer]) -> Row:
    group, label, unit = _group(line), line.full_label, line.declared.unit
    spoken = "" if unit in ("date", "share", "money") else spoken_unit(unit, result.plan.currency)
    if spoken in label.lower():
        spoken = ""
    return Row(name, group, label, spoken, tuple(figure_text(answer, unit) for answer in answers))


def _group(line: ModelLine) -> str:
    assert line.declared.answer is not None
    return line.declared.answer.group


def _worth_showing(result: Result, name: str, line: ModelLine) -> bool:
    """Per stream one figure for income; no whole-plan figure that equals one of so many months."""
    months = result.plan.timeline.months
    if line.part.component is StreamTotal:
        return line.declared.name == (Answers.earned_12m.name if months >= 12 else Answers.earned_total.name)
    same_in_months = f"{name.removesuffix('_total')}_{months}m"
    return not (name.endswith("_total") and same_in_months in result.model.answers)
