"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PLAN = """\
[plan]
title = "Maya, skincare"
currency = "EUR"
start = "2027-01"
months = 14

[fx]
usd = 0.88

[audience]
followers_today = 48_000
videos = { default = 16, "2027-03" = 4 }

[audience.measured]
views = 176_000
videos = 15

[creator_rewards]

[sponsorships]
deals_last_3_months = 6
fees_last_3_months = 3_300
[[sponsorships.signed]]
name = "glow"
month = "2027-02"
amount = 1500

[[affiliate]]
name = "amazon"
label = "Amazon Associates"

[business]
initial_investment = 0
opening_cash = 2_000

[scenarios.cautious]
audience.views_carried_on = "-20%"
affiliate.amazon.conversion = 0.015

[scenarios.my_own]
title = "Café"
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden files too."""
    return sorted(entry.name for entry in folder.iterdir())
