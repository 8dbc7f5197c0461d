"""A workbook read back is the plan it was built from, and what was typed into it since."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.ground.months import Month
from revenue_planner.plan.templates import template_names
from revenue_planner.plan.values import Plan, Scenario, Setting
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.building import build_text, template
from tests.support.drafts import Draft, built, of_input, of_month, of_text, reworked
from tests.support.random_plans import random_plan


def the_same(read: Plan, plan: Plan) -> bool:
    """Whether two plans say the same, and of the same figures that they are the user's."""
    return replace(read, source="") == replace(plan, source="")


@pytest.mark.parametrize("name", template_names())
def test_a_template_comes_back(name: str, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(template(name).file.data)
    read = read_workbook(tmp_path / "book.xlsx")
    assert the_same(read, template(name).plan)
    assert read.source == str(tmp_path / "book.xlsx")


@pytest.mark.parametrize("seed", [2, 3, 9, 17, 22, 28])
def test_a_random_plan_comes_back(seed: int, tmp_path: Path) -> None:
    made = build_text(random_plan(seed, months=5 + seed % 9))
    (tmp_path / "book.xlsx").write_bytes(made.file.data)
    assert the_same(read_workbook(tmp_path / "book.xlsx"), made.plan)


def test_doubts_are_those_about_the_plan_file(tmp_path: Path) -> None:
    made = build_text(
        """
        [plan]
        start = "2027-01"
        months = 6
        [audience]
        [[affiliate]]
        name = "a"
        link_share = 0.8
        [[affiliate]]
        name = "b"
        link_share = 0.7
        """
    )
    (tmp_path / "book.xlsx").write_bytes(made.file.data)
    read = read_workbook(tmp_path / "book.xlsx")
    assert {problem.rule for problem in made.plan.warnings} == {problem.rule for problem in read.warnings}
    shares = next(problem for problem in read.warnings if "sum to 1.5" in problem.rule)
    assert shares.place.cell == "!".join(made.addresses.input("base", "affiliate.b.link_share"))
    assert (shares.key, shares.value) == ("affiliate.b.link_share", "0.7")


def test_stress_in_the_calendar_is_no_doubt(tmp_path: Path) -> None:
    assert not any("reach_factor" in problem.key for problem in read_workbook(Draft().save(tmp_path)).warnings)


@pytest.mark.parametrize(
    ("key", "scenario", "typed", "value"),
    [
        ("audience.opening_followers", "base", 52_000, 52_000.0),
        ("audience.opening_followers", "cautious", 40_000, 40_000.0),
        ("affiliate.amazon.conversion", "base", 0.0625, 0.0625),
        ("business.opening_cash", "base", -0.0, 0.0),
        ("own_products.course.kind", "base", "physical", "physical"),
        ("own_products.course.kind", "my_own", "Physical", "physical"),
        ("creator_rewards.on", "cautious", "off", "off"),
        ("sponsorships.signed.glow.month", "base", Month(2027, 11).serial, Month(2027, 11)),
        ("sponsorships.signed.glow.month", "cautious", Month(2027, 12).serial + 30.75, Month(2027, 12)),
    ],
)
def test_a_typed_figure_is_read(key: str, scenario: str, typed: float | str, value: object, tmp_path: Path) -> None:
    plan = read_workbook(Draft().type(of_input(key, scenario), typed).save(tmp_path))
    before = {name: dict(settings) for name, settings in built().plan.settings.items()}
    before[scenario][key] = Setting(value, before[scenario].get(key, Setting(None)).months)
    assert plan.settings == before


def test_an_emptied_scenario_cell_means_as_base(tmp_path: Path) -> None:
    key = "affiliate.amazon.conversion"
    assert key in built().plan.settings["cautious"]
    plan = read_workbook(Draft().type(of_input(key, "cautious"), None).save(tmp_path))
    assert key not in plan.settings["cautious"]
    assert plan.value(key, "cautious") == plan.value(key, "base")


def test_months_are_read(tmp_path: Path) -> None:
    draft = Draft().type(of_month("audience.videos", 2), None).type(of_month("audience.videos", 8), 30)
    draft.type(of_month("audience.videos", 1, "my_own"), 7)
    plan = read_workbook(draft.save(tmp_path))
    assert plan.settings["base"]["audience.videos"] == Setting(20.0, {1: 16.0, 3: 20.0, 8: 30.0})
    assert plan.settings["my_own"]["audience.videos"] == Setting(None, {1: 7.0})


def test_a_season_filled_in_part_takes_the_rest_from_base(tmp_path: Path) -> None:
    key = "audience.season_views"
    plan = read_workbook(Draft().type(of_month(key, 12, "my_own"), 2.0).save(tmp_path))
    assert plan.settings["my_own"][key] == Setting((*[1.0] * 10, 1.1, 2.0))


def test_another_first_month(tmp_path: Path) -> None:
    """Months keep their number; typed dates stay where they are."""
    start = of_text("Inputs", "plan.start")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    plan = read_workbook(Draft().type(("Inputs", f"C{start}"), Month(2028, 1).serial + 9).save(tmp_path))
    assert str(plan.timeline.start) == "2028-01"
    assert plan.settings["base"]["audience.videos"].months == {1: 16.0, 2: 16.0, 3: 20.0}
    assert plan.value("sponsorships.signed.glow.month", "base") == Month(2027, 5)


def test_a_formula_in_an_input_cell_counts_and_is_told(tmp_path: Path) -> None:
    at = of_input("audience.opening_followers")
    plan = read_workbook(Draft().formula(at, "2*25000", 50000).save(tmp_path))
    assert plan.value("audience.opening_followers", "base") == 50_000.0
    told = next(problem for problem in plan.warnings if "formula" in problem.rule)
    assert (told.place.cell, told.value, told.severity) == ("!".join(at), "50000", "warning")


def test_a_formula_that_shows_nothing_is_blank(tmp_path: Path) -> None:
    key = "affiliate.amazon.conversion"
    plan = read_workbook(Draft().formula(of_input(key, "cautious"), '""', "").save(tmp_path))
    assert key not in plan.settings["cautious"]


class TestAddedScenario:
    """A user fills a new column among the scenarios."""

    def added(self, tmp_path: Path, head: str, values: dict[str, object]) -> Plan:
        def insert(book: Any) -> None:
            sheet = book["Inputs"]
            column = next(cell.column for cell in sheet[4] if cell.value == "Usual, low")
            sheet.insert_cols(column)
            sheet.cell(4, column, head)
            keys = next(cell.column for cell in sheet[4] if cell.value == "Key")
            for row in range(5, sheet.max_row + 1):
                if sheet.cell(row, keys).value in values:
                    sheet.cell(row, column, values[sheet.cell(row, keys).value])

        return read_workbook(reworked(insert, tmp_path))

    def test_becomes_a_scenario(self, tmp_path: Path) -> None:
        plan = self.added(tmp_path, "Viral year", {"audience.videos": 40, "creator_rewards.on": "off"})
        assert plan.scenarios[-1] == Scenario("viral_year", "Viral year")
        assert plan.settings["viral_year"] == {
            "audience.videos": Setting(40.0),
            "creator_rewards.on": Setting("off"),
        }
        assert plan.scenarios[:-1] == built().plan.scenarios

    def test_name_in_other_letters(self, tmp_path: Path) -> None:
        plan = self.added(tmp_path, "保守", {"audience.videos": 40})
        assert plan.scenarios[-1] == Scenario("scenario", "保守")

    def test_a_name_that_is_taken(self, tmp_path: Path) -> None:
        plan = self.added(tmp_path, "My-own", {"audience.videos": 40})
        assert plan.scenarios[-1] == Scenario("my_own_2", "My-own")

    @pytest.mark.parametrize(
        ("values", "told"),
        [({}, "the column is empty"), ({"audience.videos": "ask Tom"}, "the column holds no figures")],
    )
    def test_a_column_without_figures_is_none(self, values: dict[str, object], told: str, tmp_path: Path) -> None:
        plan = self.added(tmp_path, "My notes", values)
        assert plan.scenarios == built().plan.scenarios
        assert any(told in problem.rule and problem.key == "My notes" for problem in plan.warnings)


class TestRearranged:
    """Tabs, rows and columns moved: cells are found by key and header."""

    def test_tabs_renamed_and_moved(self, tmp_path: Path) -> None:
        def change(book: Any) -> None:
            book["Inputs"].title = "Annahmen"
            book["Calendar"].title = "Monate"
            book["Log"].title = "Info"
            book["Base"].title = "Plan A"
            book.move_sheet("Info", -9)
            book.create_sheet("Scratch", 0)["A1"] = "Key"

        assert the_same(read_workbook(reworked(change, tmp_path)), built().plan)

    def test_rows_and_columns_inserted(self, tmp_path: Path) -> None:
        def change(book: Any) -> None:
            for name in ("Inputs", "Calendar", "Log"):
                sheet = book[name]
                sheet.insert_rows(1, 2)
                sheet.insert_rows(12)
                sheet.insert_cols(1)
                sheet["A1"], sheet["A13"] = "my notes", "ask the accountant"
            book["Inputs"].insert_cols(5)
            book["Calendar"].insert_cols(14)

        assert the_same(read_workbook(reworked(change, tmp_path)), built().plan)

    def test_a_copied_tab_is_not_the_one(self, tmp_path: Path) -> None:
        def change(book: Any) -> None:
            copy = book.copy_worksheet(book["Inputs"])
            copy.title = "A copy"
            book.move_sheet(copy, -9)
            keys = next(cell.column for cell in copy[4] if cell.value == "Key")
            row = next(row for row in range(1, 99) if copy.cell(row, keys).value == "audience.opening_followers")
            copy.cell(row, 3, 1)

        assert the_same(read_workbook(reworked(change, tmp_path)), built().plan)

    def test_columns_of_months_in_another_order(self, tmp_path: Path) -> None:
        """Dates above the columns say which month it is."""
        one, two = of_month("audience.videos", 1)[1], of_month("audience.videos", 3)[1]
        row = re.sub(r"\D", "", one)
        draft = Draft()
        for first, second in ((f"{one[:1]}2", f"{two[:1]}2"), (one, two)):
            member = draft.sheet("Calendar")
            cells = [re.search(rf'<c r="{at}"[^>]*>.*?</c>', draft.members[member].decode()) for at in (first, second)]
            contents = [re.sub(r"^<c[^>]*>|</c>$", "", found[0]) for found in cells if found is not None]
            draft.cell(("Calendar", first), contents[1]).cell(("Calendar", second), contents[0])
        assert row in one
        assert the_same(read_workbook(draft.save(tmp_path)), built().plan)


@pytest.mark.parametrize("stored", [1.0, 46_000.0, 1e300])
def test_dates_above_the_months_that_are_not_up_to_date(stored: float, tmp_path: Path) -> None:
    """Then their order says which month is which."""
    assert the_same(read_workbook(Draft().type(("Calendar", "K2"), stored).save(tmp_path)), built().plan)


class TestOtherPrograms:
    """How other programs write the same cells."""

    def test_no_stored_figures(self, tmp_path: Path) -> None:
        assert the_same(read_workbook(reworked(lambda book: None, tmp_path)), built().plan)

    def test_dates_counted_from_1904(self, tmp_path: Path) -> None:
        draft = Draft().replace("xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
        for member in (draft.sheet("Inputs"), draft.sheet("Calendar"), draft.sheet("Log")):
            dates = r"(<v>)(4[6-9]\d{3})(</v>)"
            draft.replace_all(member, dates, lambda found: f"{found[1]}{int(found[2]) - 1462}{found[3]}")
        assert the_same(read_workbook(draft.save(tmp_path)), built().plan)

    def test_dates_as_text_of_the_standard(self, tmp_path: Path) -> None:
        at = of_input("sponsorships.signed.glow.month")
        draft = Draft().cell(at, "<v>2027-05-01T00:00:00</v>", "d")
        assert the_same(read_workbook(draft.save(tmp_path)), built().plan)

    def test_rich_text(self, tmp_path: Path) -> None:
        draft = Draft().replace(
            "xl/sharedStrings.xml",
            "<si><t>audience.videos</t></si>",
            "<si><r><rPr><b/></rPr><t>audience.</t></r><r><t>videos</t></r><rPh><t>ignored</t></rPh></si>",
        )
        assert the_same(read_workbook(draft.save(tmp_path)), built().plan)

    def test_texts_in_the_cells_and_names_with_prefix(self, tmp_path: Path) -> None:
        draft = Draft()
        strings = re.findall(r"<si>(<t[^>]*>[^<]*</t>)</si>", draft.members["xl/sharedStrings.xml"].decode())
        texts = [f"<is>{text}</is>" for text in strings]
        for tab in ("Inputs", "Calendar", "Log"):
            member = draft.sheet(tab)
            draft.replace_all(
                member,
                r'<c r="([A-Z]+\d+)" t="s"( s="\d+")?><v>(\d+)</v></c>',
                lambda found: f'<c r="{found[1]}" t="inlineStr"{found[2] or ""}>{texts[int(found[3])]}</c>',
            )
            draft.replace_all(member, r"<(/?)(worksheet|sheetData|row|c|v|is|t|f)(?=[ >/])", r"<\1x:\2")
            draft.replace(member, 'xmlns="', 'xmlns:x="')
        assert the_same(read_workbook(draft.save(tmp_path)), built().plan)

    def test_cells_without_addresses(self, tmp_path: Path) -> None:
        """A row may leave out where its cells stand if there are no gaps."""
        draft = Draft()
        member = draft.sheet("Inputs")
        row = re.sub(r"\D", "", of_input("audience.opening_followers")[1])
        draft.replace(member, rf'(<row r="{row}".*?</row>)', lambda found: re.sub(r'<c r="[A-Z]+\d+"', "<c", found[0]))
        assert the_same(read_workbook(draft.save(tmp_path)), built().plan)

    def test_characters_that_xml_cannot_hold(self, tmp_path: Path) -> None:
        at = of_text("Log", "Maya & <co>")
        plan = read_workbook(
            Draft().cell(at, "<is><t>Maya_x0026_co _x005F_x0041_</t></is>", "inlineStr").save(tmp_path)
        )
        assert plan.title == "Maya&co _x0041_"


def test_a_workbook_of_another_version(tmp_path: Path) -> None:
    """What it does not have is taken from this version, what this version does not know is left out."""
    key = "audience.opening_followers"
    draft = Draft().type(of_text("Inputs", key), "audience.gone_since").type(of_text("Log", "0.1.0"), "0.0.9")
    plan = read_workbook(draft.save(tmp_path))
    shipped = plan.inputs()[key]
    assert plan.settings["base"][key].value == getattr(shipped, "base", None)
    assert {problem.key for problem in plan.warnings} >= {key, "audience.gone_since"}
    assert any('version "0.0.9"' in problem.rule for problem in plan.warnings)
