"""The command as a whole: help, exit codes, encodings, pipes, and no traceback ever."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from revenue_planner import __version__
from revenue_planner.cli.main import COMMANDS, cli, main
from revenue_planner.ground.errors import MOST_TOLD
from tests.support.account import ACCOUNT
from tests.support.running import Run

EXAMPLE = re.compile(r"^ +revenue-planner (.*?)(?: {2,}.*)?$", re.MULTILINE)

#: What each command's help says first.
FIRST_WORDS = {
    "new": "Copy the example plan TEMPLATE to PATH",
    "check": "Find all mistakes in PLAN",
    "build": "Make the Excel workbook of PLAN",
    "show": "Show what PLAN comes to",
    "compare": "Compare A with each B",
    "pull": "Change PLAN so that it says what WORKBOOK says",
    "simulate": "Show what could happen",
    "sensitivity": "Show what each number of PLAN does to a result",
    "goal": "Show what each number of PLAN, changed alone, would have to be",
    "report": "Make a page of PLAN",
    "explain": "Say what KEY means",
    "templates": "List the example plans",
    "verify": "Look for damage in the workbook FILE",
    "schema": "Print the JSON Schema of plan files",
    "completion": "Print the line that lets the Tab key complete",
}


def help_of(name: str) -> str:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command.get_help(click.Context(command, info_name=name))


def test_help_lists_every_command(call: Run) -> None:
    for option in ("-h", "--help"):
        outcome = call(option)
        assert outcome.code == 0
        assert outcome.err == ""
        listed = re.findall(r"^  (\w+)  ", outcome.out, re.MULTILINE)
        assert listed == list(COMMANDS)
    assert "Three steps:" in outcome.out


def test_no_arguments_is_help_too(call: Run) -> None:
    outcome = call()
    assert "Three steps:" in outcome.out + outcome.err


def test_version(call: Run) -> None:
    assert call("--version").out == f"revenue-planner, version {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_says_what_and_how(name: str, call: Run) -> None:
    for option in ("-h", "--help"):
        outcome = call(name, option)
        assert outcome.code == 0
        assert outcome.out.startswith(f"Usage: revenue-planner {name} ")
        assert FIRST_WORDS[name] in outcome.out
        assert "Examples:" in outcome.out
        assert max(map(len, outcome.out.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_in_help_work(name: str, folder: Path, call: Run) -> None:
    examples = EXAMPLE.findall(help_of(name))
    assert examples
    for example in examples:
        for file in (*folder.glob("*.xlsx"), *folder.glob("*.html")):
            file.unlink()
        if name != "build" and "my_plan.xlsx" in example:
            assert call("build", "my_plan.toml", "--no-risk").code == 0
        if name == "compare":
            call("new", "starter", "old.toml")
            assert call("build", "old.toml", "-o", "new.xlsx", "--no-risk").code == 0
        if name == "new":
            (folder / "my_plan.toml").unlink(missing_ok=True)
        outcome = call(*shlex.split(re.sub(r" >>? .*", "", example)))
        assert outcome.code == 0, (example, outcome.err)


def test_light_commands_import_nothing_heavy(folder: Path) -> None:
    heavy = {"numpy", "scipy", "pandas", "openpyxl", "xlsxwriter", "rich", "tomlkit"}
    script = (
        "import sys; from revenue_planner.cli.main import main; code = main(sys.argv[1:]); "
        f"print('loaded', *sorted({heavy!r} & sys.modules.keys())); sys.exit(code)"
    )
    small = f'[plan]\nstart = "2027-01"\n[creator_rewards]\n{ACCOUNT}'
    (folder / "small.toml").write_text(small, encoding="utf-8")
    (folder / "later.toml").write_text(small + '[scenarios.more]\naudience.videos = { "2027-05" = 20 }\n', "utf-8")
    loaded = {
        ("--help",): "loaded",
        ("build", "--help"): "loaded",
        ("check", "small.toml"): "loaded",
        ("check", "my_plan.toml"): "loaded",
        # Whether a scenario changes any result, the first month does not always show.
        ("check", "later.toml"): "loaded numpy",
        ("explain", "audience.videos"): "loaded",
        # Only what draws luck needs scipy.
        ("build", "small.toml", "--no-risk"): "loaded numpy rich xlsxwriter",
    }
    for arguments, told in loaded.items():
        done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == told, arguments


def test_importing_the_package_imports_nothing_more() -> None:
    script = "import sys; import revenue_planner; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    ours = [name for name in done.stdout.split() if name.startswith("revenue_planner")]
    assert ours == ["revenue_planner"]
    assert not {"numpy", "pandas", "click"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["chekc", "my_plan.toml"], 2, 'there is no command "chekc"; did you mean "check"?'),
        (["dance"], 2, "the commands are new, check"),
        (["check"], 2, "Missing argument 'PLAN'"),
        (["check", "my_plan.toml", "--frobnicate"], 2, "No such option"),
        (["check", "nowhere.toml"], 1, "nowhere.toml: there is no such file"),
        (["check", "."], 1, "is a folder"),
        (["check", "folder/plan.toml"], 1, "folder"),
        (["build", "my_plan.toml", "-o", "plan.csv"], 2, "ends in .xlsx"),
        (["build", "my_plan.toml", "-o", "missing/plan.xlsx"], 3, "there is no folder missing"),
        (["show", "my_plan.toml", "-s", "cautios"], 2, 'did you mean "cautious"?'),
        (["show", "my_plan.toml", "-s", "zzz"], 2, "the scenarios are base, cautious and my_own"),
        (["show", "my_plan.toml", "--json", "--csv"], 2, "ask for one of them"),
        (["explain", "audience.vidoes"], 2, "did you mean audience.videos"),
        (["explain", "qqqq"], 2, 'there is nothing called "qqqq"'),
        (["new", "nosuchtemplate"], 2, 'there is no template "nosuchtemplate"'),
        (["new", "starter"], 3, "my_plan.toml is there already"),
        (["new", "starter", "plan.xlsx"], 2, "ends in .toml"),
        (["verify", "nowhere.xlsx"], 1, "nowhere.xlsx"),
        (["verify", "my_plan.toml"], 1, "my_plan.toml"),
        (["completion", "powershell"], 2, "'bash', 'zsh', 'fish'"),
        (["schema", "-o", "missing/schema.json"], 3, "there is no folder missing"),
    ],
)
def test_exit_codes_and_messages(call: Run, arguments: list[str], code: int, words: str) -> None:
    outcome = call(*arguments)
    assert outcome.code == code, outcome
    assert words in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("command", ["check", "build", "show"])
@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00plan", b"\x00" * 50, b"PK\x03\x04zip", b"[plan", b"[plan]\nmonths = 1e999", b"x" * 2_000_000,
     b"[plan]\ntitle = 1\ncurrency = 'x'\nstart = 2027\nmonths = -1\n[nosuch]\n[audience]\nvideos = 'many'"],
)  # fmt: skip
def test_no_bad_plan_brings_a_traceback(folder: Path, call: Run, command: str, data: bytes) -> None:
    (folder / "bad.toml").write_bytes(data)
    outcome = call(command, "bad.toml")
    assert outcome.code == 1
    assert "bad.toml" in outcome.err
    assert "to mend" in outcome.err
    assert not re.search(r"Traceback|Error:|inside the planner", outcome.err)
    assert sorted(path.name for path in folder.iterdir()) == ["bad.toml", "my_plan.toml"]


def test_an_error_nobody_foresaw_is_one_message(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("revenue_planner.documents.check.load_source", broken)
    monkeypatch.delenv("REVENUE_PLANNER_DEBUG", raising=False)
    outcome = call("check", "my_plan.toml")
    assert outcome.code == 1
    assert "ZeroDivisionError: by zero" in outcome.err
    assert "report it" in outcome.err
    assert "Traceback" not in outcome.err
    monkeypatch.setenv("REVENUE_PLANNER_DEBUG", "1")
    outcome = call("check", "my_plan.toml")
    assert outcome.code == 1
    assert "Traceback" in outcome.err


def test_ctrl_c_is_130(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("revenue_planner.documents.check.load_source", interrupted)
    outcome = call("check", "my_plan.toml")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "Stopped.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"], ["templates"], ["schema"], ["explain", "affiliate"], ["check", "my_plan.toml", "--json"],
        ["show", "my_plan.toml"], ["show", "my_plan.toml", "--csv"], ["show", "my_plan.toml", "--csv-style", "excel"],
        ["compare", "my_plan.toml"], ["goal", "my_plan.toml", "--no-mix", "--json"],
    ],
)  # fmt: skip
def test_nobody_reads_the_output(folder: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "revenue_planner", *arguments], stdout=pipe, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 128 + signal.SIGPIPE
    assert done.stderr == b""


def test_head_of_a_long_output(folder: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m revenue_planner show my_plan.toml --csv | head -n 2"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[0] == "scenario,month,line,value,unit"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_the_output(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "revenue_planner", "show", "my_plan.toml", "--csv"],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding(spawn: Run, encoding: str) -> None:
    for arguments in (["show", "my_plan.toml"], ["show", "my_plan.toml", "--json"], ["--help"], ["schema"]):
        outcome = spawn(*arguments, PYTHONIOENCODING=encoding)  # and decodes it, strictly
        assert outcome.code == 0, outcome.err
        assert outcome.out


def test_letters_that_an_encoding_lacks_are_near_ones(spawn: Run) -> None:
    out = spawn("check", "my_plan.toml", PYTHONIOENCODING="ascii").out
    assert "3 scenarios: Base, Cautious, Cafe" in out
    assert "Café" in spawn("check", "my_plan.toml", PYTHONIOENCODING="utf-8").out


def test_closed_streams(folder: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m revenue_planner check my_plan.toml >&- 2>&-"
    assert subprocess.run(command, shell=True, timeout=60).returncode == 0


def test_main_takes_the_arguments_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["revenue-planner", "--version"])
    assert main() == 0
    assert __version__ in capsys.readouterr().out


def test_the_command_prints_a_hundred_lines_and_says_how_many_more(folder: Path, call: Run) -> None:
    plan = folder / "plan.toml"
    wrong = "".join(f"us{n} = 1\n" for n in range(6_000))
    plan.write_text(f"[plan]\nstart = '2027-01'\n{ACCOUNT}[creator_rewards]\n{wrong}")
    outcome = call("check", str(plan))
    assert outcome.code == 1
    lines = outcome.err.splitlines()
    assert len(lines) == MOST_TOLD + 2
    assert lines[-2:] == ["and 5,900 more, which are told once these are mended.", "6,000 problems to mend."]
    data = json.loads(call("check", "--json", str(plan)).out)
    assert (len(data["problems"]), data["more_problems"]) == (MOST_TOLD, 5_900)
