"""Explain one key: an input, a line, or a whole stream; of a plan, or of the shipped models."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from revenue_planner.ground.errors import UsageError
from revenue_planner.ground.text import listed
from revenue_planner.language.component import Component, Stream
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input, Nature
from revenue_planner.language.labels import LabelOf, labels_within
from revenue_planner.language.nodes import Node, Reference
from revenue_planner.language.sizes import SIZES
from revenue_planner.model.build import Model, ModelLine, model_of
from revenue_planner.model.structure import Part
from revenue_planner.plan.reading.names import label_from
from revenue_planner.plan.values import Plan, Value
from revenue_planner.printers.words import in_words
from revenue_planner.reference.plan_words import group_of, words_for
from revenue_planner.reference.specimen import role_headings, specimen
from revenue_planner.streams.risk import Risk

#: A shipped figure. A month input's is a number: 1 is the first month of the plan.
Figure = float | str | tuple[float, ...]
_MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything there is to say about a key; what does not apply is None or empty.

    `kind` is a line's ("flow", "balance", …), an input's ("number", "month", "season", "choice") or
    "part" for a whole stream or one of its children, whose `inputs` and `lines` are keys. "word" is a word of
    plan files ("stress"); `uses` are then the inputs of that name.
    `low` and `high` bound what is usual, `bounds` what is possible; `by_size` has low, base and high for each size
    of account where they differ. `stated` says of a number that is usual nowhere whether every plan must state it
    ("required") or may leave it out ("optional"). `nature` is a number's ("estimate",
    "choice", "fact"), or "luck" where no line uses it and only simulations do. `values` is what a plan says, by
    scenario: one value, or a list with one for each month.
    """

    key: str
    label: str
    kind: str
    unit: str = ""
    explanation: str = ""
    words: str = ""
    opening_words: str = ""
    low: float | None = None
    base: Figure | None = None
    high: float | None = None
    bounds: tuple[float, float] | None = None
    by_size: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    stated: Literal["required", "optional", ""] = ""
    options: tuple[str, ...] = ()
    by_month: bool = False
    nature: Nature | Literal["luck", ""] = ""
    source: str = ""
    as_of: str = ""
    note: str = ""
    uses: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    values: Mapping[str, Value | list[float]] = field(default_factory=dict)


def explain(key: str, plan: Plan | None = None) -> Explanation:
    """Explain a key of the plan ("affiliate.amazon.conversion"), or of the shipped models
    ("affiliate.conversion", "affiliate"), or a word of plan files ("stress", "risk.goal"). Raises UsageError,
    with the nearest keys, for an unknown one.
    """
    models = [specimen()] if plan is None else [model_of(plan.structure), specimen()]
    for model in models:
        of_plan = plan if plan is not None and model is models[0] else None
        if key in model.inputs:
            return _of_input(key, model, of_plan)
        if key in model.lines:
            return _of_line(model.lines[key], model, of_plan)
        for part in model.structure.parts:
            if part.key == key:
                return _of_part(part, model)
    word = _of_word(key, models[-1])
    if word is not None:
        return word
    raise UsageError(_unknown(key, models))


def _of_word(key: str, model: Model) -> Explanation | None:
    """A word of the plan file that is no key of the model by itself, such as "stress" or "videos"."""
    words = words_for(key)
    inputs = dict.fromkeys(word.key for word in words if word.key in model.inputs)
    others = [word for word in words if word.key not in model.inputs]
    if len(inputs) == 1 and not others:
        return _of_input(next(iter(inputs)), model, None)
    if not words:
        return None
    first = others[0] if others else words[0]
    about = dict.fromkeys(word.about for word in others if word.about)
    tables = dict.fromkeys(word.table for word in words if word.key not in inputs)
    base = first.default if others else None
    return Explanation(
        first.key if others else key,
        label_from(first.path[-1]),
        "word",
        explanation=" ".join(about) or (group_of(first) if others else "Several parts of a plan have such an input."),
        base=base if isinstance(base, str) else float(base) if isinstance(base, (int, float)) else None,
        bounds=first.bounds if others else None,
        options=first.options if others else (),
        note=f"It stands in {listed(tables, 'and')}." if others and tables else "",
        uses=tuple(inputs),
    )


def _of_input(key: str, model: Model, plan: Plan | None) -> Explanation:
    declared = model.inputs[key].declared
    low, base, high = shipped_range(declared)
    return Explanation(
        key,
        declared.label,
        declared.kind,
        declared.unit,
        low=low,
        base=base,
        high=high,
        bounds=_bounds(declared),
        by_size=_by_size(key, model),
        stated=_stated(declared),
        options=declared.options if isinstance(declared, Choice) else (),
        by_month=model.inputs[key].may_differ,
        nature=nature_of(declared, model.inputs[key].part.component),
        source=declared.source,
        as_of=declared.as_of,
        note=declared.note,
        used_by=tuple(model.used_by(key)),
        values={} if plan is None else _values(key, plan),
    )


