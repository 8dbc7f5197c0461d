"""Sponsorships, worked by hand: new deals, their fees, and deals already signed."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_a_month_of_deals_from_offers_to_what_is_left_after_commission() -> None:
    plan = case(
        """
        [sponsorships]
        base_deals = 2
        cpm = 20
        rights_share = 0.25
        rights_uplift = 0.5
        exclusivity_share = 0.10
        exclusivity_uplift = 0.3
        agency_commission = 0.15
        hours_per_sponsored_video = 4
        videos_per_deal = 1.5
        """
    )
    # Fee by views: 20 x 10,000 / 1,000 = 200
    # Uplift: 1 + 0.25 x 0.5 + 0.10 x 0.3 = 1 + 0.125 + 0.03 = 1.155; fee 200 x 1.155 = 231
    # Gross: 2 deals x 231 = 462; commission 15 % = 69.30; earned 392.70
    # Videos: 2 x 1.5 = 3; hours 3 x 4 = 12
    assert plan.figure("sponsorships.uplift") == exactly(1.155)
    assert plan.line("sponsorships.fee") == exactly([231] * 6)
    assert plan.line("sponsorships.gross") == exactly([462] * 6)
    assert plan.line("sponsorships.commission") == exactly([69.30] * 6)
    assert plan.line("sponsorships.earned") == exactly([392.70] * 6)
    assert plan.line("sponsorships.sponsored_videos") == exactly([3] * 6)
    assert plan.line("sponsorships.hours") == exactly([12] * 6)


def test_offers_follow_reach_as_far_as_the_sensitivity_says() -> None:
    plan = case(
        """
        [audience]
        opening_views = 100_000
        videos = [10, 15, 20, 5, 0]
        [sponsorships]
        base_deals = 2
        reach_sensitivity = 0.5
        """
    )
    # Views against the 100,000 before the plan: 1, 1.5, 2, 0.5, 0.
    # Deals: 2 x (1 + 0.5 x (index - 1)) = 2 x 1; 2 x 1.25; 2 x 1.5; 2 x 0.75; 2 x 0.5.
    assert plan.line("sponsorships.reach_index")[:5] == exactly([1, 1.5, 2, 0.5, 0])
    assert plan.line("sponsorships.deals")[:5] == exactly([2, 2.5, 3, 1.5, 1])


def test_offers_never_fall_below_none() -> None:
    plan = case(
        """
        [audience]
        videos = [5, 10]
        [sponsorships]
        base_deals = 2
        reach_sensitivity = 3
        """
    )
    # 2 x (1 + 3 x (0.5 - 1)) = 2 x (-0.5) = -1: no offers, not minus one.
    assert plan.line("sponsorships.deals")[:2] == exactly([0, 2])
    assert plan.line("sponsorships.earned")[:2] == exactly([0, 400])


def test_the_season_of_brand_budgets_follows_the_calendar() -> None:
    plan = case(
        """
        [plan]
        start = "2027-07"
        [sponsorships]
        base_deals = 2
        season_brand = [0.80, 0.90, 0.95, 1, 1, 1, 0.95, 0.90, 1.05, 1.10, 1.15, 1.20]
        """
    )
    # 2 x July 0.95, August 0.90, September 1.05, October 1.10, November 1.15, December 1.20.
    assert plan.line("sponsorships.deals") == exactly([1.9, 1.8, 2.1, 2.2, 2.3, 2.4])


def test_deals_beyond_what_you_can_take_on_are_turned_away() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20, 30]
        [sponsorships]
        base_deals = 2
        reach_sensitivity = 1
        capacity = 4
        """
    )
    # Offers: 2 x 1 = 2; 2 x 2 = 4, exactly the most you can take; 2 x 3 = 6, of which 2 are turned away.
    assert plan.line("sponsorships.deals_offered")[:3] == exactly([2, 4, 6])
    assert plan.line("sponsorships.deals")[:3] == exactly([2, 4, 4])
    assert plan.line("sponsorships.earned")[:3] == exactly([400, 800, 800])


