"""A sound add-on works in every command, beside a broken one, and however much noise it makes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from revenue_planner.cli.main import main
from revenue_planner.streams.registry import add_ons
from tests.streams.packages import install, stream

PLAN = """\
[plan]
title = "With a podcast"
start = "2027-01"
months = 4

[audience]
opening_followers = 30_000

[creator_rewards]

[podcast]
fee = { default = 0.05, "2027-03" = 0.04 }

[scenarios.dear]
podcast.fee = "+50%"
stress = ["podcast stops in month 4"]
"""
NOISE = """
import os, subprocess, sys, warnings
print("Thank you for trying Podcast Ads!")
sys.__stdout__.write("past redirection\\n")
os.write(1, b"past Python\\n")
subprocess.run([sys.executable, "-c", "print('from a child')"])
print("on stderr", file=sys.stderr)
warnings.warn("this release is old")
warnings.simplefilter("error")
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "extra",
    [
        "",
        "position = -1",
        'position = 1e9\nodd = Assume(1, "hours", "L" * 60, low=0, high=3, note="n" * 2000)',
    ],
)
def test_end_to_end_beside_broken_ones(
    extra: str, site: Path, plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    install(site, stream(extra=extra))
    broken = install(site, None, package="newsletter-plus", version="3", entry="newsletter")
    book = tmp_path / "plan.xlsx"
    commands = {
        "check": [str(plan)],
        "build": [str(plan), "--trials", "200"],
        "verify": [str(book)],
        "show": [str(book), "--json"],
        "simulate": [str(plan), "--trials", "50", "--json"],
        "sensitivity": [str(plan), "--on", "podcast_earned_total", "--json"],
        "goal": [str(plan), "--reach", "take_home >= 1 by month 3", "--no-mix", "--json"],
        "compare": [f"{plan}:dear", "--json"],
        "report": [str(plan), "--trials", "100"],
        "explain": ["podcast.listeners"],
        "schema": [],
    }
    told: dict[str, str] = {}
    for command, arguments in commands.items():
        assert main([command, *arguments]) == 0, (command, capfd.readouterr())
        told[command], err = capfd.readouterr()
        assert err.count(broken) == 1, (command, err)
        assert "Traceback" not in err

    lines = json.loads(told["show"])["lines"]
    for name, factors in {"base": (0.05, 0.05, 0.04, 0.05), "dear": (0.075, 0.075, 0.06, 0.0)}.items():
        followers = lines["audience.followers"]["scenarios"][name]
        expected = [count * 0.02 * fee for count, fee in zip(followers, factors, strict=True)]
        assert lines["podcast.earned"]["scenarios"][name] == pytest.approx(expected)
        assert lines["by_stream.podcast.earned"]["scenarios"][name] == pytest.approx(expected)
    assert "podcast.fee" in [each["input"] for each in json.loads(told["sensitivity"])["inputs"]]
    assert "podcast" in json.loads(told["schema"])["properties"]
    assert "followers who listen" in told["explain"]
    with zipfile.ZipFile(book) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
        shown = [archive.read(name).decode() for name in archive.namelist() if name == "xl/sharedStrings.xml"]
    assert "Podcast" in "".join(shown)
    assert any("<c:barChart>" in chart for chart in charts)
    assert "Podcast" in plan.with_suffix(".html").read_text(encoding="utf-8")


def test_what_it_prints_goes_to_stderr_once(site: Path, plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = install(site, NOISE + stream(extra='print("in the class")'))
    for _ in range(2):
        assert main(["show", str(plan), "--json"]) == 0
        out, err = capfd.readouterr()
        assert json.loads(out)["title"] == "With a podcast"
        assert err.count(name) == 1
        assert f'the add-on {name} printed "Thank you for trying Podcast Ads!' in err
        assert len(err.splitlines()) == 1
    assert [(each.table, each.problem) for each in add_ons()] == [("podcast", "")]


def test_what_it_prints_in_equations(site: Path, plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    noisy = '@line("followers")\ndef odd(self):\n    """Odd."""\n    print("traced")\n    return self.listeners'
    name = install(site, stream(extra=noisy))
    assert main(["show", str(plan), "--json"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)
    assert f'the add-on {name} printed "traced"' in err


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (NOISE + stream(), 'printed "'),
        (None, 'its module "podcast_ads" is not there'),
        ("import os, sys\nos.write(1, b'half a line')\nsys.exit(7)\n", "it tried to end the program"),
        ("class Fatal(BaseException): ...\nraise Fatal('over')\n", "Fatal: over"),
        ("import sys\nsys.stdout.close()\nsys.stderr = None\n" + stream(), ""),
    ],
)
def test_in_a_process_of_its_own(source: str | None, told: str, site: Path, tmp_path: Path) -> None:
    """Also where warnings are errors, and nothing of pytest stands between."""
    install(site, source)
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN.partition("[podcast]")[0], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", "revenue_planner", "show", str(plan), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(site)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == "With a podcast"
    assert told in done.stderr
    assert done.stderr.count("podcast-ads 1.2") == (1 if told else 0)
    assert "Traceback" not in done.stderr


def test_an_interruption_while_it_is_loaded_stops_the_command(
    site: Path, plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    install(site, "raise KeyboardInterrupt\n")
    assert main(["check", str(plan)]) == 130
    assert "Stopped." in capfd.readouterr().err
