"""`verify` compares every figure and every formula, on every tab, whatever was chosen in the pickers."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.documents.verify import verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.workbook.write import workbook_bytes
from tests.support.drafts import Draft
from tests.support.outlooks import ahead
from tests.support.recomputing import recomputed
from tests.support.workbook_file import FORMULA, Address, WorkbookFile

_NUMBER = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><v>([^<]*)</v></c>')
EACH = 5


def drawn(name: str, trials: int = 200) -> WorkbookFile:
    """A template's workbook with all its tabs."""
    plan = parse_plan(template_text(name), f"{name}.toml")
    result = run(plan)
    return WorkbookFile(
        workbook_bytes(plan, result.model, result.values, "", look_ahead(plan, trials=trials, mixes=False))
    )


def locked(draft: Draft, attributes: str) -> bool:
    """Whether a cell is none that a user types into."""
    styles = draft.members["xl/styles.xml"].decode()
    formats = re.split(r"(?=<xf )", styles[styles.index("<cellXfs") : styles.index("</cellXfs>")])[1:]
    number = re.search(r's="(\d+)"', attributes)
    return number is None or 'locked="0"' not in formats[int(number[1])]


def changed(file: WorkbookFile, rng: random.Random, kind: str) -> tuple[Draft, set[Address]]:
    """Five random cells of every tab with another figure, typed number or formula."""
    draft, places = Draft(file.data), set()
    for tab, member in file.sheets.items():
        xml = draft.members[member].decode()
        pattern = _NUMBER if kind == "number" else FORMULA
        cells = [found for found in pattern.finditer(xml) if locked(draft, found[2]) and 't="' not in found[2]]
        for found in rng.sample(cells, min(EACH, len(cells))):
            old = found[0]
            if kind == "formula":
                new = old.replace("<f>", "<f>0+", 1)
            else:
                new = old.replace(f"<v>{found[found.lastindex or 0]}</v>", "<v>424242</v>")
            xml = xml.replace(old, new)
            places.add((tab, found[1]))
        draft.members[member] = xml.encode()
    return draft, places


def told(draft: Draft, folder: Path) -> set[str]:
    problems = verify_workbook(draft.save(folder))
    return {problem.place.cell or "" for problem in problems if problem.severity == "error"}


def missed(draft: Draft, places: set[Address], folder: Path) -> list[str]:
    """Changed cells that are not named."""
    found = {cell.replace("'", "") for cell in told(draft, folder)}
    return sorted(f"{tab}!{cell}" for tab, cell in places if f"{tab}!{cell}" not in found)


@pytest.mark.parametrize("kind", ["figure", "number", "formula"])
def test_five_cells_replaced_on_every_tab_are_named(kind: str, tmp_path: Path) -> None:
    draft, places = changed(ahead().file, random.Random(kind), kind)
    tabs = {tab for tab, _cell in places}
    assert tabs >= {"Dashboard", "Compare", "Inputs", "Calendar", "Base", "Risk", "Goal", "Checks", "Log"} - (
        {"Dashboard", "Checks"} if kind == "number" else set()
    )
    assert missed(draft, places, tmp_path) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", template_names())
def test_they_are_named_in_every_template(name: str, tmp_path: Path) -> None:
    file = drawn(name)
    for kind in ("figure", "number", "formula"):
        draft, places = changed(file, random.Random(f"{name} {kind}"), kind)
        assert missed(draft, places, tmp_path) == [], kind


def picked(rng: random.Random) -> Draft:
    """Another scenario in each picker, another target and month, all computed anew."""
    made = ahead()
    draft = Draft(made.file.data)
    draft.sheet = made.file.sheets.__getitem__  # type: ignore[method-assign]
    at, titles = made.addresses, [scenario.title for scenario in made.plan.scenarios]
    for tab, label, right, down in (
        ("Dashboard", "Scenario shown", 0, 1), ("Dashboard", "Compared with", 0, 1), ("Compare", "Scenario A", 2, 0),
        ("Compare", "Scenario B", 2, 0), ("Risk", "Scenario shown", 2, 0), ("Goal", "In the scenario", 1, 0),
    ):  # fmt: skip
        draft.type(at.beside(tab, at.at(tab, label), right, down), rng.choice(titles))
    month = rng.choice(list(made.plan.timeline))
    draft.type(at.beside("Goal", at.at("Goal", "In the month"), 1, 0), float(month.serial))
    draft.type(at.beside("Goal", at.at("Goal", "Take-home you want in one month"), 1, 0), float(rng.randint(0, 9_000)))
    return recomputed(draft)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(2, 8))])
def test_what_was_chosen_in_the_pickers_is_no_fault_and_still_compared(seed: int, tmp_path: Path) -> None:
    draft = picked(random.Random(seed))
    assert verify_workbook(draft.save(tmp_path)) == []
    wrong, places = changed(WorkbookFile(draft.data), random.Random(seed), "figure")
    assert missed(wrong, places, tmp_path) == []


def test_a_picker_changed_without_computing_anew_is_told(tmp_path: Path) -> None:
    made = ahead()
    draft = Draft(made.file.data)
    draft.sheet = made.file.sheets.__getitem__  # type: ignore[method-assign]
    at = made.addresses.beside("Dashboard", made.addresses.at("Dashboard", "Scenario shown"), 0, 1)
    assert any(cell.startswith("Dashboard!") for cell in told(draft.type(at, "My own"), tmp_path))


def test_the_figures_as_built_on_the_log_are_compared(tmp_path: Path) -> None:
    made = ahead()
    numbers = made.file.numbers["Log"]
    cell = next(cell for cell in numbers if cell.startswith("G"))
    draft = Draft(made.file.data)
    draft.sheet = made.file.sheets.__getitem__  # type: ignore[method-assign]
    draft.cell(("Log", cell), "<v>424242</v>")
    assert missed(draft, {("Log", cell)}, tmp_path) == []
