"""Workbooks that other applications opened and saved read home, and what an application lost is told in one line."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from revenue_planner.documents.verify import verify_workbook
from revenue_planner.plan.templates import template_names
from revenue_planner.plan.values import Setting
from revenue_planner.workbook.reading.plan import read_workbook
from tests.roundtrip.agreement import must_say_the_same
from tests.roundtrip.typist import Typist
from tests.support.building import build, template
from tests.support.comparison import compare
from tests.support.drafts import Draft
from tests.support.engines import cached_values, libreoffice_convert, soffice
from tests.support.programs import gnumeric_convert, need, need_gnumeric, need_node, rewritten
from tests.support.small_plans import SMALL, small
from tests.support.tweaks import Tweaks, random_tweaks

_TWEAKS = 60
#: What each application loses of a workbook's form, as of the versions that are tested.
LOST = {
    "gnumeric": "gnumeric, which saved this file, lost: the trends beside the lines",
    "libreoffice": "LibreOffice, which saved this file, lost: headers that stay in view",
    "exceljs": "the program that saved this file lost: the trends beside the lines, the charts",
    "sheetjs": (
        "SheetJS, which saved this file, lost: which cells may be typed into, limits of what may be typed, lists to "
        "choose from, headers that stay in view, the page set-up, the protection against typing over formulas, "
        "colours that follow the figures, the trends beside the lines, the charts"
    ),
}
_MARKS = {"gnumeric": pytest.mark.gnumeric, "libreoffice": pytest.mark.libreoffice}
_COMPUTING = ("gnumeric", "libreoffice")

Saved = Callable[[str], Mapping[str, Path]]


def each(names: tuple[str, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("program", [pytest.param(n, marks=_MARKS.get(n, pytest.mark.node)) for n in names])


def tweaks_of(name: str) -> Tweaks:
    return random_tweaks(random.Random(f"applications {name}"), template(name).plan, _TWEAKS, start=False)


def typed() -> Draft:
    """The starter's workbook with figures typed into an input, a scenario's cell and a month."""
    made = template("starter")
    draft, at = Draft(made.file.data), made.addresses
    draft.type(at.input("base", "audience.opening_followers"), 54_321.5)
    draft.type(at.input("cautious", "audience.opening_followers"), 99.0)
    return draft.type(at.calendar("cautious", "audience.videos", 2), 7.25)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """What each application wrote: templates as built and with figures typed, and small plans."""

    @cache
    def by(program: str) -> Mapping[str, Path]:
        work = tmp_path_factory.mktemp("books")
        books: dict[str, bytes] = {}
        for name in ("starter",):
            books[name] = template(name).file.data
            # exceljs cannot open what the typist saves: openpyxl writes the charts' places in another way.
            if program in _COMPUTING:
                typist = Typist(template(name).file.data, template(name).plan, first_days=True)
                typist.type(tweaks_of(name))
                books[f"{name}, typed"] = typist.saved()
        books["typed"] = typed().data
        for which in SMALL:
            books[which] = small(1, which).file.data
        files = [work / f"{number}.xlsx" for number in range(len(books))]
        for file, data in zip(files, books.values(), strict=True):
            file.write_bytes(data)
        return dict(zip(books, _saved(program, files, work), strict=True))

    return by


def _saved(program: str, files: list[Path], work: Path) -> list[Path]:
    if program == "gnumeric":
        need_gnumeric()
        return gnumeric_convert(files, work / "out")
    if program == "libreoffice":
        need("LibreOffice", soffice(), "the program soffice")
        return libreoffice_convert(files, work)
    need_node()
    return rewritten(program, files, work / "out")


@each((*LOST,))
@pytest.mark.parametrize("name", ["starter", *SMALL])
def test_it_is_told_in_one_line_what_was_lost(saved: Saved, program: str, name: str) -> None:
    (problem,) = verify_workbook(saved(program)[name])
    assert problem.severity == "warning"
    assert problem.rule == LOST[program]
    assert "revenue-planner build THIS.xlsx -o NEW.xlsx" in problem.hint


@each((*LOST,))
@pytest.mark.parametrize("name", ["starter", *SMALL])
def test_the_plan_reads_home(saved: Saved, program: str, name: str) -> None:
    ours = template(name).plan if name in template_names() else small(1, name).plan
    must_say_the_same(read_workbook(saved(program)[name]), ours)


@each((*LOST,))
def test_a_few_figures_that_were_typed_read_home(saved: Saved, program: str) -> None:
    plan = read_workbook(saved(program)["typed"])
    own = {scenario: plan.settings[scenario].get("audience.opening_followers") for scenario in ("base", "cautious")}
    assert own == {"base": Setting(54_321.5), "cautious": Setting(99.0)}
    assert plan.settings["cautious"]["audience.videos"].months[2] == 7.25


@each(_COMPUTING)
@pytest.mark.parametrize("name", ["starter"])
def test_what_was_typed_reads_home(saved: Saved, program: str, name: str) -> None:
    must_say_the_same(read_workbook(saved(program)[f"{name}, typed"]), tweaks_of(name).on(template(name).plan))


@each(_COMPUTING)
@pytest.mark.parametrize("name", ["starter"])
def test_figures_that_an_application_computed_are_the_plans(saved: Saved, program: str, name: str) -> None:
    path = saved(program)[f"{name}, typed"]
    rebuilt = build(read_workbook(path)).file.stored
    # The Log compares with what the file was built from.
    ours = {at: value for at, value in rebuilt.items() if at[0] not in ("Log", "Inputs", "Start")}
    compare(ours, cached_values(path, ours), f"{program}, after typing").must_agree(name)


def test_cells_that_are_all_locked_hide_no_sound_formula(tmp_path: Path) -> None:
    """Some programs drop the flag of cells that may be typed into; rows are told apart without it."""
    draft = Draft(template("starter").file.data)
    draft.replace_all("xl/styles.xml", re.escape('<protection locked="0"/>'), "")
    (problem,) = verify_workbook(draft.save(tmp_path))
    assert problem.rule == "the program that saved this file lost: which cells may be typed into"
    assert problem.severity == "warning"


def test_another_scenario_shown_in_a_file_whose_cells_are_all_locked(tmp_path: Path) -> None:
    """What is chosen on the Dashboard is no name of its row."""
    made = template("starter")
    draft = Draft(made.file.data)
    draft.replace_all("xl/styles.xml", re.escape('<protection locked="0"/>'), "")
    at = made.addresses.beside("Dashboard", made.addresses.at("Dashboard", "Scenario shown"), 0, 1)
    member = made.file.sheets["Dashboard"]
    draft.replace(
        member,
        rf'<c r="{at[1]}" t="s" (s="\d+")><v>\d+</v></c>',
        rf'<c r="{at[1]}" t="inlineStr" \1><is><t>Ambitious</t></is></c>',
    )
    found = verify_workbook(draft.save(tmp_path))
    assert not [problem for problem in found if "the formula is not the one" in problem.rule]
