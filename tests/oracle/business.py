"""The whole: by stream, profit, cash, loan, investment, answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tests.oracle.audience import Audience
from tests.oracle.irr import irr
from tests.oracle.parts import (
    Array,
    Calendar,
    Part,
    agree,
    first_month,
    flag,
    met,
    over,
    running,
    total,
)

#: Income streams with their parts, and which of those have costs.
STREAMS = {
    "creator_rewards": ("creator_rewards",),
    "sponsorships": ("sponsorships",),
    "live_gifts": ("live_gifts",),
    "affiliate": ("affiliate.amazon", "affiliate.roaster"),
    "own_products": ("own_products.course", "own_products.presets", "own_products.tamper"),
    "consulting": ("consulting.lessons", "consulting.cafes"),
    "tiktok_shop": ("tiktok_shop.creator", "tiktok_shop.seller"),
}
WITH_COSTS = (*STREAMS["own_products"], "tiktok_shop.seller")
TAXED = ("creator_rewards", "live_gifts", *STREAMS["affiliate"], "tiktok_shop.creator")
ROLLING = TAXED[:-1]
SHARING = (*STREAMS["affiliate"], *STREAMS["own_products"], *STREAMS["consulting"])


def business(p: Part, one_off: Sequence[Part], of: Audience, calendar: Calendar) -> None:
    def all_of(name: str, parts: Iterable[str]) -> Array:
        first, *rest = (p.lines[f"{part}.{name}"] for part in parts)
        return sum(rest, start=first)

    _by_stream(p, all_of)
    loan_interest = _loan(p, calendar)
    groups = [f"by_stream.{name}" for name in STREAMS]
    for cost in one_off:
        cost["number"] = cost["month"]
        cost["cost"] = np.where(calendar.number == cost["month"], cost["amount"], 0.0)
    earned, direct = all_of("earned", groups), all_of("costs", groups)
    video_costs, once = of.videos * p["cost_per_video"], all_of("cost", (cost.key for cost in one_off))
    running_costs = p["fixed_costs"] + video_costs + p["advertising"] + once
    costs = direct + running_costs + loan_interest
    profit = earned - costs
    tax_share = p["tax_rate"] + p["social_rate"] * p["social_base_share"]
    tax, withheld = np.maximum(profit, 0.0) * tax_share, all_of("tax_withheld", TAXED)
    take_home = profit - tax - withheld
    p["earned"], p["direct_costs"], p["video_costs"], p["one_off_costs"] = earned, direct, video_costs, once
    p["running_costs"], p["costs"], p["profit"] = running_costs, costs, profit
    p["tax_share"], p["tax_set_aside"], p["tax_withheld"], p["take_home"] = tax_share, tax, withheld, take_home
    taxes = total(tax) + total(withheld)
    p["take_home_adds_up"] = agree(total(earned) - total(costs) - taxes, total(take_home), total(earned), total(costs))
    p["tax_is_positive"] = flag(met(tax.min(axis=0, keepdims=True), 0.0))
    p["tax_fits"] = flag(met(1.0, tax_share))
    shares = all_of("link_share_taken", SHARING)
    p["link_shares"], p["link_shares_fit"] = shares, flag(met(1.0, shares))
    received, paid_out = all_of("received", groups), all_of("direct_costs_paid", WITH_COSTS)
    kept_back = all_of("tax_withheld_paid", TAXED)
    p["received"], p["direct_costs_paid"], p["tax_withheld_paid"] = received, paid_out, kept_back
    owed = p["opening_receivables"] + all_of("owed_at_start", ROLLING)
    p["owed_at_start"] = owed
    _cash(p, calendar, paid_out + running_costs + tax + kept_back)
    _investment(p, calendar)
    _answers(p, of, all_of("hours", groups))


def _by_stream(p: Part, all_of: object) -> None:
    assert callable(all_of)
    for name, parts in STREAMS.items():
        total_of = Part(f"by_stream.{name}", p.inputs, p.lines)
        earned, hours = all_of("earned", parts), all_of("hours", parts)
        costly = [part for part in parts if part in WITH_COSTS]
        costs = all_of("direct_costs", costly) if costly else np.zeros((1, 1))
        left = earned - costs
        total_of["earned"], total_of["received"] = earned, all_of("received", parts)
        total_of["costs"], total_of["contribution"], total_of["hours"] = costs, left, hours
        total_of["earned_12m"], total_of["earned_total"] = total(earned, 12), total(earned)
        total_of["income_per_hour"] = over(total(left), total(hours))


def _loan(p: Part, calendar: Calendar) -> Array:
    rate, periods, amount = p["loan_rate"] / 12.0, p["loan_months"], p["loan_amount"]
    level = np.where(rate > 0.0, amount * rate / (1.0 - (1.0 + rate) ** -periods), amount / periods)
    drawn = np.where(calendar.number == p["loan_start"], amount, 0.0)
    # Months since it was drawn count the payments. Without an amount, or in a month before or after the plan, it
    # never is.
    since = np.where((amount > 0.0) & (p["loan_start"] >= 1.0), calendar.number - p["loan_start"], -1.0)
    due = flag((since >= 1.0) & (since <= periods))
    left = np.where(since >= 0.0, np.maximum(periods - since, 0.0), 0.0)
    loan = np.zeros((calendar.months + 1, np.broadcast(drawn, rate, level).shape[1]))
    for month in range(calendar.months):
        owed = loan[month]
        kept = owed * (1.0 + rate[0]) - level[0] * due[month]
        loan[month + 1] = np.where(left[month] > 0.0, kept, 0.0) + drawn[month]
    interest = loan[:-1] * rate
    # The last payment clears what is owed, however it was rounded.
    ends = due * flag(left < 1.0)
    repaid = np.where(ends > 0.0, loan[:-1], level * due - interest)
    paid = interest + repaid
    p["loan_begins"], p["loan_payments_left"], p["loan_ends"] = flag(drawn > 0.0), left, ends
    p["loan_number"], p["loan_monthly_rate"], p["loan_level_payment"] = p["loan_start"], rate, level
    p["loan_drawn"], p["loan_outstanding"], p["loan_interest"] = drawn, due, interest
    p["loan_payment"], p["loan_repaid"], p["loan"] = paid, repaid, loan[1:]
    p["loan_rolls_forward"] = agree(total(drawn) - total(repaid), loan[-1:], total(drawn))
    p["loan_is_positive"] = flag(met(loan[1:].min(axis=0, keepdims=True), 0.0, amount))
    return interest


def _cash(p: Part, calendar: Calendar, paid: Array) -> None:
    lines, key = p.lines, p.key
    earned, received = lines[f"{key}.earned"], lines[f"{key}.received"]
    drawn, repaid = lines[f"{key}.loan_drawn"], lines[f"{key}.loan_payment"]
    part = p["opening_receivables"] / p["receivables_months"]
    collected = np.where(met(p["receivables_months"], calendar.number), part, 0.0)
    net = received - paid
    cash_in, cash_out = received + collected + drawn, paid + repaid + p["drawings"]
    cash = running(p["opening_cash"], cash_in - cash_out)
    owed = running(lines[f"{key}.owed_at_start"], earned - received - collected)
    lowest = cash[1:].min(axis=0, keepdims=True)
    moved = np.abs(p["opening_cash"]) + total(cash_in) + total(cash_out)
    at_lowest = flag(met(lowest, cash[1:], moved))
    p["collected"], p["paid"], p["net_cash"] = collected, paid, net
    p["cash_in"], p["cash_out"], p["cash"], p["receivables"] = cash_in, cash_out, cash[1:], owed[1:]
    p["lowest_cash"], p["cash_at_lowest"], p["lowest_cash_month"] = lowest, at_lowest, first_month(at_lowest)
    p["cash_end"], p["drawings_paid"], p["cash_moved"] = cash[-1:], p["drawings"], moved
    p["cash_rolls_forward"] = agree(cash[:1] + total(cash_in) - total(cash_out), cash[-1:], moved)
    came = total(received) + total(collected)
    p["receivables_roll_forward"] = agree(owed[:1] + total(earned) - came, owed[-1:], owed[:1], came)
    loan = total(drawn) - total(repaid)
    to_yourself = total(np.broadcast_to(p["drawings"], cash_in.shape))
    explained = cash[:1] + total(net) + total(collected) + loan - to_yourself
    p["cash_is_explained"] = agree(explained, cash[-1:], moved)
    p["cash_is_enough"] = flag(met(lowest, p["cash_floor"], moved))


def _investment(p: Part, calendar: Calendar) -> None:
    flow, put_in, rate = p.lines[f"{p.key}.net_cash"], p["initial_investment"], p["discount_rate"] / 12.0
    so_far = running(-put_in, flow)[1:]
    discount = (1.0 + rate) ** -calendar.number
    discounted = flow * discount
    moved = put_in + total(p.lines[f"{p.key}.received"]) + total(p.lines[f"{p.key}.paid"])
    invested, below = flag(put_in > 0.0), flag(~met(so_far, 0.0, moved))
    back = (1.0 - below) * invested
    recovered = np.maximum.accumulate(back, axis=0)
    relapses = np.minimum(recovered, below)
    gains, stays = flag(~met(0.0, so_far[-1:], moved)), flag(total(relapses) == 0.0)
    exists = invested * stays * gains
    worth = total(discounted) - put_in
    flows = np.concatenate([np.broadcast_to(-put_in, (1, flow.shape[1])), flow])
    p["discount_per_month"], p["investment_flow"], p["cumulative_cash"] = rate, flow, so_far
    p["discount_factor"], p["discounted_cash"], p["not_paid_back"] = discount, discounted, below
    p["has_investment"], p["paid_back"], p["recovered"], p["relapses"] = invested, back, recovered, relapses
    p["ends_with_gain"], p["stays_paid_back"], p["irr_exists"] = gains, stays, exists
    guess = _bracketed_rate(p, flow, so_far, exists)
    p["npv"], p["irr_monthly"], p["payback_month"] = worth, irr(flows, exists, guess), first_month(back)
    p["npv_adds_up"] = agree(worth, total(discounted) - put_in, moved)


def _bracketed_rate(p: Part, flow: Array, so_far: Array, exists: Array) -> Array:
    """A rate below that of return and near it: two that it lies between, and six halvings by factors."""
    put_in, gain, there = p["initial_investment"], so_far[-1:], exists > 0.5
    most_out = np.maximum(put_in, -so_far.min(axis=0, keepdims=True))
    least = np.where(there, gain / len(flow) / (most_out + gain), 0.0)
    greatest = np.where(there, so_far.max(axis=0, keepdims=True) / put_in, 0.0)
    step = np.where(there, greatest / least, 1.0)
    p["most_out"], p["least_rate"], p["greatest_rate"] = most_out, least, greatest
    for number in range(1, 7):
        step = np.sqrt(step)
        further = least * step
        powers = np.cumprod(np.broadcast_to(1.0 / (1.0 + further), flow.shape), axis=0)
        least = np.where(met(put_in, total(flow * powers), put_in), least, further)
        p[f"rate_step_{number}"], p[f"rate_from_{number}"] = step, least
    return least


def _answers(p: Part, of: Audience, stream_hours: Array) -> None:
    lines, key = p.lines, p.key
    earned, take_home, costs = lines[f"{key}.earned"], lines[f"{key}.take_home"], lines[f"{key}.costs"]
    hours = of.hours + stream_hours
    short = np.maximum(hours - p["hours_available"], 0.0)
    worst = take_home.min(axis=0, keepdims=True)
    reached, even = flag(met(take_home, p["income_target"], earned, costs)), flag(met(earned, costs))
    at_worst = flag(met(worst, take_home, earned, costs))
    totals = [lines[f"by_stream.{name}.earned_total"] for name in STREAMS]
    largest, everything = np.maximum.reduce(totals), total(earned)
    share = over(largest, everything)
    p["stream_hours"], p["hours"], p["hours_on_hand"], p["hours_short"] = (
        stream_hours,
        hours,
        p["hours_available"],
        short,
    )
    p["target_reached"], p["breaks_even"], p["take_home_at_lowest"] = reached, even, at_worst
    p["earned_month_12"], p["take_home_month_12"] = earned[11:12], take_home[11:12]
    for months in (12, 24, 36):
        p[f"earned_{months}m"], p[f"take_home_{months}m"] = total(earned, months), total(take_home, months)
    p["earned_total"], p["take_home_total"] = everything, total(take_home)
    p["typical_month"], p["worst_month"] = np.median(take_home, axis=0, keepdims=True), worst
    p["worst_month_date"], p["target_month"] = first_month(at_worst), first_month(reached)
    p["break_even_month"], p["largest_stream"], p["largest_stream_share"] = first_month(even), largest, share
    p["income_per_hour"] = over(total(take_home), total(hours))
    p["hours_total"], p["hours_short_total"] = total(hours), total(short)
    p["streams_add_up"] = agree(sum(totals[1:], start=totals[0]), everything)
    p["hours_are_positive"] = flag(met(hours.min(axis=0, keepdims=True), 0.0))
    p["hours_fit"] = flag(met(0.0, total(short), total(hours)))
    p["income_is_spread"] = flag(met(p["largest_share_limit"], share))
