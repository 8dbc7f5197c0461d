"""`revenue-planner simulate`."""
