"""Sponsorships by what came of the last three months, worked by hand: deals, fees, and both."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_deals_and_fees_of_three_months_repeat() -> None:
    plan = case(
        """
        [sponsorships]
        deals_last_3_months = 6
        fees_last_3_months = 1_500
        base_deals = 9
        cpm = 999
        agency_commission = 0.10
        """
    )
    # 6 / 3 = 2 deals a month at 1,500 / 6 = 250: 500 before commission, 450 after, whatever the rates say.
    assert plan.line("sponsorships.deals") == exactly([2] * 6)
    assert plan.line("sponsorships.fee") == exactly([250] * 6)
    assert plan.line("sponsorships.gross") == exactly([500] * 6)
    assert plan.line("sponsorships.earned") == exactly([450] * 6)


def test_deals_that_are_stated_without_fees_pay_by_views() -> None:
    plan = case("[sponsorships]\ndeals_last_3_months = 6\nbase_deals = 9\nrights_share = 0.5\nrights_uplift = 0.2")
    # 2 deals a month x 20 x 10,000 / 1,000 = 200, and 0.5 x 0.2 = 10 % for rights: 220.
    assert plan.line("sponsorships.gross") == exactly([440] * 6)


def test_fees_that_are_stated_without_deals_are_those_of_the_usual_deals() -> None:
    plan = case("[sponsorships]\nfees_last_3_months = 1_800\nbase_deals = [2, 4]")
    # Three months of the first month's 2 deals are 6: 1,800 / 6 = 300 a deal.
    assert plan.figure("sponsorships.deals_last") == exactly(6)
    assert plan.line("sponsorships.gross")[:2] == exactly([600, 1_200])


def test_a_fee_that_was_paid_has_its_rights_in_it() -> None:
    plan = case(
        """
        [sponsorships]
        deals_last_3_months = 3
        fees_last_3_months = 990
        rights_share = 0.2
        rights_uplift = 0.5
        """
    )
    # 990 / 3 = 330 a deal, of which 1 + 0.2 x 0.5 = 1.1: without rights 300.
    assert plan.figure("sponsorships.fee_today") == exactly(300)
    assert plan.line("sponsorships.fee") == exactly([330] * 6)


def test_both_follow_reach_from_there() -> None:
    plan = case(
        """
        [audience]
        reach_factor = [1, 1.5]
        [sponsorships]
        deals_last_3_months = 6
        fees_last_3_months = 1_500
        reach_sensitivity = 0.5
        """
    )
    # Half as many views again: 2 x (1 + 0.5 x 0.5) = 2.5 deals, at 250 x 1.5 = 375: 937.50.
    assert plan.line("sponsorships.deals")[:2] == exactly([2, 2.5])
    assert plan.line("sponsorships.fee")[:2] == exactly([250, 375])
    assert plan.line("sponsorships.gross")[:2] == exactly([500, 937.5])


BRAND_YEAR = "season_brand = [0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.2]"


def test_deals_of_a_strong_december_are_fewer_in_january() -> None:
    plan = case(f"[sponsorships]\ndeals_last_3_months = 9\n{BRAND_YEAR}")
    # Measured up to December, a season of 1.2: 9 / 3 / 1.2 = 2.5 in an ordinary month.
    # January 2.5 x 0.8 = 2, February 2.5 x 0.9 = 2.25, then 2.5.
    assert plan.line("sponsorships.deals_today") == exactly([2.5] * 6)
    assert plan.line("sponsorships.deals") == exactly([2, 2.25, 2.5, 2.5, 2.5, 2.5])


def test_usual_deals_had_the_season_of_their_months_too() -> None:
    plan = case(f"[sponsorships]\nbase_deals = 2\nfees_last_3_months = 1_800\n{BRAND_YEAR}")
    # 2 x 3 x 1.2 = 7.2 deals up to December: 1,800 / 7.2 = 250 each. January: 2 x 0.8 = 1.6 deals x 250 = 400.
    assert plan.figure("sponsorships.deals_last") == exactly(7.2)
    assert plan.line("sponsorships.gross")[:2] == exactly([400, 450])


def test_a_season_without_brands_divides_nothing_by_0() -> None:
    plan = case(
        """
        [sponsorships]
        deals_last_3_months = 3
        season_brand = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
        """
    )
    assert plan.line("sponsorships.deals") == exactly([1] * 6)


@pytest.mark.parametrize("fees", ["", "fees_last_3_months = 0", "fees_last_3_months = 900"])
def test_no_deals_in_three_months_are_a_figure_too(fees: str) -> None:
    plan = case(f"[sponsorships]\ndeals_last_3_months = 0\nbase_deals = 2\n{fees}")
    assert plan.line("sponsorships.deals") == exactly([0] * 6)
    assert plan.line("sponsorships.earned") == exactly([0] * 6)
    # Nothing can be said of fees from no deals: they are by views.
    assert plan.line("sponsorships.fee") == exactly([200] * 6)


@pytest.mark.parametrize(
    ("text", "videos"),
    [
        ("deals_last_3_months = 6\nvideos_per_deal = 1.5", 3),  # 2 a month
        ("base_deals = 2\nvideos_per_deal = 1.5", 3),
        ("deals_last_3_months = 9\ncapacity = 2", 2),  # 3 a month, of which you take 2
        ("deals_last_3_months = 24\nvideos_per_deal = 2", 10),  # 16 videos, of which there were 10
        ('deals_last_3_months = 6\non = "off"', 0),
    ],
)
def test_videos_that_were_sponsored_when_views_were_measured(text: str, videos: float) -> None:
    plan = case(f"[sponsorships]\n{text}")
    assert plan.figure("sponsorships.sponsored_videos_last") == exactly(videos)
