"""`pull`: tweaks come home into the plan file, nothing else changes, and it says what it did."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from revenue_planner.plan.reading.plan import parse_plan
from tests.support.building import Built, build, build_text
from tests.support.drafts import Draft
from tests.support.editing import tweaked as with_input
from tests.support.running import PLAN, Run, names

PULL = ("pull", "my_plan.xlsx", "my_plan.toml")


@pytest.fixture(scope="module")
def made() -> Built:
    return build_text(PLAN)


@pytest.fixture
def book(folder: Path, made: Built) -> Draft:
    """The plan's workbook, untouched, as `my_plan.xlsx`."""
    draft = Draft(made.file.data)
    draft.sheet = lambda tab: made.file.sheets[tab]  # type: ignore[method-assign]
    draft.save(folder, "my_plan.xlsx")
    return draft


@pytest.fixture
def tweaked(folder: Path, made: Built, book: Draft) -> Path:
    """With three cells changed, one of them emptied."""
    at = made.addresses
    book.type(at.input("base", "audience.followers_today"), 49_000.0)
    book.type(at.input("cautious", "affiliate.amazon.conversion"), None)
    book.type(at.calendar("my_own", "audience.videos", 5), 12.0)
    return book.save(folder, "my_plan.xlsx")


PULLED = (
    PLAN.replace("48_000", "49_000")
    .replace("affiliate.amazon.conversion = 0.015\n", "")
    .replace('title = "Café"\n', 'title = "Café"\naudience.videos = { "2027-05" = 12 }\n')
)


def test_an_untouched_workbook_has_nothing_to_pull(folder: Path, book: Draft, call: Run) -> None:
    for arguments in ((), ("--dry-run",)):
        outcome = call(*PULL, *arguments)
        assert outcome == (0, "Nothing to pull: my_plan.toml says what my_plan.xlsx says.\n", "")
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN


def test_settings_of_risk_stay_as_the_plan_has_them(folder: Path, made: Built, book: Draft, call: Run) -> None:
    """They were taken from the plan; the Log is not for typing."""
    settings = '[risk]\nseed = 7\ngoal = "cash >= 0 by month 3"\n[risk.inputs]\naudience.unfollow_rate = "fixed"\n\n'
    text = PLAN.replace("[scenarios.cautious]", f"{settings}[scenarios.cautious]")
    assert settings in text
    (folder / "my_plan.toml").write_text(text, encoding="utf-8")
    assert call(*PULL).out == "Nothing to pull: my_plan.toml says what my_plan.xlsx says.\n"
    book.type(made.addresses.input("base", "risk.limited_chance"), 0.06).save(folder, "my_plan.xlsx")
    assert "Pulled 1 change into my_plan.toml" in call(*PULL).out
    pulled = (folder / "my_plan.toml").read_text(encoding="utf-8")
    assert pulled == text.replace('month 3"\n', 'month 3"\nlimited_chance = 0.06\n')


def test_tweaks_come_home(folder: Path, tweaked: Path, call: Run) -> None:
    outcome = call(*PULL)
    assert outcome.code == 0
    assert outcome.err == ""
    assert [line.split() for line in outcome.out.splitlines()] == [
        ["Pulled", "3", "changes", "into", "my_plan.toml"],
        ["audience.followers_today", "48_000", "→", "49_000"],
        ["scenarios.cautious.affiliate.amazon.conversion", "0.015", "→", "(as", "Base)"],
        ["scenarios.my_own.audience.videos", "(new)", "→", "{", '"2027-05"', "=", "12", "}"],
    ]
    assert (folder / "my_plan.toml").read_bytes() == PULLED.encode()
    assert names(folder) == ["my_plan.toml", "my_plan.xlsx"]
    again = call(*PULL)
    assert again.out.startswith("Nothing to pull")


def test_an_account_that_has_grown_has_other_usual_figures(folder: Path, made: Built, book: Draft, call: Run) -> None:
    """They are the planner's: what the workbook has of them is neither written into the plan nor passed over."""
    book.type(made.addresses.input("base", "audience.followers_today"), 52_000.0).save(folder, "my_plan.xlsx")
    outcome = call(*PULL)
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN.replace("48_000", "52_000")
    assert re.fullmatch(
        r"note: \d+ usual figures of the workbook, such as audience\.\S+, are not what is usual for the pulled plan, "
        r"50,000 to 250,000 followers in EUR: build it again\.\n",
        outcome.err,
    )
    assert call("build", "my_plan.toml", "--force", "--no-risk").code == 0
    assert call(*PULL) == (0, "Nothing to pull: my_plan.toml says what my_plan.xlsx says.\n", "")


