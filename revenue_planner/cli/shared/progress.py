"""A bar on stderr for work that takes seconds, where somebody looks on; logs stay short."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None] | None]:
    """Gives what is told of steps as they are done; None where nobody looks on."""
    if not watched():
        yield None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


def watched() -> bool:
    """Whether stderr is a terminal."""
    return sys.stderr.isatty()
