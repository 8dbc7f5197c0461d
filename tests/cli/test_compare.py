"""`revenue-planner compare`: tables, data, the workbook, and what it refuses."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import click
import pytest
from click.shell_completion import CompletionItem

from revenue_planner.analysis.comparison.data import CSV_HEADER
from revenue_planner.cli.compare.command import command
from revenue_planner.cli.compare.table import adding_up
from revenue_planner.cli.shared.parameters import complete_source
from tests.support.running import PLAN, Run, names
from tests.support.workbook_file import WorkbookFile

DOCS = Path(__file__).parents[2] / "docs" / "compare.md"


@pytest.fixture
def other(folder: Path) -> Path:
    """A second plan: more videos, no affiliate programme, LIVE gifts instead."""
    text = PLAN.replace("default = 16", "default = 20").replace("[[affiliate]]", "[[affiliate]]\nbasket = 60")
    text = text.replace('name = "amazon"\nlabel = "Amazon Associates"', 'name = "shein"')
    text = text.replace("affiliate.amazon", "affiliate.shein") + "\n[live_gifts]\n"
    path = folder / "other.toml"
    path.write_text(text, encoding="utf-8")
    return path


def data_of(call: Run, *arguments: str) -> Any:
    outcome = call("compare", *arguments, "--json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_one_plan_alone_shows_base_against_each_other_scenario(call: Run) -> None:
    outcome = call("compare", "my_plan.toml")
    assert outcome.code == 0
    assert "Maya, skincare\nA  Base\nB  Cautious\nC  Café\n14 months from Jan 2027; money in EUR\n" in outcome.out
    assert "Base -> Cautious" in outcome.out
    assert "Base -> Café" in outcome.out
    assert outcome.out.count("Results") == 2
    assert "No input differs." in outcome.out  # Café is the plan itself


def test_the_table_of_results(call: Run) -> None:
    out = call("compare", "my_plan.toml:base", "my_plan.toml:cautious").out
    for words in ("Earned in the whole plan (14 months)", "Earned in the first 12 months", "All streams",
                  "Take-home in the whole plan", "Lowest cash", "Breaks even in", "Income per hour"):  # fmt: skip
        assert words in out
    row = next(line for line in out.splitlines() if "Take-home in the whole plan" in line)
    a, b, difference, relative = re.split(r"  +", row.strip())[1:]
    data = data_of(call, "my_plan.toml:base", "my_plan.toml:cautious")["results"]["take_home_total"]
    assert a == f"{data['values']['A']:,.0f}"
    assert b == f"{data['values']['B']:,.0f}"
    assert difference == f"{data['differences']['B']:+,.0f}"
    assert relative == f"{data['relative']['B'] * 100:+.0f} %"


def test_inputs_that_differ_are_told_by_unit(call: Run) -> None:
    table = call("compare", "my_plan.toml:cautious").out.partition("Inputs that differ")[2].partition("\n\n")[0]
    rows = [re.split(r"  +", line.strip()) for line in table.splitlines()]
    by_label = {row[0]: row[1:] for row in rows}
    assert by_label["Audience: Part of the measured views that carries on"] == ["1", "0.8", "-0.2", "-20 %"]
    assert by_label["Affiliate: Amazon Associates: Orders per click"] == ["3 %", "1.5 %", "-1.5 points", "-50 %"]


def test_what_one_side_does_not_state(folder: Path, call: Run) -> None:
    """It is null in JSON, empty in CSV, and words in the table; never a number that is none."""
    stated = """
