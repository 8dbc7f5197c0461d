"""Luck: how far months swing, and what can happen. Only simulations use it; the plan's own months are usual ones."""

from __future__ import annotations

from revenue_planner.language import Assume, Stream


class Risk(Stream):
    """How far months swing, and what may happen by chance. Simulations draw from it; the plan's own months are usual ones."""

    name = "risk"
    title = "Risk"
    position = 97

    own_spread = Assume(0.20, "share", "How far your own figures may be off", low=0.10, high=0.40, maximum=0.95, nature="fact", note="estimates of yours are drawn this far up and down; usual figures over their usual range")
    reach_correlation = Assume(0.50, "factor", "How much reach moves together", low=0.0, high=0.8, maximum=0.99, nature="fact", note="correlation of the estimates that make reach: views, follows, completion…; 0: each on its own")
    views_volatility = Assume(0.30, "factor", "Swing of views from month to month", low=0.10, high=0.80, maximum=3, nature="fact", note="0.3: two of three months are within about 30 % of usual (standard deviation of the log)")
    views_persistence = Assume(0.50, "factor", "How long a swing of views lasts", low=0.0, high=0.8, maximum=0.99, nature="fact", note="0: every month anew; 0.5: half of a good or bad month carries over to the next")
    deals_volatility = Assume(0.50, "factor", "Swing of brand deals from month to month", low=0.20, high=1.0, maximum=3, nature="fact", note="as for views, and on top of what views do to deals")
    deals_persistence = Assume(0.20, "factor", "How long a swing of deals lasts", low=0.0, high=0.8, maximum=0.99, nature="fact", note="as for views")
    violation_months = Assume(2, "months", "Months a violation limits your reach", low=1, high=4, minimum=1, maximum=60, whole=True, nature="fact", note="longer ones are rarer: how many months are limited is the audience's chance")
    viral_chance = Assume(0.03, "share", "Chance of a viral month", low=0.0, high=0.10, nature="fact", note="each month; the plan's own months have none")
    viral_multiple = Assume(2.5, "factor", "Views of a viral month", low=1.5, high=6, minimum=1, maximum=100, nature="fact", note="times those of a usual month")
    cancel_chance = Assume(0.05, "share", "Chance that a sponsor cancels", low=0.0, high=0.20, nature="fact", note="each month; signed deals have a chance of their own")
    cancel_share = Assume(0.50, "share", "Deals lost when one cancels", low=0.25, high=1.0, nature="fact", note="of that month's new deals")
    stop_chance = Assume(0.003, "share", "Chance that a stream stops for good", low=0.0, high=0.02, nature="fact", note="each month and stream: an account closed, a programme ended")
