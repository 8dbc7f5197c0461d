"""Every built workbook keeps all rules, and each fault that is planted into one is found in its cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from revenue_planner.ground.errors import Problem
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.checking.rules.report import MOST_TOLD
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.layout import TABS
from revenue_planner.workbook.xlsx.archive import Archive
from revenue_planner.workbook.xlsx.notation import cell_position, parse_area
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile, open_workbook
from tests.support.building import build_text, template
from tests.support.drafts import Draft, built, of_input, of_month, of_text
from tests.support.random_plans import random_plan

Address = tuple[str, str]


def test_a_built_workbook_keeps_all_rules(tmp_path: Path) -> None:
    """All templates are linted where they are verified."""
    (tmp_path / "book.xlsx").write_bytes(template("full").file.data)
    assert lint(open_workbook(tmp_path / "book.xlsx")) == []


@pytest.mark.parametrize("seed", [1, 15, 27])
def test_a_random_workbook_keeps_all_rules(seed: int) -> None:
    made = build_text(random_plan(seed, months=3 + seed % 12))
    assert lint(WorkbookFile(Archive(made.file.data, "book.xlsx"))) == []


def test_no_tab_is_left_out() -> None:
    """A tab that is not recognised would not be looked at."""
    roles = Roles(WorkbookFile(Archive(built().file.data, "book.xlsx")))
    assert [found.tab.name for found in roles.tabs] == list(built().file.sheets)
    assert {found.role for found in roles.tabs} == {*TABS, "scenario"}


@cache
def before() -> frozenset[tuple[object, ...]]:
    return frozenset(_without_value(problem) for problem in lint(WorkbookFile(Archive(built().file.data, "book.xlsx"))))


def _without_value(problem: Problem) -> tuple[object, ...]:
    return problem.place.cell, problem.rule, problem.key, problem.value, problem.hint


def planted(draft: Draft) -> list[Problem]:
    """What the lint finds that it did not find before."""
    problems = lint(WorkbookFile(Archive(draft.data, "book.xlsx")))
    return [problem for problem in problems if _without_value(problem) not in before()]


def line(key: str, month: int, scenario: str = "base") -> Address:
    return built().addresses.month(scenario, key, month)


def total(key: str, scenario: str = "base") -> Address:
    return built().addresses.value(scenario, key)


def opening(key: str) -> Address:
    return built().addresses.opening("base", key)


VIEWS, VIDEOS = "audience.views", "audience.videos"

#: What is planted where, and what the rule says of it.
TYPED_OVER = [
    (line(VIEWS, 5), 1000.0),
    (line(VIEWS, 1), 0.0),
    (line(VIEWS, 8, "my_own"), 5.0),
    (line(VIDEOS, 3, "cautious"), 4.0),
    (total(VIEWS), 1.0),
    (total("business.take_home_total", "cautious"), 9_999.0),
    (total("audience.opening_followers"), 31_000.0),
    (opening("audience.followers"), 31_000.0),
]


@pytest.mark.parametrize(("at", "value"), TYPED_OVER, ids=lambda v: "!".join(v) if isinstance(v, tuple) else str(v))
def test_a_figure_typed_over_a_formula(at: Address, value: float) -> None:
    (problem,) = planted(Draft().type(at, value))
    assert problem.place.cell == quoted(at)
    assert problem.rule == "a figure is typed over the formula"
    assert problem.value == f"{value:g}"
    assert problem.key
    assert problem.severity == "error"


def quoted(at: Address) -> str:
    return f"'{at[0]}'!{at[1]}" if " " in at[0] else "!".join(at)


def test_a_figure_typed_over_a_check() -> None:
    address = built().addresses
    row = address.at("Checks", "checks.audience.weights_are_whole").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = address.column("Checks", "Cautious")
    (problem,) = planted(Draft().type(("Checks", f"{column}{row}"), 1.0))
    assert (problem.place.cell, problem.rule) == (f"Checks!{column}{row}", "a figure is typed over the formula")


def test_a_whole_row_typed_over() -> None:
    draft = Draft()
    for month in range(1, 9):
        draft.type(line(VIEWS, month), 1000.0)
    (problem,) = planted(draft)
    assert (problem.place.cell, problem.key) == (quoted(line(VIEWS, 1)), VIEWS)
    assert problem.rule == "a figure is typed over the formulas of the whole row"


def test_a_month_that_is_deleted() -> None:
    (problem,) = planted(Draft().type(line(VIEWS, 7), None))
    assert problem.rule == "is empty, but the other months of its row hold a formula"
    assert problem.hint == f"copy the cell {line(VIEWS, 1)[1]}"


def formula_of(at: Address) -> str:
    return built().file.formulas[at]


def test_a_month_with_a_formula_of_its_own() -> None:
    at = line("business.take_home", 5)
    (problem,) = planted(Draft().formula(at, f"{formula_of(at)}*1", 1.0))
    assert (problem.place.cell, problem.key) == (quoted(at), "business.take_home")
    assert problem.rule == "the formula differs from the other months of its row"


def test_a_row_changed_in_one_scenario() -> None:
    draft = Draft()
    for month in range(1, 9):
        at = line("business.take_home", month, "cautious")
        draft.formula(at, f"{formula_of(at)}*1", 1.0)
    (problem,) = planted(draft)
    assert problem.rule == "the formula is not the one on the other scenarios' tabs"
    assert problem.place.cell == quoted(line("business.take_home", 1, "cautious"))


def test_many_faults_of_a_kind_are_summed_up() -> None:
    draft = Draft()
    for month in range(2, 2 + MOST_TOLD):
        draft.type(line(VIEWS, month), None)
        draft.type(line("audience.followers", month), None)
    found = planted(draft)
    assert len(found) == MOST_TOLD + 1
    assert found[-1].rule.startswith(f"{MOST_TOLD} more like these: is empty")
    assert found[-1].place.cell == "Base"


#: A formula for each rule of form. All are planted at once, each in a figure of its own on the tab Base.
FORMS = [
    ("1000*$C5", "has a number typed into it: 1000"),
    ("$C5*2%", "has a number typed into it: 2"),
    ("$C5*1%", "has a % sign in it"),
    ("$C5*1.5", "has a number typed into it: 1.5"),
    ("IF($C5>0,IF($C6>0,1,0),0)", "has an IF inside an IF"),
    ("+".join(["$C5"] * 30), "is longer than 110 characters"),
    ("_xlfn.XLOOKUP($C5,$C6:$C9,$D6:$D9)", "uses XLOOKUP, which older programs do not have"),
    ("TODAY()", "uses TODAY, which changes by itself"),
    ("RAND()", "uses RAND, which changes by itself"),
    ("OFFSET($C5,1,0)", "uses OFFSET, which hides"),
    ('INDIRECT("C5")', "uses INDIRECT, which hides"),
    ("CHOOSE(1,$C5,$C6)", "uses CHOOSE, which hides"),
    ("INT($C5)", "uses INT; programs differ in the last digit"),
    ("ROUNDDOWN($C5,0)", "uses ROUNDDOWN; programs differ"),
    ("ROUNDUP($C5,0)", "uses ROUNDUP; programs differ"),
    ("CEILING($C5,1)", "uses CEILING; programs differ"),
    ("FLOOR($C5,1)", "uses FLOOR; programs differ"),
    ("XIRR($C5:$C9,$C5:$C9)", "uses XIRR, which is not among the functions"),
    ('WEBSERVICE("http://example.com")', "uses WEBSERVICE, which is not among the functions"),
    ("INDEX($I5:$M5,1)", "uses INDEX without row and column"),
    ("INDEX($I5:$M5,,1)", "uses INDEX without row and column"),
    ("SUM($C5:INDEX($C6:$C9,1,1))", "has a range that a function begins or ends"),
    ("SUM(($C5:$C6,$C8))", "joins ranges with a comma"),
    ("SUM(Base:Cautious!$C5)", "refers to several tabs at once"),
    ("SUM(Table1[Views])", "refers to a table's column (Table1[Views])"),
    ("[1]Base!$C5", "refers to another file"),
    ("out_base_take_home_total", "uses a name (out_base_take_home_total)"),
    ("SUM($C:$C)", "refers to whole columns or rows"),
    ("SUM(5:6)", "refers to whole columns or rows"),
    ("--($C5>0)", "has two minus signs in a row"),
    ("$C5^0", "uses ^"),
    ('$C5&""', "joins texts with &"),
    ("@$C5", "has an @ sign in it"),
    ("$C5+#REF!", "refers to something that was deleted (#REF!)"),
    ("Inputs!#REF!", "refers to something that was deleted (#REF!)"),
    ("SUMPRODUCT(ABS($I5:$M5))", "computes inside SUMPRODUCT, which only some programs do"),
    ("SUMPRODUCT(MONTH($I2:$M2)*1)", "computes inside SUMPRODUCT, which only some programs do"),
    ("SUMPRODUCT(($I5:$M5>=0)*$I5:$M5)", "computes inside SUMPRODUCT, which only some programs do"),
    ("INDEX($I5:$I5,1,1)", "has a range of one cell"),
    ("Cautious!$C5", "looks at the tab Cautious"),
    ("Compare!$C5", "looks at the tab Compare"),
    ("Nowhere!$C5", "looks at the tab Nowhere"),
    ("cmd|'/c calc'!A0", "cannot be read by the planner"),
    ("{1,0}", "cannot be read by the planner"),
    ("$C5 $C6", "cannot be read by the planner"),
    ("IF($C5>0,1", "cannot be read by the planner"),
    ("1" + "+1" * 400, "cannot be read by the planner"),
]


def in_figures(formulas: list[str]) -> dict[str, list[Problem]]:
    """What the lint says of each formula when all of them stand on the tab Base."""
    places = dict(zip(formulas, _figures(), strict=False))
    assert len(places) == len(formulas)
    draft = Draft()
    for formula, at in places.items():
        draft.formula(at, formula, 1.0)
    found = planted(draft)
    return {formula: [p for p in found if p.place.cell == quoted(at)] for formula, at in places.items()}


def _figures() -> list[Address]:
    """The last first: on those nothing depends that the formulas look at."""
    lines = built().result.model.lines.values()
    return [total(each.key) for each in lines if not each.declared.monthly][::-1]


@cache
def in_forms() -> dict[str, list[Problem]]:
    return in_figures([formula for formula, _rule in FORMS])


@pytest.mark.parametrize(("formula", "rule"), FORMS)
def test_a_formula_of_a_form_that_is_not_used(formula: str, rule: str) -> None:
    (problem,) = [problem for problem in in_forms()[formula] if rule in problem.rule]
    assert problem.rule.startswith("the formula ")
    assert problem.severity == "error"
    assert problem.key
    assert problem.hint


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_a_formula_that_fills_several_cells(kind: str) -> None:
    at = line(VIEWS, 3)
    draft = Draft().cell(at, f'<f t="{kind}" ref="{at[1]}">{formula_of(at)}</f><v>1</v>')
    assert any(problem.rule == "the formula fills several cells at once" for problem in planted(draft))


def cell(key: str) -> str:
    return f"${total(key)[1]}"


COMPUTED = [
    "IF({views}>{followers},1,0)",
    "IF({views}=0,1,0)",
    "IF(MAX({views},0)<>0,1,0)",
    "IF({typed}+{typed}>0,1,0)",
    "IF(INDEX({row},1,1)>=0,1,0)",
    "IF({views}-{followers}>=0-{year}*{followers},1,0)",
    "IF({views}-{followers}>=0-{typed}*{followers},1,0)",
    "IF({views}-{followers}>0,1,0)",
    "IF(ROUND({views},0)/{typed}>1,1,0)",
    "MOD({views},{year})",
    "MOD({typed},{year})",
]
EXACT = [
    "IF(ROUND({views}-{followers},0)>0,1,0)",
    "IF({views}-{followers}>=0-{tolerance}*{followers},1,0)",
    "IF(ABS({views}-{followers})<={tolerance}*({views}+ABS({followers})),0,1)",
    "IF(IF({views}-{followers}<={tolerance}*{followers},0,{views}-{followers})=0,1,0)",
    "IF({views}>0,1,0)",
    "IF(MIN({row},{views})>=0,1,0)",
    "IF({typed}>0,1,0)",
    "IF({typed}>=MIN({typed},1),1,0)",
    "IF({months}-1>0,1,0)",
    'IF({choice}="on",1,0)',
    "IF(COUNT({row})=1,1,0)",
    "IF(INDEX({numbers},1,1)=1,1,0)",
    "MOD({months},{year})",
]


@cache
def compared() -> dict[str, list[Problem]]:
    formulas = [_filled(formula) for formula in (*COMPUTED, *EXACT)]
    found: dict[str, list[Problem]] = {}
    some = MOST_TOLD // 2  # of more with the same rule the rest is summed up
    for first in range(0, len(formulas), some):
        found |= in_figures(formulas[first : first + some])
    return {
        formula: [problem for problem in problems if "not rounded" in problem.rule or "MOD" in problem.rule]
        for formula, problems in found.items()
    }


@pytest.mark.parametrize("formula", COMPUTED)
def test_computed_figures_are_not_compared_unrounded(formula: str) -> None:
    assert len(compared()[_filled(formula)]) == 1


@pytest.mark.parametrize("formula", EXACT)
def test_whole_typed_and_rounded_figures_may_be_compared(formula: str) -> None:
    assert compared()[_filled(formula)] == []


#: Reckoning with a figure that may be "not in plan", a choice, a label, a formula that may come to "".
WITH_TEXT = [
    "{date}+1",
    "-{date}",
    "{choice}*1",
    "ROUND({date},0)",
    "IFERROR({date}/{views},0)",
    "IF({date}>0,1,0)",
    "MAX({date}-1,0)",
    "SUM({label}*1)",
    'MIN(IFERROR({views}/{followers},""),1)+IF(ISNUMBER({views}),{date}-1,0)',
    'IFERROR({views}/{followers},"")*1',
    "INDEX({line},1,1)*1",
    "IF(ISNUMBER({date}),0,{date}*1)",
    "IF(ISNUMBER({date})*ISNUMBER({views}),{choice}*{date},0)",
    "IF(COUNT({date},{views})>0,{date}-{views},0)",
    "YEAR({date})",
    "MONTH(IF({views}=0,{date},1))",
]
WITHOUT_TEXT = [
    "IF(ISNUMBER({date}),{date}+1,0)",
    "IF(ISNUMBER({date})*ISNUMBER({views}),IFERROR({date}/{views},0),0)",
    "IF(COUNT({date}),ROUND({date},0),0)",
    "IF(COUNT({date},{views})>1,{date}-{views},0)",
    'IF({choice}="on",1,0)*{views}',
    "MAX({date},0)-1",
    "SUM({date},{views})*1",
    "COUNT({date})*1",
    "IFERROR(INDEX({row},1,1),0)-{views}",
    "IF({date}=0,1,0)+1",
    "{input}*1",
]


@cache
def reckoned() -> dict[str, list[Problem]]:
    formulas = [_filled(formula) for formula in (*WITH_TEXT, *WITHOUT_TEXT)]
    found: dict[str, list[Problem]] = {}
    for first in range(0, len(formulas), MOST_TOLD):  # of more with the same rule the rest is summed up
        found |= in_figures(formulas[first : first + MOST_TOLD])
    return {formula: [p for p in problems if "may hold a text" in p.rule] for formula, problems in found.items()}


@pytest.mark.parametrize("formula", WITH_TEXT)
def test_what_may_be_a_text_is_not_reckoned_with(formula: str) -> None:
    """Programs differ: an error here, 0 there."""
    (problem,) = reckoned()[_filled(formula)]
    assert problem.severity == "error"
    assert "ISNUMBER" in problem.hint


@pytest.mark.parametrize("formula", WITHOUT_TEXT)
def test_what_is_a_number_or_was_asked_for_one_is_reckoned_with(formula: str) -> None:
    assert reckoned()[_filled(formula)] == []


def test_a_text_is_followed_through_other_tabs() -> None:
    """The Dashboard shows what Compare shows of a scenario's tab, where a date may be "not in plan"."""
    tile = built().addresses.at("Dashboard", "First month at your target")
    below, difference = (built().addresses.beside("Dashboard", tile, 0, rows) for rows in (1, 2))
    (problem,) = planted(Draft().formula(difference, f"{below[1]}-1", 1.0))
    assert problem.place.cell == quoted(difference)
    assert f"reckons with {below[1]}, which may hold a text" in problem.rule


