"""What holds for every model, in words: the text of the pages' index, and of how simulations draw."""

from __future__ import annotations

CONVENTIONS = """\
One model, month by month, once for each scenario of a plan. These pages are made from the same
definitions as the numbers and the formulas, so they cannot fall behind.

## How to read a page

An **input** is a figure you can change. Base is what the planner starts with; low to high is what is
usual. Of an *estimate*, one comparable account in ten has less than low, and one in ten more than high.
Outside of it the planner asks whether you mean it, and goes on. Where the source says “assumption”, no
published figure was found and it is a judgement: put yours in its place first. Amounts of money are in US
dollars; in a plan of another currency they follow the rate of exchange. Where large and small accounts differ, a
table says what is usual in each size.

What is different for every account has no base. Three figures every plan states: followers today, and the views and
videos of the last four weeks. Others may be left out: what you measured yourself counts where you state it, and
where you do not, what is usual.

Its **nature** says what it is to you. A *decision* is yours: videos, prices, hours. A *fact* is so today, or
is a rule that others set: followers today, a bar, a tax rate. An *estimate* is what nobody knows for sure,
and what simulations draw. *Luck* is used by simulations only.

A **line** is one row. “In words” is its equation. A label in brackets is the section a figure comes
from: “views (Audience)”. “Previous” is the month before; in month 1 it is the figure you start with.
A label in quotes before “months” is a number of months: earned, “paid after” months earlier.

A **key** (`affiliate.NAME.conversion`) is how a plan file, a program or `revenue-planner explain` calls
an input or a line. Words in capitals stand for a name that you gave.

## Kinds of lines

- **flow**: an amount in a month. A year's figure is the sum of its months.
- **balance**: what there is at the end of a month. A year's figure is that of its last month.
- **rate**: a price, a share or a factor. It is averaged, never summed.
- **flag**: 1 in the months in which something holds, else 0.
- **figure**: one number for the whole plan.
- **check**: 1 when the arithmetic holds and the inputs make sense. One 0 turns the master check red.
- **alert**: 1 when there is nothing to worry about. A 0 is advice; the numbers are right all the same.

## Earned and received

**Earned** is what a month's work brings, after everything that platforms, agencies and buyers take or
get back. **Received** is the money that arrives: earned, some whole months later. Where a platform pays
out only from a smallest amount on, the balance waits, and is paid in full in the month in which it is
large enough. Nothing earned before month 1 arrives by that delay: what people owe you at the start is an
input of its own. What is earned and not yet received stands in the business section, month by month.

Goods, postage, fulfilment and the making of a product are costs; they are not taken off what is earned.
Tax that a platform keeps back counts against the take-home when it is earned and against cash when it is
paid out.

## Bars, switches and the month factor

A stream below the platform's bar earns nothing in that month; the month in which it unlocks is one of the
answers. Bars look at the followers you start the month with and at last month's views. A figure that
meets a bar exactly has met it: differences are rounded to six digits before they are judged (in checks,
to cents). Every stream has a month factor, 1 in a normal month: holidays and stress lines go there.

## NPV, IRR and payback

What you put in is paid at time 0, the day before month 1. Each month's net cash counts at the month's end,
so month 1 is discounted by one month, at a twelfth of the yearly rate. Net cash is before the loan and
before what you pay yourself. A rate of return is shown only where net cash so far starts below 0, crosses
it exactly once and ends above it; else there is none, or more than one. Payback is the first month in
which net cash so far has reached 0. A loan's payments are level, at each month's end, the first of them a
month after it is drawn.

## What changes by month

A figure holds in all months of the plan unless its months say otherwise: `price = 12`. Every number may be
given by month, but for those marked “the same in all months”: delays, what stands at the start, and what is
worked out once for the whole plan. In
`price = { default = 12, "from 2027-07" = 15 }` it is 15 in July 2027 and in all months after it. A month alone
is that month alone: `"2027-11" = 10` is an offer for November. Together, a month alone goes before a
“from”, and a later “from” takes the place of an earlier one, whatever order they are written in. `default`
is what holds in all other months; without it they have the usual figure, or in a scenario Base's. A list,
`[16, 16, 20]`, goes from the plan's first month, and its last number goes on.

## Scenarios

Base is the plan itself. A scenario states only what differs: another number, a change (“+20%”, “x0.5”),
or values by month; everything else follows Base. A change applies to every month of an input that is
given by month; a plain number replaces all of its months, and “from 2027-07” all from that month on.
Answers about month 12, 24 or 36 exist in plans that are that long.

## Sections"""


DRAWING = """\
A simulation works the plan out many times over. Each time it draws what nobody knows, and the answers tell
how often which figure came out. What it draws:

- **Estimates**, once for the whole plan. Your figure is the middle: half of the draws lie below it. One that you
  left at the usual figure is drawn over its usual range: one draw in ten lies below low, one in ten above high. One
  that you gave yourself is drawn by `own_spread` up and down. `[risk.inputs]` gives an input another range, by the
  figures that one draw in ten lies below (`p10`) and above (`p90`), and may list decisions and facts too. No draw
  leaves what is possible. What is 0 in your plan stays 0.
- **What moves together.** In a future in which your videos get more views, they are also watched longer and
  followed more: the estimates that make reach are drawn together, as far as `reach_correlation` says.
  `correlations` does so for any two inputs. Shares of one whole never make more than the whole.
- **Months.** Views swing as single videos do: the fewer you post, the more. Some of it moves all videos of a
  month, and the level drifts: what it gains or loses stays. A swing takes as much as it gives, so that many months
  average to the plan while most of them lie a little below it: a month that goes viral makes up for them. Deals
  come whole, as many as by chance where so many are on offer; the fewer LIVE sessions there are, the more gifts
  swing; sales of a Shop swing on top of what reach does to them.
- **Events.** Reach may be limited for some months, a sponsor may cancel, a deal may never be paid, a signed deal
  happens or does not, a stream may stop for good, and the account may be lost. The plan has none of them, so that
  what is typical lies a few per cent below it, the more so the less is known of a stream.

The same seed gives the same answers every time. All scenarios meet the same luck, so that what differs
between them is what you changed."""

RISK_EXAMPLE = """\
[risk]
seed = 7
trials = 20_000
goal = "take_home >= 5000 by 2027-12"
limited_chance = 0.05
correlations = [ { between = ["audience.measured.follow_rate", "audience.measured.link_click_rate"], value = 0.4 } ]

[risk.inputs]
audience.views_carried_on = { p10 = 0.7, p90 = 1.5 }
audience.videos = { p10 = 12, p90 = 20 }    # a decision, drawn all the same
audience.unfollow_rate = "fixed"            # not drawn
"""

FORMS = """\
A range is a distribution through three points, p10, your figure and p90, and within what the input can be at all: a
Johnson distribution fixed by its quantiles (J-QPD; Hadlock and Bickel, 2017). Views and prices go up and down by
factors, with a long tail upwards; shares stay between 0 and 100 %. A p10 of 0 means that one in ten has none.
Where a scenario has another figure than Base, the range goes along with it. `"fixed"` is not drawn."""
