"""What only shows once a plan is computed is doubted, with both figures or with what swallowed a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.analysis.doubts import doubts_of
from revenue_planner.documents.check import check
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import Problem
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.plans import TEMPLATES

HEAD = '[plan]\nstart = "2027-04"\nmonths = 12\n'
HEAD += "[audience]\nfollowers_today = 10_000\n[audience.measured]\nviews = 130_000\nvideos = 16\n"
#: A consultant whose hours are sold out: more enquiries bring nothing.
SOLD_OUT = f'{HEAD}[[consulting]]\nname = "calls"\nhours_available = 5\nenquiry_rate = 0.001\n'


def doubts(text: str) -> tuple[Problem, ...]:
    return doubts_of(parse_plan(text))


class TestScenariosWithoutResult:
    def test_capacity_that_swallows_a_change_is_named(self) -> None:
        (told,) = doubts(f'{SOLD_OUT}[scenarios.more]\nconsulting.calls.enquiry_rate = "+20%"\n')
        assert told.severity == "warning"
        assert (told.place.line, told.key) == (13, "scenarios.more")
        assert "consulting.calls.enquiry_rate" in told.rule
        assert "Hours sold (consulting.calls.hours_sold)" in told.hint

    @pytest.mark.parametrize(
        "change",
        [
            'consulting.calls.price_per_hour = "+1%"',
            "consulting.calls.hours_available = 6",
            'consulting.calls.enquiry_rate = "x0.001"',
            'consulting.calls.hours_available = { "2027-09" = 6 }',
            "business.opening_cash = 1",
            'risk.limited_chance = "x2"',
            "",
        ],
    )
    def test_what_changes_a_result_or_luck_is_not_doubted(self, change: str) -> None:
        assert doubts(f"{SOLD_OUT}[scenarios.more]\n{change}\n") == ()

    def test_a_stream_that_is_off(self) -> None:
        (told,) = doubts(
            f'{HEAD}[creator_rewards]\n[[affiliate]]\nname = "a"\non = false\n'
            '[scenarios.more]\naffiliate.a.basket = "+20%"\n'
        )
        assert "affiliate.a.basket" in told.rule

    def test_what_is_told_is_true(self) -> None:
        """The line that is named is the same in both, and looks at something that is not."""
        plan = parse_plan(f'{SOLD_OUT}[scenarios.more]\nconsulting.calls.enquiry_rate = "+20%"\n')
        result = run(plan)
        assert (
            result.line("consulting.calls.hours_sold", "more") == result.line("consulting.calls.hours_sold", "base")
        ).all()
        wanted = result.model.lines["consulting.calls.hours_wanted"].key
        assert (result.line(wanted, "more") > result.line(wanted, "base")).all()


class TestTypicalViews:
    """130,000 views of 16 videos are 8,125 a video."""

    def text(self, typical: str) -> str:
        return HEAD + typical + "[creator_rewards]\n"

    def test_both_figures_are_named(self) -> None:
        (told,) = doubts(self.text("typical_views = 12_000\n"))
        assert told.place.line == 9
        assert told.rule == "a typical video has 12,000 views, but the average is 8,125"

    @pytest.mark.parametrize(("views", "count"), [(8_000, 0), (8_125, 0), (8_900, 0), (9_000, 1), (1, 0)])
    def test_from_a_tenth_above_the_average_on(self, views: int, count: int) -> None:
        assert len(doubts(self.text(f"typical_views = {views}\n"))) == count

    def test_a_plan_that_does_not_say_it_is_not_asked(self) -> None:
        assert doubts(self.text("")) == ()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_leave_no_doubt(path: Path) -> None:
    assert check(path).problems == ()


def test_check_tells_them_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(f'{SOLD_OUT}[scenarios.more]\nconsulting.calls.enquiry_rate = "+20%"\n', encoding="utf-8")
    found = check(path)
    assert found.ok
    assert "scenarios.more" in [problem.key for problem in found.problems]
