"""What is named on the command line: files, scenarios, colons in odd places."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.documents.sources import Spec, find_scenario, is_workbook, load_source, parse_spec
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import PlanError, UsageError
from revenue_planner.workbook.write import workbook_bytes
from tests.support.account import with_account
from tests.support.pairs import plain

SCENARIOS = '[creator_rewards]\n[scenarios.cautious]\n[scenarios.my_own]\ntitle = "My own"\n[scenarios.base_2]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("plan.toml", "book.xlsx", "odd:name.toml", "odd:name.toml:twice", "C"):
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("text", "path", "scenario"),
    [
        ("plan.toml", "plan.toml", None),
        ("plan.toml:cautious", "plan.toml", "cautious"),
        ("book.xlsx:My own", "book.xlsx", "My own"),
        ('book.xlsx:"My own"', "book.xlsx", "My own"),
        ("plan.toml: cautious ", "plan.toml", "cautious"),
        # A file whose name has colons: the longest file there is wins.
        ("odd:name.toml", "odd:name.toml", None),
        ("odd:name.toml:cautious", "odd:name.toml", "cautious"),
        ("odd:name.toml:twice", "odd:name.toml:twice", None),
        ("odd:name.toml:twice:base", "odd:name.toml:twice", "base"),
        # Drives, and paths after a colon, where no such file is here.
        (r"D:\plans\my.toml", r"D:\plans\my.toml", None),
        ("D:my.toml", "D:my.toml", None),
        ("D:/plans/my.toml", "D:/plans/my.toml", None),
        (r"D:\plans\my.toml:cautious", r"D:\plans\my.toml", "cautious"),
        ("C:cautious", "C", "cautious"),  # a file called C is here
        # Missing files: what is said about them names the file, not "file:scenario".
        ("missing.toml:cautious", "missing.toml", "cautious"),
        ("missing.toml", "missing.toml", None),
        (":cautious", ":cautious", None),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_suffix_after_the_last_colon_is_a_scenario(text: str, path: str, scenario: str | None) -> None:
    assert parse_spec(text) == Spec(Path(path), scenario)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["plan.toml:", "plan.toml: ", 'plan.toml:""'])
def test_a_colon_with_nothing_after_it_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"after it stands a scenario, for example plan\.toml:base"):
        parse_spec(text)


@pytest.mark.parametrize("text", ["plan\0.toml", "x" * 5000, "x" * 5000 + ":cautious"])
def test_names_that_no_file_can_have_do_not_raise(text: str) -> None:
    assert parse_spec(text).path == Path(text.removesuffix(":cautious"))


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("base", "base"), ("BASE", "base"), ("cautious", "cautious"), ("Cautious", "cautious"),
        ("my_own", "my_own"), ("My own", "my_own"), ("MY OWN", "my_own"),
    ],
)  # fmt: skip
def test_a_scenario_is_found_by_name_or_title_in_any_case(wanted: str, name: str) -> None:
    assert find_scenario(plain(SCENARIOS), wanted, "plan.toml").name == name


def test_a_name_goes_before_a_title() -> None:
    plan = plain('[creator_rewards]\n[scenarios.one]\ntitle = "two"\n[scenarios.two]\ntitle = "Other"')
    assert find_scenario(plan, "two", "plan.toml").name == "two"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("cautius", 'plan.toml has no scenario "cautius"; did you mean "cautious"?'),
        ("my-own", 'plan.toml has no scenario "my-own"; did you mean "my_own"?'),
        ("zzz", 'plan.toml has no scenario "zzz"; its scenarios are base, cautious, my_own and base_2'),
    ],
)
def test_an_unknown_scenario_names_the_nearest(wanted: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        find_scenario(plain(SCENARIOS), wanted, "plan.toml")
    assert str(raised.value) == told


def test_plans_and_workbooks_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    plan = plain(SCENARIOS)
    result = run(plan)
    book = tmp_path / "renamed.toml"
    book.write_bytes(workbook_bytes(plan, result.model, result.values))
    text = tmp_path / "plan.txt"
    text.write_text(with_account('[plan]\ntitle = "T"\ncurrency = "USD"\nstart = "2027-01"\n[creator_rewards]\n'))
    assert load_source(book).scenarios == plan.scenarios
    assert load_source(text).title == "T"


@pytest.mark.parametrize(
    ("name", "content", "workbook"),
    [
        ("a.toml", b"[plan]", False),
        ("a.toml", b"PK\x03\x04...", True),
        ("a.toml", b"", False),
        ("a.xlsx", b"", True),  # truncated to nothing: the reader of workbooks says so
        ("a.XLSX", b"[plan]", True),
        ("a.xls", b"\xd0\xcf\x11\xe0....", True),
        ("a.toml", b"\xd0\xcf\x11\xe0....", True),  # a workbook with a password, renamed
    ],
)
def test_what_cannot_be_told_by_its_content_goes_by_its_name(
    tmp_path: Path, name: str, content: bytes, workbook: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert is_workbook(path) is workbook


@pytest.mark.parametrize(("name", "workbook"), [("missing.toml", False), ("missing.xlsx", True), ("", False)])
def test_missing_files_and_folders_are_left_to_the_readers(tmp_path: Path, name: str, workbook: bool) -> None:
    assert is_workbook(tmp_path / name) is workbook
    with pytest.raises(PlanError):
        load_source(tmp_path / name)
