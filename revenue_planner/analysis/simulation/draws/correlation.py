"""Inputs that move together: normal scores with given correlations (a Gaussian copula).

Inputs of reach share one factor. Pairs that the plan names have correlations of their own, and go through a
Cholesky factor; all others keep the scores that they would have alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.language.inputs import REACH, Assume
from revenue_planner.plan.risk import REACH_CORRELATION
from revenue_planner.plan.values import Plan

#: Name of the factor that all inputs of reach share.
REACH_SCORE = "luck.reach"
#: Eigenvalues and pivots below this are rounding.
_DUST = 1e-9
_MOST_PAIRS = 3

_Pairs = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Correlated:
    """How the drawn inputs of one scenario move together. Each is a weighted sum of independent scores:
    `weights[key]` goes by their names, which are keys of inputs and REACH_SCORE."""

    weights: Mapping[str, Mapping[str, float]]

    def scores(self, key: str, independent: Callable[[str], Array]) -> Array:
        """The normal scores of a key in `weights`; `independent` gives those of a name, all of one shape."""
        return _sum([weight * independent(name) for name, weight in self.weights[key].items()])


def correlated(plan: Plan, scenario: str, drawn: Collection[str]) -> Correlated:
    """The weights of the drawn inputs that move with others. Raises PlanError where correlations contradict
    each other."""
    share = plan.value(REACH_CORRELATION, scenario)
    assert isinstance(share, float)
    declared = plan.inputs()
    reach = {key for key in drawn if isinstance(d := declared[key], Assume) and d.moves_with == REACH}
    given = {
        (pair.first, pair.second): pair.value
        for pair in plan.risk.correlations
        if pair.first in drawn and pair.second in drawn
    }
    named = [key for key in declared if any(key in pair for pair in given)]
    alone = reach.difference(named)
    weights: dict[str, dict[str, float]] = {}
    if share > 0:
        factor, own = float(np.sqrt(share)), float(np.sqrt(1 - share))
        weights = {key: {REACH_SCORE: factor, key: own} for key in declared if key in alone}
    if named:
        # The factor stands first, where Cholesky leaves it as it is.
        names = [REACH_SCORE, *named] if share > 0 and alone else named
        if not _possible(_matrix(names, given, reach, share)):
            raise PlanError([_contradiction(plan, names, given, reach, share)])
        factors = cholesky(_matrix(names, given, reach, share))
        for row, key in enumerate(names):
            if key != REACH_SCORE:
                weights[key] = {name: float(w) for name, w in zip(names, factors[row], strict=True) if w != 0}
    return Correlated(weights)


def cholesky(matrix: Array) -> Array:
    """The lower factor of a positive semi-definite matrix, with zeros where a row follows from those before."""
    lower = np.zeros_like(matrix)
    for row in range(len(matrix)):
        pivot = matrix[row, row] - lower[row, :row] @ lower[row, :row]
        if pivot > _DUST:
            lower[row, row] = np.sqrt(pivot)
            below = matrix[row + 1 :, row] - lower[row + 1 :, :row] @ lower[row, :row]
            lower[row + 1 :, row] = below / lower[row, row]
    return lower


def _matrix(names: list[str], given: _Pairs, reach: Collection[str], share: float, times: float = 1.0) -> Array:
    """The correlations of `names`, all of the plan's figures multiplied by `times`."""

    def target(a: str, b: str) -> float:
        if a == b:
            return 1.0
        for pair in ((a, b), (b, a)):
            if pair in given:
                return given[pair] * times
        if REACH_SCORE in (a, b):
            return float(np.sqrt(share * times)) if a in reach or b in reach else 0.0
        return share * times if a in reach and b in reach else 0.0

    return np.array([[target(a, b) for b in names] for a in names])


def _possible(matrix: Array) -> bool:
    """No inputs can move together in a way whose matrix has an eigenvalue below 0."""
    return bool(np.linalg.eigvalsh(matrix)[0] >= -_DUST)


def _contradiction(plan: Plan, names: list[str], given: _Pairs, reach: Collection[str], share: float) -> Problem:
    """Names the pairs that weigh most in what is impossible, and how far all must come nearer to 0."""
    least = dict(zip(names, np.linalg.eigh(_matrix(names, given, reach, share))[1][:, 0], strict=True))
    worst = sorted(given, key=lambda pair: given[pair] * least[pair[0]] * least[pair[1]])[:_MOST_PAIRS]
    places = {
        (pair.first, pair.second): plan.place(f"risk.correlations[{number}]")
        for number, pair in enumerate(plan.risk.correlations, start=1)
    }
    pairs = "; ".join(f"{a} and {b} ({given[a, b]:g}{_where(places[a, b])})" for a, b in worst)
    # All times 0 is possible, and whatever is nearer to that than what is possible.
    possible, impossible = 0, 100
    while impossible - possible > 1:
        step = (possible + impossible) // 2
        if _possible(_matrix(names, given, reach, share, step / 100)):
            possible = step
        else:
            impossible = step
    among = f"each other or {REACH_CORRELATION}" if REACH_SCORE in names or reach else "each other"
    also = f", and {REACH_CORRELATION}," if REACH_SCORE in names else ""
    return Problem(
        f"these correlations contradict {among}: {pairs}",
        places[worst[0]],
        "risk.correlations",
        hint=f"bring them nearer to 0; all of them{also} times {possible / 100:g} would do",
    )


def _where(place: Place) -> str:
    """In which line or cell a pair stands."""
    return f", {place.cell}" if place.cell else f", line {place.line}" if place.line else ""


def _sum(terms: list[Array]) -> Array:
    total = terms[0]
    for term in terms[1:]:
        total += term
    return total
