"""The JSON Schema accepts what the reader accepts, and flags what an editor can see is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.schema.plan import plan_schema
from tests.support.account import with_account
from tests.support.plans import EVERYTHING, HEAD, REWARDS, TEMPLATES

BAD_PLANS = Path(__file__).parents[1] / "bad_plans"

VALIDATOR = Draft4Validator(plan_schema())


#: A plan in won, with amounts far above what a maximum in dollars would allow.
WON = """\
[plan]
currency = "KRW"
start = "2027-01"
[fx]
usd = 1_400
[audience]
followers_today = 48_000
completion_planned = [0.3, 0.35]
measured = { views = 200_000, videos = 16, typical_views = 6_000 }
[creator_rewards]
us_rpm = "0.65 USD"
earned_last_month = 6_000_000
[sponsorships]
fee_floor = { default = "25 USD", "from 2027-03" = 90_000 }
cpm = 28_000
[scenarios.good]
audience.measured.new_followers = 900
creator_rewards.us_rpm = "1 USD"
[risk.inputs]
creator_rewards.us_rpm = { p10 = "0.4 USD", p90 = 1_300 }
"""


def faults(text: str) -> list[str]:
    data = json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def test_it_is_a_schema_of_draft_4() -> None:
    Draft4Validator.check_schema(plan_schema())
    assert plan_schema()["$schema"] == "http://json-schema.org/draft-04/schema#"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_fit(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        EVERYTHING,
        HEAD + REWARDS,
        HEAD + '[creator_rewards]\non = "off"\n[scenarios.x]\ncreator_rewards.on = true\n',
        HEAD + REWARDS + '[risk]\nseed = 0\ngoal = "cash >= 0"\ndraw = "listed"\ncorrelations = []\n',
        HEAD + REWARDS + "[audience]\ncompletion_planned = { 2027-02 = 0.4 }\nvideos = [16, 20]\n",
        HEAD + REWARDS + '[risk.inputs]\naudience.videos = {}\nrisk.limited_chance = "fixed"\n',
        HEAD + "[live_gifts]\nsessions = [1, 2]\n",
        HEAD + REWARDS + '[scenarios.x]\naudience.videos = [1, "x2", "-5 %"]\n',
        HEAD + REWARDS + '[scenarios.x]\ntitle = "X"\naudience.videos."2027-02" = 3\n',
        HEAD + REWARDS + '[scenarios.x]\nstress = ["reach stops in month 3"]\n',
        HEAD + REWARDS + '[scenarios.x]\nbusiness.one_off.camera.amount = "+10%"\n',
    ],
)  # fmt: skip
def test_good_plans_fit(text: str) -> None:
    assert faults(with_account(text)) == []


def test_money_in_any_currency_fits() -> None:
    assert parse_plan(WON).warnings == ()
    assert faults(WON) == []
    assert faults(WON.replace('"0.65 USD"', '"0.65 dollars"'))


@pytest.mark.parametrize("name", ["followers_today", "views", "videos"])
def test_what_every_plan_states_is_required(name: str) -> None:
    text = with_account(HEAD + REWARDS)
    (fault,) = faults(re.sub(rf"^{name} = .*\n", "", text, flags=re.MULTILINE))
    assert f"'{name}' is a required property" in fault
    assert ["'audience' is a required property" in each for each in faults(HEAD + REWARDS)] == [True]
    assert not any("required" in each for each in faults(text + "[scenarios.x]\naudience.age = 30\n"))


@pytest.mark.parametrize(
    "name",
    [
        "below_minimum", "boolean_for_number", "change_in_base", "child_unknown_key", "child_without_name",
        "choice_misspelt", "currency_small_letters", "date_for_number", "double_brackets_for_one", "empty_list",
        "empty_list_of_instances", "empty_month_table", "key_misspelt", "key_of_another_table", "label_too_long",
        "list_for_one_number", "list_out_of_range", "list_with_text", "months_too_many", "month_table_not_a_month",
        "measured_as_value", "measured_in_audience", "measured_misspelt", "name_missing", "name_with_spaces",
        "not_whole", "number_as_text", "optional_not_a_number", "plan_missing", "plan_unknown_key",
        "required_followers_missing", "required_followers_without_table", "required_videos_missing",
        "required_views_missing", "risk_correlation_of_three", "risk_correlation_per_cent",
        "risk_correlation_unknown_key",
        "risk_correlation_without_value", "risk_draw_misspelt", "risk_goal_number", "risk_p90_impossible",
        "risk_p90_text", "risk_input_in_quotes", "risk_input_list", "risk_input_month", "risk_input_signed_chance",
        "risk_input_unknown", "risk_input_word", "risk_seed_fraction", "risk_seed_in_scenario", "risk_seed_negative",
        "risk_fixed_misspelt", "risk_low_and_high", "risk_shape_word",
        "risk_trials_too_few", "risk_unknown_key", "risk_whole_fraction",
        "scenario_base", "scenario_name_bad", "scenario_unknown_key", "scenario_unclear_change", "season_too_short",
        "share_over_one", "shop_without_side", "single_brackets_for_many", "start_missing", "stress_without_list",
        "table_misspelt", "too_many_instances", "too_many_scenarios", "title_number",
    ],
)  # fmt: skip
def test_bad_plans_do_not(name: str) -> None:
    assert faults((BAD_PLANS / f"{name}.toml").read_text(encoding="utf-8"))


def test_inputs_are_explained() -> None:
    schema = json.loads(json.dumps(plan_schema()))
    conversion = schema["properties"]["affiliate"]["items"]["properties"]["conversion"]
    assert conversion["description"].startswith(
        "Orders per click (a number from 0 to 1). Usually 0.008 to 0.09. Source:"
    )
    assert conversion["default"] == 0.03
    videos = schema["properties"]["audience"]["properties"]["videos"]
    assert "What you will post" in videos["description"]
    assert "month by month" in videos["description"]
    assert "default" not in videos


def test_figures_that_depend_on_the_account_are_explained() -> None:
    audience = json.loads(json.dumps(plan_schema()))["properties"]["audience"]["properties"]
    lost = audience["unfollow_rate"]
    assert "Usually 0.002 to 0.012. For 50,000 to 250,000 followers; other sizes have" in lost["description"]
    assert "default" not in lost
    basket = json.loads(json.dumps(plan_schema()))["properties"]["affiliate"]["items"]["properties"]["basket"]
    assert "Usually 20 to 90 in US dollars." in basket["description"]
    assert "default" not in basket


def test_the_settings_of_risk_are_explained() -> None:
    risk = json.loads(json.dumps(plan_schema()))["properties"]["risk"]["properties"]
    assert risk["trials"]["default"] == 10_000
    assert risk["limited_chance"]["default"] == 0.02
    reach = risk["inputs"]["properties"]["audience"]["properties"]["views_carried_on"]
    assert reach["description"].startswith("Part of the measured views that carries on: its range when it is drawn")
    assert "reach_factor" not in risk["inputs"]["properties"]["audience"]["properties"]


def test_every_object_names_its_keys() -> None:
    """A misspelt key anywhere is flagged."""

    def visit(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
            for value in node.values():
                visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    visit(plan_schema())
