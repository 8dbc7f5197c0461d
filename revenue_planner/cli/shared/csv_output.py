"""CSV on stdout, in the forms that programs and spreadsheet applications read without asking."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import click

from revenue_planner.cli.shared.terminal import put_data

#: What makes a spreadsheet application take text for a formula, as its first character.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """`marked`: the file begins with the mark by which Excel knows UTF-8."""

    separator: str
    decimal: str
    marked: bool
    line_end: str


#: Excel opens a file with the separator and the decimal sign of the language that the computer is set to.
STYLES = {
    "plain": CsvStyle(",", ".", marked=False, line_end="\n"),
    "excel": CsvStyle(",", ".", marked=True, line_end="\r\n"),
    "german": CsvStyle(";", ",", marked=True, line_end="\r\n"),
}
PLAIN = STYLES["plain"]


def csv_options(what: str) -> Callable[..., Callable[..., object]]:
    """`--csv`, which gives `what`, and `--csv-style`: the command gets `csv`, a style or None for no CSV."""

    def options(command: Callable[..., object]) -> Callable[..., object]:
        flag = click.option(
            "--csv", "as_csv", is_flag=True, is_eager=True, expose_value=False, callback=_noted, help=what
        )
        style = click.option(
            "--csv-style",
            "csv",
            type=click.Choice(list(STYLES)),
            callback=_chosen,
            help="As --csv, for whom: plain, for programs; excel, for Excel in English; german, for Excel in German "
            "and other languages that write 0,5 (semicolons, decimal commas).",
        )
        return flag(style(command))

    return options


def _noted(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta[__name__] = value


def _chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> CsvStyle | None:
    return STYLES[value] if value else PLAIN if ctx.meta[__name__] else None


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]], style: CsvStyle) -> None:
    """To stdout, numbers at full precision. Text that a spreadsheet application would take for a formula gets an
    apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=style.separator, lineterminator=style.line_end)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_field(value, style) for value in row])
    put_data(file.getvalue(), marked=style.marked)


def _field(value: object, style: CsvStyle) -> object:
    if isinstance(value, float):
        return repr(value).replace(".", style.decimal)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
