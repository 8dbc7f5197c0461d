"""The recommendation score, worked by hand: what is planned over what is so today."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly

TODAY = """
    [audience]
    completion_rate = 0.30
    rewatch_rate = 0.08
    quality = 5
    niche_consistency = 0.8
    posting_time_fit = 0.6
    completion_weight = 0.30
    rewatch_weight = 0.15
    engagement_weight = 0.25
    quality_weight = 0.10
    niche_weight = 0.10
    posting_time_weight = 0.10
"""


def test_the_score_is_a_weighted_mean_of_planned_over_today() -> None:
    plan = case(
        TODAY
        + """
        completion_planned = 0.36
        rewatch_planned = 0.04
        engagement_planned = 0.06
        quality_planned = 8
        niche_planned = 0.6
        posting_time_planned = 0.3
        """
    )
    #                planned / today        weight
    # completion     0.36  / 0.30 = 1.20    x 0.30 = 0.360
    # rewatching     0.04  / 0.08 = 0.50    x 0.15 = 0.075
    # engagement     0.06  / 0.05 = 1.20    x 0.25 = 0.300
    # quality        8     / 5    = 1.60    x 0.10 = 0.160
    # niche          0.6   / 0.8  = 0.75    x 0.10 = 0.075
    # posting time   0.3   / 0.6  = 0.50    x 0.10 = 0.050
    #                                       sum      1.020
    assert plan.line("audience.score_of_watching") == exactly([0.36 + 0.075 + 0.16] * 6)
    assert plan.line("audience.score_of_habits") == exactly([0.075 + 0.05] * 6)
    assert plan.line("audience.recommendation_score") == exactly([1.02] * 6)
    assert plan.line("audience.views") == exactly([102_000] * 6)
    assert plan.figure("audience.weights") == exactly(1)
    assert plan.figure("audience.weights_are_whole") == 1


def test_whatever_is_so_today_the_score_is_1_where_nothing_is_planned() -> None:
    assert case(TODAY).line("audience.recommendation_score") == exactly([1] * 6)
    good = case(TODAY.replace("0.30", "0.9", 1))
    assert good.line("audience.recommendation_score") == exactly([1] * 6)


def test_an_improvement_may_be_planned_month_by_month() -> None:
    plan = case("[audience]\ncompletion_planned = [0.30, 0.33, 0.36]")
    # Only completion counts in the plain plan: 0.30 / 0.30 = 1, 0.33 / 0.30 = 1.1, 0.36 / 0.30 = 1.2.
    assert plan.line("audience.recommendation_score") == exactly([1, 1.1, 1.2, 1.2, 1.2, 1.2])
    assert plan.line("audience.views") == exactly([100_000, 110_000, 120_000, 120_000, 120_000, 120_000])


def test_engagement_that_is_planned_is_measured_against_that_which_was_counted() -> None:
    plan = case("[audience]\ncompletion_weight = 0.5\nengagement_weight = 0.5\nengagement_planned = 0.07")
    # 0.07 / 0.05 = 1.4; half of the weight: 0.5 x 1 + 0.5 x 1.4 = 1.2.
    assert plan.line("audience.engagement_rate") == exactly([0.07] * 6)
    assert plan.line("audience.recommendation_score") == exactly([1.2] * 6)


def test_an_account_that_nobody_reacts_to_gains_nothing_by_dividing_by_0() -> None:
    plan = case(
        """
        [audience]
        completion_weight = 0.5
        engagement_weight = 0.5
        engagement_planned = 0.07
        [audience.measured]
        likes = 0
        comments = 0
        shares = 0
        saves = 0
        """
    )
    assert plan.line("audience.engagement_gain") == exactly([1] * 6)
    assert plan.line("audience.recommendation_score") == exactly([1] * 6)


@pytest.mark.parametrize(
    ("completion", "score"),
    [
        (0.06, 0.5),  # 0.06 / 0.30 = 0.2, held at the floor of 0.5
        (0.15, 0.5),  # 0.15 / 0.30 = 0.5, the floor itself
        (0.18, 0.6),  # 0.18 / 0.30 = 0.6
        (0.45, 1.5),  # 0.45 / 0.30 = 1.5, the ceiling itself
        (0.60, 1.5),  # 0.60 / 0.30 = 2.0, held at the ceiling of 1.5
    ],
)
def test_the_score_stays_between_its_floor_and_its_ceiling(completion: float, score: float) -> None:
    plan = case(
        f"""
        [audience]
        completion_planned = {completion}
        score_floor = 0.5
        score_ceiling = 1.5
        [audience.measured]
        follower_view_share = 0.2
        """
    )
    assert plan.line("audience.recommendation_score")[0] == exactly(score)
    # The score moves what comes from the feed only: 8,000 x score a video, and 2,000 from followers.
    assert plan.line("audience.for_you_views")[0] == exactly(8_000 * score)
    assert plan.line("audience.follower_views")[0] == exactly(2_000)


def test_weights_that_are_no_whole_are_told_and_count_by_their_proportion() -> None:
    plan = case(
        """
        [audience]
        completion_weight = 0.6
        quality_weight = 0.2
        completion_planned = 0.36
        quality_planned = 5
        quality = 10
        """
    )
    # (0.6 x 0.36 / 0.30 + 0.2 x 5 / 10) / (0.6 + 0.2) = (0.72 + 0.10) / 0.8 = 1.025.
    assert plan.line("audience.recommendation_score") == exactly([1.025] * 6)
    assert plan.figure("audience.weights") == exactly(0.8)
    assert plan.figure("audience.weights_are_whole") == 0