def test_what_is_left_out_comes_and_goes(folder: Path, made: Built, book: Draft, call: Run) -> None:
    """Results and plans that need not be stated: emptied cells take their lines out, and typed ones put them in."""
    cells = [made.addresses.input("base", f"sponsorships.{name}_last_3_months") for name in ("deals", "fees")]
    for cell in cells:
        book.type(cell, None)
    book.type(made.addresses.input("base", "audience.measured.new_followers"), 700.0)
    book.type(made.addresses.input("base", "audience.videos"), None)
    book.type(made.addresses.calendar("base", "audience.completion_planned", 2), 0.4)
    book.save(folder, "my_plan.xlsx")
    assert call(*PULL).code == 0
    pulled = (folder / "my_plan.toml").read_text(encoding="utf-8")
    assert pulled == (
        PLAN.replace("deals_last_3_months = 6\nfees_last_3_months = 3_300\n", "")
        .replace('{ default = 16, "2027-03" = 4 }\n', '{ "2027-03" = 4 }\ncompletion_planned = { "2027-02" = 0.4 }\n')
        .replace("videos = 15\n", "videos = 15\nnew_followers = 700\n")
    )
    assert call(*PULL).out.startswith("Nothing to pull")
    draft = Draft(build_text(pulled).file.data)
    at = build_text(pulled).addresses
    for cell, figure in zip(cells, (6.0, 3_300.0), strict=True):
        draft.type(cell, figure)
    draft.type(at.input("base", "audience.videos"), 16.0)
    draft.type(at.input("base", "audience.measured.new_followers"), None)
    draft.type(at.calendar("base", "audience.completion_planned", 2), None)
    draft.save(folder, "my_plan.xlsx")
    assert call(*PULL).code == 0
    assert sorted((folder / "my_plan.toml").read_text(encoding="utf-8")) == sorted(PLAN)


