"""The names of result cells: unique whatever scenarios, parts and results are called, and names everywhere."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenue_planner.engine.run import run
from revenue_planner.language import Assume, Expr, Stream, figure
from revenue_planner.model.build import build_model
from revenue_planner.model.structure import Part
from revenue_planner.plan.reading.names import LONGEST_NAME, LONGEST_SCENARIO_NAME
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.workbook.layout import result_prefix
from revenue_planner.workbook.write import workbook_bytes
from revenue_planner.workbook.xlsx.archive import Archive
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile
from tests.support.toys import structure_of

#: Names made of pieces of one another, with the underscores that tempt them to run together.
SCENARIOS = (
    "base", "base_affiliate", "affiliate", "no", "no_affiliate", "no__affiliate", "my", "my_", "my__", "my_own",
    "a", "a_b", "a__b", "b", "earned_12m", "out_base", "r1c1", "a1", "take", "home", "take_home",
    "a_b_c_d_e_f_g_h_i_j",
)  # fmt: skip
RESULTS = (
    "earned_12m", "affiliate_earned_12m", "no_affiliate_earned_12m", "own_earned_12m", "take_home_12m", "home_12m",
    "b_earned_12m", "earned_12m_b", "affiliate", "a", "x__y", "x_y", "x___y", "b_x__y",
)  # fmt: skip
names = st.from_regex(rf"[a-c][a-c1_]{{0,{LONGEST_SCENARIO_NAME - 1}}}", fullmatch=True)
results = st.from_regex(r"[a-c][a-c1_]{0,60}", fullmatch=True)


def is_usable(name: str) -> bool:
    """Whether it is a name to Excel, to LibreOffice (which takes no period), and no cell in either notation."""
    cell = re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c\d*|r\d*|c\d*", name)
    return bool(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name)) and not cell and len(name) <= 255


def test_no_two_pairs_of_scenario_and_result_share_a_name() -> None:
    pairs = list(itertools.product(SCENARIOS, RESULTS))
    found = {(result_prefix(scenario) + result).casefold() for scenario, result in pairs}
    assert len(found) == len(pairs)
    assert all(map(is_usable, found))


@given(names, names, results, results)
def test_two_scenarios_never_share_a_name(one: str, other: str, first: str, second: str) -> None:
    if one != other:
        assert result_prefix(one) + first != result_prefix(other) + second


def test_names_that_people_use_stay_plain() -> None:
    assert result_prefix("base") + "take_home_12m" == "out_base_take_home_12m"


def test_a_workbook_of_scenarios_that_tempt_defines_each_name_once() -> None:
    scenarios = [name for name in SCENARIOS if name != "base"][:12]
    text = '[plan]\nstart = "2027-01"\nmonths = 12\n[audience]\n[[affiliate]]\nname = "earned"\n'
    text += '[[affiliate]]\nname = "a_b"\n[[own_products]]\nname = "affiliate"\nkind = "digital"\n'
    text += "".join(f'[scenarios.{name}]\ntitle = "T{n}"\n' for n, name in enumerate(scenarios))
    plan = parse_plan(text)
    result = run(plan)

    book = WorkbookFile(Archive(workbook_bytes(plan, result.model, result.values), "book.xlsx"))

    defined = [each.name for each in book.names if each.name.startswith("out_")]
    targets = [each.refers_to for each in book.names if each.name.startswith("out_")]
    assert len(defined) == len(set(map(str.casefold, defined))) == len(plan.scenarios) * len(result.model.answers)
    assert len(set(targets)) == len(targets)
    assert all(map(is_usable, defined))


class Take(Stream):
    """A stream from elsewhere whose results would be called as the planner's own."""

    name = "take"
    size = Assume(1, "money", low=0, high=9)

    @figure("money", answer=True)
    def home(self) -> Expr:
        """Comes to the short name of another part's result."""
        return self.size


class TakeAll(Take):
    """As above, one word further."""

    name = "take_all"


@pytest.mark.parametrize("keys", [("take.home", "take_home"), ("x.y", "x_y"), ("a.b_c", "a_b.c", "a.b.c", "a_b_c")])
def test_results_of_parts_that_would_share_a_short_name_are_all_kept(keys: tuple[str, ...]) -> None:
    parts = [Part(key, type("Part", (Take,), {"name": key.replace(".", "_")}), key) for key in keys]
    model = build_model(structure_of(*parts))
    assert {line.key for line in model.answers.values()} == {f"{key}.home" for key in keys}
    assert len(set(map(str.casefold, model.answers))) == len(keys)


def test_the_longest_names_fit() -> None:
    longest = "_" * (LONGEST_SCENARIO_NAME - 1)
    part = f"own_products_{'x' * LONGEST_NAME}"
    assert len(result_prefix("a" + longest) + part + "_income_per_hour_in_the_whole_plan") <= 255
