"""A plan whose take-home can be worked out by hand."""

from __future__ import annotations

ONES = [1] * 12
#: Two deals a month at the lowest fee of 500, less a commission of 20 %, are 800 a month. Costs are 100, tax
#: takes 27 %: (800 - 100) x 0.73 = 511 to take home.
LINEAR = f"""\
[plan]
start = "2027-01"
months = 4
[audience]
for_you_views_per_video = 0
follower_reach = 0
[sponsorships]
base_deals = 2
capacity = 4
reach_sensitivity = 0
season_brand = {ONES}
fee_floor = 500
rights_share = 0
exclusivity_share = 0
agency_commission = 0.2
payment_delay = 3
[business]
fixed_costs = 100
cost_per_video = 0
advertising = 0
opening_cash = 0
opening_receivables = 0
[scenarios.cautious]
sponsorships.fee_floor = 250
"""
