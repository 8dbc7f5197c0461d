"""The written record: pages made from the code, decisions, and one way to run the tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revenue_planner import __version__
from revenue_planner.language import Stream
from revenue_planner.reference.__main__ import main
from revenue_planner.reference.pages import INDEX, MARK, pages
from revenue_planner.streams.registry import streams

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "docs" / "models"
TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"


def shipped() -> dict[str, type[Stream]]:
    """Streams of the package itself; others may be installed beside it."""
    return {name: cls for name, cls in streams().items() if cls.__module__.startswith("revenue_planner.")}


def _file(name: str) -> str:
    return f"{name.replace('.', '_')}.md"


def test_the_pages_are_what_the_code_says(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([str(MODELS), "--check"])
    assert code == 0, capsys.readouterr().err


def test_there_is_a_page_for_every_stream_and_the_index_links_it() -> None:
    made = pages()
    assert set(made) == {INDEX, *(_file(name) for name in shipped())}
    assert all(f"({_file(name)})" in made[INDEX] for name in shipped())


def test_a_page_holds_every_input_and_line_of_its_stream() -> None:
    made = pages()
    for name, stream in shipped().items():
        rows = [line for line in made[_file(name)].splitlines() if line.startswith("| `")]
        keys = [row.split("`")[1] for row in rows]
        assert keys[: len(stream.inputs())] == list(stream.inputs())
        assert set(stream.lines()) <= set(keys)


def test_every_row_of_a_table_has_the_same_cells() -> None:
    for name, page in pages().items():
        width = 0
        for line in page.splitlines():
            if not line.startswith("|"):
                width = 0
                continue
            cells = len(re.findall(r"(?<!\\)\|", line))
            assert cells == (width or cells), f"{name}: {line}"
            width = cells


def test_a_page_that_is_changed_missing_or_left_over_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--check"]) == 0
    (tmp_path / "notes.md").write_text("Mine.\n")
    assert main([str(tmp_path), "--check"]) == 0, "a file of somebody else's is none of its business"

    (tmp_path / "affiliate.md").write_text("edited\n")
    (tmp_path / "audience.md").unlink()
    (tmp_path / "gone.md").write_text(f"{MARK}\nA stream that is no more.\n")
    capsys.readouterr()

    assert main([str(tmp_path), "--check"]) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("affiliate.md", "audience.md", "gone.md"))
    assert "business.md" not in told
    assert (tmp_path / "affiliate.md").read_text() == "edited\n", "a check writes nothing"

    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--check"]) == 0
    assert not (tmp_path / "gone.md").exists()
    assert (tmp_path / "notes.md").read_text() == "Mine.\n"


def test_a_folder_that_cannot_be_written_is_told_without_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert main([str(in_the_way / "models")]) == 3
    assert str(in_the_way) in capsys.readouterr().err


def test_readme_and_ci_run_the_tests_by_the_same_command() -> None:
    for name in ("README.md", ".ci/run"):
        assert TEST_COMMAND in (ROOT / name).read_text(encoding="utf-8"), name


def test_make_check_and_ci_run_the_same_steps() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^([\w-]+):[^\n=]*\n((?:\t[^\n]+\n)+)", makefile, re.MULTILINE))
    wanted = re.search(r"^check: (.+)$", makefile, re.MULTILINE)
    assert wanted
    steps = [line.strip() for target in wanted[1].split() for line in recipes[target].splitlines()]
    assert len(steps) >= 5

    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = [line.strip().replace("-m pytest -m libreoffice", "-m pytest") for line in ci]
    for step in steps:
        assert step.replace("$(PYTHON)", ".venv/bin/python") in run


def test_every_decision_is_dated() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) >= 10
    assert all(re.fullmatch(r"## .+ \(\d{4}-\d{2}-\d{2}\)", heading) for heading in headings)


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_between_the_documents_lead_somewhere() -> None:
    documents = [ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for document in documents:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
