"""Luck: how far months swing, and what can happen. Only simulations use it; the plan's own months are usual ones."""

from __future__ import annotations

from revenue_planner.language import Assume, BySize, Stream

VIDEOS = "views of 104 accounts over time (github vphuhan/21KHDL-TikTok-Analytics, 2025)"
REMOVED = "https://newsroom.tiktok.com/en-gb/h-2-2020-transparency-report (6.1 million accounts removed in half a year, about 0.1 % a month); most were no creators"
JUDGEMENT = "judgement"
AS_OF = "2026-11-27"


class Risk(Stream):
    """How far months swing, and what may happen by chance. Simulations draw from it; the plan's own months are usual ones."""

    name = "risk"
    title = "Risk"
    position = 97

    own_spread = Assume(0.20, "share", "How far your own figures may be off", low=0.05, high=0.50, maximum=3, nature="fact", as_of=AS_OF, source=JUDGEMENT, note="up and down by factors, a share by its odds (standard deviation of the log); usual figures are drawn over their usual range")
    reach_correlation = Assume(0.10, "factor", "How much reach moves together", low=0.0, high=0.3, maximum=0.99, nature="fact", as_of=AS_OF, source=VIDEOS, note="correlation of the estimates that make reach; 0: each on its own")
    video_spread = Assume(BySize((0.70, 1.12, 1.46), (0.75, 1.05, 1.4), (0.90, 1.15, 1.55), (0.81, 1.04, 1.37), (0.65, 0.98, 1.19)), "factor", "How far single videos are apart", maximum=3, nature="fact", as_of=AS_OF, source=VIDEOS, note="standard deviation of the log of their views; the fewer videos, the more a month swings")
    video_weight = Assume(1.7, "factor", "How much single videos move a month", low=1.0, high=2.5, maximum=100, nature="fact", as_of=AS_OF, source=VIDEOS, note="1: as if videos had nothing to do with each other")
    common_swing = Assume(0.22, "factor", "Swing that all videos of a month share", low=0.10, high=0.40, maximum=3, nature="fact", as_of=AS_OF, source=VIDEOS, note="standard deviation of the log")
    level_walk = Assume(0.18, "factor", "How far the level of views drifts a month", low=0.10, high=0.28, maximum=3, nature="fact", as_of=AS_OF, source=VIDEOS, note="up or down, and it stays there: what is a year ahead is less certain")
    deals_volatility = Assume(0.30, "factor", "Swing of brand deals from month to month", low=0.10, high=0.60, maximum=3, nature="fact", as_of=AS_OF, note="on top of what reach does to them, and of deals being whole")
    live_spread = Assume(1.1, "factor", "How far LIVE sessions are apart", low=0.7, high=1.6, maximum=3, nature="fact", as_of=AS_OF, note="standard deviation of the log of what a session brings; the fewer sessions, the more a month swings")
    shop_volatility = Assume(0.40, "factor", "Swing of TikTok Shop sales", low=0.20, high=0.80, maximum=3, nature="fact", as_of=AS_OF, source=JUDGEMENT, note="from month to month, on top of what reach does to them: one product sells, the next does not (standard deviation of the log)")
    limited_chance = Assume(0.02, "share", "Chance of limited reach in a month", low=0.005, high=0.08, nature="fact", as_of=AS_OF, note="after a violation; the plan's own months have none")
    limited_loss = Assume(0.5, "share", "Reach lost when it is limited", low=0.2, high=0.85, nature="fact", as_of=AS_OF)
    limited_months = Assume(2, "months", "Months of limited reach", low=1, high=3, minimum=1, maximum=60, whole=True, nature="fact", as_of=AS_OF, note="longer ones are rarer: how many months are limited is the chance above")
    cancel_chance = Assume(0.04, "share", "Chance that a sponsor cancels", low=0.01, high=0.12, nature="fact", as_of=AS_OF, note="each month; signed deals have a chance of their own")
    cancel_share = Assume(0.50, "share", "Deals lost when one cancels", low=0.3, high=1.0, nature="fact", as_of=AS_OF, note="of that month's new deals, at least one")
    unpaid_chance = Assume(0.01, "share", "Chance that a deal is never paid", low=0.002, high=0.04, nature="fact", as_of=AS_OF, source=JUDGEMENT, note="each deal, signed ones too; it counts as none")
    stop_chance = Assume(0.003, "share", "Chance that a stream stops for good", low=0.001, high=0.012, nature="fact", as_of=AS_OF, note="each month and stream: a programme ended, a partner gone")
    ban_chance = Assume(0.001, "share", "Chance that the account is lost", low=0.0002, high=0.003, nature="fact", as_of=AS_OF, source=REMOVED, note="each month: banned, stolen, or the app closed in your country; all reach ends, and all that the platform pays")
