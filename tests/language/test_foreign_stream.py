"""A stream from outside the package: one file, found by an entry point like the built-in ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

STREAM = '''
"""Letters that subscribers pay for."""

from revenue_planner.language import Assume, Expr, Uses, line
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import PaidLater


class Newsletter(PaidLater):
    """Followers who subscribe pay a price a month."""

    name = "newsletter"
    group = "newsletter"
    group_label = title = "Newsletter"
    position = 9

    audience = Uses(Audience)
    subscribe_rate = Assume(0.01, "share", "Followers who subscribe", low=0.001, high=0.05)
    price = Assume(5, "money/follower", "Price a month", low=2, high=20)
    letter_hours = Assume(6, "hours", "Hours for letters", low=1, high=30)

    @line("followers")
    def subscribers(self) -> Expr:
        """Followers who pay."""
        return self.audience.followers * self.subscribe_rate * self.activity

    @line("money")
    def earned(self) -> Expr:
        """Subscribers times price."""
        return self.subscribers * self.price

    @line("hours")
    def hours(self) -> Expr:
        """Your time for letters."""
        return self.letter_hours * self.activity
'''

PLAN = """
[plan]
title = "With a newsletter"
currency = "USD"
start = "2027-01"
months = 4

[audience]
opening_followers = 10_000

[newsletter]
price = 8

[scenarios.dear]
newsletter.price = "+50%"
"""

SCRIPT = """
import json, sys
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.reference import explain
from revenue_planner.reference.pages import pages
from revenue_planner.streams.registry import streams

result = run(parse_plan(sys.stdin.read()))
keys = ["audience.followers", "newsletter.earned", "newsletter.received", "business.earned"]
print(json.dumps({
    "streams": list(streams()),
    "pages": list(pages()),
    "words": explain("newsletter.subscribers", result.plan).words,
    "answers": sorted(name for name in result.answers("base") if name.startswith("newsletter")),
    **{name: {key: result.line(key, name).tolist() for key in keys} for name in ("base", "dear")},
}))
"""


def installed(folder: Path, stream: str = STREAM) -> dict[str, str]:
    """Install a one-file package the way pip leaves it, and the environment in which Python sees it."""
    (folder / "newsletter.py").write_text(dedent(stream), encoding="utf-8")
    information = folder / "newsletter-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: newsletter\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[revenue_planner.streams]\nnewsletter = newsletter:Newsletter\n")
    return {**os.environ, "PYTHONPATH": str(folder)}


def python(script: str, environment: dict[str, str], text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], input=text, capture_output=True, text=True, env=environment, check=False
    )


def test_a_foreign_stream_works_in_a_plan(tmp_path: Path) -> None:
    done = python(SCRIPT, installed(tmp_path), PLAN)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert "newsletter" in told["streams"]
    assert told["words"] == "followers (Audience) × followers who subscribe × activity"
    assert "newsletter_earned_total" in told["answers"]
    for scenario, price in {"base": 8.0, "dear": 12.0}.items():
        lines = told[scenario]
        expected = [followers * 0.01 * price for followers in lines["audience.followers"]]
        assert lines["newsletter.earned"] == pytest.approx(expected)
        assert lines["newsletter.received"] == pytest.approx([0.0, *expected[:-1]])
        assert lines["business.earned"] == pytest.approx(expected)


def test_pages_are_of_shipped_streams_only(tmp_path: Path) -> None:
    done = python(SCRIPT, installed(tmp_path), PLAN)
    assert done.returncode == 0, done.stderr
    assert "newsletter.md" not in json.loads(done.stdout)["pages"]


def test_a_foreign_stream_with_a_wrong_unit_is_refused_by_file_and_line(tmp_path: Path) -> None:
    wrong = STREAM.replace('@line("followers")', '@line("orders")')
    script = "from revenue_planner.streams.registry import add_ons\nprint(add_ons()[0].problem)\n"

    done = python(script, installed(tmp_path, wrong))

    assert done.returncode == 0, done.stderr
    place, _, told = done.stdout.strip().partition(" ")
    assert told == "subscribers: comes out as follower, but is declared orders"
    file, _, number = place.rpartition(":")
    assert Path(file) == tmp_path / "newsletter.py"
    assert (tmp_path / "newsletter.py").read_text().splitlines()[int(number) - 1].strip() == '@line("orders")'
