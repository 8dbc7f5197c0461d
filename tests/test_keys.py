"""A key that a module names is a reference, which fails when the program is imported, not a string that fails later.

`Business.key(TakeHome.take_home)` names a line that must be there; "business.take_home" may be any line, or none.
Addresses in a plan file, such as "risk.goal", are no keys: the model has no such input and no such line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import revenue_planner
from revenue_planner.engine.program import calendar_model
from revenue_planner.language.nodes import PLAN_PART
from revenue_planner.plan.risk import RISK_KEYS
from revenue_planner.reference.specimen import specimen
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Business
from revenue_planner.streams.risk import Risk
from revenue_planner.streams.totals import StreamTotal
from revenue_planner.workbook.layout import CONSTANTS

PACKAGE = Path(revenue_planner.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@cache
def parts() -> frozenset[str]:
    """The keys of all parts that a plan may have, and what those of totals begin with."""
    return frozenset(part.key for part in specimen().structure.parts) | {StreamTotal.name, PLAN_PART}


@cache
def keys() -> frozenset[str]:
    """The keys of all inputs and lines that a plan may have."""
    model = specimen()
    calendar = calendar_model(model.structure.timeline)
    return frozenset([*model.inputs, *model.lines, *calendar.lines, *(each.key for each in CONSTANTS)])


@cache
def names() -> frozenset[str]:
    """What all inputs and lines are called within their part."""
    return frozenset(key.rpartition(".")[2] for key in keys())


@cache
def short_names() -> frozenset[str]:
    """Names of results that are no words of their own."""
    return frozenset(name for name in specimen().answers if "_" in name)


def named_as_strings(tree: ast.Module, *, declares: bool = False) -> Iterator[tuple[int, str]]:
    """Line and text of each string by which a module names a key, a part of one or a result.

    A module that `declares` inputs and lines may hold their names.
    """
    aside = {id(each) for each in _texts_aside(tree)}
    compared = {id(each) for node in ast.walk(tree) if isinstance(node, ast.Compare) for each in ast.walk(node)}
    looked_up = {id(node.slice) for node in ast.walk(tree) if isinstance(node, ast.Subscript)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in aside:
            continue
        text = node.value
        if (
            text in keys()
            or (text.endswith(".") and text[:-1] in parts())
            or (text.startswith(".") and text[1:] in names())
            or (text in parts() - {PLAN_PART} and id(node) in compared)
            or (text in short_names() and not declares)
            or ("_" in text and text in names() and id(node) in looked_up)
        ):
            yield node.lineno, text


def _texts_aside(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, and the names that a module passes on."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            yield from (first.value for first in node.body[:1] if isinstance(first, ast.Expr))
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            yield from ast.walk(node)


@pytest.mark.parametrize("module", MODULES)
def test_no_module_names_a_key_by_a_string(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    assert list(named_as_strings(tree, declares=module.startswith("streams/"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('KEY = "business.take_home"', "business.take_home"),
        ('KEY = "audience.videos"', "audience.videos"),
        ('KEY = "risk.own_spread"', "risk.own_spread"),
        ('KEY = "by_stream.affiliate.earned"', "by_stream.affiliate.earned"),
        ('KEY = "sponsorships.signed.amount"', "sponsorships.signed.amount"),
        ('KEY = "plan.months_per_year"', "plan.months_per_year"),
        ('def f(key):\n    return key.startswith("by_stream.")', "by_stream."),
        ('def f(group):\n    return f"by_stream.{group}.hours"', ".hours"),
        ('def f(part):\n    return f"{part}.on"', ".on"),
        ('def f(part):\n    return part.key == "business"', "business"),
        ('def f(part):\n    return part.key in ("audience", "views")', "audience"),
        ('def f(on="take_home_total"):\n    return on', "take_home_total"),
        ('def f(risk):\n    return risk["stop_chance"]', "stop_chance"),
    ],
)
def test_a_planted_string_is_found(text: str, found: str) -> None:
    assert found in [key for _line, key in named_as_strings(ast.parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        '"""business.take_home is what stays."""',
        'def f():\n    """The key of a line ("business.take_home")."""',
        '__all__ = ["npv", "take_home_total"]',
        'PLACE = "risk.goal"',
        'FILE = "plan.toml"',
        'HINT = "look at audience.videos"',
    ],
)
def test_texts_may_speak_of_keys(text: str) -> None:
    assert list(named_as_strings(ast.parse(text))) == []


def test_keys_in_texts_are_there() -> None:
    """What explanations, hints and examples call by its key has that key."""
    single = "|".join(stream.name for stream in (Audience, Business, Risk))
    beside = {f"{Risk.name}.{name}" for name in RISK_KEYS}
    wrong = {
        (module, word)
        for module in MODULES
        for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in re.findall(rf"(?<![\w.])(?:{single})\.[a-z_0-9]+", node.value)
        if word not in keys() | parts() | beside
    }
    assert wrong == set()
