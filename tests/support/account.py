"""What every plan states of its account, for texts that are about something else."""

from __future__ import annotations

FOLLOWERS, VIEWS, VIDEOS = 60_000, 200_000, 16
STATED = f"followers_today = {FOLLOWERS:_}\n"
MEASURED = f"[audience.measured]\nviews = {VIEWS:_}\nvideos = {VIDEOS}\n"
#: The tables for a text that has neither.
ACCOUNT = f"[audience]\n{STATED}{MEASURED}"


def with_account(text: str) -> str:
    """The text of a plan with the figures that every plan states, where it does not state them.

    Followers stand at the end of its table [audience], so that lines above stay where they are; the rest at its end.
    """
    lines = [line + "\n" for line in text.removesuffix("\n").split("\n")]
    if "followers_today" not in text:
        headings = [number for number, line in enumerate(lines) if line.startswith("[")]
        own = next((number for number in headings if lines[number].startswith("[audience]")), None)
        if own is None:
            return "".join(lines) + ACCOUNT
        lines.insert(next((number for number in headings if number > own), len(lines)), STATED)
    return "".join(lines) + ("" if "[audience.measured" in text else MEASURED)
