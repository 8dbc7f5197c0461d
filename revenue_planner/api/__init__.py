"""Plans in Python: load one, run it, look at its numbers as pandas data frames.

>>> import revenue_planner as rp
>>> plan = rp.loads('''
... [plan]
... title = "Maya"
... currency = "USD"
... start = "2027-01"
... months = 12
...
... [audience]
... followers_today = 48_000
... videos = 16
...
... [audience.measured]
... views = 180_000
... videos = 15
...
... [creator_rewards]
...
... [scenarios.busy]
... audience.videos = "+50%"
... ''')
>>> plan
<Plan "Maya": 12 months from 2027-01 in USD, scenarios base, busy>
>>> run = plan.run()
>>> lines = run.lines
>>> videos = lines[(lines["line"] == "audience.videos_made") & (lines["month"] == "2027-03")]
>>> dict(zip(videos["scenario"], videos["value"]))
{'base': 16.0, 'busy': 24.0}
>>> run.wide("base")["business.take_home"].shape
(12,)
>>> fewer = plan.with_inputs({"audience.videos": 8})
>>> bool(fewer.run().answers.loc["base", "earned_12m"] < run.answers.loc["base", "earned_12m"])
True
>>> outcomes = plan.simulate(trials=1_000)
>>> luck = outcomes.figures.set_index(["scenario", "line"]).loc[("base", "business.take_home_12m")]
>>> bool(luck["p10"] < luck["p50"] < luck["p90"])
True
>>> bool(plan.sensitivity("take_home_12m").inputs.loc[0, "effect"] > 0)
True
>>> plan.compare().inputs[["side", "input", "a", "b"]].values.tolist()
[['B', 'audience.videos', 16.0, 24.0]]
>>> plan.goal("take_home >= 500 by month 12").reached
False
>>> explain("audience.videos").label
'Videos a month'

What cannot be read or written raises an error from `revenue_planner.ground.errors`: PlanError with all problems
of a plan, UsageError for a key or scenario that does not exist, OutputError for a file.
"""

from revenue_planner.api.files import (
    Verdict,
    add_ons,
    check,
    explain,
    new,
    pull,
    schema,
    templates,
    verify,
)
from revenue_planner.api.plans import Plan, compare, load, loads
from revenue_planner.api.run import Run
from revenue_planner.api.studies import Comparison, GoalResult, Sensitivity

__all__ = [
    "Comparison",
    "GoalResult",
    "Plan",
    "Run",
    "Sensitivity",
    "Verdict",
    "add_ons",
    "check",
    "compare",
    "explain",
    "load",
    "loads",
    "new",
    "pull",
    "schema",
    "templates",
    "verify",
]