def _filled(formula: str) -> str:
    first, last = line(VIEWS, 1)[1], line(VIEWS, 8)[1]
    one, two = line("plan.month_number", 1)[1], line("plan.month_number", 8)[1]
    return formula.format(
        views=cell(VIEWS),
        followers=cell("audience.followers"),
        typed=cell("audience.opening_followers"),
        row=f"${first}:${last}",
        numbers=f"${one}:${two}",
        tolerance=cell("plan.tolerance"),
        months=cell("plan.plan_months"),
        choice=cell("creator_rewards.on"),
        year=cell("plan.months_per_year"),
        date=cell("business.target_month"),
        line=f"{cell('business.target_month')}:{cell('business.target_month').replace('C', 'D')}",
        label=f"$A{cell(VIEWS).removeprefix('$C')}",
        input="!".join(of_input("audience.opening_followers", "my_own")),
    )


def on_sheet(tab: str, pattern: str, replacement: str) -> Callable[[], Draft]:
    def change() -> Draft:
        draft = Draft()
        return draft.replace(draft.sheet(tab), pattern, replacement)

    return change


def on_book(pattern: str, replacement: str) -> Callable[[], Draft]:
    return lambda: Draft().replace("xl/workbook.xml", pattern, replacement)


def copied_key() -> Draft:
    key = of_text("Base", "audience.followers")
    return Draft().type(key, VIEWS)


