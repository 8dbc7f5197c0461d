"""Being told to stop: by Ctrl-C, by the system that shuts down, by a terminal that is closed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from revenue_planner.ground.atomic import remove_unfinished

#: Signals that ask a program to end, where the system has them. Ctrl-C is Python's own affair.
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
INTERRUPTED = 130


class StoppedError(KeyboardInterrupt):
    """A signal that asks to end; like Ctrl-C no `except Exception` holds it up, and what is open is closed."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


def stop_in(error: BaseException | None) -> KeyboardInterrupt | None:
    """The interruption that an error is, or in the middle of which it came about."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error


def exit_code(stop: BaseException) -> int:
    """What a shell expects of a program that ended for this reason."""
    return stop.exit_code if isinstance(stop, StoppedError) else INTERRUPTED


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it, signals that ask to end raise StoppedError; the second one ends at once.

    Signals that somebody has taken or ignores (nohup) stay theirs.
    """
    before = {}
    asked = False

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            _end(128 + number)
        asked = True
        raise StoppedError(number)

    def unraisable(error: sys.UnraisableHookArgs) -> None:
        # Python drops what is raised while it tidies up: the stop would be lost, and a traceback printed.
        if isinstance(error.exc_value, KeyboardInterrupt):
            _end(exit_code(error.exc_value))
        hook(error)

    hook, sys.unraisablehook = sys.unraisablehook, unraisable
    for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
        try:
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, stop)
        except ValueError:  # not in the main thread, which alone is told of signals
            break
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(code: int) -> None:
    remove_unfinished()
    os._exit(code)
