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
#: A consultant whose hours are sold out: more enquiries bring nothing.
SOLD_OUT = f'{HEAD}[[consulting]]\nname = "calls"\nhours_available = 5\nenquiry_rate = 0.001\n'


def doubts(text: str) -> tuple[Problem, ...]:
    return doubts_of(parse_plan(text))


class TestScenariosWithoutResult:
    def test_capacity_that_swallows_a_change_is_named(self) -> None:
        (told,) = doubts(f'{SOLD_OUT}[scenarios.more]\nconsulting.calls.enquiry_rate = "+20%"\n')
        assert told.severity == "warning"
        assert (told.place.line, told.key) == (8, "scenarios.more")
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
            'risk.viral_chance = "x2"',
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


class TestOpeningViews:
    def text(self, opening: int, more: str = "") -> str:
        return f"{HEAD}[audience]\nopening_views = {opening}\n{more}\n[creator_rewards]\n"

    def first(self, more: str = "") -> float:
        return float(run(parse_plan(self.text(200_000, more))).line("audience.views", "base")[0])

    def test_both_figures_are_named(self) -> None:
        first = self.first()
        (told,) = doubts(self.text(900_000))
        assert told.place.line == 5
        assert told.rule == f"last month had 900,000 views, but month 1 comes to {first:,.0f}"

    @pytest.mark.parametrize(("share", "count"), [(0.8, 0), (1.0, 0), (1.4, 0), (1.5, 1), (0.7, 1), (10, 1)])
    def test_from_thirty_per_cent_on(self, share: float, count: int) -> None:
        assert len(doubts(self.text(round(self.first() * share)))) == count

    def test_the_season_and_stress_of_the_months_are_no_difference(self) -> None:
        season = "season_views = [1, 1, 2, 0.5, 1, 1, 1, 1, 1, 1, 1, 1]"
        assert doubts(self.text(round(self.first() * 2), season)) == ()
        stressed = self.text(round(self.first())).replace(
            "months = 12", 'months = 12\nstress = ["reach halves from month 1"]'
        )
        assert doubts(stressed) == ()

    def test_a_plan_that_does_not_say_it_is_not_asked(self) -> None:
        assert doubts(f"{HEAD}[audience]\nvideos = 60\n[creator_rewards]\n") == ()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_leave_no_doubt(path: Path) -> None:
    assert check(path).problems == ()


def test_check_tells_them_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(f'{SOLD_OUT}[scenarios.more]\nconsulting.calls.enquiry_rate = "+20%"\n', encoding="utf-8")
    found = check(path)
    assert found.ok
    assert "scenarios.more" in [problem.key for problem in found.problems]
