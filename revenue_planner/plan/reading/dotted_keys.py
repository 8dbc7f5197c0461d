"""Inputs by dotted keys, as scenarios and [risk.inputs] write them: walking down, and what to say at a wrong turn."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.text import listed
from revenue_planner.language.inputs import Input
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_key
from revenue_planner.plan.risk import RISK, RISK_KEYS
from revenue_planner.plan.tables import child_families, heading, missing_add_on, plan_streams

#: Input keys as a tree: tables and names of instances, down to inputs.
Tree = dict[str, "Tree | Input"]


def key_tree(inputs: Mapping[str, Input]) -> Tree:
    """The tree of a plan's inputs, which go by key."""
    root: Tree = {}
    for key, declared in inputs.items():
        *tables, name = key.split(".")
        node = root
        for table in tables:
            below = node.setdefault(table, {})
            assert isinstance(below, dict)
            node = below
        node[name] = declared
    return root


def any_input(tree: Tree, prefix: str) -> str:
    """The last input below a table, as an example: the first are switches that all streams have."""
    name, found = list(tree.items())[-1]
    return f"{prefix}.{name}" if isinstance(found, Input) else any_input(found, f"{prefix}.{name}")


def names_parts(tree: Tree, name: str) -> bool:
    """Whether a name in a table would be a table or an instance that the plan has, rather than an input."""
    families = (family for stream in plan_streams().values() for family in child_families(stream))
    return not any(isinstance(below, Input) for below in tree.values()) or name in families


def no_such(prefix: str) -> str:
    """What is wrong with a name that is not below `prefix`."""
    return f"{prefix.rstrip('.')} has no such key" if prefix else "the plan has no such table"


def no_such_hint(name: str, prefix: str, tree: Tree) -> Hint:
    """The nearest name; for a stream that the plan does not have, how to add it."""
    known = plan_streams()
    inner = [stream for full, stream in known.items() if full == prefix + name or full.startswith(f"{prefix}{name}.")]
    if inner:
        return "add " + listed(heading(stream, stream.many) for stream in inner) + " to the plan first"
    add_on = missing_add_on(f"{prefix}{name}")
    if add_on is not None:
        return f"it needs the add-on {add_on.package}, which could not be loaded"
    if "." in name:
        return Offer(name, "key", when="without quotes")
    if prefix == f"{RISK}." and name in RISK_KEYS:
        return f"all scenarios share it: write {name} under [{RISK}]"
    near = nearest_key(name, tree)
    if near or len(tree) > 12:
        return near
    return f"{'it has' if prefix else 'there are'} {listed(tree, 'and')}"