def with_part(name: str) -> Callable[[], Draft]:
    def change() -> Draft:
        draft = Draft()
        draft.members[name] = b"<x/>"
        return draft

    return change


FAULTS: dict[str, tuple[Callable[[], Draft], str, str]] = {
    "no figure stored": (
        lambda: Draft().formula(line(VIEWS, 3), formula_of(line(VIEWS, 3))),
        "!".join(line(VIEWS, 3)),
        "was saved without the figure that its formula comes to",
    ),
    "an error": (
        lambda: Draft().cell(line(VIEWS, 3), f"<f>{formula_of(line(VIEWS, 3))}</f><v>#DIV/0!</v>", "e"),
        quoted(line(VIEWS, 3)),
        "shows an error",
    ),
    "a false blank": (
        lambda: Draft().formula(line(VIEWS, 3), formula_of(line(VIEWS, 3)), ""),
        quoted(line(VIEWS, 3)),
        "shows nothing, though its formula always shows something",
    ),
    "a key twice": (copied_key, quoted(of_text("Base", "audience.followers")), "this key stands in row "),
    "a row of months without key": (
        lambda: Draft().type(of_text("Base", VIEWS), None),
        quoted(of_text("Base", VIEWS)),
        "a row of months has no key",
    ),
    "a row of months without label": (
        lambda: Draft().type(("Base", f"A{total(VIEWS)[1][1:]}"), None),
        f"Base!A{total(VIEWS)[1][1:]}",
        'a row of months has nothing in the column "Line"',
    ),
    "a row of months without unit": (
        lambda: Draft().type(("Base", f"B{total(VIEWS)[1][1:]}"), None),
        f"Base!B{total(VIEWS)[1][1:]}",
        'a row of months has nothing in the column "Unit"',
    ),
    "an input without unit": (
        lambda: Draft().type(("Inputs", "B" + of_input(VIDEOS)[1][1:]), None),
        "Inputs!B" + of_input(VIDEOS)[1][1:],
        'an input has nothing in the column "Unit"',
    ),
    "NPV without its timing": (
        lambda: Draft().type(("Base", f"E{total('business.npv')[1][1:]}"), "What the plan is worth."),
        quoted(total("business.npv")),
        "NPV stands without saying how months are discounted",
    ),
    "a title that became a formula": (
        lambda: Draft().formula(("Start", "A1"), "1+1", 2),
        "Start!A1",
        "a formula stands where a text belongs",
    ),
    "a label that became a formula": (
        lambda: Draft().formula(("Base", f"A{total(VIEWS)[1][1:]}"), "1+1", 2),
        f"Base!A{total(VIEWS)[1][1:]}",
        "a formula stands where a text belongs",
    ),
    "a scenario's head that became a formula": (
        lambda: Draft().formula(of_text("Checks", "Cautious"), "1+1", 2),
        quoted(of_text("Checks", "Cautious")),
        "a formula stands where a text belongs",
    ),
    "other rows in a scenario": (
        lambda: Draft().type(of_text("Cautious", VIEWS), "audience.views_of_mine"),
        quoted(of_text("Cautious", VIEWS)),
        "from here on the tab has other rows than the tab Base",
    ),
    "a link to another file": (
        with_part("xl/externalLinks/externalLink1.xml"),
        "",
        "fetches figures from elsewhere (xl/externalLinks/externalLink1.xml)",
    ),
    "a database": (with_part("xl/connections.xml"), "", "fetches figures from elsewhere"),
    "a name of the user's": (
        on_book("<definedNames>", '<definedNames><definedName name="mine">Base!$C$5</definedName>'),
        "",
        "is a name that the planner does not use",
    ),
    "a name that leads nowhere": (
        on_book(r'(name="out_base_take_home_total">)[^<]*', r"\1Base!#REF!"),
        "",
        "is a name that no longer refers to a result",
    ),
    "a name of several cells": (
        on_book(r'(name="out_base_take_home_total">)[^<]*', r"\1Base!$C$5:$C$6"),
        "",
        "is a name that no longer refers to a result",
    ),
    "a name that is gone": (
        on_book(r'<definedName name="out_base_take_home_total">[^<]*</definedName>', ""),
        "",
        "the name of a result is missing",
    ),
    "no names at all": (
        on_book("<definedNames>.*?</definedNames>", ""),
        "",
        "no result has a name",
    ),
    "merged cells": (
        on_sheet("Base", "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A4:C4"/></mergeCells>'),
        "Base!A4",
        "the cells A4:C4 are merged",
    ),
    "a hidden row": (on_sheet("Base", '<row r="9"', '<row hidden="1" r="9"'), "Base!A9", "the row is hidden"),
    "a hidden column": (
        on_sheet("Cautious", '<col min="2" ', '<col hidden="true" min="2" '),
        "Cautious!B1",
        "the column B is hidden",
    ),
    "a hidden tab": (
        on_book('<sheet name="Checks" ', '<sheet name="Checks" state="veryHidden" '),
        "Checks",
        "the tab is hidden",
    ),
    "nothing frozen": (on_sheet("Inputs", "<pane [^>]*/>", ""), "Inputs", "no rows or columns stay in view"),
    "portrait": (
        on_sheet("Base", ' orientation="landscape"', ""),
        "Base",
        "does not print landscape and one page wide",
    ),
    "several pages wide": (
        on_sheet("Base", ' fitToPage="1"', ""),
        "Base",
        "does not print landscape and one page wide",
    ),
    "no repeated header": (
        on_book(r'<definedName name="_xlnm.Print_Titles" localSheetId="3">[^<]*</definedName>', ""),
        "Inputs",
        "does not repeat its header on every printed page",
    ),
    "not protected": (
        on_sheet("Base", "<sheetProtection [^>]*/>", ""),
        "Base",
        "is not protected against typing over formulas",
    ),
    "a password": (
        on_sheet("Base", "<sheetProtection ", '<sheetProtection password="CC1A" '),
        "Base",
        "is protected with a password",
    ),
    "no master check": (
        on_sheet("Calendar", r"<f>Checks!\$B\$\d+</f>", "<f>Checks!$B$1</f>"),
        "Calendar",
        "does not show",
    ),
    "no master check to show": (
        on_sheet("Checks", "All checks OK", "Fine"),
        "",
        "the master check is missing",
    ),
    "a tab that is renamed": (
        on_book('<sheet name="Start" ', '<sheet name="Welcome" '),
        "",
        "the tab Start is missing or was renamed",
    ),
    "a tab of a scenario that is gone": (
        lambda: Draft().type(of_text("Cautious", "plan.month_number"), None),
        "",
        "not every scenario has its tab",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    change, place, rule = FAULTS[name]
    found = planted(change())
    assert any((p.place.cell or "") == place and p.rule.startswith(rule) for p in found), [str(p) for p in found]


def test_an_input_that_is_locked() -> None:
    at = of_input("audience.opening_followers")
    draft = Draft()
    draft.replace(draft.sheet("Inputs"), rf'<c r="{at[1]}" s="\d+"', f'<c r="{at[1]}" s="0"')
    (problem,) = planted(draft)
    assert (problem.place.cell, problem.rule) == (quoted(at), "is an input, but locked")
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    "at",
    [of_input("audience.opening_followers", "cautious"), of_month("audience.season_views", 4), of_month(VIDEOS, 2)],
)
def test_an_input_that_accepts_anything(at: Address) -> None:
    draft = Draft()
    row, column = cell_position(at[1])

    def without(rule: re.Match[str]) -> str:
        return "" if any(parse_area(area).holds(row, column) for area in rule[1].split()) else rule[0]

    draft.replace_all(draft.sheet(at[0]), r'<dataValidation [^>]*sqref="([^"]*)".*?</dataValidation>', without)
    assert ("is an input, but accepts anything", quoted(at)) in {(p.rule, p.place.cell) for p in planted(draft)}


@pytest.mark.parametrize("at", [total(VIEWS), line(VIEWS, 3, "my_own"), ("Start", "A1"), of_text("Inputs", VIDEOS)])
def test_a_cell_that_can_be_typed_into_but_is_no_input(at: Address) -> None:
    draft = Draft()
    source = draft.members[draft.sheet("Inputs")].decode()
    unlocked = re.search(rf'<c r="{of_input("audience.opening_followers")[1]}" (s="\d+")', source)
    assert unlocked is not None
    draft.replace(draft.sheet(at[0]), rf'(<c r="{at[1]}"[^>]*?)s="\d+"', rf"\1{unlocked[1]}")
    (problem,) = planted(draft)
    assert (problem.place.cell, problem.rule) == (quoted(at), "can be typed into, but is no input")


@pytest.mark.parametrize(
    ("tab", "head"), [("Calendar", "Scenario"), ("Inputs", "Key"), ("Checks", "Key"), ("Base", "Before")]
)
def test_a_head_that_is_gone_hides_no_other_fault(tab: str, head: str) -> None:
    at = line(VIEWS, 3, "cautious")
    assert quoted(at) in {
        problem.place.cell for problem in planted(Draft().type(of_text(tab, head), None).type(at, 9.0))
    }


def test_what_a_user_adds_is_left_alone() -> None:
    """A tab of their own may hold anything."""
    draft = Draft()
    draft.replace("xl/workbook.xml", "</sheets>", '<sheet name="Mine" sheetId="99" r:id="rId99"/></sheets>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    draft.replace(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="worksheets/mine.xml"/></Relationships>',
    )
    draft.members["xl/worksheets/mine.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1"><f>RAND()*100</f></c><c r="B1" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    assert planted(draft) == []


def dropped(pattern: str, *members: str) -> list[Problem]:
    """What the lint says of a workbook without what a pattern matches, in these parts or in all sheets."""
    draft = Draft()
    for member in members or built().file.sheets.values():
        text = draft.members[member].decode()
        draft.members[member] = re.sub(pattern, "", text, flags=re.DOTALL).encode()
    return planted(draft)


#: What a program may drop of the whole file, and how it is told.
LOSSES = {
    "headers that stay in view": (r"<pane [^>]*/>",),
    "the page set-up": (r"<pageSetup [^>]*/>",),
    "the protection against typing over formulas": (r"<sheetProtection [^>]*/>",),
    "lists to choose from, limits of what may be typed": (r"<dataValidations.*?</dataValidations>",),
    "colours that follow the figures": (r"<conditionalFormatting.*?</conditionalFormatting>",),
    "the trends beside the lines": (r"<extLst>.*?</extLst>",),
    "which cells may be typed into": (r'<protection locked="0"/>', "xl/styles.xml"),
    "headers on every printed page": (
        r'<definedName name="_xlnm.Print_Titles"[^>]*>.*?</definedName>', "xl/workbook.xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lost", LOSSES)
def test_what_a_program_dropped_everywhere_is_told_in_one_line(lost: str) -> None:
    pattern, *members = LOSSES[lost]
    (problem,) = dropped(pattern, *members)
    assert problem.rule == f"the program that saved this file lost: {lost}"
    assert (problem.severity, problem.place.cell) == ("warning", None)
    assert "revenue-planner build THIS.xlsx -o NEW.xlsx" in problem.hint


def test_the_program_is_named_where_it_says_its_name() -> None:
    draft = Draft().replace("docProps/app.xml", "<Application>[^<]*<", "<Application>Grid/7.4$Linux<")
    for member in built().file.sheets.values():
        draft.members[member] = re.sub(r"<pane [^>]*/>", "", draft.members[member].decode()).encode()
    (problem,) = planted(draft)
    assert problem.rule == "Grid, which saved this file, lost: headers that stay in view"


def test_lists_lost_on_one_tab_are_told_at_the_cells(tmp_path: Path) -> None:
    """Not "lock the cell": it is to be chosen from."""
    found = dropped(r"<dataValidations.*?</dataValidations>", built().file.sheets["Dashboard"])
    assert [problem.place.cell for problem in found] == ["Dashboard!A4", "Dashboard!C4"]
    assert {problem.rule for problem in found} == {"is to be chosen from a list, but has none"}


def test_print_titles_may_be_named_without_a_prefix() -> None:
    draft = Draft()
    text = draft.members["xl/workbook.xml"].decode()
    draft.members["xl/workbook.xml"] = text.replace("_xlnm.Print_", "Print_").encode()
    assert planted(draft) == []
