"""A broken add-on is named with its package, left out, told once, and stops only a plan that names its table."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from revenue_planner.cli.main import main
from revenue_planner.streams.registry import add_ons, streams
from tests.streams.conftest import forget
from tests.streams.packages import HEAD, install, stream

PLAN = """\
[plan]
title = "Without add-ons"
start = "2027-01"
months = 3

[creator_rewards]
"""


@dataclass(frozen=True)
class Broken:
    """What is wrong, as a module (None: it is not there), and words of the reason that is told."""

    told: str
    source: str | None
    how: dict[str, str | bool] = field(default_factory=dict)
    #: The table that a plan would have; "" where a plan that has it does not need the add-on.
    table: str = "podcast"


def _odd(returns: str, unit: str = "money") -> str:
    """A sound stream with one more line."""
    return stream(extra=f'@line("{unit}")\ndef odd(self):\n    """Odd."""\n    {returns}')


BROKEN = {
    "its module is gone": Broken('its module "podcast_ads" is not there', None),
    "its module and what it says of itself are gone": Broken("is not there", None, {"metadata": False}),
    "its class is gone": Broken('its module "podcast_ads" has no "Podcast"', "x = 1\n"),
    "its list of entry points is damaged": Broken(
        "its list of entry points is damaged", stream(), {"entry_points": "[revenue_planner.streams]\npodcast\n"}, ""
    ),
    "its entry point is no class": Broken("is not of the form module:Class", stream(), {"value": "podcast_ads"}),
    "it does not compile": Broken("SyntaxError", "class Podcast(:\n"),
    "it raises when imported": Broken("ValueError: no licence", "raise ValueError('no licence')\n"),
    "it ends the program": Broken("it tried to end the program", "import sys\nsys.exit(5)\n"),
    "it raises past Exception": Broken("Fatal: over", "class Fatal(BaseException): ...\nraise Fatal('over')\n"),
    "it runs out of stack": Broken("RecursionError", "def f(): f()\nf()\n"),
    "it asks for input": Broken("it asked for input", "input('Licence key: ')\n"),
    "it needs another package": Broken('it needs the package "no_such_package"', "import no_such_package\n"),
    "it needs another version of the planner": Broken("ImportError", "from revenue_planner.language import Gone\n"),
    "it leads to a function": Broken("leads to a function, not to a class", "def Podcast(): ...\n"),
    "it leads to nothing": Broken("leads to nothing, not to a class", "Podcast = None\n"),
    "it is no stream": Broken("Podcast is not a Stream", "class Podcast: ...\n"),
    "it has no name": Broken("has no name", HEAD + 'class Podcast(Stream):\n    title = "Podcast"\n'),
    "it has no title": Broken("its title must be", stream(title="")),
    "its title has two lines": Broken("its title must be", stream(title="Pod\\ncast")),
    "its name is no table": Broken("cannot be a table", stream('Pod"cast').replace('"Pod"cast"', "'Pod\"cast'")),
    "its name has a capital": Broken("cannot be a table", stream("Podcast"), table="Podcast"),
    "its name means something else": Broken("means something else in a plan", stream("scenarios"), table=""),
    "its table is ours": Broken("[affiliate] is already that of revenue_planner", stream("affiliate"), table=""),
    "its table is within one of ours": Broken("would lie within each other", stream("audience.podcast"), table=""),
    "one of ours is within its table": Broken("would lie within each other", stream("tiktok_shop"), table=""),
    "its names are those of one of ours": Broken("the same names in a workbook", stream("creator.rewards"), table=""),
    "its group is no name": Broken("its group", stream(extra='group = "a b"')),
    "its group has no label": Broken("its group_label must be", stream(extra='group_label = ""')),
    "its position is a word": Broken("its position is a str", stream(extra='position = "first"')),
    "its position is nowhere": Broken("its position", stream(extra='position = float("nan")')),
    "many is a number": Broken("its many is an int", stream(extra="many = 2")),
    "an input's name is no key": Broken(
        'its input "über" must have small letters', stream(extra='über = Assume(1, "hours", low=0, high=2)')
    ),
    "an input's name is an instance's": Broken(
        'its input "label" means something else',
        stream(extra='many = True\nlabel = Assume(1, "hours", low=0, high=2)'),
    ),
    "a default lies outside of its range": Broken(
        "needs minimum <= low <= base", stream(extra='late = Assume(9, "hours", low=1, high=3)')
    ),
    "a month lies outside of its range": Broken("needs 1 <= low", stream(extra="late = AssumeMonth(9, high=3)")),
    "a unit is unknown": Broken(
        'unknown unit "listeners"', stream(extra='late = Assume(1, "listeners", low=0, high=3)')
    ),
    "a choice has a comma": Broken("few words without commas", stream(extra='kind = Choice("a,b", ("a,b", "c"))')),
    "a note is a number": Broken(
        "the note of its input late", stream(extra='late = Assume(1, "hours", low=0, high=3, note=5)')
    ),
    "units do not fit": Broken(
        "comes out as follower, but is declared money",
        _odd("return self.listeners"),
    ),
    "an equation is a number": Broken("returned int, not an expression", _odd("return 5")),
    "an equation raises": Broken("ZeroDivisionError", _odd("return 1 / 0")),
    "an equation exits": Broken("it tried to end the program", _odd("raise SystemExit")),
    "an equation looks at what is not there": Broken("no attribute 'likes'", _odd("return self.audience.likes")),
    "a line has no docstring": Broken(
        "odd: needs a docstring", stream(extra='@line("followers")\ndef odd(self):\n    return self.listeners')
    ),
    "lines form a circle": Broken(
        "depend on each other in the same month",
        _odd("return self.odd + self.earned"),
    ),
    "it cannot be made": Broken("TypeError", stream(extra="def __init__(self, licence): ...")),
    "it looks at no stream": Broken("looks at a str, not at a stream", stream(extra="other = Uses('audience')")),
    "its result has the name of another": Broken(
        "has the name of another result",
        stream(
            extra='@figure("money", answer=Answer())\ndef earned_total(self):\n    """A."""\n    return total(self.fee)'
        ),
    ),
}
#: Sound alone, but not together with the rest of a plan.
CIRCLE = (
    _odd("return self.profit.earned")
    .replace("def odd", "def earned")
    .replace("name =", "profit = Uses(Profit)\n    name =")
)


def told_once(err: str, package: str) -> str:
    """The line of stderr that tells about a package; there is one, and no traceback."""
    assert "Traceback" not in err
    lines = [line for line in err.splitlines() if package in line]
    assert len(lines) == 1, err
    return lines[0]


def test_there_are_enough_cases() -> None:
    assert len(BROKEN) >= 22


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_add_on(kind: str, site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = BROKEN[kind]
    name = install(site, broken.source, **broken.how)  # type: ignore[arg-type]
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")

    assert main(["show", str(plan), "--json"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["title"] == "Without add-ons"
    assert f"the add-on {name}" in told_once(err, name)
    assert broken.told in err
    assert "pip uninstall podcast-ads" in err
    (add_on,) = add_ons()
    assert (add_on.package, bool(add_on.problem)) == (name, True)
    assert all(each.__module__.startswith("revenue_planner.") for each in streams().values())

    if broken.table:
        plan.write_text(f"{PLAN}\n[{broken.table}]\nfee = 2\n", encoding="utf-8")
        assert main(["check", str(plan)]) == 1
        out, err = capfd.readouterr()
        assert out == ""
        line = told_once(err, name)
        assert line.startswith(f"{plan}:8:2 {broken.table}: needs the add-on {name}, which could not be loaded: ")
        assert broken.told in line


def test_equations_that_fit_only_alone(site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = install(site, CIRCLE)
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")
    assert main(["check", str(plan)]) == 0
    assert capfd.readouterr().err == ""

    plan.write_text(f"{PLAN}\n[podcast]\n", encoding="utf-8")
    for command in ("check", "build", "show", "simulate"):
        assert main([command, str(plan)]) == 1
        out, err = capfd.readouterr()
        assert out == ""
        assert told_once(err, name).startswith(
            f"{plan}:8:2 podcast: its equations of the add-on {name} cannot be computed"
        )
        assert "depend on each other in the same month" in err
    assert not (tmp_path / "plan.xlsx").exists()

    # Asked about without a plan, all streams are put together.
    assert main(["explain", "affiliate.conversion"]) == 0
    assert "do not go together with the others" in told_once(capfd.readouterr().err, name)


def test_two_packages_with_one_table(site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    install(site, stream(), package="podcast-ads")
    second = install(site, stream(), package="podcasts-for-all", version="0.3")
    plan = tmp_path / "plan.toml"
    plan.write_text(f"{PLAN}\n[podcast]\nfee = 2\n", encoding="utf-8")
    assert main(["check", str(plan)]) == 0
    assert "the table [podcast] is already that of podcast_ads.Podcast" in told_once(capfd.readouterr().err, second)


def test_a_table_in_a_group(site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of an add-on that could not be loaded, only its entry point tells its table."""
    name = install(site, None, entry="tiktok_shop_refunds")
    plan = tmp_path / "plan.toml"
    plan.write_text(f"{PLAN}\n[tiktok_shop.refunds]\nfee = 2\n", encoding="utf-8")
    assert main(["check", str(plan)]) == 1
    assert f"tiktok_shop.refunds: needs the add-on {name}" in told_once(capfd.readouterr().err, name)


