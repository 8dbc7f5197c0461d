"""Workbooks to read back: built from plans, then changed cell by cell as users and other programs do."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.support.building import Built, build_text

PLAN = """
[plan]
title = "Maya & <co>"
currency = "EUR"
start = "2027-03"
months = 8

[audience]
opening_followers = 30_000
videos = [16, 16, 20]
season_views = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.1, 1.25]

[creator_rewards]

[sponsorships]
[[sponsorships.signed]]
name = "glow"
label = "Glow serum"
month = "2027-05"
amount = 1500

[[affiliate]]
name = "amazon"
label = "Amazon Associates"
link_share = 0.2

[[own_products]]
name = "course"
kind = "digital"
link_share = 0.1

[business]
[[business.one_off]]
name = "camera"
month = "2027-04"
amount = 900

[risk]
seed = 9_007_199_254_740_993
trials = 2_500
goal = "take_home >= 500 by 2027-10"
correlations = [ { between = ["audience.follow_rate", "audience.link_click_rate"], value = 0.25 } ]
[risk.inputs]
audience.for_you_views_per_video = { p10 = 2_000, p90 = 30_000 }
affiliate.amazon.conversion = { p90 = 0.0275 }
own_products.course.conversion = "fixed"

[scenarios.cautious]
affiliate.amazon.conversion = "-20%"
audience.videos = { "2027-06" = 4 }
audience.season_views = "x0.9"
stress = ["reach halves from 2027-09 for 2 months"]

[scenarios.my_own]
"""


@cache
def built() -> Built:
    """The plan above as a workbook."""
    return build_text(PLAN)


class Draft:
    """A workbook file whose cells can be changed in its XML, leaving all else as it is."""

    def __init__(self, data: bytes | None = None) -> None:
        data = built().file.data if data is None else data
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}

    def sheet(self, tab: str) -> str:
        """The member of a tab, which is one of the built workbook's."""
        return built().file.sheets[tab]

    def replace(self, member: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Draft:
        """Change the first match of a pattern in a member; it must be there."""
        text, changes = re.subn(pattern, replacement, self.members[member].decode(), count=1, flags=re.DOTALL)
        assert changes == 1, f"{member} has no {pattern}"
        self.members[member] = text.encode()
        return self

    def replace_all(self, member: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Draft:
        text, changes = re.subn(pattern, replacement, self.members[member].decode(), flags=re.DOTALL)
        assert changes, f"{member} has no {pattern}"
        self.members[member] = text.encode()
        return self

    def cell(self, at: tuple[str, str], content: str, kind: str = "") -> Draft:
        """Give a cell other XML between its tags; its style, and so its lock, stays."""

        def changed(found: re.Match[str]) -> str:
            style = re.search(r' s="\d+"', found[0])
            attributes = (style[0] if style else "") + (f' t="{kind}"' if kind else "")
            return f'<c r="{at[1]}"{attributes}>{content}</c>'

        return self.replace(self.sheet(at[0]), rf'<c r="{at[1]}"(?: [^>]*?)?(?:/>|>.*?</c>)', changed)

    def type(self, at: tuple[str, str], value: float | str | bool | None) -> Draft:
        """Type a value over whatever is in a cell; None empties it."""
        if isinstance(value, bool):
            return self.cell(at, f"<v>{int(value)}</v>", "b")
        if isinstance(value, str):
            return self.cell(at, f"<is><t>{escape(value)}</t></is>", "inlineStr")
        return self.cell(at, "" if value is None else f"<v>{value!r}</v>")

    def formula(self, at: tuple[str, str], formula: str, value: float | str | None = None) -> Draft:
        """Put a formula into a cell, with a stored figure or (None) without."""
        stored = "" if value is None else f"<v>{escape(str(value))}</v>"
        return self.cell(at, f"<f>{escape(formula)}</f>{stored}", "str" if isinstance(value, str) else "")

    def error(self, at: tuple[str, str], code: str) -> Draft:
        return self.cell(at, f"<v>{code}</v>", "e")

    @property
    def data(self) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return out.getvalue()

    def save(self, folder: Path, name: str = "book.xlsx") -> Path:
        path = folder / name
        path.write_bytes(self.data)
        return path


def reworked(change: Callable[[Any], None], folder: Path, data: bytes | None = None) -> Path:
    """The workbook after `change` was made with openpyxl, which drops all stored figures."""
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells what it leaves out
        book = openpyxl.load_workbook(BytesIO(built().file.data if data is None else data))
    change(book)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def of_input(key: str, scenario: str = "base") -> tuple[str, str]:
    """Where an input is typed on the tab Inputs."""
    return built().addresses.input(scenario, key)


def of_month(key: str, number: int, scenario: str = "base") -> tuple[str, str]:
    """Where an input is typed for a month (of a season: a calendar month) on the Calendar."""
    return built().addresses.calendar(scenario, key, number)


def of_text(tab: str, text: str) -> tuple[str, str]:
    """The only cell of a tab with this text."""
    return tab, built().addresses.at(tab, text)