def test_signed_deals_count_in_their_month_at_their_chance() -> None:
    plan = case(
        """
        [sponsorships]
        base_deals = 1
        fee_floor = 300
        rights_share = 1
        rights_uplift = 0.5
        agency_commission = 0.20
        hours_per_sponsored_video = 4
        [[sponsorships.signed]]
        name = "glow"
        month = "2027-02"
        amount = 1_500
        probability = 0.9
        videos = 2
        [[sponsorships.signed]]
        name = "bloom"
        month = "2027-02"
        amount = 1_000
        probability = 0.5
        videos = 1
        [[sponsorships.signed]]
        name = "sure"
        month = "2027-06"
        amount = 800
        probability = 1
        videos = 1
        """
    )
    # New deals: the floor of 300 x (1 + 1 x 0.5) = 450 each month. Signed fees have no uplift:
    # February 1,500 x 0.9 + 1,000 x 0.5 = 1,350 + 500 = 1,850; June 800.
    assert plan.line("sponsorships.signed_fees") == exactly([0, 1_850, 0, 0, 0, 800])
    assert plan.line("sponsorships.gross") == exactly([450, 2_300, 450, 450, 450, 1_250])
    # Less 20 %: 450 - 90 = 360; 2,300 - 460 = 1,840; 1,250 - 250 = 1,000.
    assert plan.line("sponsorships.earned") == exactly([360, 1_840, 360, 360, 360, 1_000])
    # Videos: 1 a month; February + 2 x 0.9 + 1 x 0.5 = 2.3 more; June 1 more. Hours: 4 each.
    assert plan.line("sponsorships.sponsored_videos") == exactly([1, 3.3, 1, 1, 1, 2])
    assert plan.line("sponsorships.hours") == exactly([4, 13.2, 4, 4, 4, 8])


def test_signed_deals_come_on_top_of_what_you_can_take_on() -> None:
    plan = case(
        """
        [sponsorships]
        base_deals = 5
        capacity = 2
        [[sponsorships.signed]]
        name = "glow"
        month = "2027-01"
        amount = 1_000
        """
    )
    # 2 of the 5 offers x 200 = 400, and the signed 1,000 in January.
    assert plan.line("sponsorships.earned") == exactly([1_400, 400, 400, 400, 400, 400])


def test_a_signed_deal_outside_the_plans_months_counts_for_nothing() -> None:
    plan = case(
        """
        [sponsorships]
        [[sponsorships.signed]]
        name = "before"
        month = "2026-12"
        amount = 1_000
        [[sponsorships.signed]]
        name = "after"
        month = "2027-07"
        amount = 1_000
        """
    )
    assert plan.line("sponsorships.earned") == exactly([0] * 6)


@pytest.mark.parametrize(
    ("delay", "received"),
    [
        (0, [100, 200, 0, 0, 0, 400]),
        (2, [0, 0, 100, 200, 0, 0]),  # June's 400 arrive in August, after the plan
        (6, [0, 0, 0, 0, 0, 0]),
    ],
)
def test_fees_arrive_months_after_they_are_earned(delay: int, received: list[float]) -> None:
    plan = case(
        f"""
        [sponsorships]
        payment_delay = {delay}
        [[sponsorships.signed]]
        name = "january"
        month = "2027-01"
        amount = 100
        [[sponsorships.signed]]
        name = "february"
        month = "2027-02"
        amount = 200
        [[sponsorships.signed]]
        name = "june"
        month = "2027-06"
        amount = 400
        """
    )
    assert plan.line("sponsorships.earned") == exactly([100, 200, 0, 0, 0, 400])
    assert plan.line("sponsorships.received") == exactly(received)


def test_when_sponsorships_stop_new_and_signed_deals_and_their_videos_stop() -> None:
    plan = case(
        """
        [plan]
        stress = ["sponsorships stops in 2027-03"]
        [sponsorships]
        base_deals = 1
        payment_delay = 1
        [[sponsorships.signed]]
        name = "spring"
        month = "2027-04"
        amount = 900
        videos = 2
        """
    )
    # 200 in January and February; what was earned is still paid a month later.
    assert plan.line("sponsorships.earned") == exactly([200, 200, 0, 0, 0, 0])
    assert plan.line("sponsorships.received") == exactly([0, 200, 200, 0, 0, 0])
    assert plan.line("sponsorships.sponsored_videos") == exactly([1, 1, 0, 0, 0, 0])
