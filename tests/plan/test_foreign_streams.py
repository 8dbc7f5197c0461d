"""Streams from outside the package are read from a plan as the built-in ones are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from revenue_planner.language import Assume, Expr, Uses, line
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.schema.plan import plan_schema
from revenue_planner.plan.values import BASE
from revenue_planner.streams import registry
from revenue_planner.streams.affiliate import Affiliate
from revenue_planner.streams.base import PaidLater
from revenue_planner.streams.creator_rewards import CreatorRewards
from tests.support.plans import HEAD, REWARDS, errors_of


class Podcast(PaidLater):
    """Advertising in a podcast that is made from the videos' sound."""

    name = "podcast.ads"
    group = "podcast"
    group_label = "Podcast"
    title = "Podcast"
    many = True

    rewards = Uses(CreatorRewards)

    fee = Assume(100, "money", "Fee a month", low=10, high=500, by_month=True)

    @line("money")
    def earned(self) -> Expr:
        """The fee, in every month that it runs, and as much as rewards bring."""
        return self.fee * self.activity + self.rewards.earned

    @line("hours")
    def hours(self) -> Expr:
        """No time beyond the videos."""
        return self.rewards.hours


class Newsletter(PaidLater):
    """Looks at an affiliate programme, of which a plan may have several."""

    name = "newsletter"
    group = "newsletter"
    group_label = title = "Newsletter"

    programme = Uses(Affiliate)

    @line("money")
    def earned(self) -> Expr:
        """As much as the programme."""
        return self.programme.earned * self.activity

    @line("hours")
    def hours(self) -> Expr:
        """As long as the programme."""
        return self.programme.hours


@pytest.fixture(autouse=True)
def _registered() -> Iterator[None]:
    registry.streams()
    for stream in (Podcast, Newsletter):
        registry.register(stream)
    yield
    for stream in (Podcast, Newsletter):
        del registry._registered[stream.name]


ADS = '[[podcast.ads]]\nname = "first"\nfee = [50, 60]\n'


def test_it_is_read_with_its_instances_and_overrides() -> None:
    plan = parse_plan(HEAD + REWARDS + ADS + '[scenarios.more]\npodcast.ads.first.fee = "+10%"\n')
    assert plan.by_month("podcast.ads.first.fee", BASE) == [50, 60, 60, 60, 60, 60]
    assert plan.by_month("podcast.ads.first.fee", "more") == [55, 66, 66, 66, 66, 66]
    assert plan.structure.groups["podcast"] == "Podcast"


def test_what_it_looks_at_must_be_there() -> None:
    problems = errors_of(HEAD + ADS)
    assert [(p.key, p.rule, p.hint) for p in problems] == [
        (
            "podcast.ads.first",
            "looks at Creator rewards, which the plan does not have",
            "add the table [creator_rewards]",
        )
    ]


def test_what_it_looks_at_must_be_one() -> None:
    two = '[[affiliate]]\nname = "a"\n[[affiliate]]\nname = "b"\n'
    problems = errors_of(HEAD + two + "[newsletter]\n")
    assert [(p.key, p.rule) for p in problems] == [("newsletter", "looks at one Affiliate, but the plan has 2")]


def test_group_tables_without_it_say_so() -> None:
    problems = errors_of(HEAD + REWARDS + "[podcast]\nfee = 5\n")
    assert [(p.key, p.hint) for p in problems] == [("podcast.fee", "write it under [[podcast.ads]]")]


def test_the_schema_has_it() -> None:
    properties = plan_schema()["properties"]
    assert isinstance(properties, dict)
    assert properties["podcast"]["properties"]["ads"]["type"] == "array"
