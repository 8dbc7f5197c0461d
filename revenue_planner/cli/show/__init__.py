"""`revenue-planner show`."""
