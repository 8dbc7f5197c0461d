"""What `explain` says about inputs, lines and streams, of the shipped models and of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from revenue_planner.ground.errors import UsageError
from revenue_planner.ground.months import Month
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.schema.plan import plan_schema
from revenue_planner.plan.values import UNKNOWN, Plan
from revenue_planner.reference import explain
from revenue_planner.reference.pages import pages
from revenue_planner.reference.specimen import specimen
from tests.support.account import ACCOUNT, MEASURED, STATED


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse_plan(
        """
        [plan]
        title = "Two programmes"
        currency = "USD"
        start = "2027-01"
        months = 3

        [audience]
        followers_today = 9_000
        videos = [16, 20]
        measured = { views = 60_000, videos = 14 }

        [sponsorships]
        [[sponsorships.signed]]
        name = "glow"
        month = "2027-02"
        amount = 1500

        [[affiliate]]
        name = "amazon"
        label = "Amazon Associates"
        conversion = 0.02

        [[affiliate]]
        name = "ltk"

        [scenarios.cautious]
        affiliate.amazon.conversion = 0.015
        """
    )


def test_an_input_of_the_models() -> None:
    found = explain("affiliate.conversion")

    assert (found.label, found.kind, found.unit) == ("Orders per click", "number", "order/click")
    assert (found.low, found.base, found.high, found.bounds) == (0.008, 0.03, 0.09, (0.0, 1.0))
    assert found.source.startswith("https://")
    assert found.as_of == "2026-11-27"
    assert found.used_by == ("affiliate.orders_last", "affiliate.conversion_now")
    assert (found.by_size, found.stated) == ({}, "")
    assert not found.values


def test_what_is_usual_in_each_size_of_account(plan: Plan) -> None:
    found = explain("audience.unfollow_rate")
    assert found.by_size == {
        "under 10,000 followers": (0.001, 0.004, 0.012),
        "10,000 to 50,000 followers": (0.0015, 0.005, 0.012),
        "50,000 to 250,000 followers": (0.002, 0.006, 0.012),
        "250,000 to a million followers": (0.002, 0.006, 0.013),
        "over a million followers": (0.003, 0.007, 0.015),
    }
    assert (found.low, found.base, found.high) == found.by_size["50,000 to 250,000 followers"]
    of_plan = explain("audience.unfollow_rate", plan)
    assert of_plan.by_size == found.by_size
    assert (of_plan.low, of_plan.base, of_plan.high) == found.by_size["under 10,000 followers"]


def test_what_is_usual_in_each_size_is_in_the_plans_money() -> None:
    text = f'[plan]\nstart = "2027-01"\ncurrency = "EUR"\n[fx]\nusd = 0.5\n[sponsorships]\n{ACCOUNT}'
    ours, shipped = explain("sponsorships.cpm", parse_plan(text)), explain("sponsorships.cpm")
    assert ours.by_size == {size: tuple(each / 2 for each in usual) for size, usual in shipped.by_size.items()}
    assert ours.base == 10.0


@pytest.mark.parametrize(
    ("key", "stated", "value"),
    [
        ("audience.followers_today", "required", 9_000.0),
        ("audience.measured.views", "required", 60_000.0),
        ("audience.measured.new_followers", "optional", UNKNOWN),
        ("audience.completion_planned", "optional", UNKNOWN),
        ("sponsorships.fee_floor", "optional", UNKNOWN),
    ],
)
def test_what_is_stated_or_left_out(plan: Plan, key: str, stated: str, value: float) -> None:
    found = explain(key, plan)
    assert (found.stated, found.base) == (stated, None)
    assert found.values["base"] == pytest.approx(value, nan_ok=True)
    assert found.low is not None
    assert found.high is not None


def test_the_pages_say_what_is_usual_in_each_size() -> None:
    page = pages()["audience.md"]
    assert "| `unfollow_rate` | 0.1 % · 0.4 % · 1.2 % | 0.15 % · 0.5 % · 1.2 % | 0.2 % · 0.6 % · 1.2 % |" in page
    (followers,) = re.findall(r"^\| `followers_today` \|.*$", page, re.MULTILINE)
    assert "| 1,000 |  | 2,000,000 | fact |" in followers
    assert "every plan states it" in followers
    assert "may be left out" in next(line for line in page.split("\n") if line.startswith("| `completion_planned`"))


def test_a_line_of_the_models() -> None:
    found = explain("audience.followers")

    assert (found.kind, found.unit, found.base) == ("balance", "followers", None)
    assert found.explanation == "Followers at the end of the month: before, plus gained, less lost."
    assert found.words == "previous followers + followers gained − followers lost"
    assert found.opening_words == "followers today"
    assert found.uses == ("audience.followers", "audience.followers_gained", "audience.followers_lost")
    assert "live_gifts.followers_reached" in found.used_by


def test_a_line_of_the_models_speaks_of_all_streams_and_names_each() -> None:
    found = explain("business.earned")
    assert found.words == "sum of earned over all streams"
    assert "by_stream.tiktok_shop.earned" in found.uses


def test_a_stream_lists_its_inputs_and_lines() -> None:
    found = explain("affiliate")

    assert (found.label, found.kind) == ("Affiliate commissions", "part")
    assert found.explanation.startswith("Clicks become orders")
    assert "affiliate.conversion" in found.inputs
    assert "affiliate.orders" in found.lines
    assert not set(found.inputs) & set(found.lines)
    for key in (*found.inputs, *found.lines):
        assert explain(key).key == key


def test_choices_months_and_seasons() -> None:
    choice, month, season = (
        explain(key) for key in ("creator_rewards.programme", "own_products.launch", "creator_rewards.season_rpm")
    )
    assert (choice.kind, choice.base, choice.options) == ("choice", "rewards", ("rewards", "fund"))
    assert (month.kind, month.low, month.base, month.high) == ("month", 1, 1, 12)
    assert season.kind == "season"
    assert isinstance(season.base, tuple)
    assert len(season.base) == 12


def test_an_input_of_a_plan_with_what_each_scenario_says(plan: Plan) -> None:
    found = explain("affiliate.amazon.conversion", plan)

    assert found.values == {"base": 0.02, "cautious": 0.015}
    assert found.used_by == ("affiliate.amazon.orders_last", "affiliate.amazon.conversion_now")
    assert explain("audience.videos", plan).values["base"] == [16.0, 20.0, 20.0]
    assert explain("sponsorships.signed.glow.month", plan).values["base"] == Month(2027, 2)


def test_a_line_of_a_plan_names_the_plans_parts(plan: Plan) -> None:
    found = explain("by_stream.affiliate.earned", plan)

    amazon, ltk = (part.label for part in plan.structure.parts if part.key.startswith("affiliate."))
    assert "Amazon Associates" in amazon
    assert found.words == f"earned ({amazon}) + earned ({ltk})"
    assert found.uses == ("affiliate.amazon.earned", "affiliate.ltk.earned")


def test_a_part_of_a_plan_goes_by_its_own_heading(plan: Plan) -> None:
    found = explain("affiliate.amazon", plan)
    assert found.label.endswith("Amazon Associates")
    assert "affiliate.amazon.conversion" in found.inputs


def test_what_a_plan_does_not_have_is_explained_from_the_models(plan: Plan) -> None:
    assert explain("affiliate.conversion", plan).key == "affiliate.conversion"
    assert explain("live_gifts.diamonds", plan).words.startswith("gifters × “diamonds per gifter, as last month”")


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("affiliate.convertion", "did you mean affiliate.conversion or "),
        ("afiliate", "affiliate"),
        ("followers", "audience.followers"),
        ("xyzzy", "audience, creator_rewards, sponsorships"),
        ("", "audience, creator_rewards, sponsorships"),
    ],
)
def test_an_unknown_key_is_a_usage_error_with_the_nearest(key: str, near: str) -> None:
    with pytest.raises(UsageError) as raised:
        explain(key)
    assert near in str(raised.value)
    assert f'"{key}"' in str(raised.value)


def schema_keys(schema: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path of keys in the JSON Schema, NAME for what people name themselves."""
    if isinstance(schema, dict):
        for name, below in schema.get("properties", {}).items():
            yield (*path, name)
            yield from schema_keys(below, (*path, name))
        for below in schema.get("patternProperties", {}).values():
            yield from schema_keys(below, (*path, "NAME"))
        for below in (schema.get("items"), *schema.get("anyOf", ())):
            yield from schema_keys(below, path)


