"""Two sides held against each other: results, inputs, and why they differ."""