def _by_size(key: str, model: Model) -> dict[str, tuple[float, float, float]]:
    """What is usual in each of SIZES, in the model's money; nothing where all sizes have the same."""
    shipped = model.inputs[key].part.component.inputs()[model.inputs[key].declared.name]
    if not isinstance(shipped, Assume) or shipped.by_size is None:
        return {}
    placed = [shipped.placed(size, model.structure.per_dollar) for size in range(len(SIZES))]
    return {name: (each.low, each.base, each.high) for name, each in zip(SIZES, placed, strict=True)}


def _stated(declared: Input) -> Literal["required", "optional", ""]:
    if not isinstance(declared, Assume):
        return ""
    return "required" if declared.required else "optional" if declared.optional else ""


def nature_of(declared: Input, component: type[Component]) -> Nature | Literal["luck", ""]:
    """What a number is to its user; "" for months, seasons and words."""
    if issubclass(component, Risk):
        return "luck"
    return declared.nature if isinstance(declared, Assume) else ""


def shipped_range(declared: Input) -> tuple[float | None, Figure | None, float | None]:
    """Low, base and high as shipped; a choice has only a base."""
    if isinstance(declared, (Assume, AssumeMonth, AssumeSeason)):
        base = None if isinstance(declared, Assume) and math.isnan(declared.base) else declared.base
        return declared.low, base, declared.high
    return None, declared.base if isinstance(declared, Choice) else None, None


def _bounds(declared: Input) -> tuple[float, float] | None:
    if isinstance(declared, (Assume, AssumeSeason)):
        return declared.minimum, declared.maximum
    return None


def _values(key: str, plan: Plan) -> dict[str, Value | list[float]]:
    found: dict[str, Value | list[float]] = {}
    for scenario in plan.scenarios:
        months = plan.by_month(key, scenario.name)
        found[scenario.name] = plan.value(key, scenario.name) if months is None else months
    return found


def _of_line(line: ModelLine, model: Model, plan: Plan | None) -> Explanation:
    if plan is None and line.declared.name in line.part.component.equations():
        # Of the models as such: "over all streams", not "over" the one of each in the specimen.
        equation = line.part.component.equations()[line.declared.name]
        body, opening = equation.body, equation.opening
        label_of = labels_within("", role_headings(line.part.component))
    else:
        body, opening = line.body, line.opening
        label_of = plan_labels(line.part, model)
    return Explanation(
        line.key,
        line.label,
        line.declared.kind,
        line.declared.unit,
        line.declared.explanation,
        words=in_words(body, label_of),
        opening_words="" if opening is None else in_words(opening, label_of),
        uses=_references(line.body),
        used_by=tuple(model.used_by(line.key)),
    )


def plan_labels(part: Part, model: Model) -> LabelOf:
    """Labels as read from one part of a plan."""
    return labels_within(part.key, {other.key: other.label for other in model.structure.parts})


def _references(node: Node) -> tuple[str, ...]:
    keys = [each.key for each in node.walk() if isinstance(each, Reference)]
    return tuple(dict.fromkeys(keys))


def _of_part(part: Part, model: Model) -> Explanation:
    component = part.component
    label = part.label
    if issubclass(component, Stream) and part.key == component.name:
        label = component.group_label if component.many else component.title
    return Explanation(
        part.key,
        label,
        "part",
        explanation=" ".join((component.__doc__ or "").split()),
        inputs=tuple(key for key, found in model.inputs.items() if found.part.key == part.key),
        lines=tuple(key for key, line in model.lines.items() if line.part.key == part.key),
    )


def _unknown(key: str, models: list[Model]) -> str:
    known: dict[str, None] = {}
    for model in models:
        known |= dict.fromkeys([*(part.key for part in model.structure.parts), *model.inputs, *model.lines])
    near = _nearest(key, list(known))
    if near:
        return f'there is nothing called "{key}"; did you mean {" or ".join(near)}?'
    heads = ", ".join(part.key for part in models[-1].structure.parts if not part.parent)
    return f'there is nothing called "{key}"; ask for one of these and it lists its parts: {heads}'


def _nearest(key: str, known: list[str]) -> list[str]:
    """What lies below the key, keys spelt nearly alike, and those with the same last word."""
    head, word = key.partition(".")[0], key.rpartition(".")[2]
    below = sorted((other for other in known if other.startswith(f"{key}.")), key=lambda k: k.count("."))
    same = [other for other in known if other.rpartition(".")[2] == word]
    same.sort(key=lambda other: other.partition(".")[0] != head)
    alike = difflib.get_close_matches(key, known, _MOST_HINTS, cutoff=0.8)
    found = [*below, *alike, *same] if below or "." in key else [*same, *alike]
    return list(dict.fromkeys(found or difflib.get_close_matches(key, known, 1)))[:_MOST_HINTS]
