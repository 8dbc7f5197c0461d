"""Work and output stay bounded, whatever a file holds: the first hundred problems, and how many more there are."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.documents.verify import verify_workbook
from revenue_planner.ground.errors import MOST_TOLD, PlanError
from revenue_planner.plan.reading import hints
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.reading.scenarios import MOST_SCENARIOS
from revenue_planner.plan.reading.stress import MOST_LINES
from revenue_planner.plan.risk import MOST_CORRELATIONS
from revenue_planner.plan.tables import MOST_INSTANCES
from revenue_planner.workbook.reading.calendar import find_calendar
from revenue_planner.workbook.reading.inputs import find_inputs
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.xlsx.workbook_file import open_workbook
from tests.support.account import MEASURED
from tests.support.building import build_text

HEAD = '[plan]\nstart = "2027-01"\nmonths = 12\n[audience]\nfollowers_today = 60_000\n'
PROGRAMME = f'{MEASURED}[[affiliate]]\nname = "a"\n'
#: Far more than any of these takes where machines are not busy (the slowest took 3 s), far less than what
#: grows with the square of a file's length would.
SECONDS = 30


def many(text: str, count: int) -> str:
    return "".join(text.replace("#", str(number)) for number in range(count))


def endless(what: str, count: int) -> tuple[str, int]:
    """A text with about so many mistakes, and how many problems it has in all (0: it is accepted)."""
    return {
        "keys of a table": (HEAD + many("videoss# = 1\n", count) + PROGRAMME, count),
        "keys of [plan]": (HEAD.replace("[audience]", many("titel# = 1\n", count) + "[audience]") + PROGRAMME, count),
        "tables": (HEAD + PROGRAMME + many("[affiliat#]\n", count), count),
        "keys outside of tables": (many("videos# = 1\n", count) + HEAD + PROGRAMME, count),
        "scenarios": (HEAD + PROGRAMME + many('[scenarios.s#]\naudience.v = "+1%"\n', count), 1 + MOST_SCENARIOS),
        "keys of a scenario": (HEAD + PROGRAMME + "[scenarios.s]\n" + many("audience.v# = 1\n", count), count),
        "values": (HEAD + "videos = [\n" + many("1,\n", count) + "]\n" + PROGRAMME, 0),
        "values that are none": (HEAD + "videos = [\n" + many('"a",\n', count) + "]\n" + PROGRAMME, count),
        "months": (HEAD + PROGRAMME + "[audience.videos]\n" + many("x# = 1\n", count), count),
        "deals": (HEAD + PROGRAMME + "[sponsorships]\n" + many('[[sponsorships.signed]]\nname = "d#"\n', count), 1),
        "programmes": (HEAD + MEASURED + many('[[affiliate]]\nname = "a#"\n', count), 1),
        "spreads": (HEAD + PROGRAMME + "[risk.inputs]\n" + many('audience.v# = "fixed"\n', count), count),
        "correlations": (HEAD + PROGRAMME + "[risk]\ncorrelations = [\n" + many(f"{_PAIR},\n", count) + "]\n", 1),
        "stress lines": (HEAD.replace("12\n", "12\nstress = [\n" + many(f"{_LINE},\n", count) + "]\n") + PROGRAMME, 1),
    }[what]  # fmt: skip


_PAIR = '{ between = ["audience.folow_rate", "audience.like_rat"], value = 1 }'
_LINE = '"reach halves from month 1"'
#: How many of each fit into the largest file that is read at all.
LARGEST = {
    "keys of a table": 60_000, "keys of [plan]": 60_000, "tables": 50_000, "keys outside of tables": 60_000,
    "scenarios": 20_000, "keys of a scenario": 45_000, "values": 100_000, "values that are none": 100_000,
    "months": 60_000, "deals": 20_000, "programmes": 30_000, "spreads": 30_000, "correlations": 12_000,
    "stress lines": 30_000,
}  # fmt: skip


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each word for which a nearest one is looked for: what takes longest of telling a problem."""
    import difflib

    asked: list[str] = []
    search = difflib.get_close_matches

    def counted(word: str, possibilities: Any, n: int = 3, cutoff: float = 0.6) -> list[str]:
        if len(possibilities) > 1:
            asked.append(word)
        return search(word, possibilities, n, cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    return asked


@pytest.mark.parametrize("what", LARGEST)
def test_an_endless_plan_is_answered_with_its_first_problems(what: str, searches: list[str]) -> None:
    is_bounded(*endless(what, 2_000), searches)


@pytest.mark.exhaustive
@pytest.mark.parametrize("what", LARGEST)
def test_the_largest_plan_is_answered_with_its_first_problems(what: str, searches: list[str]) -> None:
    is_bounded(*endless(what, LARGEST[what]), searches)


def is_bounded(text: str, expected: int, searches: list[str]) -> None:
    began = time.process_time()
    if not expected:
        parse_plan(text)
    else:
        with pytest.raises(PlanError) as caught:
            parse_plan(text)
        error = caught.value
        assert len(error.problems) + error.more == expected
        assert len(error.problems) == min(expected, MOST_TOLD)
        lines = [problem.place.line or 0 for problem in error.problems]
        assert lines == sorted(lines), "the first problems of the file, in its order"
        assert (f"and {error.more:,} more" in str(error)) == (error.more > 0)
    assert len(searches) <= 2 * MOST_TOLD
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("text", "most"),
    [
        (HEAD + MEASURED + many('[[affiliate]]\nname = "a#"\n', MOST_INSTANCES), MOST_INSTANCES),
        (HEAD + PROGRAMME + many("[scenarios.s#]\naudience.videos = #\n", MOST_SCENARIOS), MOST_SCENARIOS),
        (HEAD.replace("12\n", "12\nstress = [" + f"{_LINE}," * MOST_LINES + "]\n") + PROGRAMME, MOST_LINES),
    ],
)  # fmt: skip
def test_as_many_as_are_allowed_are_accepted(text: str, most: int) -> None:
    assert most > 5
    parse_plan(text)


