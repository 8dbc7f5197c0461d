"""Own products, consulting, and both sides of TikTok Shop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.oracle.audience import Audience
from tests.oracle.following import live_reach
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
    visits_by_rates = of.today.views * of.today.click_rate * p["link_share"][:1]
    visits_last = p.stated_or("visits_last_month", visits_by_rates)
    scale = np.where(visits_by_rates > 0.0, visits_last / visits_by_rates, 1.0)
    usual = p["conversion"] / (1.0 - p["elsewhere_share"])
    orders_last = p.stated_or("orders_last_month", visits_last * usual[:1])
    conversion_last = over(orders_last, visits_last)
    conversion = np.where(p.states("orders_last_month"), conversion_last, usual)
    refunds_last = p.stated_or("refunds_last_month", orders_last * p["refund_rate"])
    refunded_last = over(refunds_last, orders_last)
    refunded = np.where(p.states("refunds_last_month"), refunded_last, p["refund_rate"])
    effect = np.where(p.states("orders_last_month"), 0.0, p["launch_strength"])
    on_sale = flag(calendar.number >= launch)
    faded = (calendar.number - launch) / p["launch_months"]
    multiplier = 1.0 + effect * np.maximum(1.0 - faded, 0.0) * on_sale
    visits = of.clicks * p["link_share"] * scale * activity
    orders = visits * conversion * multiplier * on_sale
    p["visits_by_rates"], p["visits_last"], p["visits_scale"] = visits_by_rates, visits_last, scale
    p["orders_last"], p["conversion_last"], p["conversion_now"] = orders_last, conversion_last, conversion
    p["refunds_last"], p["refund_rate_last"], p["refund_rate_now"] = refunds_last, refunded_last, refunded
    p["launch_effect"] = effect
    sales = orders * (p["price"] + p["postage_charged"])
    refunds = sales * refunded
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
    a_view = of.today.click_rate * p["link_share"][:1] * p["click_enquiry_rate"] + p["enquiry_rate"]
    by_rates = of.today.views * a_view
    enquiries_last = p.stated_or("enquiries_last_month", by_rates)
    scale = np.where(by_rates > 0.0, enquiries_last / by_rates, 1.0)
    clients_last = p.stated_or("clients_last_month", enquiries_last * p["close_rate"])
    closing = np.where(enquiries_last > 0.0, clients_last / enquiries_last, p["close_rate"])
    enquiries = of.clicks * (p["link_share"] * p["click_enquiry_rate"]) + of.views * p["enquiry_rate"]
    enquiries = enquiries * scale
    wanted = enquiries * closing
    p["enquiries_by_rates"], p["enquiries_last"], p["enquiries_scale"] = by_rates, enquiries_last, scale
    p["clients_last"], p["close_rate_today"] = clients_last, closing
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


@dataclass(frozen=True)
class Shop:
    """What both sides have: orders from one's own videos and LIVE, and what an order is, as last month."""

    orders: Array
    basket: Array
    return_rate: Array
    gmv_last: Array


def _shop(p: Part, of: Audience, activity: Array, taken: Array, taken_last: Array, on_top: Array, open_: Array) -> Shop:
    """`taken` are videos that others have a right to first; `on_top` are all orders for each of one's own."""
    left = np.maximum(of.videos - taken, 0.0)
    left_last = np.maximum(of.today.videos - taken_last, 0.0)
    planned = p["shoppable_videos"] * activity
    posted = np.minimum(planned, left)
    posted_last = p.stated_or("videos_last_month", np.minimum(p["shoppable_videos"][:1], left_last) * open_)
    posted_last = posted_last * p.line("switch")
    live_last = p.stated_or("live_hours_last_month", p["live_hours"][:1] * open_)
    per_view, per_viewer = p["video_click_rate"] * p["video_order_rate"], p["live_click_rate"] * p["live_order_rate"]
    videos_by_rates = posted_last * of.today.per_video * per_view
    live_by_rates = live_last * p["live_viewers_per_hour"] * per_viewer
    by_rates = (videos_by_rates + live_by_rates) * on_top
    orders_last = p.stated_or("orders_last_month", by_rates)
    scale = np.where(by_rates > 0.0, orders_last / by_rates, 1.0)
    gmv_last = p.stated_or("gmv_last_month", orders_last * p["basket"])
    basket = np.where(orders_last > 0.0, gmv_last / orders_last, p["basket"])
    refunds_last = p.stated_or("refunds_last_month", gmv_last * p["return_rate"])
    returned = np.minimum(np.where(gmv_last > 0.0, refunds_last / gmv_last, p["return_rate"]), 1.0)
    from_videos = posted * of.per_video * per_view * scale * p["sales_factor"]
    viewers = p["live_hours"] * p["live_viewers_per_hour"] * live_reach(p, of) * activity
    from_live = viewers * per_viewer * scale * p["sales_factor"]
    orders = (from_videos + from_live) * on_top
    hours = posted * p["hours_per_shoppable_video"] + p["live_hours"] * (1.0 + p["live_preparation"]) * activity
    p["activity"], p["open_today"], p["orders_on_top"] = activity, open_, on_top
    p["videos_left"], p["videos_left_last"], p["videos_last"], p["live_last"] = left, left_last, posted_last, live_last
    p["video_orders_by_rates"], p["live_orders_by_rates"] = videos_by_rates, live_by_rates
    p["orders_by_rates"], p["orders_last"], p["orders_scale"] = by_rates, orders_last, scale
    p["gmv_last"], p["basket_today"], p["refunds_last"], p["return_rate_today"] = (
        gmv_last,
        basket,
        refunds_last,
        returned,
    )
    p["video_orders"], p["live_orders"], p["hours_selling"] = from_videos, from_live, hours
    p["shoppable_videos_made"], p["shoppable_videos_short"] = posted, planned - posted
    p["videos_fit"] = flag(met(0.0, _sum(planned - posted, of), _sum(of.videos, of)))
    return Shop(orders, basket, returned, gmv_last)


