"""Shares of one whole: draws of them never make more than the whole, or than the plan itself has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from types import MappingProxyType

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.language.inputs import Assume
from revenue_planner.model.structure import Structure
from revenue_planner.plan.values import Plan


@dataclass(frozen=True)
class Whole:
    """The drawn shares of one whole in a scenario, and what the plan leaves for them together.

    `left` has a row, or one for each month where a share differs by month; `steady` shares may not.
    """

    drawn: tuple[str, ...]
    left: Array
    steady: frozenset[str] = frozenset()

    def scale_down(self, inputs: dict[str, Array]) -> None:
        """Replace the drawn shares where their sum is too large: all by the same factor."""
        total = reduce(np.add, (inputs[key] for key in self.drawn))
        if (total > self.left).any():
            factor = self.left / np.maximum(total, self.left)
            least = factor.min(axis=0, keepdims=True)
            inputs.update({key: inputs[key] * (least if key in self.steady else factor) for key in self.drawn})


@lru_cache(maxsize=16)
def members(structure: Structure) -> Mapping[str, tuple[str, ...]]:
    """The inputs of each whole, by its name."""
    found: dict[str, list[str]] = {}
    for key, declared in structure.declared().items():
        if isinstance(declared, Assume) and declared.whole_with:
            found.setdefault(declared.whole_with, []).append(key)
    return MappingProxyType({name: tuple(keys) for name, keys in found.items()})


def wholes(plan: Plan, scenario: str, drawn: Collection[str]) -> tuple[Whole, ...]:
    """The wholes of which any share is drawn. Streams that are switched off take nothing of theirs."""
    found = []
    for keys in members(plan.structure).values():
        shares = {key: _share(plan, key, scenario) for key in keys if plan.is_on(key, scenario)}
        varying = tuple(key for key in shares if key in drawn)
        if varying:
            fixed = [share for key, share in shares.items() if key not in drawn]
            left = np.maximum(1.0, reduce(np.add, shares.values())) - reduce(np.add, fixed, np.zeros((1, 1)))
            found.append(Whole(varying, left, frozenset(varying) - plan.structure.by_month()))
    return tuple(found)


def _share(plan: Plan, key: str, scenario: str) -> Array:
    """A share in each month, or in one row where it is the same in all of them."""
    months = plan.every_month(key, scenario)
    return np.array([months if plan.by_month(key, scenario) else months[:1]]).T
