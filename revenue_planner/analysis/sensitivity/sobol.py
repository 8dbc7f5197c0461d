"""Which inputs matter when all of them vary at once: shares of the result's variance (Sobol indices)."""

from __future__ import annotations

import shlex
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from scipy.special import ndtri

from revenue_planner.analysis.memory import within_memory
from revenue_planner.analysis.one_result import OneResult, one_result
from revenue_planner.analysis.sensitivity.result import Share
from revenue_planner.analysis.simulation.draws.draw import placed
from revenue_planner.analysis.simulation.draws.ranges import Range, ranges
from revenue_planner.analysis.simulation.draws.wholes import Whole, wholes
from revenue_planner.engine.functions import Array
from revenue_planner.engine.variants import BLOCK
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.risk import DEFAULT_SAMPLES, FEWEST_SAMPLES
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.risk import Risk

#: A result that varies less than this, relative to itself, does not vary: it is binary dust.
_CONSTANT = 1e-12
#: A point may lie at the very edge of the cube, where no number that is drawn ever lies; its score is held to this.
_OUTERMOST = 8.5

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Indices:
    """Sobol indices, each shaped (inputs,). Errors are half-widths of intervals at 95 % confidence."""

    first: Array
    first_error: Array
    total: Array
    total_error: Array


def sobol(
    evaluate: Callable[[Array], Array],
    names: Sequence[str],
    samples: int = DEFAULT_SAMPLES,
    seed: int = 1,
    progress: Progress | None = None,
) -> Indices:
    """First-order and total indices of a function of independent uniform numbers.

    `evaluate` takes points in the unit cube, shape (n, inputs), and returns its n values; it is asked for
    samples × (inputs + 2) of them, a block at a time, and `progress` told how many each time. `samples` is
    rounded up to a power of two, which keeps them in balance. The points and the estimators are SALib's
    (Saltelli's design; errors by bootstrap); the same seed gives the same answer. A function that is constant has
    indices of 0.
    """
    a, b = _base_points(len(names), _power_of_two(samples), seed)
    found = []
    for points in _design(a, b):
        found.append(evaluate(points))
        if progress is not None:
            progress(len(points))
    return _indices(np.concatenate(found), names, seed)


def _rehearse(evaluate: Callable[[Array], Array], names: Sequence[str], samples: int, seed: int) -> None:
    """Take as much memory as `sobol` does, in less time: one block is evaluated and stands for all."""
    a, b = _base_points(len(names), _power_of_two(samples), seed)
    first = evaluate(next(_design(a, b)))
    _indices(np.resize(first, len(a) * (len(names) + 2)), names, seed)


def _indices(values: Array, names: Sequence[str], seed: int) -> Indices:
    salib = _salib("analyze")
    count = len(names)
    if np.std(values) <= _CONSTANT * abs(np.mean(values)):
        return Indices(*np.zeros((4, count)))
    problem = {"num_vars": count, "names": list(names), "bounds": [[0.0, 1.0]] * count}
    with warnings.catch_warnings():
        # Where the function hardly ever varies, a resample may be constant: SALib then says 0, as it should.
        warnings.filterwarnings("ignore", "Constant values")
        # A seed of 0 would mean none to it; a generator never does.
        indices = salib.analyze(problem, values, calc_second_order=False, seed=np.random.default_rng(seed))
    return Indices(indices["S1"], indices["S1_conf"], indices["ST"], indices["ST_conf"])


def global_sensitivity(
    plan: Plan,
    on: str,
    scenario: str = BASE,
    samples: int = DEFAULT_SAMPLES,
    seed: int | None = None,
    progress: Progress | None = None,
) -> tuple[Share, ...]:
    """Each drawn input's share of the variance of the result `on`, largest total first.

    The inputs are those that a simulation draws, each over its own range and form, but independently of each
    other and without the luck of single months: indices are shares only of what varies independently.
    Raises UsageError for an unknown result or scenario, and where the result is not there in every draw;
    NotEnoughMemoryError where the memory is too small for so many samples.
    """
    cube = cube_of(plan, on, scenario)
    if not cube.ranges:
        return ()

    def evaluate(points: Array) -> Array:
        values = cube.at(points)
        if not np.isfinite(values).all():
            raise UsageError(f'"{on}" is not there in every draw, so it has no variance to share out; choose another')
        return values

    names, own_seed = list(cube.ranges), plan.risk.seed if seed is None else seed
    indices = within_memory(
        "samples",
        "--samples",
        samples,
        FEWEST_SAMPLES,
        lambda: sobol(evaluate, names, samples, own_seed, progress),
        lambda fewer: _rehearse(evaluate, names, fewer, own_seed),
    )
    labels = {key: (each.part.label, each.declared.label) for key, each in plan.structure.inputs().items()}
    numbers = zip(indices.first, indices.first_error, indices.total, indices.total_error, strict=True)
    shares = [Share(key, *labels[key], *map(float, own)) for key, own in zip(cube.ranges, numbers, strict=True)]
    return tuple(sorted(shares, key=lambda share: (-share.total, share.key)))