def test_every_key_of_the_schema_is_explained_by_its_word_and_by_its_path() -> None:
    paths = set(schema_keys(plan_schema()))
    assert len(paths) > 600
    for path in {path for path in paths if path[0] != "scenarios"} | {("scenarios",), ("scenarios", "NAME", "stress")}:
        by_path = explain(".".join(step for step in path if step != "NAME"))
        assert by_path.explanation or by_path.label, path
    for word in {path[-1] for path in paths}:
        found = explain(word)
        assert found.explanation or found.note or found.source, word
        assert found.key.rpartition(".")[2] == word, word


@pytest.mark.parametrize(
    ("word", "key", "said"),
    [
        ("stress", "plan.stress", "What goes wrong, and when"),
        ("scenarios", "scenarios", "Other futures beside Base"),
        ("[scenarios]", "scenarios", "Other futures beside Base"),
        ("currency", "plan.currency", "Three capital letters"),
        ("months", "plan.months", "How many months to plan"),
        ("title", "plan.title", "What the plan is called"),
        ("start", "plan.start", "The first month"),
        ("goal", "risk.goal", "The goal that counts"),
        ("seed", "risk.seed", "The same seed gives the same answer"),
        ("correlations", "risk.correlations", "move together"),
        ("default", "", "all other months"),
        ("note", "note", "after a #"),
        ("base", "base", "Base is the plan itself"),
        ("reach", "reach", "audience.reach_factor"),
        ("tiktok_shop", "tiktok_shop", "[tiktok_shop.creator] and [tiktok_shop.seller]"),
    ],
)
def test_words_of_the_plan_file(word: str, key: str, said: str) -> None:
    found = explain(word)
    assert found.kind == "word"
    assert said in found.explanation
    assert not key or found.key == key


