"""CSV for programs and for spreadsheet applications: the same figures in every style, and no label lost or run."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from revenue_planner.cli.main import main
from revenue_planner.cli.shared.csv_output import STYLES, CsvStyle, write_csv
from tests.support.running import PLAN, Run

COMMANDS = {
    "show": ("show", "my_plan.toml"),
    "compare": ("compare", "my_plan.toml"),
    "simulate": ("simulate", "my_plan.toml", "--trials", "100"),
    "sensitivity": ("sensitivity", "my_plan.toml"),
    "goal": ("goal", "my_plan.toml", "--no-mix"),
}
#: What pandas has to be told about each style.
ARGUMENTS = {
    "plain": {},
    "excel": {"encoding": "utf-8-sig"},
    "german": {"encoding": "utf-8-sig", "sep": ";", "decimal": ","},
}
DANGEROUS = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("x")']


def printed(folder: Path, *arguments: str, encoding: str | None = None) -> tuple[bytes, str]:
    """What a file gets that the output is sent to, and what is said beside it."""
    environment = (
        {"PYTHONIOENCODING": encoding} if encoding else {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    )
    done = subprocess.run(
        [sys.executable, "-m", "revenue_planner", *arguments],
        cwd=folder,
        env={**environment, "PATH": ""},
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.decode("ascii")


def frame(data: bytes, style: str) -> pd.DataFrame:
    arguments: dict[str, str] = dict(ARGUMENTS[style])
    if int(pd.__version__.split(".")[0]) < 3:
        arguments["float_precision"] = "round_trip"  # later ones always read numbers exactly
    return pd.read_csv(io.BytesIO(data), **arguments)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_style_has_the_identical_figures(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    data = {}
    for style in STYLES:
        assert main([*COMMANDS[name], "--csv-style", style]) == 0
        data[style] = capfdbinary.readouterr().out
    assert main([*COMMANDS[name], "--csv"]) == 0
    assert capfdbinary.readouterr().out == data["plain"]
    plain = frame(data["plain"], "plain")
    exact = list(csv.DictReader(io.StringIO(data["plain"].decode())))
    numbers = plain.select_dtypes("float")
    assert numbers.size
    for column in numbers:
        read = [float(row[column] or "nan") for row in exact]
        pd.testing.assert_series_equal(numbers[column], pd.Series(read, name=column), check_exact=True)
    for style in STYLES:
        found = frame(data[style], style)
        if style == "german" and name == "compare":
            # Columns that hold months too are text to pandas.
            found = found.replace(r"^(-?\d+),(\d+)", r"\1.\2", regex=True)
        pd.testing.assert_frame_equal(found, plain, check_exact=True)
        assert data[style].startswith(b"\xef\xbb\xbf") == (style != "plain")


def test_german_excel_finds_its_separators(folder: Path) -> None:
    data, _ = printed(folder, "show", "my_plan.toml", "--csv-style", "german")
    text = data.decode("utf-8-sig")
    assert text.startswith("scenario;month;line;value;unit\r\n")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert any("," in row["value"] for row in rows)
    assert not any("." in row["value"] for row in rows)


def test_labels_stay_as_they_are(folder: Path) -> None:
    """Whatever the console's encoding, a file gets UTF-8."""
    (folder / "my_plan.toml").write_text(PLAN.replace("Amazon Associates", "漢字 Café €"), encoding="utf-8")
    data, err = printed(folder, "goal", "my_plan.toml", "--no-mix", "--csv")
    assert "漢字 Café €" in data.decode("utf-8")
    assert err == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_encoding_that_was_asked_for_is_kept(folder: Path, encoding: str) -> None:
    """Letters that it lacks are near ones or codes, and that is said."""
    (folder / "my_plan.toml").write_text(PLAN.replace("Amazon Associates", "漢字 Café"), encoding="utf-8")
    for arguments in (("goal", "my_plan.toml", "--no-mix", "--csv"), ("goal", "my_plan.toml", "--no-mix", "--all")):
        data, err = printed(folder, *arguments, encoding=encoding)
        text = data.decode(encoding)
        assert "\\u6f22\\u5b57 Caf" in text
        assert "?" not in text
        assert f"not in the encoding of this output ({'charmap' if encoding == 'cp1252' else encoding})" in err
        assert "PYTHONIOENCODING=utf-8" in err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1", "shift_jis", "utf-8"])
@pytest.mark.parametrize("text", ["½ of x²", "日本", "ß Æ Ł", "naïve Ωmega жук", "e\u0301", "🎥", "← ↑ ∞", "a\u200bb"])
def test_nothing_becomes_a_question_mark(encoding: str, text: str) -> None:
    shown = text.encode(encoding, errors="revenue_planner.plain").decode(encoding)
    assert "?" not in shown
    assert shown
    if encoding == "ascii" and text.startswith("½"):
        assert shown == "\\xbd of x\\xb2"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_labels_are_no_formulas(capsys: pytest.CaptureFixture[str], style: CsvStyle) -> None:
    write_csv(("label", "value"), [(text, -1.5) for text in DANGEROUS], style)
    out = capsys.readouterr().out.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=style.separator))[1:]
    assert [row[0] for row in rows] == [f"'{text}" for text in DANGEROUS]
    assert {row[1] for row in rows} == {f"-1{style.decimal}5"}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_label_of_a_plan_is_a_formula(call: Run, folder: Path, style: str, start: str) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace('"Amazon Associates"', f"'{start}1+cmd|x'"), encoding="utf-8")
    for name in ("goal", "sensitivity"):
        out = call(*COMMANDS[name], "--csv-style", style).out.removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(out), delimiter=STYLES[style].separator))
        assert f"Affiliate: {start}1+cmd|x" in {field for row in rows for field in row}
        assert not [field for row in rows for field in row if field.startswith(start) and not _is_number(field)]


def _is_number(field: str) -> bool:
    try:
        float(field.replace(",", "."))
    except ValueError:
        return False
    return True


def test_only_one_output(call: Run) -> None:
    outcome = call("show", "my_plan.toml", "--json", "--csv-style", "excel")
    assert (outcome.code, outcome.out) == (2, "")
    assert "ask for one of them" in outcome.err