audience.completion_planned = [0.3, 0.35]
audience.measured.new_followers = 900
"""
    text = PLAN.replace("[audience]\n", '[audience]\ncompletion_planned = { "2027-02" = 0.35, "2027-03" = 0.4 }\n')
    (folder / "my_plan.toml").write_text(text + stated, encoding="utf-8")
    out = call("compare", "my_plan.toml:my_own", "--all").out
    assert re.search(r"Completion rate, planned +some months +34\.\d+ %\n", out)
    assert "    Jan 2027: not stated → 0.3; Mar 2027: 0.4 → 0.35; Apr 2027 to Feb 2028: not stated → 0.35\n" in out
    assert re.search(r"New followers +not stated +900\n", out)
    found = data_of(call, "my_plan.toml:my_own")["comparisons"][0]["inputs"]
    planned, gained = found["audience.completion_planned"], found["audience.measured.new_followers"]
    assert (gained["a"], gained["b"], gained["difference"], gained["relative"]) == (None, 900.0, None, None)
    assert (planned["a"], planned["months"][0]) == (None, {"month": "2027-01", "number": 1, "a": None, "b": 0.3})
    for row in call("compare", "my_plan.toml:my_own", "--csv").out.splitlines():
        assert not {"nan", "not stated", "some months"} & set(row.split(","))


def test_bridges_add_up_as_shown(call: Run) -> None:
    out = call("compare", "my_plan.toml:cautious").out
    bridges = out.split("Take-home of the whole plan, from A to B, ")[1:]
    assert [bridge.splitlines()[0] for bridge in bridges] == ["by stream", "one input at a time"]
    for bridge in bridges:
        found = re.findall(r"^  (.+?)  +([+-]?[\d,]+)(?: |$)", bridge, re.MULTILINE)
        amounts = [int(text.replace(",", "")) for _label, text in found]
        assert found[0][0] == "Take-home, A"
        assert found[-1][0] == "Take-home, B"
        assert sum(amounts[:-1]) == amounts[-1]
    assert "Interaction of inputs" in bridges[1]


def test_parts_that_one_lacks(call: Run, other: Path) -> None:
    out = call("compare", "my_plan.toml", other.name).out
    assert re.search(r"LIVE gifts +not in plan +in plan\n", out)
    assert re.search(r"Affiliate: Amazon Associates +in plan +not in plan\n", out)
    assert "Affiliate: Amazon Associates left out" in out
    assert "Affiliate: Shein added" in out
    assert re.search(r"Audience: Videos a month +15\.14 +18\.86 ", out)
    assert re.search(r"Jan 2027 to Feb 2027: 16 → 20; Apr 2027 to Feb 2028: 16 → 20", out)


@pytest.mark.parametrize("arguments", [["my_plan.toml"], ["my_plan.toml", "other.toml", "--all"]])
@pytest.mark.usefixtures("other")
def test_it_fits_into_80_columns(call: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = call("compare", *arguments).out
    assert max(len(line) for line in out.splitlines()) <= 80
    assert not re.search(r"[ \t]$", out, re.MULTILINE)


def test_all_shows_every_result_and_every_input(call: Run, other: Path) -> None:
    short, full = (call("compare", "my_plan.toml", other.name, *more).out for more in ((), ("--all",)))
    data = data_of(call, "my_plan.toml", other.name)
    assert "All other results" in full
    assert "All other results" not in short
    for each in data["results"].values():
        assert each["label"].rpartition(": ")[2] in full or "arned in" in each["label"]
    for each in data["comparisons"][0]["inputs"].values():
        assert each["label"] in full


def test_bars_in_plain_letters_where_the_terminal_has_no_others(spawn: Run) -> None:
    outcome = spawn("compare", "my_plan.toml:cautious", PYTHONIOENCODING="ascii")
    assert outcome.code == 0
    assert re.search(r"#+\|", outcome.out)


def test_json_holds_what_the_page_says(call: Run, other: Path) -> None:
    data = data_of(call, "my_plan.toml", other.name)
    pair = data["comparisons"][0]
    documented = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    (first_input, *_), (step, *_) = pair["inputs"].values(), pair["by_stream"]["steps"]
    months = next(each["months"] for each in pair["inputs"].values() if each["months"])
    for part in (data, data["sides"][0], next(iter(data["results"].values())), pair, first_input, pair["by_input"],
                 step, months[0]):  # fmt: skip
        assert set(part) <= documented
    assert {each["kind"] for each in pair["inputs"].values()} <= documented


def test_json_is_exact(call: Run, other: Path) -> None:
    data = data_of(call, "my_plan.toml", other.name)
    assert [side["source"] for side in data["sides"]] == ["my_plan.toml", "other.toml"]
    pair = data["comparisons"][0]
    for bridge in (pair["by_stream"], pair["by_input"]):
        assert bridge["start"] == data["results"]["take_home_total"]["values"]["A"]
        assert bridge["end"] == data["results"]["take_home_total"]["values"]["B"]
        assert bridge["start"] + sum(step["effect"] for step in bridge["steps"]) == pytest.approx(bridge["end"])
    videos = pair["inputs"]["audience.videos"]
    assert (videos["a"], videos["b"]) == (pytest.approx((13 * 16 + 4) / 14), pytest.approx((13 * 20 + 4) / 14))
    assert [month["month"] for month in videos["months"]][:3] == ["2027-01", "2027-02", "2027-04"]
    assert pair["inputs"]["live_gifts"]["b"] == "in plan"


def test_csv_has_a_row_for_each_figure(call: Run, other: Path) -> None:
    outcome = call("compare", "my_plan.toml", other.name, "--csv")
    rows = list(csv.DictReader(StringIO(outcome.out)))
    data = data_of(call, "my_plan.toml", other.name)
    pair = data["comparisons"][0]
    assert tuple(rows[0]) == CSV_HEADER
    assert set(CSV_HEADER) <= set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    by_table: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_table.setdefault(row["table"], []).append(row)
    assert [row["key"] for row in by_table["results"]] == list(data["results"])
    assert [row["key"] for row in by_table["inputs"] if not row["month"]] == list(pair["inputs"])
    for table in ("by_stream", "by_input"):
        effects = [float(row["effect"]) for row in by_table[table]]
        assert effects == [step["effect"] for step in pair[table]["steps"]]
    march = [row for row in by_table["inputs"] if row["key"] == "audience.videos" and row["month"] == "2027-04"]
    assert [(row["value_a"], row["value_b"], row["difference"], row["relative"]) for row in march] == [
        ("16.0", "20.0", "4.0", "0.25")
    ]


def test_the_workbook(call: Run, folder: Path) -> None:
    outcome = call("compare", "my_plan.toml", "-o", "comparison.xlsx")
    assert (outcome.code, outcome.out) == (0, "Made comparison.xlsx\n")
    assert "Bridge A to B" in WorkbookFile((folder / "comparison.xlsx").read_bytes()).sheets
    again = call("compare", "my_plan.toml", "-o", "comparison.xlsx")
    assert again.code == 3
    assert "Add --force to replace it" in again.err
    assert call("compare", "my_plan.toml", "-o", "comparison.xlsx", "--force").code == 0
    assert names(folder) == ["comparison.xlsx", "my_plan.toml"]


def test_a_plan_against_its_own_workbook(call: Run) -> None:
    assert call("build", "my_plan.toml").code == 0
    data = data_of(call, "my_plan.toml", "my_plan.xlsx", "my_plan.xlsx:Café", "my_plan.xlsx:cautious")
    same, own, cautious = data["comparisons"]
    assert same["inputs"] == own["inputs"] == {}
    assert list(cautious["inputs"]) == ["audience.views_carried_on", "affiliate.amazon.conversion"]
    assert same["by_stream"]["start"] == pytest.approx(same["by_stream"]["end"], rel=1e-12)


def test_warnings_go_to_stderr(call: Run, folder: Path) -> None:
    (folder / "short.toml").write_text(PLAN.replace("months = 14", "months = 6"), encoding="utf-8")
    outcome = call("compare", "my_plan.toml", "short.toml", "--json")
    assert "warning: only the first 6 months are compared, which all have (my_plan.toml has 14)" in outcome.err
    assert json.loads(outcome.out)["months"] == 6


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "Missing argument 'A [B ...]'"),
        (["my_plan.toml:cautius"], 2, 'my_plan.toml has no scenario "cautius"; did you mean "cautious"?'),
        (["my_plan.toml:"], 2, "ends in a colon"),
        (["my_plan.toml:base"], 2, "is one scenario"),
        (["my_plan.toml", "pounds.toml"], 2, "my_plan.toml is in EUR and pounds.toml in GBP"),
        (["my_plan.toml", "gone.toml"], 1, "gone.toml: there is no such file"),
        (["my_plan.toml", "broken.toml"], 1, "broken.toml:"),
        (["my_plan.toml", "gone.xlsx"], 1, "gone.xlsx"),
        (["my_plan.toml", "--json", "--csv"], 2, "ask for one of them"),
        (["my_plan.toml", "--json", "-o", "c.xlsx"], 2, "ask for one of them"),
        (["my_plan.toml", "-o", "c.csv"], 2, "ends in .xlsx"),
        (["my_plan.toml", "-o", "gone/c.xlsx"], 3, "there is no folder"),
        (["my_plan.toml", "book.xlsx:cautious", "-o", "book.xlsx", "--force"], 2, "is what you compare"),
    ],
)
def test_what_it_refuses(call: Run, folder: Path, arguments: list[str], code: int, told: str) -> None:
    (folder / "pounds.toml").write_text(PLAN.replace("EUR", "GBP"), encoding="utf-8")
    (folder / "broken.toml").write_text("[plan", encoding="utf-8")
    before = names(folder)
    outcome = call("compare", *arguments)
    assert outcome.code == code
    assert told in outcome.err
    assert outcome.out == ""
    assert names(folder) == before


def completed(incomplete: str) -> list[CompletionItem]:
    return complete_source(click.Context(command), command.params[0], incomplete)


def test_files_and_scenarios_are_completed(folder: Path) -> None:
    for name in ("book.xlsx", "notes.txt", ".hidden.toml"):
        (folder / name).touch()
    (folder / "plans").mkdir()
    (folder / "plans" / "x.toml").touch()
    assert [item.value for item in completed("")] == ["book.xlsx", "my_plan.toml", "plans/"]
    assert [item.value for item in completed("plans/")] == ["plans/x.toml"]
    assert [(item.value, item.help) for item in completed("my_plan.toml:")] == [
        ("my_plan.toml:base", "Base"), ("my_plan.toml:cautious", "Cautious"), ("my_plan.toml:my_own", "Café"),
    ]  # fmt: skip
    assert [item.value for item in completed("my_plan.toml:c")] == ["my_plan.toml:cautious"]
    assert completed("plans/x.toml:") == []  # it has problems


@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [
        ([1.4, 1.4, 1.2], 4, [2, 1, 1]),
        ([0.5, 0.5], 1, [1, 0]),
        ([-1.4, -1.4, 0.0], -3, [-2, -1, 0]),
        ([10.0, -4.0], 6, [10, -4]),
        ([], 0, []),
    ],
)
def test_rounded_parts_add_up(parts: list[float], total: float, expected: list[int]) -> None:
    assert adding_up(parts, total) == expected
