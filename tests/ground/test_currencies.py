"""Currencies that are known without the list are those of the list."""

from __future__ import annotations

import pytest
from babel.numbers import list_currencies

from revenue_planner.ground.currencies import SIGNS, currencies_meant, is_currency


@pytest.mark.parametrize("word", [*SIGNS, "dollar", "crowns", "peso", "franc", "rupee", "dirham"])
def test_what_signs_and_words_stand_for_is_in_the_list(word: str) -> None:
    assert set(currencies_meant(word)) <= set(list_currencies())


def test_codes_are_those_of_the_list() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = {a + b + c for a in letters for b in letters for c in letters}
    assert {code for code in codes if is_currency(code)} == set(list_currencies()) & codes
