"""What could happen: trials of a plan."""
