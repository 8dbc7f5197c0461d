"""The README's short film: build, tweak three cells, compare, pull. Its commands are run as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from revenue_planner.cli.main import main
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import load_plan
from revenue_planner.workbook.reading.plan import read_workbook

README = Path(__file__).parents[2] / "README.md"


def film() -> list[list[str]]:
    """The commands of the section, in order, each split into words."""
    section = README.read_text(encoding="utf-8").split("## Excel and back")[1].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    return [shlex.split(line) for line in lines]


def tweak(path: Path) -> None:
    """Type what the film says into three cells, as another application would, and save."""
    book = openpyxl.load_workbook(path)
    sheet = book["Inputs"]
    columns = {str(cell.value): cell.column for cell in sheet[4]}
    rows = {sheet.cell(row, columns["Key"]).value: row for row in range(5, sheet.max_row + 1)}
    sheet.cell(rows["audience.videos"], columns["Base"]).value = 22
    sheet.cell(rows["audience.for_you_views_per_video"], columns["Cautious"]).value = 9_000
    emptied = sheet.cell(rows["audience.for_you_views_per_video"], columns["Ambitious"])
    assert emptied.value is not None
    emptied.value = None
    book.save(path)
    book.close()


@pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")
def test_the_film_in_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = film()
    assert [words[1] for words in commands] == ["new", "build", "compare", "compare", "pull", "pull", "build"]
    plan, book = Path("my_plan.toml"), Path("my_plan.xlsx")
    for words in commands:
        assert words[0] == "revenue-planner"
        if words[1] == "compare" and not Path("tweaked.xlsx").exists():
            tweak(book)
            Path("tweaked.xlsx").write_bytes(book.read_bytes())
        assert main(words[1:]) == 0, (words, capsys.readouterr().err)
    assert Path("comparison.xlsx").exists()
    wanted, pulled, rebuilt = read_workbook(Path("tweaked.xlsx")), load_plan(plan), read_workbook(book)
    assert pulled.settings == wanted.settings == rebuilt.settings
    assert pulled.value("audience.videos", "base") == 22
    assert "audience.for_you_views_per_video" not in pulled.settings["ambitious"]
    numbers = [run(each).answers("cautious") for each in (wanted, pulled, rebuilt)]
    assert numbers[0] == numbers[1] == numbers[2]