def test_a_dry_run_shows_lines_and_writes_nothing(folder: Path, tweaked: Path, call: Run) -> None:
    before = (folder / "my_plan.toml").stat()
    outcome = call(*PULL, "--dry-run")
    assert outcome.code == 0
    assert outcome.err == "3 changes; nothing was written.\n"
    lines = outcome.out.splitlines()
    assert lines[:2] == ["--- my_plan.toml", "+++ my_plan.toml"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-followers_today = 48_000",
        "+followers_today = 49_000",
        "-affiliate.amazon.conversion = 0.015",
        '+audience.videos = { "2027-05" = 12 }',
    ]
    assert patched(PLAN, outcome.out) == PULLED
    after = (folder / "my_plan.toml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def patched(text: str, diff: str) -> str:
    """A text with a unified diff applied, as the program `patch` does."""
    old, new, at = text.splitlines(), list[str](), 0
    for line in diff.splitlines()[2:]:
        if line.startswith("@@"):
            first = int(line.split()[1].split(",")[0].lstrip("-")) - 1
            new += old[at:first]
            at = first
        elif line[0] in " -":
            assert old[at] == line[1:]
            new += [line[1:]] * (line[0] == " ")
            at += 1
        else:
            new.append(line[1:])
    return "\n".join([*new, *old[at:], ""])


def test_a_diff_of_a_last_line_without_an_end(folder: Path, tweaked: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.rstrip("\n"), encoding="utf-8")
    outcome = call(*PULL, "--dry-run")
    assert outcome.out.endswith(
        '-title = "Café"\n\\ No newline at end of file\n'
        '+title = "Café"\n+audience.videos = { "2027-05" = 12 }\n\\ No newline at end of file\n'
    )


def test_line_ends_permissions_and_links_stay(folder: Path, tweaked: Path, call: Run) -> None:
    (folder / "plans").mkdir()
    real, link = folder / "plans" / "real.toml", folder / "my_plan.toml"
    real.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    real.chmod(0o640)
    link.unlink()
    link.symlink_to(real)
    assert call(*PULL).code == 0
    assert link.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbf" + PULLED.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_formula_typed_into_a_cell_counts_and_is_told(folder: Path, made: Built, book: Draft, call: Run) -> None:
    at = made.addresses.input("base", "audience.followers_today")
    book.formula(at, "48000*1.25", 60_000.0).save(folder, "my_plan.xlsx")
    outcome = call(*PULL)
    assert outcome.code == 0
    assert outcome.err.startswith(
        f"warning: my_plan.xlsx Inputs!{at[1]} audience.followers_today = 60000: is a formula"
    )
    assert "48_000 → 60_000" in outcome.out


def test_what_followed_base_is_told(folder: Path, made: Built, book: Draft, call: Run) -> None:
    book.type(made.addresses.input("base", "audience.views_carried_on"), 0.9).save(folder, "my_plan.xlsx")
    outcome = call(*PULL)
    assert outcome.err == (
        'note: scenarios.cautious.audience.views_carried_on was "-20%" and keeps the number it had, '
        "since workbooks hold numbers; write the change again if it is to follow Base.\n"
    )


def test_a_change_of_base_that_is_typed_over_is_not_worth_a_note(
    folder: Path, made: Built, book: Draft, call: Run
) -> None:
    at = made.addresses.input("cautious", "audience.views_carried_on")
    book.type(at, 0.9).save(folder, "my_plan.xlsx")
    outcome = call(*PULL)
    assert outcome.err == ""
    assert '"-20%" → 0.9' in outcome.out


def test_a_plan_changed_since_the_build_is_told(folder: Path, tweaked: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("amount = 1500", "amount = 1600"), encoding="utf-8")
    outcome = call(*PULL)
    assert outcome.err == (
        "note: my_plan.toml has changed since the workbook was built; where they differ, the workbook counts.\n"
    )
    assert "sponsorships.signed.glow.amount                 1600 → 1500" in outcome.out
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PULLED


def test_stress_lines_taken_out_are_told(folder: Path, call: Run) -> None:
    text = PLAN.replace('title = "Café"', 'title = "Café"\nstress = ["reach halves from month 2 for 2 months"]')
    (folder / "my_plan.toml").write_text(text, encoding="utf-8")
    plan = parse_plan(text)
    changed = with_input(plan, "my_own", "audience.reach_factor", months={3: 0.7})
    (folder / "my_plan.xlsx").write_bytes(build(changed).file.data)
    outcome = call(*PULL)
    assert "Stress lines were taken out" in outcome.err
    assert '["reach halves from month 2 for 2 months"] → (removed)' in outcome.out


def test_a_scenario_that_the_workbook_does_not_have_stays(folder: Path, tweaked: Path, call: Run) -> None:
    late = "\n[scenarios.late]\naudience.videos = 3\n"
    (folder / "my_plan.toml").write_text(PLAN + late, encoding="utf-8")
    outcome = call(*PULL)
    assert 'note: The scenario "Late" is not in the workbook and stays as it is.' in outcome.err
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PULLED + late


def test_a_plan_of_another_shape_is_refused(folder: Path, tweaked: Path, call: Run) -> None:
    text = PLAN.replace("months = 14", "months = 12").replace('name = "amazon"', 'name = "shein"')
    text = text.replace("affiliate.amazon.conversion", "affiliate.shein.conversion")
    (folder / "my_plan.toml").write_text(text, encoding="utf-8")
    outcome = call(*PULL)
    assert outcome.code == 1
    assert outcome.out == ""
    assert "it has 14 months, but my_plan.toml has 12 (build the workbook again from my_plan.toml, or" in outcome.err
    assert "is in my_plan.toml, but not in the workbook" in outcome.err
    assert "is in the workbook, but not in my_plan.toml" in outcome.err
    assert outcome.err.endswith("3 problems to mend.\n")
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == text


def test_files_that_are_not_what_they_should_be(folder: Path, tweaked: Path, call: Run) -> None:
    right = "Error: the workbook comes first, then the plan: revenue-planner pull my_plan.xlsx my_plan.toml\n"
    assert call("pull", "my_plan.toml", "my_plan.xlsx") == (2, "", right)
    assert call("pull", "my_plan.xlsx", "my_plan.xlsx") == (2, "", right)
    for arguments, words in (
        (("my_plan.xlsx", "other.toml"), "other.toml: there is no such file"),
        (("other.xlsx", "my_plan.toml"), "other.xlsx"),
        (("my_plan.toml", "my_plan.toml"), "my_plan.toml"),
    ):
        outcome = call("pull", *arguments)
        assert outcome.code == 1, arguments
        assert words in outcome.err
        assert "Traceback" not in outcome.err
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN


def test_problems_of_plan_and_workbook_stop_it(folder: Path, made: Built, book: Draft, call: Run) -> None:
    at = made.addresses.input("base", "audience.videos")
    book.type(at, "many").save(folder, "my_plan.xlsx")
    outcome = call(*PULL)
    assert outcome.code == 1
    assert f"my_plan.xlsx Inputs!{at[1]} audience.videos = many: must be a number" in outcome.err
    (folder / "my_plan.toml").write_text(PLAN.replace("0.015", "1.5"), encoding="utf-8")
    outcome = call(*PULL)
    assert outcome.code == 1
    assert "my_plan.toml:" in outcome.err


def test_a_plan_that_is_open_elsewhere_is_left_alone(folder: Path, tweaked: Path, call: Run) -> None:
    (folder / ".~lock.my_plan.toml#").write_bytes(b"")
    outcome = call(*PULL)
    assert outcome.code == 3
    assert outcome.out == ""
    assert "open in another program" in outcome.err
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN


def test_a_write_that_fails_leaves_the_plan(
    folder: Path, tweaked: Path, call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    outcome = call(*PULL)
    assert outcome.code == 3
    assert "No space left on device" in outcome.err
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN
    assert names(folder) == ["my_plan.toml", "my_plan.xlsx"]


def test_the_tweaked_workbook_is_built_again(folder: Path, tweaked: Path, call: Run) -> None:
    assert call(*PULL).code == 0
    assert call("build", "my_plan.toml", "-o", "again.xlsx").code == 0
    one, other = call("show", "my_plan.xlsx", "--csv"), call("show", "again.xlsx", "--csv")
    assert one.code == 0
    assert one.out == other.out
    assert one.out != ""
