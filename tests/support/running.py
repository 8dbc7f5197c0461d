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

[audience]
opening_followers = 48_000
videos = { default = 16, "2027-03" = 4 }

[creator_rewards]

[sponsorships]
[[sponsorships.signed]]
name = "glow"
month = "2027-02"
amount = 1500

[[affiliate]]
name = "amazon"
label = "Amazon Associates"

[business]
initial_investment = 0

[scenarios.cautious]
audience.for_you_views_per_video = "-20%"
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
