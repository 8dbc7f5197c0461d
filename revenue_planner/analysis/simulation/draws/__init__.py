"""Random draws of a plan's inputs and of its luck."""
