"""Independent engines come to our figures in any money, to the last check."""

from __future__ import annotations

import pytest

from revenue_planner.language.inputs import Assume
from revenue_planner.plan.templates import template_names
from tests.support.building import Built, build, template, year
from tests.support.engines import ENGINES, Engine, Formualizer
from tests.support.money import FACTORS, in_other_money, power

LARGEST = FACTORS[-1]


def must_be_well(built: Built, factor: float, engine: type[Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every formula as the engine has it in other money, with every check green.

    What is allowed at most of an amount of money is meant in dollars, so these limits are lifted.
    """
    for declared in built.plan.inputs().values():
        if isinstance(declared, Assume) and power(declared.unit):
            monkeypatch.setattr(declared, "_maximum", None)
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
