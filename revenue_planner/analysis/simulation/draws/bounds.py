"""What an input can be at all, and a scale on which it has no ends: there steps up and down mean the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

from revenue_planner.ground.units import parse_unit
from revenue_planner.language.inputs import Assume

#: A limit as far off as this only stops overflow: it is none.
_NONE = 1e12


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that is possible, infinite where there is no such limit.

    On its scale a figure without a lower end stands as it is, one above a lower end by the logarithm of what
    it has more, one between two ends by the logarithm of its odds.
    """

    minimum: float = -math.inf
    maximum: float = math.inf

    @property
    def none(self) -> bool:
        return math.isinf(self.minimum) and math.isinf(self.maximum)

    def place(self, figure: float) -> float:
        """Where a figure stands on the scale; infinitely far out at an end."""
        above, below = figure - self.minimum, self.maximum - figure
        if above <= 0 or below <= 0:
            return -math.inf if above <= 0 else math.inf
        if self.none:
            return figure
        return (0.0 if math.isinf(above) else math.log(above)) - (0.0 if math.isinf(below) else math.log(below))

    def moved(self, figure: float, by: float) -> float:
        """The figure that stands so far up the scale from another; at an end it stays there."""
        if not self.minimum < figure < self.maximum or by == 0:
            return figure
        if self.none:
            return figure + by
        times = math.exp(by)
        if math.isinf(self.maximum):
            return self.minimum + (figure - self.minimum) * times
        if math.isinf(self.minimum):
            return self.maximum - (self.maximum - figure) / times
        share = (figure - self.minimum) / (self.maximum - self.minimum)
        return self.minimum + (figure - self.minimum) * times / (1.0 - share + share * times)

    def around(self, figure: float, spread: float) -> tuple[float, float]:
        """The figures `spread` down and up: a step on the scale, or a share of a figure that has no ends."""
        step = spread * abs(figure) if self.none else spread
        return self.moved(figure, -step), self.moved(figure, step)


#: What has no limits.
ANYTHING = Bounds()


def bounds_of(declared: Assume) -> Bounds:
    """What an input can be. Of money only "not below 0" is such a limit: other amounts depend on the currency. A whole
    number comes from what is within half of it."""
    half = 0.5 if declared.whole else 0.0
    money = any(symbol == "money" for symbol, _power in parse_unit(declared.unit).powers)
    no_least = declared.minimum <= -_NONE or (money and declared.minimum < 0)
    return Bounds(
        -math.inf if no_least else declared.minimum - half,
        math.inf if declared.maximum >= _NONE or money else declared.maximum + half,
    )
