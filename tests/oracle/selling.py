"""Own products, consulting, and both sides of TikTok Shop."""

from __future__ import annotations

import numpy as np

from tests.oracle.audience import Audience
from tests.oracle.parts import (
    Array,
    Calendar,
    Part,
    agree,
    first_month,
    flag,
    later,
    met,
    over,
    stock,
    total,
    withheld,
)


def own_product(p: Part, of: Audience, calendar: Calendar) -> None:
    on, launch = p.switch(), p["launch"]
    activity = p["factor"] * on
    on_sale = flag(calendar.number >= launch)
    faded = (calendar.number - launch) / p["launch_months"]
    multiplier = 1.0 + p["launch_strength"] * np.maximum(1.0 - faded, 0.0) * on_sale
    visits = of.clicks * p["link_share"] * activity
    orders = visits * p["conversion"] * multiplier * on_sale
    sales = orders * (p["price"] + p["postage_charged"])
    refunds = sales * p["refund_rate"]
    fees = sales * p["fee_rate"] + orders * p["fee_fixed"]
    earned = sales - refunds - fees
    units = np.where(p["kind"] == 1.0, orders, 0.0)
    goods, postage = units * p["unit_cost"], units * p["postage"]
    made_in = np.maximum(launch - p["production_lead"], 1.0)
    making = flag(calendar.number == made_in)
    production = np.where(launch > 0.0, p["production_cost"], 0.0) * making * on
    p["activity"], p["link_share_taken"], p["launch_number"] = activity, p["link_share"] * on, launch
    p["on_sale"], p["launch_multiplier"], p["visits"], p["orders"] = on_sale, multiplier, visits, orders
    p["sales"], p["refunds"], p["fees"], p["earned"] = sales, refunds, fees, earned
    p["units_sold"], p["goods_cost"], p["postage_cost"] = units, goods, postage
    p["production_number"], p["production_due"], p["production"] = made_in, making, production
    p["direct_costs"] = goods + postage + production
    p["direct_costs_paid"] = stock(p, units) + postage + production
    p["hours"] = orders * p["hours_per_order"] + p["upkeep_hours"] * on_sale * activity
    p["received"] = later(earned, p["payment_delay"])
    p["sales_split"] = agree(total(sales), total(earned) + total(refunds) + total(fees))
    p["orders_are_positive"] = flag(met(orders.min(axis=0, keepdims=True), 0.0))


def consulting(p: Part, of: Audience, calendar: Calendar) -> None:
    on, available, per_client = p.switch(), p["hours_available"], p["hours_per_client"]
    activity = p["factor"] * on
    enquiries = of.clicks * (p["link_share"] * p["click_enquiry_rate"]) + of.views * p["enquiry_rate"]
    wanted = enquiries * p["close_rate"]
    hours_wanted = wanted * per_client
    sold = np.minimum(np.minimum(hours_wanted, available) * activity, available)
    clients = sold / per_client
    turned_away = np.maximum(hours_wanted - available, 0.0) / per_client * on
    # The price rises in the 13th, 25th … month.
    price = (1.0 + p["price_rise"]) ** (calendar.elapsed // 12)
    fee = np.where(p["basis"] == 0.0, sold * p["price_per_hour"], clients * p["price_per_package"])
    sales = fee * price
    fees = sales * p["platform_fee"]
    earned = sales - fees
    hours = sold + clients * p["admin_hours_per_client"]
    p["activity"], p["link_share_taken"], p["enquiries"] = activity, p["link_share"] * on, enquiries
    p["clients_wanted"], p["hours_wanted"], p["capacity"] = wanted, hours_wanted, available * on
    p["hours_sold"], p["clients"], p["clients_turned_away"] = sold, clients, turned_away
    p["price_index"], p["sales"], p["fees"], p["earned"] = price, sales, fees, earned
    p["hours"], p["income_per_hour"] = hours, over(earned, hours)
    p["received"] = later(earned, p["payment_delay"])
    capacity = (available * on).max(axis=0, keepdims=True)
    p["within_capacity"] = flag(met(capacity, sold.max(axis=0, keepdims=True)))
    p["sales_split"] = agree(total(sales), total(earned) + total(fees))


def _shop(p: Part, of: Audience, activity: Array) -> Array:
    """What both sides have; returns orders."""
    posted = p["shoppable_videos"]
    from_videos = posted * of.per_video * (p["video_click_rate"] * p["video_order_rate"]) * activity
    from_live = p["live_hours"] * p["live_viewers_per_hour"] * p["live_click_rate"] * p["live_order_rate"] * activity
    orders = from_videos + from_live
    hours = (posted * p["hours_per_shoppable_video"] + p["live_hours"] * (1.0 + p["live_preparation"])) * activity
    p["activity"], p["video_orders"], p["live_orders"], p["orders"] = activity, from_videos, from_live, orders
    p["hours_selling"], p["shoppable_videos_made"] = hours, posted * activity
    p["gmv"] = orders * p["basket"]
    p["videos_fit"] = flag(met(_sum(of.videos, of), _sum(posted * activity, of)))
    return orders


def _sum(row: Array, of: Audience) -> Array:
    return total(np.broadcast_to(row, of.views.shape))


def shop_creator(p: Part, of: Audience, calendar: Calendar) -> None:
    eligible = flag(met(of.open, p["follower_bar"]))
    orders = _shop(p, of, p["factor"] * p.switch() * eligible)
    gmv = orders * p["basket"]
    returns = gmv * p["return_rate"]
    earned = (gmv - returns) * p["commission_rate"]
    p["followers_reached"], p["eligible"], p["unlock_month"] = eligible, eligible, first_month(eligible)
    p["returns"], p["earned"], p["hours"] = returns, earned, p.lines[f"{p.key}.hours_selling"]
    p["received"] = received = later(earned, p["payment_delay"])
    p["commission_fits"] = flag(met(total(gmv), total(earned)))
    withheld(p, earned, received)


def shop_seller(p: Part, of: Audience, calendar: Calendar) -> None:
    orders = _shop(p, of, p["factor"] * p.switch())
    value = p["basket"] + p["buyer_shipping"] + p["platform_discount"] - p["sales_tax"]
    sales = orders * value
    returned = orders * p["return_rate"]
    returns = returned * value
    kept = sales - returns
    referral = kept * p["referral_rate"]
    refund_fee = returned * np.minimum(value * p["referral_rate"] * p["refund_fee_share"], p["refund_fee_cap"])
    to_others = (orders - returned) * ((p["basket"] - p["sales_tax"]) * p["affiliate_share"] * p["affiliate_rate"])
    earned = kept - referral - refund_fee - to_others
    goods, fulfilment = orders * p["unit_cost"], orders * p["fulfilment"]
    p["order_value"], p["sales"], p["returned_orders"], p["returns"] = value, sales, returned, returns
    p["referral_fee"], p["refund_fee"], p["affiliate_commission"] = referral, refund_fee, to_others
    p["earned"], p["units_sold"], p["goods_cost"], p["fulfilment_cost"] = earned, orders, goods, fulfilment
    costs = goods + fulfilment
    p["direct_costs"], p["direct_costs_paid"] = costs, stock(p, orders) + fulfilment
    p["hours"] = p.lines[f"{p.key}.hours_selling"] + orders * p["hours_per_order"]
    p["received"] = later(earned, p["payment_delay"])
    given = total(returns) + total(referral) + total(refund_fee) + total(to_others)
    p["sales_split"] = agree(total(sales), total(earned) + given, total(sales), total(earned))
    p["orders_pay"] = flag(met(total(earned), total(costs)))
