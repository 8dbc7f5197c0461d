"""`revenue-planner compare`."""