def test_only_a_scenario_names_its_table(site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = install(site, None)
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN + "[scenarios.more]\npodcast.fee = 3\n", encoding="utf-8")
    assert main(["check", str(plan)]) == 1
    assert f"scenarios.more.podcast: the plan has no such table (it needs the add-on {name}" in capfd.readouterr().err


def test_a_workbook_of_a_stream_that_is_gone(site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = install(site, stream())
    plan, book = tmp_path / "plan.toml", tmp_path / "plan.xlsx"
    plan.write_text(f"{PLAN}\n[podcast]\n", encoding="utf-8")
    assert main(["build", str(plan), "--no-risk"]) == 0
    capfd.readouterr()

    (site / "podcast_ads.py").write_text("raise OSError('half updated')\n", encoding="utf-8")
    del sys.modules["podcast_ads"]
    forget()
    for command in ("check", "show", "verify"):
        assert main([command, str(book)]) == 1
        out, err = capfd.readouterr()
        assert out == ""
        line = told_once(err, name)
        assert re.search(rf"{book} 'Log'!\w+ .*needs the add-on {name}, which could not be loaded: OSError", line), err
        assert "there is no input" not in err


def test_packages_that_have_nothing_to_do_with_it(
    site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    install(site, None, package="damaged", entry_points="[console_scripts]\nnonsense\n")
    install(site, None, package="binary")
    (site / "binary-1.2.dist-info" / "entry_points.txt").write_bytes(b"\xff\xfe\x00[console_scripts]")
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")
    assert main(["check", str(plan)]) == 0
    assert capfd.readouterr().err == ""


def test_commands_that_need_no_streams_tell_nothing(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    install(site, None)
    assert main(["templates"]) == 0
    assert "podcast-ads" not in capfd.readouterr().err
