"""Runs, results, models and programs travel: pickled, copied, and in a process that has never seen the plan."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import revenue_planner as rp
from revenue_planner.api.run import Run
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import Program, compile_model, program_of
from revenue_planner.engine.run import Result
from revenue_planner.language.nodes import Constant
from revenue_planner.language.vocabulary import ONE, ZERO
from revenue_planner.model.build import Model
from tests.support.plans import EVERYTHING, TEMPLATES

#: Sums of this plan go in steps, whose declarations are no attributes of a class.
MANY = '[plan]\nstart = "2027-01"\nmonths = 3\n[audience]\n' + "".join(
    f'[[affiliate]]\nname = "a{number}"\nlink_share = 0.01\n' for number in range(20)
)

WAYS: dict[str, Callable[[object], object]] = {
    **{
        f"pickle {protocol}": lambda thing, protocol=protocol: pickle.loads(pickle.dumps(thing, protocol))  # type: ignore[misc]
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@cache
def run_of(text: str) -> Run:
    return rp.loads(text).run()


def same_figures(one: Result, other: Result) -> bool:
    return list(one.values) == list(other.values) and all(
        np.array_equal(one.values[key], other.values[key], equal_nan=True) for key in one.values
    )


def values(program: Program, run: Run) -> list[bytes]:
    names = run.result.scenarios
    return [array.tobytes() for array in program.run(scenario_inputs(run.result.plan, names), len(names)).values()]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [EVERYTHING, MANY], ids=["everything", "sums in steps"])
def test_copies_give_the_same_figures(text: str, way: str) -> None:
    run = run_of(text)
    again = WAYS[way](run)
    assert isinstance(again, Run)
    assert same_figures(again.result, run.result)
    assert again.answers.equals(run.answers)
    assert again.lines.equals(run.lines)
    assert again.checks.equals(run.checks)
    result = WAYS[way](run.result)
    assert isinstance(result, Result)
    assert result.answers("base") == run.result.answers("base")
    assert result.plan == run.result.plan


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [EVERYTHING, MANY], ids=["everything", "sums in steps"])
def test_a_copied_model_computes_and_prints_the_same(text: str, way: str) -> None:
    run = run_of(text)
    model = WAYS[way](run.result.model)
    assert isinstance(model, Model)
    assert list(model.lines) == list(run.result.model.lines)
    assert list(model.answers) == list(run.result.model.answers)
    assert compile_model(model).source == compile_model(run.result.model).source
    assert values(compile_model(model), run) == values(program_of(run.result.plan.structure), run)


@pytest.mark.parametrize("way", WAYS)
def test_a_copied_program_computes_the_same(way: str) -> None:
    run = run_of(EVERYTHING)
    program = program_of(run.result.plan.structure)
    again = WAYS[way](program)
    assert isinstance(again, Program)
    assert values(again, run) == values(program, run)


@pytest.mark.parametrize("way", WAYS)
def test_declarations_and_constants_stay_the_ones_that_they_are(way: str) -> None:
    model = run_of(EVERYTHING).result.model
    again = WAYS[way](model)
    assert isinstance(again, Model)
    assert all(again.lines[key].declared is line.declared for key, line in model.lines.items())
    assert all(again.inputs[key].declared is each.declared for key, each in model.inputs.items())
    bodies = [node for line in again.lines.values() for node in line.body.walk() if isinstance(node, Constant)]
    assert bodies
    assert all(node is ZERO or node is ONE for node in bodies)


def test_another_process_computes_the_same(tmp_path: Path) -> None:
    run = run_of(MANY)
    program = program_of(run.result.plan.structure)
    (tmp_path / "sent").write_bytes(pickle.dumps((run, program, run.result.model)))
    script = (
        "import pickle, sys; run, program, model = pickle.load(open(sys.argv[1], 'rb'));"
        "from revenue_planner.engine.inputs import scenario_inputs;"
        "from revenue_planner.engine.program import compile_model;"
        "inputs = scenario_inputs(run.result.plan, run.result.scenarios); count = len(run.result.scenarios);"
        "figures = [each.run(inputs, count) for each in (program, compile_model(model))];"
        "pickle.dump((run, figures), open(sys.argv[2], 'wb'))"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / "sent", tmp_path / "back"], check=True)
    back, figures = pickle.loads((tmp_path / "back").read_bytes())
    assert same_figures(back.result, run.result)
    for computed in figures:
        assert list(computed) == list(run.result.values)
        assert all(np.array_equal(computed[key], run.result.values[key], equal_nan=True) for key in computed)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_whatever_python_hands_out_can_be_pickled(template: Path) -> None:
    plan = rp.load(template)
    for thing in (plan, plan.run(), plan.simulate(trials=100), plan.compare((plan, plan.scenarios[-1]))):
        again = pickle.loads(pickle.dumps(thing))
        assert type(again) is type(thing)


def test_problems_travel_with_their_error() -> None:
    with pytest.raises(rp.PlanError) as caught:
        rp.loads("[plan]\n" + "".join(f"x{number} = 1\n" for number in range(300)))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.problems, again.more, str(again)) == (caught.value.problems, caught.value.more, str(caught.value))
