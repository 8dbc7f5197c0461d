"""A comparison as data: the shapes of `compare --json` and `compare --csv`.

They are kept stable for programs: keys may be added, none changes its meaning. docs/compare.md
describes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from revenue_planner.analysis.comparison.result import SOME_MONTHS, Bridge, Comparison, InputDifference, Pair, Side
from revenue_planner.engine.data import data_unit, plain
from revenue_planner.ground.months import MONTH_NAMES, Month
from revenue_planner.ground.version import __version__
from revenue_planner.plan.values import NOT_STATED

CSV_HEADER = (
    "a", "b", "table", "key", "label", "month", "unit", "value_a", "value_b", "difference", "relative", "effect",
)  # fmt: skip
_Row = tuple[object, ...]


def as_data(comparison: Comparison) -> dict[str, object]:
    """Everything, for programs."""
    return {
        "planner": __version__,
        "currency": comparison.currency,
        "months": comparison.months,
        "sides": [_side(side) for side in comparison.sides],
        "warnings": list(comparison.warnings),
        "results": _results(comparison),
        "comparisons": [_pair(pair, comparison.currency) for pair in comparison.pairs],
    }


def csv_rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    """Every figure of `as_data`, one row each; what does not exist is an empty field."""
    for place, pair in enumerate(comparison.pairs, start=1):
        rows = (
            _result_rows(comparison, place),
            _input_rows(pair, comparison.currency),
            _bridge_rows(pair, comparison.currency),
        )
        yield from ((pair.a.title, pair.b.title, *row) for row in chain(*rows))


def month_name(number: int, difference: InputDifference, side: Side) -> str:
    """ "2027-03", or for a season "Mar"."""
    if difference.kind == "season":
        return MONTH_NAMES[number - 1]
    return str(side.plan.timeline.month_of(number))


def _side(side: Side) -> dict[str, object]:
    return {
        "letter": side.letter,
        "title": side.title,
        "source": side.source,
        "scenario": side.scenario.name,
        "scenario_title": side.scenario.title,
        "plan_title": side.plan.title,
        "start": str(side.plan.timeline.start),
    }


def _results(comparison: Comparison) -> dict[str, object]:
    letters = [side.letter for side in comparison.sides]
    others = range(1, len(letters))
    return {
        row.name: {
            "label": row.label,
            "unit": data_unit(row.unit, comparison.currency),
            "line": row.key,
            "values": dict(zip(letters, map(plain, row.values), strict=True)),
            "differences": {letters[n]: row.differences[n] for n in others},
            "relative": {letters[n]: row.relative(n) for n in others},
        }
        for row in comparison.results
    }


def _pair(pair: Pair, currency: str) -> dict[str, object]:
    return {
        "a": pair.a.letter,
        "b": pair.b.letter,
        "inputs": {
            each.key: {
                "label": each.label,
                "kind": each.kind,
                "unit": data_unit(each.unit, currency),
                "a": _stated(each.a),
                "b": _stated(each.b),
                "difference": each.difference,
                "relative": each.relative,
                "effect": each.effect,
                "months": [
                    {
                        "month": month_name(month.number, each, pair.a),
                        "number": month.number,
                        "a": plain(month.a),
                        "b": plain(month.b),
                    }
                    for month in each.months
                ],
            }
            for each in pair.inputs
        },
        "by_stream": _bridge(pair.by_stream),
        "by_input": _bridge(pair.by_input),
    }


def _stated(value: float | str | Month) -> object:
    """A side's figure; none where the side does not state one for each month."""
    return None if value in (NOT_STATED, SOME_MONTHS) else plain(value)


def _bridge(bridge: Bridge) -> dict[str, object]:
    steps = [{"key": s.key, "label": s.label, "effect": s.effect, "a": s.a, "b": s.b} for s in bridge.steps]
    return {"start": bridge.start, "end": bridge.end, "steps": steps}


def _result_rows(comparison: Comparison, place: int) -> Iterator[_Row]:
    for row in comparison.results:
        unit = data_unit(row.unit, comparison.currency)
        a, b = plain(row.values[0]), plain(row.values[place])
        yield "results", row.name, row.label, "", unit, a, b, row.differences[place], row.relative(place), None


def _input_rows(pair: Pair, currency: str) -> Iterator[_Row]:
    """A row for each input, and below it one for each month in which it differs."""
    for each in pair.inputs:
        unit = data_unit(each.unit, currency)
        a, b = _stated(each.a), _stated(each.b)
        yield "inputs", each.key, each.label, "", unit, a, b, each.difference, each.relative, each.effect
        for month in each.months:
            name = month_name(month.number, each, pair.a)
            relative = (month.b - month.a) / abs(month.a) if month.a else None
            figures = (month.a, month.b, month.b - month.a, relative)
            yield "inputs", each.key, each.label, name, unit, *(None if f is None else plain(f) for f in figures), None


def _bridge_rows(pair: Pair, currency: str) -> Iterator[_Row]:
    for table, bridge in (("by_stream", pair.by_stream), ("by_input", pair.by_input)):
        for step in bridge.steps:
            difference = None if step.a is None or step.b is None else step.b - step.a
            yield table, step.key, step.label, "", currency, step.a, step.b, difference, None, step.effect