def test_an_input_by_its_last_word_alone() -> None:
    assert explain("follow_rate").key == "audience.measured.follow_rate"
    several = explain("payment_delay")
    assert {"creator_rewards.payment_delay", "affiliate.payment_delay"} <= set(several.uses)


def test_an_unknown_key_of_a_plan_is_looked_for_among_its_parts(plan: Plan) -> None:
    with pytest.raises(UsageError, match=r"did you mean affiliate\.amazon\.basket"):
        explain("affiliate.amazon.baskets", plan)


def test_everything_there_is_can_be_explained() -> None:
    model = specimen()
    for key in model.inputs:
        found = explain(key)
        assert found.label, key
        assert (found.base is None) is bool(found.stated), key
        assert found.source, key
    for key in model.lines:
        found = explain(key)
        assert found.words, key
        assert found.explanation, key


def test_every_input_is_used_by_some_line_or_by_simulations_only() -> None:
    unused = [key for key in specimen().inputs if not explain(key).used_by]
    assert sorted(unused) == ["fx.usd", *sorted(key for key in specimen().inputs if key.startswith("risk."))]
    assert {key for key in unused if explain(key).nature != "luck"} == {"fx.usd"}


@pytest.mark.parametrize(
    ("key", "nature"),
    [
        ("audience.views_carried_on", "estimate"),
        ("audience.followers_today", "fact"),
        ("audience.videos", "choice"),
        ("affiliate.link_share", "choice"),
        ("affiliate.conversion", "estimate"),
        ("business.tax_rate", "fact"),
        ("own_products.launch", ""),
        ("own_products.kind", ""),
    ],
)
def test_what_an_input_is_to_its_user(key: str, nature: str) -> None:
    assert explain(key).nature == nature


def test_the_page_on_risk_shows_a_plan_that_can_be_read() -> None:
    page = pages()["risk.md"]
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    plan = parse_plan(
        f'[plan]\nstart = "2027-01"\n[creator_rewards]\n[audience]\nvideos = 16\n{STATED}{MEASURED}{example}'
    )
    assert plan.risk.inputs["audience.unfollow_rate"].fixed
    assert plan.risk.correlations[0].value == 0.4
    assert plan.warnings == ()
