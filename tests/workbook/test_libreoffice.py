"""Workbooks that LibreOffice has opened, computed and saved: still plans, and nothing wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revenue_planner.documents.verify import verify_workbook
from revenue_planner.ground.months import Month
from revenue_planner.plan.values import Setting
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.drafts import Draft, built, of_input, of_month, reworked
from tests.support.engines import ALWAYS, libreoffice_convert, soffice
from tests.workbook.test_read import the_same

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook as LibreOffice saves it: as built, with inputs typed, and with a figure typed over a formula."""
    folder = tmp_path_factory.mktemp("books")

    def typed(book: Any) -> None:
        for at, value in (
            (of_input("audience.opening_followers"), 75_000),
            (of_input("affiliate.amazon.conversion", "cautious"), None),
            (of_input("own_products.course.kind", "my_own"), "physical"),
            (of_month("audience.videos", 5, "my_own"), 9),
            (of_input("sponsorships.signed.glow.month"), Month(2027, 8).first_day),
        ):
            book[at[0]][at[1]] = value

    def typed_over(book: Any) -> None:
        tab, cell = built().addresses.month("base", "audience.views", 3)
        book[tab][cell] = 1_000

    books = [Draft().save(folder, "as_built.xlsx")]
    for name, change in (("typed", typed), ("typed_over", typed_over)):
        books.append(reworked(change, folder).rename(folder / f"{name}.xlsx"))
    made = libreoffice_convert(books, tmp_path_factory.mktemp("libreoffice"), recalculate=ALWAYS)
    return {path.stem: path for path in made}


def test_the_plan_is_the_same(saved: dict[str, Path]) -> None:
    assert the_same(read_workbook(saved["as_built"]), built().plan)


def test_what_was_typed_is_read(saved: dict[str, Path]) -> None:
    plan, before = read_workbook(saved["typed"]), built().plan
    assert plan.settings["base"]["audience.opening_followers"] == Setting(75_000.0)
    assert "affiliate.amazon.conversion" not in plan.settings["cautious"]
    assert plan.settings["my_own"] == {
        "own_products.course.kind": Setting("physical"),
        "audience.videos": Setting(None, {5: 9.0}),
    }
    assert plan.value("sponsorships.signed.glow.month", "base") == Month(2027, 8)
    assert plan.structure == before.structure


@pytest.mark.parametrize("name", ["as_built", "typed"])
def test_nothing_is_wrong(name: str, saved: dict[str, Path]) -> None:
    """Without a screen LibreOffice keeps no frozen rows; that is one warning. Every figure agrees."""
    (problem,) = verify_workbook(saved[name])
    assert problem.rule.startswith("LibreOffice, which saved this file, lost: headers that stay in view")
    assert problem.severity == "warning"


def test_a_figure_typed_over_a_formula_is_found(saved: dict[str, Path]) -> None:
    found = verify_workbook(saved["typed_over"])
    first, second, *_of_other_tabs = (problem for problem in found if problem.severity == "error")
    assert first.place.cell == "!".join(built().addresses.month("base", "audience.views", 3))
    assert first.rule == "a figure is typed over the formula"
    assert "figures differ from the planner's, because of the cells above" in second.rule
