"""Analyses of plans: comparing, verifying."""
