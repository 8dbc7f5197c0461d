"""Whatever makes no sense, typed into the open workbook, turns the master check red on every tab."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from revenue_planner.plan.values import BASE
from tests.support.addresses import Addresses
from tests.support.building import year
from tests.support.engines import ENGINES, Engine
from tests.support.workbook_file import Address, Value

OK, RED = "All checks OK", "PROBLEM: see Checks"
INPUTS = "Inputs are filled in, and within what is allowed"
CALENDAR = "The Calendar holds only figures that are allowed"


@dataclass(frozen=True)
class Broken:
    """What is typed where, and the check that must report it."""

    what: str
    scenario: str
    key: str
    value: Value
    check: str = INPUTS
    month: int = 0

    def cell(self, at: Addresses) -> Address:
        if self.month:
            return at.calendar(self.scenario, self.key, self.month)
        return at.input(self.scenario, self.key)


CASES = (
    Broken("text for a number", BASE, "audience.follow_rate", "a lot"),
    Broken("text for a number in a scenario", "cautious", "business.tax_rate", "none"),
    Broken("a number typed as text", BASE, "audience.opening_followers", "48000"),
    Broken("nothing where Base needs a number", BASE, "affiliate.amazon.basket", None),
    Broken("a share above 100 %", BASE, "own_products.course.refund_rate", 1.5),
    Broken("a share above 100 % in a scenario", "ambitious", "own_products.course.refund_rate", 35.0),
    Broken("less than nothing", BASE, "audience.for_you_views_per_video", -1.0),
    Broken("half a month of delay", BASE, "sponsorships.payment_delay", 1.5),
    Broken("a word that is no option", BASE, "consulting.lessons.basis", "day"),
    Broken("a number for a word", "cautious", "creator_rewards.on", 1.0),
    Broken("nothing where Base needs a word", BASE, "own_products.tamper.kind", None),
    Broken("text for a month", BASE, "own_products.course.launch", "May"),
    Broken("nothing where Base needs a month", BASE, "business.loan_start", None),
    Broken("text for the first month", BASE, "plan.start", "January"),
    Broken("no first month", BASE, "plan.start", None),
    Broken("text on the Calendar", BASE, "audience.videos", "many", CALENDAR, month=3),
    Broken("less than nothing on the Calendar", "my_own", "business.drawings", -5.0, CALENDAR, month=12),
    Broken("a factor beyond what is allowed", "cautious", "consulting.cafes.factor", 1000.0, CALENDAR, month=1),
    Broken("text for a season's factor", BASE, "audience.season_views", "high", CALENDAR, month=12),
    Broken("nothing where Base needs a season's factor", BASE, "audience.season_views", None, CALENDAR, month=6),
    Broken("weights beyond 100 %", BASE, "audience.completion_weight", 0.31, "The score's weights make 100 %"),
    Broken("weights below 100 % in a scenario", "cautious", "audience.niche_weight", 0.05,
           "The score's weights make 100 %"),
    Broken("countries beyond 100 %", "my_own", "creator_rewards.us_share", 0.9, "Country shares are at most 100 %"),
    Broken("link clicks given out twice", BASE, "affiliate.amazon.link_share", 0.9, "Link clicks are shared out once"),
    Broken("more than all profit for tax", BASE, "business.tax_rate", 0.95, "Tax and contributions are at most 100 %"),
    Broken("rhythm bars out of order", BASE, "audience.rhythm_frequent_bar", 1.0, "Rhythm bars rise"),
)  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def opened(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.param(year().poisoned)
    return engine


def seen(engine: Engine) -> dict[str, Value]:
    """The master check as each tab shows it."""
    return {tab: engine.value(cell) for tab, cell in year().addresses.master_checks.items()}


def test_every_tab_shows_the_master_check() -> None:
    at = year().addresses
    assert list(at.master_checks) == list(at.file.sheets)


@pytest.mark.parametrize("broken", CASES, ids=lambda broken: broken.what)
def test_the_master_check_turns_red_everywhere_and_green_again(opened: Engine, broken: Broken) -> None:
    at = year().addresses
    cell = broken.cell(at)
    before = opened.value(cell)
    assert set(seen(opened).values()) == {OK}
    opened.enter(cell, broken.value)
    opened.recalculate()
    assert set(seen(opened).values()) == {RED}
    assert opened.value(at.beside("Checks", at.at("Checks", broken.check), 1)) == 0
    opened.enter(cell, before)
    opened.recalculate()
    assert set(seen(opened).values()) == {OK}


@pytest.mark.parametrize("key", ["audience.follow_rate", "business.opening_cash", "sponsorships.signed.kettle.month"])
def test_an_error_typed_into_an_input_is_never_called_well(opened: Engine, key: str) -> None:
    """Every figure then shows the error, and a check that is neither met nor missed must count as missed."""
    cell = year().addresses.input(BASE, key)
    before = opened.value(cell)
    opened.enter_formula(cell, "=1/0")
    opened.recalculate()
    assert set(seen(opened).values()) == {RED}
    opened.enter(cell, before)
    opened.recalculate()
    assert set(seen(opened).values()) == {OK}
