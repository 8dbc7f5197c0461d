"""Independent engines come to our figures in any money, to the last check."""

from __future__ import annotations

import pytest

from revenue_planner.plan.templates import template_names
from tests.support.building import Built, build, template, year
from tests.support.engines import ENGINES, Engine, Formualizer
from tests.support.money import FACTORS, in_other_money, lift_limits

LARGEST = FACTORS[-1]


def must_be_well(built: Built, factor: float, engine: type[Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every formula as the engine has it in other money, with every check green.

    So that every input is valid, the limits of amounts are lifted, which are meant in dollars.
    """
    lift_limits(built.plan.inputs(), monkeypatch)
    other = build(in_other_money(built.plan, factor))
    other.against(engine).must_agree(f"{built.plan.title} times {factor:g}")
    assert set(other.addresses.master_checks) > {"Start", "Checks", "Dashboard"}
    for at in other.addresses.master_checks.values():
        assert other.file.stored[at] == "All checks OK"


def test_a_year_of_everything_in_won(monkeypatch: pytest.MonkeyPatch) -> None:
    must_be_well(year(), LARGEST, Formualizer, monkeypatch)


@pytest.mark.exhaustive
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("factor", FACTORS[1:])
@pytest.mark.parametrize("name", template_names())
def test_a_template_in_other_money(
    name: str, factor: float, engine: type[Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    must_be_well(template(name), factor, engine, monkeypatch)
