"""The parity tests would notice: a wrong formula, and an engine that trusts cached values."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.plan.values import BASE
from tests.support.building import Built, year
from tests.support.comparison import compare
from tests.support.engines import ENGINES, Engine, cached_values, recalculated
from tests.support.workbook_file import SENTINEL, Address, WorkbookFile

each_engine = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)

#: A rate that no formula looks at, a figure, and a line in the middle of everything.
CORRUPTED = ("affiliate.amazon.orders", "business.worst_month", "audience.views")


def corrupted(built: Built, key: str) -> tuple[WorkbookFile, Address]:
    """The workbook with one wrong formula in Base, in month 5 where the line has months."""
    at = built.addresses
    monthly = built.result.model.lines[key].declared.monthly
    cell = at.month(BASE, key, 5) if monthly else at.value(BASE, key)
    return built.file.with_formula(cell, f"{built.file.formulas[cell]}+1"), cell


@each_engine
@pytest.mark.parametrize("key", CORRUPTED)
def test_a_wrong_formula_is_reported(engine: type[Engine], key: str) -> None:
    """And with it nothing but what depends on it: no cell of another scenario's tab, nor of an earlier month."""
    built = year()
    file, cell = corrupted(built, key)
    stored = file.stored
    assert stored == built.file.stored, "only the formula is wrong, not its cached value"
    found = compare(stored, recalculated(engine, file.poisoned(), stored), engine.name)
    assert cell in found.differing
    tabs = {sheet for sheet, _cell in found.differing}
    others = set(built.addresses.scenarios.values()) - {"Base"}
    assert not tabs & others
    for number in range(1, 5):
        assert built.addresses.month(BASE, "business.earned", number) not in found.differing


@each_engine
def test_a_wrong_formula_that_nothing_uses_is_reported_alone(engine: type[Engine]) -> None:
    built = year()
    cell = built.addresses.value(BASE, "audience.posts_per_week")
    file = built.file.with_formula(cell, f"{built.file.formulas[cell]}*2")
    stored = file.stored
    found = compare(stored, recalculated(engine, file.poisoned(), stored), engine.name)
    assert list(found.differing) == [cell]


@each_engine
def test_a_difference_in_the_ninth_digit_is_reported(engine: type[Engine]) -> None:
    built = year()
    cell = built.addresses.value(BASE, "business.earned_total")
    ours = dict(built.file.stored)
    number = ours[cell]
    assert isinstance(number, float)
    ours[cell] = number * (1 + 2e-9)
    found = compare(ours, recalculated(engine, built.poisoned, ours), engine.name)
    assert list(found.differing) == [cell]


@each_engine
def test_an_engine_that_trusts_cached_values_would_be_caught(engine: type[Engine], tmp_path: Path) -> None:
    """What such an engine shows are the cached values; in the poisoned file every one of them is wrong."""
    built = year()
    path = tmp_path / "poisoned.xlsx"
    path.write_bytes(built.poisoned)
    trusting = cached_values(path, built.file.stored)
    assert set(trusting.values()) == {SENTINEL}
    assert len(compare(built.file.stored, trusting).differing) == len(built.file.stored)
    honest = recalculated(engine, built.poisoned, built.file.stored)
    assert SENTINEL not in honest.values()


def test_without_poison_a_wrong_formula_would_pass_unseen(tmp_path: Path) -> None:
    """Why the cached values are poisoned at all."""
    built = year()
    file, _cell = corrupted(built, "audience.views")
    path = tmp_path / "trusted.xlsx"
    path.write_bytes(file.data)
    assert not compare(file.stored, cached_values(path, file.stored)).differing
