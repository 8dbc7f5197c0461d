"""Shares of one whole: draws of them never make more than the whole, or than the plan itself has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.language.inputs import Assume
from revenue_planner.model.structure import Structure
from revenue_planner.plan.values import Plan


@dataclass(frozen=True)
class Whole:
    """The drawn shares of one whole in a scenario, and what the plan leaves for them together."""

    drawn: tuple[str, ...]
    left: float

    def scale_down(self, inputs: dict[str, Array]) -> None:
        """Replace the drawn shares where their sum is too large: all by the same factor."""
        total = np.sum([inputs[key] for key in self.drawn], axis=0)
        if (total > self.left).any():
            factor = self.left / np.maximum(total, self.left)
            inputs.update({key: inputs[key] * factor for key in self.drawn})


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
        shares = {key: plan.value(key, scenario) for key in keys if plan.is_on(key, scenario)}
        numbers = {key: share for key, share in shares.items() if isinstance(share, float)}
        varying = tuple(key for key in numbers if key in drawn)
        if varying:
            fixed = sum(share for key, share in numbers.items() if key not in drawn)
            found.append(Whole(varying, max(1.0, sum(numbers.values())) - fixed))
    return tuple(found)
