"""Tables on stdout: coloured on a terminal, plain text where the output goes elsewhere."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

GAP = 2


@contextmanager
def printed() -> Iterator[Console]:
    """A console whose output goes to stdout in the end, without spaces at the ends of lines."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 10_000
    with console.capture() as captured:
        yield console
    # Tables are padded to their full width, which wraps in narrower windows and clutters files.
    sys.stdout.write(re.sub(r"[ ]+$", "", captured.get(), flags=re.MULTILINE))


def plain_table(*columns: str, right: int = 1) -> Table:
    """A table without lines. Columns from number `right` on stand to the right and never wrap."""
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold", show_header=any(columns))
    for number, heading in enumerate(columns):
        if number < right:
            table.add_column(Text(heading), overflow="fold")
        else:
            table.add_column(Text(heading), justify="right", no_wrap=True)
    return table


def number_style(shown: str) -> str:
    """Red for what is below 0."""
    return "red" if len(shown) > 1 and shown[0] == "-" else ""