def evaluations(plan: Plan, scenario: str, samples: int) -> int:
    """How many points `global_sensitivity` will ask for."""
    return _power_of_two(samples) * (len(_drawn(plan, scenario)) + 2)


def cube_of(plan: Plan, on: str, scenario: str) -> Cube:
    """The result `on` as a function of uniform numbers, one for each input that is drawn."""
    result = one_result(plan, on, scenario)
    drawn = _drawn(plan, scenario)
    return Cube(result, drawn, wholes(plan, scenario, drawn))


@dataclass(frozen=True)
class Cube:
    """A figure of the plan over the unit cube of its drawn inputs, in the order of `ranges`."""

    result: OneResult
    ranges: dict[str, Range]
    wholes: tuple[Whole, ...]

    def at(self, points: Array) -> Array:
        """The figure at points (n, inputs) between 0 and 1, shape (n,)."""
        return self.result.of_inputs(self.inputs(points), len(points))

    def inputs(self, points: Array) -> dict[str, Array]:
        """All inputs of the scenario: those that are drawn have a column for each point."""
        arrays = dict(self.result.inputs)
        for column, (key, span) in enumerate(self.ranges.items()):
            scores = np.clip(ndtri(np.ascontiguousarray(points[:, column])), -_OUTERMOST, _OUTERMOST)
            arrays[key] = placed(span.quantiles()(scores), span, self.result.inputs[key])
        for whole in self.wholes:
            whole.scale_down(arrays)
        return arrays


def _drawn(plan: Plan, scenario: str) -> dict[str, Range]:
    """What a simulation draws, apart from the rules of luck."""
    risk = {part.key for part in plan.structure.parts if part.component is Risk}
    return {key: span for key, span in ranges(plan, scenario).items() if key.rpartition(".")[0] not in risk}


def _power_of_two(samples: int) -> int:
    return 1 << (samples - 1).bit_length()


def _design(a: Array, b: Array) -> Iterator[Array]:
    """Saltelli's points in SALib's order, in blocks: of each pair of points the one of `a`, then that point
    with one coordinate after the other taken from `b`, then the one of `b`."""
    count = a.shape[1]
    step = -(-BLOCK // (count + 2))
    for first in range(0, len(a), step):
        ours, theirs = a[first : first + step], b[first : first + step]
        points = np.repeat(ours[:, None, :], count + 2, axis=1)
        coordinates = np.arange(count)
        points[:, 1 + coordinates, coordinates] = theirs
        points[:, -1] = theirs
        yield points.reshape(-1, count)


def _salib(part: str) -> Any:
    """SALib's module of a name. Raises UsageError with the way to install it, where it is not: few people need it."""
    try:
        return import_module(f"SALib.{part}.sobol")
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "SALib":
            raise
        command = f'{shlex.quote(sys.executable)} -m pip install "SALib>=1.5"'
        raise UsageError(
            f"shares of the uncertainty need the package SALib, which is not installed: {command}"
        ) from None


def _base_points(count: int, samples: int, seed: int) -> tuple[Array, Array]:
    """The two sets of points, each (samples, count), that SALib's design is made of.

    The whole design would take samples × count² numbers. Asked for inputs in two groups, its sampler gives
    the same two sets with little besides.
    """
    salib = _salib("sample")
    problem: dict[str, object] = {
        "num_vars": count,
        "names": [str(number) for number in range(count)],
        "bounds": [[0.0, 1.0]] * count,
    }
    if count > 1:
        problem["groups"] = ["one", *["others"] * (count - 1)]
    points = salib.sample(problem, samples, calc_second_order=False, seed=seed)
    step = 2 + min(count, 2)
    return points[::step].copy(), points[step - 1 :: step].copy()
