"""A plan beside parts that it lacks gives what it gives alone."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.analysis.comparison.differences import input_differences
from revenue_planner.analysis.comparison.result import Side
from revenue_planner.analysis.comparison.union import Union, joined
from revenue_planner.documents.sides import shortened
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import narrowed, program_of
from revenue_planner.engine.run import run
from revenue_planner.engine.variants import TAKE_HOME_TOTAL, take_homes
from revenue_planner.ground.errors import EquationError
from revenue_planner.language.inputs import Assume, Choice
from revenue_planner.model.build import model_of
from revenue_planner.model.structure import Structure
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.tables import child_families, plan_streams
from revenue_planner.plan.templates import template_text
from revenue_planner.streams.base import IncomeStream
from tests.support.pairs import plain, random_sides, side

#: Results of the whole plan that any stray amount of an idle part would move.
WHOLE = (
    "audience.views", "business.earned", "business.received", "business.costs", "business.take_home",
    "business.hours", "business.cash", "business.receivables", "business.link_shares",
)  # fmt: skip


def components() -> list[type]:
    streams = list(plan_streams().values())
    return [*streams, *(member for stream in streams for member in child_families(stream).values())]


@pytest.mark.parametrize("component", components())
def test_what_makes_a_part_idle_are_inputs_of_its_own_with_values_they_can_have(component: type) -> None:
    inputs = component.inputs()
    for name, value in component.when_absent().items():
        declared = inputs[name]
        if isinstance(declared, Choice):
            assert value in declared.options
        else:
            assert isinstance(declared, Assume)
            assert value == 0


def test_every_part_that_a_plan_may_lack_can_be_idle() -> None:
    lacking = [each for each in components() if not each.when_absent()]
    assert [each.name for each in lacking] == ["audience", "business", "risk"]  # every plan has these three
    assert all(each.when_absent()["on"] == "off" for each in components() if issubclass(each, IncomeStream))


def assert_same_as_alone(union: Union) -> None:
    """Every line that a side has comes out the same beside the idle parts of the other."""
    for own, structure, arrays in (
        (union.a, union.structure, union.arrays_a),
        (union.b, union.structure_b, union.arrays_b),
    ):
        alone = run(own.plan, (own.scenario.name,)).values
        beside = program_of(structure).run(arrays, 1)
        for key in {*WHOLE, *own_lines(own, structure)}:
            np.testing.assert_allclose(*np.broadcast_arrays(beside[key], alone[key]), rtol=1e-9, atol=1e-6, err_msg=key)


def own_lines(own: Side, structure: Structure) -> set[str]:
    """Lines of parts that the side has, but those that are split into other steps beside more parts."""
    parts = {part.key for part in own.plan.structure.parts}
    lines = set(model_of(own.plan.structure).lines) & set(model_of(structure).lines)
    return {key for key in lines if key.rpartition(".")[0] in parts and "_part_" not in key}


@pytest.mark.parametrize(("one", "other"), [("starter", "full"), ("beauty", "educator"), ("live_host", "shop_seller")])
def test_templates_are_the_same_beside_each_other(one: str, other: str) -> None:
    a, b = parse_plan(template_text(one)), parse_plan(template_text(other))
    assert_same_as_alone(Union(side(a, "A"), side(b, "B", "cautious")))


@pytest.mark.parametrize("seed", range(12))
def test_random_plans_are_the_same_beside_each_other(seed: int) -> None:
    assert_same_as_alone(Union(*random_sides(seed, seed + 50, same_start=seed % 3 == 0)))


def test_balances_that_a_lacking_part_would_start_with_are_not_there() -> None:
    a = plain("[creator_rewards]")
    b = plain('[creator_rewards]\n[live_gifts]\nopening_unpaid = 500\n[[affiliate]]\nname = "x"\nopening_unpaid = 70')
    assert_same_as_alone(Union(side(a, "A"), side(b, "B")))


def test_the_union_of_a_plan_with_itself_is_itself() -> None:
    plan = parse_plan(template_text("full"))
    assert joined(plan.timeline, [plan.structure, plan.structure]) == plan.structure


def test_a_part_with_children_is_told_once() -> None:
    a = plain("[creator_rewards]")
    b = plain('[creator_rewards]\n[sponsorships]\n[[sponsorships.signed]]\nname = "glow"\nmonth = "2027-02"')
    lone = Union(side(a, "A"), side(b, "B")).only_in_one
    assert {key: [part.key for part in parts] for key, parts in lone.items()} == {
        "sponsorships": ["sponsorships", "sponsorships.signed.glow"]
    }


def test_a_stream_that_ignores_its_switch_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    a = plain("[creator_rewards]")
    b = plain("[creator_rewards]\n[live_gifts]")
    monkeypatch.setattr(IncomeStream, "absent", {})
    union = Union(side(a, "A"), side(b, "B"))
    own = tuple(run(each.plan).figure(TAKE_HOME_TOTAL, "base") for each in (union.a, union.b))
    with pytest.raises(EquationError, match=r"switched off \(live_gifts\)"):
        input_differences(union, own)  # type: ignore[arg-type]


def test_variants_in_portions_are_those_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = parse_plan(template_text("full"))
    plan = shortened(plan, 14)
    union = Union(side(plan, "A"), side(plan, "B", "ambitious"))
    a, b = union.arrays_a, union.arrays_b
    keys = [key for key in a if not _equal(a[key], b[key])]
    moved = [set[str](), *({key} for key in keys), set(keys)]
    together = take_homes(union.structure, a, b, moved)
    monkeypatch.setattr("revenue_planner.engine.variants.BLOCK", 2)
    np.testing.assert_allclose(take_homes(union.structure, a, b, moved), together, rtol=1e-12)
    assert len(keys) >= 3
    ends = [run(plan).figure(TAKE_HOME_TOTAL, name) for name in ("base", "ambitious")]
    np.testing.assert_allclose(together[[0, -1]], ends, rtol=1e-12)


def test_only_equations_that_are_needed_are_computed() -> None:
    model = model_of(parse_plan(template_text("full")).structure)
    needed = {key for block in narrowed(model, (TAKE_HOME_TOTAL,)).blocks for key in block.lines}
    assert TAKE_HOME_TOTAL in needed
    assert not needed & {"business.irr_monthly", "business.cash", "affiliate.amazon.received"}


def _equal(a: Array, b: Array) -> bool:
    return bool(np.all(a == b))
