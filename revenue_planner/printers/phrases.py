"""Phrases that sentences about equations are put together of, and how firmly their words hold together."""

from __future__ import annotations

from dataclasses import dataclass

#: How firmly a phrase holds together. An operand that holds less firmly than its place asks is bracketed.
CLAUSE, SUM, FIGURE, PRODUCT, ATOM = range(5)

SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
COMPARISONS = {
    ">=": "is at least",
    ">": "is above",
    "<=": "is at most",
    "<": "is below",
    "=": "equals",
}
OVER_MONTHS = {
    "total": ("total of {}", FIGURE),
    "lowest": ("the lowest {}", FIGURE),
    "highest": ("the highest {}", FIGURE),
    "typical": ("the median {}", FIGURE),
    "average": ("the average {}", FIGURE),
    "opening": ("opening {}", ATOM),
    "closing": ("closing {}", ATOM),
    "first": ("number of the first month with {}", FIGURE),
    "at": ("{} in month {}", FIGURE),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text, and how firmly it holds together."""

    text: str
    strength: int = ATOM

    def at(self, least: int) -> str:
        """The text for a place that asks for this strength."""
        return self.text if self.strength >= least else f"({self.text})"
