"""The business around the streams: loan, profit, tax, cash, investment, and the answers."""

from revenue_planner.streams.business.answers import Business

__all__ = ["Business"]
