"""The rate of return is found, whatever the cash flows are: by us, by two engines and by LibreOffice.

Applications take whatever root they come to from where they begin, and some flows have others below 0. So what is
tested is where the plan's own rows tell them to begin.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from revenue_planner.engine.functions import Array
from tests.support.comparison import compare
from tests.support.engines import ENGINES, Engine, cached_values, libreoffice_convert, recalculated, soffice
from tests.support.flows import (
    EXISTS,
    GREATEST,
    GUESS,
    LEAST,
    RATE,
    hostile_flows,
    lines_of,
    workbook_of,
)
from tests.support.programs import need
from tests.support.workbook_file import Cells

LENGTHS = (1, 2, 3, 4, 6, 12, 24, 36, 48, 60)
COLUMNS = 320
#: Half a million per cent a month. Formualizer asks for a present value of exactly 0, nearly; where the flows
#: are worth millions it refuses some greater rates, even if told to begin with the rate itself.
HIGHEST = 5_000.0


HUGE = ", huge"


@pytest.fixture(scope="module")
def flows() -> dict[str, Array]:
    """3,200 in all, by sheet; those of greater rates on sheets of their own."""
    found: dict[str, Array] = {}
    for months in LENGTHS:
        each = hostile_flows(months, COLUMNS)
        usual = lines_of(each)[RATE][0] < HIGHEST
        found |= {f"{months} months": each[:, usual], f"{months} months{HUGE}": each[:, ~usual]}
    return found


@pytest.fixture(scope="module")
def workbook(flows: dict[str, Array]) -> tuple[bytes, Cells]:
    return workbook_of(flows)


@pytest.mark.parametrize("months", LENGTHS)
def test_it_lies_between_the_two_rates_and_is_at_most_twice_the_guess(months: int) -> None:
    """From half of the rate up to it, the flows are worth less at every step: Newton's steps go the right way."""
    lines = lines_of(hostile_flows(months, 2_000))
    assert (lines[EXISTS] == 1).all()
    least, guess, rate, greatest = (lines[key][0] for key in (LEAST, GUESS, RATE, GREATEST))
    # A rounding error apart, where the bracket is no wider.
    error = 1e-9 * rate + 1e-14
    assert (least <= rate + error).all()
    assert (guess <= rate + error).all()
    assert (rate <= greatest + error).all()
    assert (rate <= 2 * guess).all()


def test_the_flows_are_hostile(flows: dict[str, Array]) -> None:
    """Many change sign often, end with losses, or have a tiny or a huge rate."""
    year = flows["12 months"]
    assert ((np.diff(np.sign(year), axis=0) != 0).sum(axis=0) >= 5).mean() > 0.3
    assert (year[-1] < 0).mean() > 0.2
    rates = np.concatenate([lines_of(each)[RATE][0] for each in flows.values()])
    assert len(rates) == len(LENGTHS) * COLUMNS
    assert (rates < 1e-6).sum() > 50
    assert (rates > 100).sum() > 50
    assert (rates > HIGHEST).sum() > 5


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_find_it(workbook: tuple[bytes, Cells], engine: type[Engine]) -> None:
    data, ours = workbook
    usual = {at: value for at, value in ours.items() if HUGE not in at[0]}
    compare(usual, recalculated(engine, data, usual), engine.name).must_agree("rates of return")


@pytest.mark.libreoffice
def test_libreoffice_finds_it(workbook: tuple[bytes, Cells], tmp_path: Path) -> None:
    need("LibreOffice", soffice(), "the program soffice")
    data, ours = workbook
    path = tmp_path / "rates.xlsx"
    path.write_bytes(data)
    theirs = cached_values(libreoffice_convert([path], tmp_path)[0], ours)
    compare(ours, theirs, "libreoffice").must_agree("rates of return")


@pytest.mark.parametrize("engine", ENGINES)
def test_elsewhere_it_would_not_be_found(flows: dict[str, Array], engine: type[Engine]) -> None:
    """The control: who begins at the usual 10 % comes to other roots, or to none."""
    data, ours = workbook_of({"12 months": flows["12 months"]}, guess=0.1)
    assert len(compare(ours, recalculated(engine, data, ours)).differing) > 20
