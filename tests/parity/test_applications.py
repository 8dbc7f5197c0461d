"""Applications and libraries that share no code with us come to our numbers in every formula.

Each goes through a few workbooks in one run, and in `pytest -m exhaustive` through all others in another. Where one
is not installed its tests are skipped, unless
REVENUE_PLANNER_REQUIRE_GNUMERIC=1 (NODE, LIBREOFFICE) says that they must run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from revenue_planner.plan.templates import template_names
from revenue_planner.plan.values import BASE
from tests.support.building import Built, template, year
from tests.support.comparison import Comparison, compare
from tests.support.engines import cached_values, libreoffice_convert, soffice
from tests.support.programs import (
    REWRITERS,
    gnumeric_convert,
    hyperformula_values,
    need,
    need_gnumeric,
    need_node,
    rewritten,
)
from tests.support.small_plans import SMALL, small
from tests.support.workbook_file import SENTINEL, Cells, WorkbookFile

CORRUPTED = "a wrong formula"
FEW = ("starter", *(f"0, {which}" for which in SMALL))
MANY = (
    *(name for name in template_names() if name not in FEW),
    *(f"{seed}, {which}" for seed in range(1, 4) for which in SMALL),
)
#: The workbooks of each run.
RUNS = {"few": (*FEW, CORRUPTED), "many": MANY}


@cache
def built(name: str) -> Built:
    """A workbook by its name; CORRUPTED has views of month 5 off by one, in Base only."""
    if name in template_names():
        return template(name)
    if name == CORRUPTED:
        made = year()
        cell = made.addresses.month(BASE, "audience.views", 5)
        return Built(made.plan, made.result, made.file.with_formula(cell, f"{made.file.formulas[cell]}+1"))
    seed, which = name.split(", ", 1)
    return small(int(seed), which)


@dataclass(frozen=True)
class Program:
    """A program, and what it makes of poisoned files: the values of each one's cells."""

    name: str
    need: Callable[[], None]
    values: Callable[[list[Path], Path], list[Cells]]


def _cached(files: list[Path], made: list[Path]) -> list[Cells]:
    return [
        cached_values(path, WorkbookFile(file.read_bytes()).formulas) for file, path in zip(files, made, strict=True)
    ]


def _gnumeric(files: list[Path], work: Path) -> list[Cells]:
    return _cached(files, gnumeric_convert(files, work / "out"))


def _libreoffice(files: list[Path], work: Path) -> list[Cells]:
    return _cached(files, libreoffice_convert(files, work, empty_is_zero=True))


def _hyperformula(files: list[Path], work: Path) -> list[Cells]:
    return hyperformula_values(files, work / "out")


def _need_libreoffice() -> None:
    need("LibreOffice", soffice(), "the program soffice")


PROGRAMS = {
    program.name: program
    for program in (
        Program("gnumeric", need_gnumeric, _gnumeric),
        Program("hyperformula", need_node, _hyperformula),
        Program("libreoffice, empty string is zero", _need_libreoffice, _libreoffice),
    )
}


def mark(program: str) -> pytest.MarkDecorator:
    known = {"gnumeric": pytest.mark.gnumeric, "hyperformula": pytest.mark.node}
    return known.get(program, pytest.mark.libreoffice)


Found = Mapping[str, Comparison]
Compared = Callable[[str, str], Found]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """What each program came to in all workbooks of a run, compared with ours."""

    @cache
    def of(name: str, run: str) -> Found:
        program = PROGRAMS[name]
        program.need()
        work = tmp_path_factory.mktemp("books")
        names = RUNS[run]
        files = [work / f"book{number}.xlsx" for number in range(len(names))]
        for file, book in zip(files, names, strict=True):
            file.write_bytes(built(book).poisoned)
        found = {}
        for book, theirs in zip(names, program.values(files, work), strict=True):
            assert SENTINEL not in theirs.values(), f"{name} trusts cached values"
            found[book] = compare(built(book).file.stored, theirs, name)
        return found

    return of


each = pytest.mark.parametrize(
    ("program", "run", "workbook"),
    [
        pytest.param(program, run, workbook, marks=(mark(program), *([pytest.mark.exhaustive] * (run == "many"))))
        for program in PROGRAMS
        for run, workbooks in (("few", FEW), ("many", MANY))
        for workbook in workbooks
    ],
)


@each
def test_every_formula_agrees(compared: Compared, program: str, run: str, workbook: str) -> None:
    found = compared(program, run)[workbook]
    found.must_agree(workbook)
    assert found.cells == len(built(workbook).file.formulas)


@pytest.mark.parametrize(
    "program",
    [pytest.param(name, marks=mark(name)) for name in PROGRAMS],
)
def test_a_wrong_formula_is_reported(compared: Compared, program: str) -> None:
    """The control: and nothing in other scenarios, nor in a month before."""
    differing = compared(program, "few")[CORRUPTED].differing
    at = built(CORRUPTED).addresses
    assert at.month(BASE, "audience.views", 5) in differing
    assert at.month(BASE, "audience.views", 4) not in differing
    assert not {sheet for sheet, _cell in differing} & {"Cautious", "Ambitious", "My own"}


@pytest.mark.libreoffice
def test_the_option_is_switched_on(tmp_path: Path) -> None:
    """The control: less than an empty text is reckoned with, which is an error by default."""
    _need_libreoffice()
    made = small(0, "one month, one scenario")
    at = made.addresses.value(BASE, "audience.opening_followers")
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.file.with_formula(at, '""-1').poisoned())
    on = libreoffice_convert([path], tmp_path / "on", empty_is_zero=True)
    off = libreoffice_convert([path], tmp_path / "off")
    assert cached_values(on[0], [at]) == {at: -1.0}
    assert cached_values(off[0], [at]) == {at: "#VALUE!"}


@pytest.mark.node
@pytest.mark.parametrize("workbooks", [FEW, pytest.param(MANY, marks=pytest.mark.exhaustive)], ids=["few", "many"])
@pytest.mark.parametrize("program", REWRITERS)
def test_programs_that_compute_nothing_keep_every_formula_and_figure(
    program: str, workbooks: tuple[str, ...], tmp_path: Path
) -> None:
    need_node()
    files = [tmp_path / f"book{number}.xlsx" for number in range(len(workbooks))]
    for file, name in zip(files, workbooks, strict=True):
        file.write_bytes(built(name).file.data)
    for name, path in zip(workbooks, rewritten(program, files, tmp_path / "out"), strict=True):
        ours = built(name).file
        compare(ours.stored, cached_values(path, ours.stored), program).must_agree(name)
        assert formulas_of(path, ours) == ours.formulas, name


@pytest.mark.node
@pytest.mark.parametrize("program", REWRITERS)
def test_a_figure_that_is_another_is_reported(program: str, tmp_path: Path) -> None:
    """The control: they hand on what the file holds."""
    need_node()
    made = small(0, "one month, one scenario")
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.poisoned)
    shown = cached_values(rewritten(program, [path], tmp_path / "out")[0], made.file.stored)
    assert len(compare(made.file.stored, shown).differing) == len(made.file.stored)


def formulas_of(path: Path, ours: WorkbookFile) -> dict[tuple[str, str], str]:
    """The formulas of a file that any program wrote, in the cells where ours has some."""
    from revenue_planner.workbook.xlsx.notation import cell_position
    from revenue_planner.workbook.xlsx.workbook_file import open_workbook

    book = open_workbook(path)
    found = {}
    for sheet, cell in ours.formulas:
        there = book.tab(sheet).cell(*cell_position(cell))
        found[sheet, cell] = (there.formula or "") if there is not None else ""
    return found
