"""How two sets of recalculated cells differ, and a tally of all that was compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.workbook_file import Cells

TOLERANCE = 1e-9


@dataclass
class Tally:
    """Cells compared so far with one engine, and the largest relative difference among numbers."""

    cells: int = 0
    largest: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """Cells in which two engines differ, in words; `largest` is over all numbers."""

    cells: int
    largest: float
    differing: dict[tuple[str, str], str] = field(default_factory=dict)

    def __str__(self) -> str:
        shown = "\n".join(list(self.differing.values())[:20])
        return f"{len(self.differing)} of {self.cells} cells differ:\n{shown}"

    def must_agree(self, what: str) -> None:
        """Raise AssertionError, naming cells, where any differs."""
        if self.differing:
            raise AssertionError(f"{what}: {self}")


#: By engine; printed at the end of a test run.
tallies: dict[str, Tally] = {}


def compare(ours: Cells, theirs: Cells, engine: str = "") -> Comparison:
    """Agreement is |a − b| ≤ 1e-9 · max(1, |a|); a text agrees with the same text, "" with an empty cell."""
    differing: dict[tuple[str, str], str] = {}
    largest = 0.0
    for key, a in ours.items():
        b = theirs[key]
        if isinstance(a, float) and isinstance(b, float):
            apart = abs(a - b) / max(1.0, abs(a))
            # Written so that NaN disagrees.
            if apart <= TOLERANCE:
                largest = max(largest, apart)
                continue
        elif (a or "") == (b or "") and not isinstance(a, float) and not isinstance(b, float):
            continue
        differing[key] = f"{key[0]}!{key[1]}: {a!r} is ours, {b!r} {engine or 'theirs'}"
    if engine and not differing:
        tally = tallies.setdefault(engine, Tally())
        tally.cells += len(ours)
        tally.largest = max(tally.largest, largest)
    return Comparison(len(ours), largest, differing)
