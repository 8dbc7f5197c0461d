"""Scenarios, worked by hand: each states only what differs from Base, and all are computed at once."""

from __future__ import annotations

from tests.support.cases import case, exactly


def test_a_scenario_changes_what_it_names_and_leaves_the_rest() -> None:
    plan = case(
        """
        [creator_rewards]
        us_rpm = 0.80
        [[affiliate]]
        name = "amazon"
        [scenarios.cautious]
        audience.for_you_views_per_video = "-20%"
        affiliate.amazon.conversion = 0.03
        [scenarios.ambitious]
        creator_rewards.us_rpm = "x1.5"
        """
    )
    # Base: rewards 50 x 0.80 = 40; affiliate 200 clicks x 5 % x 50 x 10 % = 50.
    assert plan.line("creator_rewards.earned") == exactly([40] * 6)
    assert plan.line("affiliate.amazon.earned") == exactly([50] * 6)
    # Cautious: views of a video 8,000, so 80,000 a month. Month 1 still looks at the 100,000 before the
    # plan: 80,000 x 50 % / 1,000 x 0.80 = 32; afterwards views are below the bar of 100,000.
    # Affiliate: 800 clicks x 20 % = 160 x 3 % = 4.8 orders x 50 x 10 % = 24.
    cautious = plan.of("cautious")
    assert cautious.line("creator_rewards.earned") == exactly([32, 0, 0, 0, 0, 0])
    assert cautious.line("affiliate.amazon.earned") == exactly([24] * 6)
    # Ambitious: 0.80 x 1.5 = 1.20, so 60.
    ambitious = plan.of("ambitious")
    assert ambitious.line("creator_rewards.earned") == exactly([60] * 6)
    assert ambitious.line("affiliate.amazon.earned") == exactly([50] * 6)


def test_a_change_applies_to_each_month_and_a_number_to_all_of_them() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20, 30]
        [scenarios.more]
        audience.videos = "+10%"
        [scenarios.steady]
        audience.videos = 12
        [scenarios.break]
        audience.videos = { "2027-02" = 5 }
        """
    )
    assert plan.of("more").line("audience.videos_made") == exactly([11, 22, 33, 33, 33, 33])
    assert plan.of("steady").line("audience.videos_made") == exactly([12] * 6)
    assert plan.of("break").line("audience.videos_made") == exactly([10, 5, 30, 30, 30, 30])


def test_a_stream_may_be_off_and_a_programme_old_in_one_scenario_only() -> None:
    plan = case(
        """
        [creator_rewards]
        fund_rate = 0.02
        [live_gifts]
        [scenarios.no_live]
        live_gifts.on = "off"
        [scenarios.old_fund]
        creator_rewards.programme = "fund"
        """
    )
    # Base 50 + 50; without LIVE 50; in the old Fund 100,000 / 1,000 x 0.02 = 2, and LIVE 50.
    assert plan.line("business.earned") == exactly([100] * 6)
    assert plan.of("no_live").line("business.earned") == exactly([50] * 6)
    assert plan.of("old_fund").line("business.earned") == exactly([52] * 6)


def test_delays_and_months_may_differ_by_scenario() -> None:
    plan = case(
        """
        [[own_products]]
        name = "course"
        launch = "2027-02"
        [scenarios.late]
        own_products.course.launch = "2027-04"
        own_products.course.payment_delay = 2
        """
    )
    # 200 a month from the launch on.
    assert plan.line("own_products.course.received") == exactly([0, 200, 200, 200, 200, 200])
    assert plan.of("late").line("own_products.course.earned") == exactly([0, 0, 0, 200, 200, 200])
    assert plan.of("late").line("own_products.course.received") == exactly([0, 0, 0, 0, 0, 200])


def test_a_scenarios_stress_comes_on_top_of_the_plans() -> None:
    plan = case(
        """
        [plan]
        stress = ["reach halves from 2027-02 for 2 months"]
        [creator_rewards]
        views_bar = 0
        [scenarios.worse]
        stress = ["reach x0.5 from 2027-03", "creator_rewards stops in 2027-05"]
        """
    )
    # Rewards 50; half in February and March. Worse: March 50 x 0.5 x 0.5 = 12.50, April 25, then none.
    assert plan.line("creator_rewards.earned") == exactly([50, 25, 25, 50, 50, 50])
    assert plan.of("worse").line("creator_rewards.earned") == exactly([50, 25, 12.5, 25, 0, 0])
