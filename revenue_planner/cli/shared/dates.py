"""Dates that a user gives: the planner itself never looks at the clock, so that what it makes can be made again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click


def as_of_option(where: str) -> Callable[..., Callable[..., object]]:
    """`--as-of DATE`, "" where it is not given; `where` says where the date is noted."""
    return click.option(
        "--as-of",
        metavar="DATE",
        callback=_date,
        help=f"A date to note {where}, as 2027-01-31; none if you do not say.",
    )


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a date; write it as 2027-01-31') from None