def _sum(row: Array, of: Audience) -> Array:
    return total(np.broadcast_to(row, of.views.shape))


def shop_creator(p: Part, of: Audience, brands: Part, calendar: Calendar) -> None:
    eligible, ones = flag(met(of.open, p["follower_bar"])), np.ones((1, 1))
    activity = p["factor"] * p.switch() * eligible
    taken, taken_last = brands.line("sponsored_videos"), brands.line("sponsored_videos_last")
    shop = _shop(p, of, activity, taken, taken_last, ones, flag(met(of.followers_today, p["follower_bar"])))
    kept_last = shop.gmv_last * (1.0 - shop.return_rate)
    commission_last = p.stated_or("commission_last_month", kept_last * p["commission_rate"])
    rate = np.where(kept_last > 0.0, commission_last / kept_last, p["commission_rate"])
    gmv = shop.orders * shop.basket
    returns = gmv * shop.return_rate
    earned = (gmv - returns) * rate
    p["followers_reached"], p["eligible"], p["unlock_month"] = eligible, eligible, first_month(eligible)
    p["kept_last"], p["commission_last"], p["commission_rate_today"] = kept_last, commission_last, rate
    p["orders"], p["gmv"], p["returns"], p["earned"] = shop.orders, gmv, returns, earned
    p["hours"] = p.line("hours_selling")
    p["received"] = received = later(earned, p["payment_delay"])
    p["commission_fits"] = flag(met(total(gmv), total(earned)))
    withheld(p, earned, received)


def shop_seller(p: Part, of: Audience, brands: Part, creator: Part, calendar: Calendar) -> None:
    activity, ones = p["factor"] * p.switch(), np.ones((1, 1))
    taken = brands.line("sponsored_videos") + creator.line("shoppable_videos_made")
    taken_last = brands.line("sponsored_videos_last") + creator.line("videos_last")
    own = np.maximum(1.0 - p["affiliate_share"] - p["tab_share"], p["least_own_share"])
    shop = _shop(p, of, activity, taken, taken_last, 1.0 / own, ones)
    spent, shown = p["ad_spend"] * activity, p.stated_or("ad_return", np.zeros((1, 1)))
    advertised = over(spent * shown * p["ad_incremental"], shop.basket)
    orders = shop.orders + advertised
    value = shop.basket + p["buyer_shipping"] + p["platform_discount"] - p["sales_tax"]
    sales = orders * value
    returned = orders * shop.return_rate
    returns = returned * value
    kept = sales - returns
    referral = kept * p["referral_rate"]
    refund_fee = returned * np.minimum(value * p["referral_rate"] * p["refund_fee_share"], p["refund_fee_cap"])
    to_others = (orders - returned) * ((shop.basket - p["sales_tax"]) * p["affiliate_share"] * p["affiliate_rate"])
    earned = kept - referral - refund_fee - to_others
    goods, fulfilment = orders * p["unit_cost"], orders * p["fulfilment"]
    stated = flag(p.states("ad_return"))
    p["own_share"], p["ad_return_now"], p["ad_stated"], p["ad_cost"], p["ad_orders"] = (
        own,
        shown,
        stated,
        spent,
        advertised,
    )
    p["orders"], p["gmv"] = orders, orders * shop.basket
    p["order_value"], p["sales"], p["returned_orders"], p["returns"] = value, sales, returned, returns
    p["referral_fee"], p["refund_fee"], p["affiliate_commission"] = referral, refund_fee, to_others
    p["earned"], p["units_sold"], p["goods_cost"], p["fulfilment_cost"] = earned, orders, goods, fulfilment
    costs = goods + fulfilment + spent
    p["direct_costs"], p["direct_costs_paid"] = costs, stock(p, orders) + fulfilment + spent
    p["hours"] = p.line("hours_selling") + orders * p["hours_per_order"]
    p["received"] = later(earned, p["payment_delay"])
    given = total(returns) + total(referral) + total(refund_fee) + total(to_others)
    p["sales_split"] = agree(total(sales), total(earned) + given, total(sales), total(earned))
    p["advertising_returns"] = flag(met(_sum(spent, of) * stated, _sum(spent, of)))
    p["orders_pay"] = flag(met(total(earned), total(costs)))
