"""Words for hints: the nearest of some."""

from __future__ import annotations

from revenue_planner.plan.reading.hints import nearest, nearest_of
from revenue_planner.plan.tables import plan_streams


def test_nearest() -> None:
    assert nearest("vidoes", ["age", "videos"]) == 'did you mean "videos"?'
    assert nearest("Own-Products", ["own_products"]) == 'did you mean "own_products"?'
    assert nearest("podcasts", ["own_products", "plan"]) == ""


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
