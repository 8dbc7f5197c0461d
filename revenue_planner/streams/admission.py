"""What a stream from another package must be before a plan may name it.

Its names become keys of plan files, names in workbooks and headings, so they keep the rules of our own.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Collection, Iterable

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.component import Children, Component, Stream, Uses
from revenue_planner.language.inputs import Choice, Input
from revenue_planner.streams.business import Business
from revenue_planner.streams.totals import StreamTotal

#: Tables and keys that mean something else in a plan file.
RESERVED = frozenset(["plan", "scenarios", "title", "stress", "base", StreamTotal.name, "reach", "currency", "start", "months"])
#: What names an instance, so that no input can be called so.
_NAMING = frozenset(["name", "label"])
_LONGEST_TABLE, _LONGEST_KEY, _LONGEST_TITLE, _LONGEST_LABEL, _LONGEST_CHOICES = 40, 50, 40, 60, 250
_NAME = "small letters (a-z), digits and _, and start with a letter"


def stream_class(loaded: object) -> type[Stream]:
    """The object as a class of stream. Raises EquationError where it is something else."""
    if not inspect.isclass(loaded):
        raise EquationError(f"its entry point leads to {_what(loaded)}, not to a class")
    if not issubclass(loaded, Stream):
        raise EquationError(f"its class {loaded.__qualname__} is not a Stream")
    return loaded


def check_declared(stream: type[Stream], others: Iterable[type[Stream]]) -> None:
    """Verify what a stream declares beside its equations. Raises EquationError with the first fault."""
    _check_table(stream, others)
    for attribute in ("title", "group", "group_label"):
        if not isinstance(getattr(stream, attribute), str):
            raise EquationError(f"its {attribute} is not a text")
    _check_text(stream.title, "title", _LONGEST_TITLE)
    if stream.group:
        if not _is_name(stream.group, _LONGEST_TABLE):
            raise EquationError(f'its group "{stream.group}" must have {_NAME}')
        _check_text(stream.group_label, "group_label", _LONGEST_TITLE)
    if not isinstance(stream.position, (int, float)) or not math.isfinite(stream.position):
        raise EquationError(f"its position is {_what(stream.position)}, not a number")
    if not isinstance(stream.many, bool):
        raise EquationError(f"its many is {_what(stream.many)}, not True or False")
    _check_members(stream)
    _check_answers(stream, others)


def _check_table(stream: type[Stream], others: Iterable[type[Stream]]) -> None:
    name = getattr(stream, "name", None)
    if not isinstance(name, str):
        raise EquationError(f"its class {stream.__qualname__} has no name, which is its table in a plan")
    steps = name.split(".")
    if len(steps) > 2 or len(name) > _LONGEST_TABLE or not all(_is_name(step, _LONGEST_TABLE) for step in steps):
        raise EquationError(f'its name "{name}" cannot be a table of a plan: it must have {_NAME}')
    if steps[0] in RESERVED:
        raise EquationError(f'its name "{name}" means something else in a plan')
    for other in others:
        if other is stream:
            continue
        if name == other.name:
            raise EquationError(f"the table [{name}] is already that of {other.__module__}.{other.__qualname__}")
        if f"{name}.".startswith(f"{other.name}.") or f"{other.name}.".startswith(f"{name}."):
            raise EquationError(f'its table "{name}" and the table "{other.name}" would lie within each other')
        if name.replace(".", "_") == other.name.replace(".", "_"):
            raise EquationError(f'its table "{name}" and the table "{other.name}" would have the same names in a workbook')


def _check_members(component: type[Component]) -> None:
    """Names and texts of inputs, lines, families, and whom it looks at; of its children too."""
    many = bool(getattr(component, "many", True))
    for name, each in component.inputs().items():
        _check_key(name, "input", _NAMING if many else frozenset())
        _check_input(each)
    for name, line in component.lines().items():
        _check_key(name, "line", frozenset())
        _check_text(line.label, f"label of {name}", _LONGEST_LABEL)
    for name, use in component.uses().items():
        _check_use(name, use)
    for name, family in component.families().items():
        _check_key(name, "family", _NAMING)
        _check_family(name, family)


def _check_key(name: str, what: str, reserved: Collection[str]) -> None:
    if not _is_name(name, _LONGEST_KEY):
        raise EquationError(f'its {what} "{name}" must have {_NAME}')
    if name in reserved:
        raise EquationError(f'its {what} "{name}" means something else in a plan')


def _check_input(each: Input) -> None:
    _check_text(each.label, f"label of {each.name}", _LONGEST_LABEL)
    for attribute in ("source", "as_of", "note"):
        if not isinstance(getattr(each, attribute), str):
            raise EquationError(f"the {attribute} of its input {each.name} is not a text")
    if isinstance(each, Choice):
        texts = [option for option in each.options if isinstance(option, str)]
        plain = isinstance(each.options, (tuple, list)) and all(re.fullmatch(r"[\w .-]+", text) for text in texts)
        if not plain or len(texts) < len(each.options) or len(",".join(texts)) > _LONGEST_CHOICES:
            raise EquationError(f"the options of its input {each.name} must be a few words without commas")


def _check_use(name: str, use: Uses[Component]) -> None:
    if not inspect.isclass(use.stream) or not issubclass(use.stream, Component):
        raise EquationError(f"its {name} looks at {_what(use.stream)}, not at a stream")


def _check_family(name: str, family: Children) -> None:
    if not inspect.isclass(family.member) or not issubclass(family.member, Component):
        raise EquationError(f"its {name} has members that are {_what(family.member)}, not components")
    if not issubclass(family.member, Stream):
        _check_members(family.member)


def _check_answers(stream: type[Stream], others: Iterable[type[Stream]]) -> None:
    """No summary result has the short name of another: answers of totals begin with the group's name."""
    groups = {stream.group, *(other.group for other in others)} - {""}
    taken = {f"{group}_{name}" for group in groups for name in _answers(StreamTotal)}
    taken |= set(_answers(Business))
    stem = stream.name.replace(".", "_")
    for name in _answers(stream):
        if f"{stem}_{name}" in taken:
            raise EquationError(f'its result "{name}" has the name of another result, {stem}_{name}')


def _answers(stream: type[Stream]) -> list[str]:
    return [name for name, line in stream.lines().items() if line.answer]


def _check_text(text: object, what: str, longest: int) -> None:
    if not isinstance(text, str) or not text.strip() or not text.isprintable() or len(text) > longest:
        raise EquationError(f"its {what} must be a text on one line, of 1 to {longest} characters")


def _is_name(text: str, longest: int) -> bool:
    return len(text) <= longest and re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None


def _what(thing: object) -> str:
    kind = type(thing).__name__
    return "nothing" if thing is None else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
