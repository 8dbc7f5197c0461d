"""Commands run in this process as a user would run them, with a watch on time, exit code and words."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from types import FrameType
from typing import NamedTuple

from revenue_planner.cli.main import main

LONGEST_SECONDS = 10.0
#: ok, the plan or file has problems, usage, the output exists.
EXIT_CODES = (0, 1, 2, 3)
NOT_FOR_USERS = ("Traceback", "Something went wrong inside the planner", 'File "/')


class Hang(BaseException):
    """A command that took too long. Nothing of the planner may catch it."""


class Told(NamedTuple):
    code: int
    out: str
    err: str


def command(*arguments: str) -> Told:
    """Run a command. Raises Hang after ten seconds of work."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err), _watch():
        code = main(arguments)
    return Told(code, out.getvalue(), err.getvalue())


def faults(told: Told) -> str:
    """What no command may do, whatever it is given; "" where it did nothing of that."""
    if told.code not in EXIT_CODES:
        return f"exit code {told.code}"
    for words in NOT_FOR_USERS:
        if words in told.out or words in told.err:
            return f"{words} is told"
    if not told.out.strip() and not told.err.strip():
        return f"says nothing, with exit code {told.code}"
    if told.code and not told.err.strip() and not told.out.lstrip().startswith("{"):
        return "does not say why"
    return ""


def tried(arguments: Sequence[str], description: object) -> Told:
    """Run a command that must behave; the assertion names what was mutated, and how."""
    try:
        told = command(*arguments)
    except Hang:
        raise AssertionError(f"{description}: {arguments[0]} took longer than {LONGEST_SECONDS:.0f} s") from None
    fault = faults(told)
    assert not fault, f"{description}: {' '.join(arguments)}: {fault}\n{told.out[-500:]}\n{told.err[-2000:]}"
    return told


@contextmanager
def _watch() -> Iterator[None]:
    """Raises Hang after ten seconds of work, or a minute of waiting: other tests may keep the machine busy."""
    if sys.platform == "win32":
        yield
        return
    rung: list[int] = []

    def ring(signum: int, frame: FrameType | None) -> None:
        rung.append(signum)
        raise Hang

    timers = {signal.SIGVTALRM: (signal.ITIMER_VIRTUAL, LONGEST_SECONDS), signal.SIGALRM: (signal.ITIMER_REAL, 60.0)}
    before = {number: signal.signal(number, ring) for number in timers}
    # They ring again each second, since Python swallows what is raised while it clears objects away.
    for timer, seconds in timers.values():
        signal.setitimer(timer, seconds, 1.0)
    try:
        yield
    finally:
        for timer, _seconds in timers.values():
            signal.setitimer(timer, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
    if rung:
        raise Hang
