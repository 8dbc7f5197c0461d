"""`revenue-planner sensitivity`."""
