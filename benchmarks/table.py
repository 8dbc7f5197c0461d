"""The printed table: what was measured, against what, and whether the aim is met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A ratio. `ours` and `theirs` are seconds, or in another `unit`; `aim` is the largest ratio ours/theirs
    that we want, None where there is none."""

    what: str
    ours: float
    against: str
    theirs: float
    aim: float | None = None
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def verdict(self) -> str:
        if self.aim is None:
            return ""
        met = "met" if self.ratio <= self.aim else "MISSED"
        wanted = f"{self.aim:.2f}x" if self.aim >= 0.2 else f"1/{1 / self.aim:.0f}"
        return f"{met} (at most {wanted})"


def printed(rows: list[Row]) -> str:
    """The rows as aligned text."""
    heads = ("What", "Ours", "Against", "Theirs", "Ratio", "Aim")
    lines = [
        (
            row.what,
            _spoken(row.ours, row.unit),
            row.against,
            _spoken(row.theirs, row.unit),
            _ratio(row.ratio),
            row.verdict,
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in (heads, *lines)) for column in range(len(heads))]
    right = (False, True, False, True, True, False)
    text = []
    for line in (heads, tuple("-" * width for width in widths), *lines):
        cells = [
            cell.rjust(width) if flag else cell.ljust(width)
            for cell, width, flag in zip(line, widths, right, strict=True)
        ]
        text.append("  ".join(cells).rstrip())
    return "\n".join(text)


def _spoken(number: float, unit: str) -> str:
    return f"{number * 1000:,.1f} ms" if unit == "s" and number < 10 else f"{number:,.1f} {unit}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}x" if ratio >= 0.2 else f"1/{1 / ratio:.0f}"
