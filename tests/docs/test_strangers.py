"""What a stranger would want to change, each in as few places as docs/architecture.md says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import revenue_planner
from tests.support.addresses import Addresses
from tests.support.engines import Formualizer
from tests.support.workbook_file import WorkbookFile, column_letters

PACKAGE = Path(revenue_planner.__file__).parent
ROOT = Path(__file__).parents[2]
EXTENDING = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A scratch copy of the package, to be changed."""
    shutil.copytree(PACKAGE, tmp_path / "revenue_planner", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def planner(folder: Path, *arguments: str) -> str:
    """What the planner in a folder prints."""
    outcome = subprocess.run(
        [sys.executable, "-m", "revenue_planner", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr
    assert "add-on" not in outcome.stderr
    return outcome.stdout


def parts_of(workbook: Path) -> dict[str, str]:
    with ZipFile(workbook) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml")}


def test_another_colour_is_one_place(copy: Path) -> None:
    change(copy / "revenue_planner" / "streams" / "affiliate.py", 'colour = "#56B4E9"', 'colour = "#123ABC"')
    planner(copy, "build", "templates/starter.toml", "-o", "book.xlsx", "--no-risk")
    charts = [text for name, text in parts_of(copy / "book.xlsx").items() if "/charts/" in name]
    assert any("123ABC" in text for text in charts)
    assert not any("56B4E9" in text and "Affiliate" in text and "123ABC" not in text for text in charts)


def test_a_new_input_is_one_file(copy: Path) -> None:
    file = copy / "revenue_planner" / "streams" / "affiliate.py"
    change(
        file,
        "    basket = Assume(",
        '    bonus = Assume(0.0, "share", "Bonus", low=0.0, high=0.2)\n    basket = Assume(',
    )
    change(file, "self.sales * self.commission_rate *", "self.sales * (self.commission_rate + self.bonus) *")
    plan = (copy / "templates" / "starter.toml").read_text(encoding="utf-8")
    name = re.search(r'^\[\[affiliate\]\].*?^name = "(\w+)"[^\n]*\n', plan, re.MULTILINE | re.DOTALL)
    assert name is not None
    (copy / "plan.toml").write_text(plan.replace(name[0], f"{name[0]}bonus = 0.05\n", 1), encoding="utf-8")
    before = json.loads(planner(copy, "show", "templates/starter.toml", "--json"))
    after = json.loads(planner(copy, "show", "plan.toml", "--json"))
    assert after != before
    assert "Bonus" in planner(copy, "explain", f"affiliate.{name[1]}.bonus", "--plan", "plan.toml")
    assert "bonus" in planner(copy, "schema")
    planner(copy, "build", "plan.toml", "-o", "book.xlsx", "--no-risk")
    assert "OK" in planner(copy, "verify", "book.xlsx")


RESULT = '''
    @figure("money", label="Best month", answer=Answer("Take-home", 11, tile=9, headline=6))
    def best_month(self) -> Expr:
        """The highest take-home of any month."""
        return highest(self.tax.take_home)
'''


def test_a_new_result_is_one_place(copy: Path) -> None:
    file = copy / "revenue_planner" / "streams" / "business" / "answers.py"
    text = file.read_text(encoding="utf-8").replace("    lowest,\n", "    highest,\n    lowest,\n", 1)
    file.write_text(f"{text.rstrip()}\n{RESULT}", encoding="utf-8")
    assert "Best month" in planner(copy, "show", "templates/starter.toml")
    planner(copy, "build", "templates/starter.toml", "-o", "book.xlsx", "--no-risk")
    assert "OK" in planner(copy, "verify", "book.xlsx")
    parts = parts_of(copy / "book.xlsx")
    names = re.findall(r'<sheet name="(\w+)"', parts["xl/workbook.xml"])
    strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    for tab in ("Start", "Dashboard"):
        sheet = parts[f"xl/worksheets/sheet{names.index(tab) + 1}.xml"]
        shown = {strings[int(number)] for number in re.findall(r't="s"[^>]*><v>(\d+)</v>', sheet)}
        assert any(text.startswith("Best month") for text in shown), tab
    planner(copy, "report", "templates/starter.toml", "-o", "page.html", "--trials", "200")
    assert "Best month" in (copy / "page.html").read_text(encoding="utf-8")


def block(language: str, containing: str, page: str = EXTENDING) -> str:
    """The block of a page in a language that has these words."""
    found = [text for text in re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL) if containing in text]
    assert len(found) == 1
    return found[0]


def test_a_new_tab_is_one_file_and_its_place_in_a_list(copy: Path) -> None:
    workbook = copy / "revenue_planner" / "workbook"
    (workbook / "tabs" / "target.py").write_text(block("python", "def write_target", ARCHITECTURE), encoding="utf-8")
    writer = workbook / "write.py"
    before = "from revenue_planner.workbook.tabs.start import write_start\n"
    change(writer, before, f"{before}from revenue_planner.workbook.tabs.target import write_target\n")
    place = "        *scenario_tabs(context),\n"
    change(writer, place, f"        {block('python', 'TabWriter(', ARCHITECTURE).strip()},\n{place}")
    planner(copy, "build", "templates/starter.toml", "-o", "book.xlsx", "--no-risk")
    assert "OK" in planner(copy, "verify", "book.xlsx")

    file = WorkbookFile((copy / "book.xlsx").read_bytes())
    assert list(file.sheets)[4:6] == ["Calendar", "Target"]
    assert {"Target", "How far each month is from the income you aim for"} <= set(file.texts["Start"].values())
    shown = json.loads(planner(copy, "show", "templates/starter.toml", "--json"))
    take_home = shown["lines"]["business.take_home"]["scenarios"]["base"]
    target = shown["inputs"]["business.income_target"]["scenarios"]["base"]["value"]
    at = Addresses(file)
    goal = f"Base!$C${at.rows['business.income_target']}"
    formulas, values = {}, {}
    for number, amount in enumerate(take_home, start=1):
        column = column_letters(1 + number)
        above, below = ("Target", f"{column}4"), ("Target", f"{column}5")
        formulas |= {above: f"Base!{at.month('base', 'business.take_home', number)[1]}", below: f"{column}4-{goal}"}
        values |= {above: amount, below: amount - target}
    status = ("Target", "A3")
    assert {cell: text for cell, text in file.formulas.items() if cell[0] == "Target" and cell != status} == formulas
    assert {cell: file.stored[cell] for cell in formulas} == pytest.approx(values)
    assert Formualizer(file.poisoned()).values(formulas) == pytest.approx(values)


def test_a_stream_of_ones_own_from_an_empty_folder_to_the_chart(tmp_path: Path) -> None:
    (tmp_path / "newsletter_income.py").write_text(block("python", "class Newsletter"), encoding="utf-8")
    project = block("toml", "[project]")
    points = re.search(r'\[project\.entry-points\."([\w.]+)"\]\n(\w+) = "([\w:]+)"', project)
    assert points is not None
    # What `pip install -e .` leaves behind.
    information = tmp_path / "newsletter_income-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: newsletter-income\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[{points[1]}]\n{points[2]} = {points[3]}\n")
    (tmp_path / "my_plan.toml").write_text(block("toml", "[newsletter]"), encoding="utf-8")
    commands = block("sh", "check my_plan.toml").strip().splitlines()
    told = [planner(tmp_path, *command.split()[1:]) for command in commands]
    assert "subscriber" in told[1]
    assert "Newsletter" in told[2]
    parts = parts_of(tmp_path / "my_plan.xlsx")
    assert any("4B0082" in text for name, text in parts.items() if "/charts/" in name)
    assert "USD per subscriber" in parts["xl/sharedStrings.xml"]
    imported = re.findall(
        r"^(?:from|import) (revenue_planner[\w.]*)", block("python", "class Newsletter"), re.MULTILINE
    )
    assert imported == ["revenue_planner.extend"]
