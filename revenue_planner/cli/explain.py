"""`revenue-planner explain`: what an input, a line or a stream means."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revenue_planner.cli.shared.paragraphs import INDENT, paragraph, terms
from revenue_planner.cli.shared.parameters import complete_key, file_option
from revenue_planner.cli.shared.terminal import USUAL_WIDTH, put, say_problems, terminal_width
from revenue_planner.ground.months import Month
from revenue_planner.ground.text import spoken
from revenue_planner.ground.units import in_money, is_per_cent, spoken_unit

if TYPE_CHECKING:
    from revenue_planner.plan.values import Plan, Value
    from revenue_planner.reference.explain import Explanation, Figure

_KINDS = {
    "flow": "an amount in each month",
    "balance": "where it stands at each month's end",
    "rate": "a rate, price or factor in each month",
    "flag": "1 (yes) or 0 (no) in each month",
    "figure": "one figure for the whole plan",
    "check": "a check: 1 when it holds",
    "word": "a word of the plan file",
    "alert": "advice: 1 when there is nothing to do",
}
_NATURES = {
    "estimate": "an estimate: simulations draw it",
    "choice": "your decision: simulations leave it as it is",
    "fact": "true today, or a rule of others: simulations leave it as it is",
    "luck": "only simulations use it",
}
_NO_LIMIT = 1e12
_MOST_KEYS = 12
#: The column of names of facts, and how wide sentences are at most.
_NAMES, _READABLE = 10, 100


@click.command(name="explain")
@click.argument("key", shell_complete=complete_key)
@file_option("--plan", ".toml", help="A plan file or workbook whose own figures and instances you ask about.")
def command(key: str, plan: Path | None) -> None:
    """Say what KEY means: an input, a monthly line, a result, a whole stream, or a word of the plan file.

    Keys stand beside each row of the workbook. Without a plan, you ask about the shipped models.

    \b
    Examples:
      revenue-planner explain audience.videos
      revenue-planner explain affiliate
      revenue-planner explain business.take_home
      revenue-planner explain stress
      revenue-planner explain audience.videos --plan my_plan.toml
    """
    from revenue_planner.reference import explain

    checked = None
    if plan is not None:
        from revenue_planner.documents.sources import load_source

        checked = load_source(plan)
        say_problems(checked.warnings)
    found = explain(key, checked)
    paragraph(found.key)
    paragraph(found.label)
    width = min(terminal_width(elsewhere=USUAL_WIDTH), _READABLE)
    for text in filter(None, (found.explanation, found.note)):
        paragraph(text, INDENT, width)
    put()
    terms(list(_facts(found, checked)), INDENT, _NAMES, width)
    if found.kind == "part":
        _put_parts(found, checked)


def _facts(found: Explanation, plan: Plan | None) -> Iterator[tuple[str, str]]:
    if found.kind in _KINDS:
        yield "What it is", _KINDS[found.kind]
    if found.unit and found.kind not in ("flag", "check", "alert", "choice", "month"):
        yield "Unit", _unit(found, plan.currency if plan and not _is_shipped(found) else "money")
    if found.words:
        yield "Equation", found.words
    if found.opening_words:
        yield "At start", found.opening_words
    if found.stated or found.base is not None:
        yield "Usual", _usual(found)
    for number, (size, usual) in enumerate(found.by_size.items()):
        yield "By size" if number == 0 else "", f"{size}: {_of_size(usual, found.unit)}"
    if found.options:
        yield "One of", ", ".join(found.options)
    if found.bounds is not None:
        low, high = found.bounds
        yield "Possible", f"from {spoken(low)}" + ("" if high >= _NO_LIMIT else f" to {spoken(high)}")
    if found.by_month:
        yield "By month", 'may change by month: "2027-03" is that month alone, "from 2027-07" all months from it on'
    if found.nature:
        yield "Certainty", _NATURES[found.nature]
    if plan is not None:
        titles = {scenario.name: scenario.title for scenario in plan.scenarios}
        for name, value in found.values.items():
            yield titles[name], _value(value, plan)
    if found.source:
        yield "Source", f"{found.source} ({found.as_of})"
    if found.uses and found.kind == "word":
        yield "Inputs", _keys(found.uses)
    elif found.uses:
        yield "Looks at", _keys(found.uses)
    if found.used_by:
        yield "Used by", _keys(found.used_by)


def _unit(found: Explanation, currency: str) -> str:
    spoken = "share" if found.unit == "share" else spoken_unit(found.unit, currency)
    is_input = found.bounds is not None
    return f"{spoken}; write 0.03 for 3 %" if is_input and is_per_cent(found.unit) else spoken


def _is_shipped(found: Explanation) -> bool:
    """Whether it is an input as it ships, rather than one of a plan, which has a value in each scenario."""
    return found.bounds is not None and not found.values


_STATED = {
    "required": "different for every account, so each plan states it",
    "optional": "none: a plan may leave it out",
    "": "",
}


def _usual(found: Explanation) -> str:
    base = _spoken(found.base, found.unit) if isinstance(found.base, float) else _figure(found.base)
    usual = _STATED[found.stated] or base
    if found.low is not None and found.high is not None and found.low < found.high:
        usual += f"; mostly {_spoken(found.low, found.unit)} to {_spoken(found.high, found.unit)}"
    if found.kind == "month":
        usual += ", counted in months of the plan"
    return f"{usual}, in US dollars" if _is_shipped(found) and in_money(found.unit) else usual


def _of_size(usual: tuple[float, float, float], unit: str) -> str:
    low, base, high = (_spoken(figure, unit) for figure in usual)
    return f"{base}; mostly {low} to {high}"


def _spoken(number: float, unit: str) -> str:
    """Amounts of money may come from an exchange, with more digits than mean anything."""
    return spoken(float(f"{number:.4g}") if in_money(unit) else number)


def _figure(figure: Figure | None) -> str:
    if isinstance(figure, tuple):
        return ", ".join(map(spoken, figure)) + " (January to December)"
    if isinstance(figure, float) and math.isnan(figure):
        return "not stated"
    return str(figure) if isinstance(figure, str) or figure is None else spoken(figure)


def _value(value: Value | list[float], plan: Plan) -> str:
    if isinstance(value, Month):
        return value.label
    if isinstance(value, list):
        runs, first = [], 1
        for number, run in groupby(value):
            last = first + len(list(run)) - 1
            runs.append(f"{_figure(number)} ({_months(first, last, plan)})")
            first = last + 1
        return ", ".join(runs)
    return _figure(value)


def _months(first: int, last: int, plan: Plan) -> str:
    start, end = plan.timeline.month_of(first).label, plan.timeline.month_of(last).label
    return start if first == last else f"{start} to {end}"


def _keys(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - _MOST_KEYS} more" if len(keys) > _MOST_KEYS else ""
    return ", ".join(keys[:_MOST_KEYS]) + more


def _put_parts(found: Explanation, plan: Plan | None) -> None:
    """The inputs and lines of a stream, each with what people call it."""
    from revenue_planner.model.build import model_of
    from revenue_planner.reference.specimen import specimen

    models = [specimen()] if plan is None else [specimen(), model_of(plan.structure)]
    labels = {key: each.declared.label for model in models for key, each in model.inputs.items()}
    labels |= {key: line.label for model in models for key, line in model.lines.items()}
    width = max(map(len, (*found.inputs, *found.lines)), default=0)
    for heading, keys in (("Inputs", found.inputs), ("Lines", found.lines)):
        if keys:
            put(heading)
            terms([(key, labels[key]) for key in keys], INDENT, width)
