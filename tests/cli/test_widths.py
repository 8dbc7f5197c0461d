"""Terminals of any width: every figure, month and name of the wide output stands in the narrow one too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text

from revenue_planner.cli.shared.tables import Column, Table, printed
from tests.support.running import PLAN, Run

WIDTHS = (0, 20, 40, 60, 79, 80, 120, 200)
#: Names that are long, wide (two columns a character), or both.
LONG = "Über die Maßen lange Namen eines Partner"
WIDE = "化粧品とスキンケアの専門店"
PLAN_WITH_NAMES = (
    PLAN.replace('label = "Amazon Associates"', f'label = "{LONG}"')
    .replace('title = "Café"', f'title = "{WIDE[:8]}"')
    .replace("[scenarios.cautious]", f'[[own_products]]\nname = "kit"\nlabel = "{WIDE}"\n\n[scenarios.cautious]', 1)
)

COMMANDS = {
    "templates": ("templates",),
    "check": ("check", "my_plan.toml"),
    "check --json": ("check", "my_plan.toml", "--json"),
    "show": ("show", "my_plan.toml"),
    "show --all": ("show", "my_plan.toml", "--all", "-s", "my_own"),
    "show --csv": ("show", "my_plan.toml", "--csv"),
    "compare": ("compare", "my_plan.toml"),
    "compare --all": ("compare", "my_plan.toml:base", "other.toml:cautious", "--all"),
    "simulate": ("simulate", "my_plan.toml", "--trials", "100"),
    "simulate --months": ("simulate", "my_plan.toml", "--trials", "100", "--months", "-s", "my_own"),
    "sensitivity": ("sensitivity", "my_plan.toml"),
    "sensitivity --on": ("sensitivity", "my_plan.toml", "--on", "break_even_month", "--top", "100"),
    "sensitivity --global": ("sensitivity", "my_plan.toml", "--global", "--samples", "64"),
    "goal": ("goal", "my_plan.toml", "--no-mix"),
    "goal --all": ("goal", "my_plan.toml", "--reach", "take_home >= 1500 by month 12", "--all"),
    "goal reached": ("goal", "my_plan.toml", "--reach", "take_home >= -500 by month 12", "-s", "cautious"),
    "explain": ("explain", "audience.videos", "--plan", "my_plan.toml"),
    "explain a stream": ("explain", "affiliate"),
    "explain a line": ("explain", "business.take_home"),
    "build": ("build", "my_plan.toml", "--no-risk", "--force"),
    "report": ("report", "my_plan.toml", "--trials", "100", "--force"),
    "verify": ("verify", "book.xlsx"),
    "pull --dry-run": ("pull", "book.xlsx", "other.toml", "--dry-run"),
    "pull": ("pull", "book.xlsx", "other.toml"),
    "completion": ("completion", "bash"),
    "a plan with problems": ("check", "bad.toml"),
    "a workbook that is no workbook": ("verify", "bad.xlsx"),
    "an unknown scenario": ("show", "my_plan.toml", "-s", "cautius"),
    "a command that is not there": ("shwo", "my_plan.toml"),
}
#: One of each kind of table, and a width for each form that it takes; all of all in the exhaustive run.
ORDINARY, ORDINARY_WIDTHS = (
    ("show", "compare", "simulate", "sensitivity", "goal", "explain", "build", "pull"),
    (0, 20, 60),
)
#: A number with all its digits, a month, a name.
FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20\d\d\b|\b20\d\d-\d\d\b")
#: Of a table, words that belong together stand this near to each other.
NAME = re.compile(r"[^\W\d_][^\s:,()*~]*(?: [^\s:,()*~]+)*")


@pytest.fixture
def plans(folder: Path, call: Run) -> Path:
    (folder / "my_plan.toml").write_text(PLAN_WITH_NAMES, encoding="utf-8")
    assert call("build", "my_plan.toml", "--no-risk", "-o", "book.xlsx").code == 0
    (folder / "other.toml").write_text(
        PLAN_WITH_NAMES.replace("48_000", "52_000.5").replace("default = 16", "default = 19"), encoding="utf-8"
    )
    (folder / "bad.toml").write_text(PLAN_WITH_NAMES.replace("48_000", '"48 thousand, or so"'), encoding="utf-8")
    (folder / "bad.xlsx").write_bytes(b"no workbook")
    return folder


def one_line(text: str) -> str:
    return " ".join(text.split())


def outputs(call: Run, plans: Path, monkeypatch: pytest.MonkeyPatch, width: int, name: str) -> tuple[str, str]:
    monkeypatch.setenv("COLUMNS", str(width))
    other = (plans / "other.toml").read_text(encoding="utf-8")
    outcome = call(*COMMANDS[name])
    (plans / "other.toml").write_text(other, encoding="utf-8")
    return outcome.out, outcome.err


def check(call: Run, plans: Path, monkeypatch: pytest.MonkeyPatch, name: str, widths: Sequence[int]) -> None:
    wide, wide_err = outputs(call, plans, monkeypatch, 200, name)
    assert wide or wide_err
    for width in widths:
        out, err = outputs(call, plans, monkeypatch, width, name)
        flat = one_line(out)
        lost = Counter(FIGURE.findall(wide)) - Counter(FIGURE.findall(out))
        assert not lost, (width, lost)
        lost = Counter(MONTH.findall(one_line(wide))) - Counter(MONTH.findall(flat))
        assert not lost, (width, lost)
        for found in NAME.findall(wide):
            # Drawings may be left out, and are spoken of then.
            if "━" in found or "█" in found or found.startswith(("the input at its", "There is no room")):
                continue
            words = found.split("  ")
            assert all(word in flat for word in words), (width, found)
        if "━" in wide and "━" not in out:
            assert "There is no room for the bars" in flat
        assert "…" not in out
        assert Counter(FIGURE.findall(wide_err)) == Counter(FIGURE.findall(err))
        if width >= 20 and name not in ("check --json", "show --csv", "pull --dry-run", "completion"):
            breakable = [line for line in out.splitlines() if cell_len(line) > width]
            # What is left is one long word, a line to copy, or a file's own line.
            for line in breakable:
                assert len(line.split()) <= 1 or re.search(r' = |^OK|^Made|^Pulled|^  (its|\d|Its)|^ *"', line), (
                    width,
                    line,
                )


@pytest.mark.parametrize("name", ORDINARY)
def test_every_figure_stands_in_narrow_terminals(
    call: Run, plans: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    check(call, plans, monkeypatch, name, ORDINARY_WIDTHS)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", COMMANDS)
def test_every_figure_of_every_command_stands_in_every_width(
    call: Run, plans: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    check(call, plans, monkeypatch, name, WIDTHS)


@pytest.mark.parametrize("columns", ["0", "", "-5", "many", "1e3", "٣٠"])
def test_a_width_that_is_none(call: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """As if nothing had been said."""
    usual = call("show", "my_plan.toml").out
    monkeypatch.setenv("COLUMNS", columns)
    outcome = call("show", "my_plan.toml")
    assert outcome.code == 0
    assert outcome.out == usual


@pytest.mark.parametrize("width", range(20, 140, 7))
def test_a_table_of_any_shape(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int) -> None:
    """Whatever the labels and headings, cells stay whole; columns stand beside their headings."""
    monkeypatch.setenv("COLUMNS", str(width))
    table = Table(
        "A title of some words", [Column("first"), Column("a long heading"), Column(drawn=True, least=9, most=30)]
    )
    cells = {
        label: (f"{1234567.25 * (n + 1):,.2f}", f"-{n}.5 %") for n, label in enumerate([LONG, WIDE, "x", "two words"])
    }
    for label, texts in cells.items():
        table.add(label, *texts, lambda room: Text("#" * room))
    with printed() as page:
        page.table(table)
    out = capsys.readouterr().out
    flat = one_line(out)
    places = [flat.index(one_line(label)) for label in cells]
    assert places == sorted(places)
    for number, texts in enumerate(cells.values()):
        own = flat[places[number] : [*places, None][number + 1]]
        assert all(text in own for text in texts), own
    assert all(cell_len(line) <= width or len(line.split()) == 1 for line in out.splitlines())
    assert ("#" in out) != ("no room for the bars" in flat)