def test_more_correlations_than_fit_are_told_with_their_number() -> None:
    pairs = many(
        '{ between = ["audience.unfollow_rate", "audience.size_effect"], value = 0 },\n', MOST_CORRELATIONS + 1
    )
    with pytest.raises(PlanError, match=f"there are {MOST_CORRELATIONS + 1}; at most {MOST_CORRELATIONS}"):
        parse_plan(HEAD + PROGRAMME + f"[risk]\ncorrelations = [\n{pairs}]\n")


def test_hints_are_found_for_problems_that_are_told() -> None:
    with pytest.raises(PlanError) as caught:
        parse_plan(endless("keys of a table", 200)[0])
    assert all(hints.nearest("videoss", ["videos"]) == problem.hint for problem in caught.value.problems)


#: Texts put many times into the key column of a tab.
GIANT = {
    "Inputs": "audience.videoss#",
    "Calendar": "audience.videoss#",
    "Log: scenarios": "fact.scenario.S#",
    "Log: parts": "part.affiliate.b#",
    "Log: parts that there are not": "part.x#",
    "Log: risk": "fact.risk.inputs.audience.x#",
    "Log: correlations": "fact.risk.together.a and b#",
    "Base": "audience.videoss#",
}  # fmt: skip


def giant(tab: str, key: str, count: int, folder: Path) -> Path:
    """A workbook with many more rows on a tab, each with a key of its own."""
    small = folder / "small.xlsx"
    small.write_bytes(build_text(HEAD + PROGRAMME).file.data)
    book = open_workbook(small)
    column = {"Inputs": find_inputs(book).key_column, "Calendar": find_calendar(book).key_column, "Log": 2, "Base": 6}[
        tab
    ]
    member = build_text(HEAD + PROGRAMME).file.sheets[tab]
    with zipfile.ZipFile(small) as archive:
        members = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
    last = max(int(row) for row in re.findall(r'<row r="(\d+)"', members[member])) + 5
    rows = "".join(
        f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{key.replace("#", str(row))}</t></is></c></row>'
        for row in range(last, last + count)
    )
    members[member] = members[member].replace("</sheetData>", f"{rows}</sheetData>")
    path = folder / "giant.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text.encode("latin-1"))
    return path


@pytest.mark.parametrize("what", GIANT)
def test_a_giant_workbook_is_answered_with_its_first_problems(what: str, tmp_path: Path, searches: list[str]) -> None:
    book_is_bounded(what, 1_000, tmp_path, searches)


@pytest.mark.exhaustive
@pytest.mark.parametrize("what", GIANT)
def test_a_larger_workbook_is_answered_with_its_first_problems(what: str, tmp_path: Path, searches: list[str]) -> None:
    book_is_bounded(what, 60_000, tmp_path, searches)


def book_is_bounded(what: str, count: int, folder: Path, searches: list[str]) -> None:
    path = giant(what.partition(":")[0], GIANT[what], count, folder)
    began = time.process_time()
    if what == "Base":
        read_workbook(path)
    else:
        with pytest.raises(PlanError) as caught:
            read_workbook(path)
        assert len(caught.value.problems) <= MOST_TOLD
    assert len(searches) <= 3 * MOST_TOLD
    assert len(verify_workbook(path)) <= 2 * MOST_TOLD
    assert time.process_time() - began < SECONDS
