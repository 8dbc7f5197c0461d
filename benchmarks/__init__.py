"""How fast the planner is, as ratios to other ways of doing the same: `python -m benchmarks`."""
