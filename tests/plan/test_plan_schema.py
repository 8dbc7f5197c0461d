"""The JSON Schema accepts what the reader accepts, and flags what an editor can see is wrong."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from revenue_planner.plan.schema.plan import plan_schema
from tests.support.plans import EVERYTHING, HEAD, REWARDS, TEMPLATES

BAD_PLANS = Path(__file__).parents[1] / "bad_plans"

VALIDATOR = Draft4Validator(plan_schema())


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
        HEAD + REWARDS + '[risk.inputs]\naudience.videos = {}\nrisk.viral_chance = "fixed"\n',
        HEAD + "[live_gifts]\nsessions = [1, 2]\n",
        HEAD + REWARDS + '[scenarios.x]\naudience.videos = [1, "x2", "-5 %"]\n',
        HEAD + REWARDS + '[scenarios.x]\ntitle = "X"\naudience.videos."2027-02" = 3\n',
        HEAD + REWARDS + '[scenarios.x]\nstress = ["reach stops in month 3"]\n',
        HEAD + REWARDS + '[scenarios.x]\nbusiness.one_off.camera.amount = "+10%"\n',
    ],
)  # fmt: skip
def test_good_plans_fit(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "below_minimum", "boolean_for_number", "change_in_base", "child_unknown_key", "child_without_name",
        "choice_misspelt", "currency_small_letters", "date_for_number", "double_brackets_for_one", "empty_list",
        "empty_list_of_instances", "empty_month_table", "key_misspelt", "key_of_another_table", "label_too_long",
        "list_for_one_number", "list_out_of_range", "list_with_text", "months_too_many", "month_table_not_a_month",
        "name_missing", "name_with_spaces", "not_whole", "number_as_text", "plan_missing", "plan_unknown_key",
        "risk_correlation_of_three", "risk_correlation_per_cent", "risk_correlation_unknown_key",
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
        "Orders per click (a number from 0 to 1). Usually 0.005 to 0.03. Source:"
    )
    assert conversion["default"] == 0.02
    videos = schema["properties"]["audience"]["properties"]["videos"]
    assert "What you will post" in videos["description"]
    assert "month by month" in videos["description"]


def test_the_settings_of_risk_are_explained() -> None:
    risk = json.loads(json.dumps(plan_schema()))["properties"]["risk"]["properties"]
    assert risk["trials"]["default"] == 10_000
    assert risk["viral_chance"]["default"] == 0.03
    reach = risk["inputs"]["properties"]["audience"]["properties"]["for_you_views_per_video"]
    assert reach["description"].startswith("For You views per video: its range when it is drawn")
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
