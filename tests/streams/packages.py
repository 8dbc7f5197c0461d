"""Packages as pip leaves them in a site directory, sound or broken, to be found by their entry points."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

HEAD = """
from revenue_planner.language import ONE, ZERO, Answer, Assume, AssumeMonth, Choice, Expr, Stream, Uses
from revenue_planner.language import figure, line, total
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream, PaidLater
from revenue_planner.streams.business import Profit
"""
#: A sound stream; `{table}` and `{extra}` (more of the class's body) are filled in.
STREAM = '''
class Podcast(PaidLater):
    """Advertising in a podcast."""

    name = "{table}"
    group = "{group}"
    group_label = title = "{title}"
    position = 9

    audience = Uses(Audience)
    listen_rate = Assume(0.02, "share", "Followers who listen", low=0.001, high=0.1)
    fee = Assume(0.05, "money/follower", "Pay per listener", low=0.01, high=1, by_month=True)
    show_hours = Assume(6, "hours", "Hours for the show", low=1, high=30)

    @line("followers")
    def listeners(self) -> Expr:
        """Followers who listen."""
        return self.audience.followers * self.listen_rate * self.activity

    @line("money")
    def earned(self) -> Expr:
        """Listeners times pay."""
        return self.listeners * self.fee

    @line("hours")
    def hours(self) -> Expr:
        """Your time for the show."""
        return self.show_hours * self.activity

{extra}
'''


def stream(table: str = "podcast", extra: str = "", title: str = "Podcast") -> str:
    """The source of a module with a sound stream, unless `extra` (lines of its class) spoils it."""
    group = table.replace(".", "_")
    return HEAD + STREAM.format(table=table, group=group, title=title, extra=indent(extra.strip("\n"), "    "))


def install(
    site: Path,
    source: str | None,
    *,
    package: str = "podcast-ads",
    version: str = "1.2",
    entry: str = "podcast",
    value: str = "",
    entry_points: str = "",
    metadata: bool = True,
) -> str:
    """Put a package of one module there. Returns what people call it, "podcast-ads 1.2"."""
    module = package.replace("-", "_")
    if source is not None:
        (site / f"{module}.py").write_text(source, encoding="utf-8")
    information = site / f"{module}-{version}.dist-info"
    information.mkdir()
    if metadata:
        text = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        (information / "METADATA").write_text(text, encoding="utf-8")
    points = entry_points or f"[revenue_planner.streams]\n{entry} = {value or f'{module}:Podcast'}\n"
    (information / "entry_points.txt").write_text(points, encoding="utf-8")
    return f"{package} {version}"
