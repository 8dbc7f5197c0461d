"""What it would take to reach a goal."""
