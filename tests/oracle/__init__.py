"""The model of the template `full`, written by hand for numpy.

This is what the planner's generated program is measured against, in figures and in time: the same lines, as
someone would write them who knows numpy, the model and nothing else; it imports nothing of the planner's. Loops
over months stand only where a month needs the one before and no cumulative sum will do. A test compares every line
that is written here with the planner's; lines that the planner has besides need not be written here.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.oracle.audience import audience
from tests.oracle.business import business
from tests.oracle.following import affiliate, creator_rewards, live_gifts, sponsorships
from tests.oracle.measured import measured
from tests.oracle.parts import Array, Calendar, Part
from tests.oracle.selling import consulting, own_product, shop_creator, shop_seller


def simulate(inputs: Mapping[str, Array], calendar: Calendar) -> dict[str, Array]:
    """Each line that is written here, by its key. Inputs and results are shaped as those of `Program.run`; a
    line that is the same in all columns may have one column."""
    lines: dict[str, Array] = {}

    def part(key: str) -> Part:
        return Part(key, inputs, lines)

    of = audience(part("audience"), measured(part("audience.measured"), calendar), calendar)
    brands, creator, seller = part("sponsorships"), part("tiktok_shop.creator"), part("tiktok_shop.seller")
    signed = [part(f"sponsorships.signed.{name}") for name in ("kettle", "oat_milk")]
    sponsorships(brands, signed, of, calendar)
    shop_creator(creator, of, brands, calendar)
    shop_seller(seller, of, brands, creator, calendar)
    creator_rewards(part("creator_rewards"), of, brands, (creator, seller), calendar)
    live_gifts(part("live_gifts"), of, calendar)
    for name in ("amazon", "roaster"):
        affiliate(part(f"affiliate.{name}"), of, calendar)
    for name in ("course", "presets", "tamper"):
        own_product(part(f"own_products.{name}"), of, calendar)
    for name in ("lessons", "cafes"):
        consulting(part(f"consulting.{name}"), of, calendar)
    costs = [part(f"business.one_off.{name}") for name in ("camera", "lawyer")]
    business(part("business"), costs, of, calendar)
    return lines


def deals_offered(inputs: Mapping[str, Array], calendar: Calendar) -> Array:
    """The deals on offer, and nothing that does not need to be known for them."""
    lines: dict[str, Array] = {}

    def part(key: str) -> Part:
        return Part(key, inputs, lines)

    of = audience(part("audience"), measured(part("audience.measured"), calendar), calendar)
    signed = [part(f"sponsorships.signed.{name}") for name in ("kettle", "oat_milk")]
    sponsorships(part("sponsorships"), signed, of, calendar)
    return lines["sponsorships.deals_offered"]
