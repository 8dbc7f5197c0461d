"""Words for hints: the nearest of some, lists, numbers as people write and read them."""

from __future__ import annotations

from revenue_planner.plan.reading.hints import listed, nearest, nearest_of, spoken, typed
from revenue_planner.plan.reading.instances import plan_streams


def test_numbers_as_typed_and_as_read() -> None:
    assert [typed(n) for n in (1000.0, 0.03, 0.000002, 1e12, -2.5)] == [
        "1000", "0.03", "0.000002", "1000000000000", "-2.5",
    ]  # fmt: skip
    assert [spoken(n) for n in (1000.0, 0.000002, 1e12)] == ["1,000", "0.000002", "1,000,000,000,000"]


def test_nearest() -> None:
    assert nearest("vidoes", ["age", "videos"]) == 'did you mean "videos"?'
    assert nearest("Own-Products", ["own_products"]) == 'did you mean "own_products"?'
    assert nearest("podcasts", ["own_products", "plan"]) == ""


def test_listed() -> None:
    assert listed([]) == "none"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert listed([str(n) for n in range(20)]).endswith("11, …")


def test_every_misspelt_key_of_the_schema_is_told_right_or_not_at_all() -> None:
    """One letter left out, doubled or swapped never leads to another key alone."""
    tables = {name: list(stream.inputs()) for name, stream in plan_streams().items()}
    told = wrong = 0
    for keys in tables.values():
        for key in keys:
            for at in range(1, len(key) - 1, 2):
                for typo in (
                    key[:at] + key[at + 1 :],
                    key[:at] + key[at] + key[at:],
                    key[:at] + key[at + 1] + key[at] + key[at + 2 :],
                ):
                    found = nearest_of(typo, keys) if typo not in keys else []
                    told += bool(found)
                    wrong += bool(found) and key not in found
    assert told > 2_000
    assert wrong == 0
