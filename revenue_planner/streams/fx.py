"""Rates of exchange: amounts that ship with the planner are in US dollars."""

from __future__ import annotations

from revenue_planner.ground.rates import RATES_DATE, RATES_SOURCE
from revenue_planner.language import Assume, Stream


class ExchangeRates(Stream):
    """What other money costs in the money of the plan. Only plans that are not in US dollars have it."""

    name = "fx"
    title = "Exchange rates"
    position = 98

    usd = Assume(
        1, "factor", "A US dollar costs", low=1, high=1, minimum=1e-6, maximum=1e6, nature="fact", exchange=True,
        source=RATES_SOURCE, as_of=RATES_DATE, note="in the plan's currency; usual amounts of money follow it",
    )  # fmt: skip
