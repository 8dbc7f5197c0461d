"""`revenue-planner goal`."""
