"""The business around the streams: a component for each part of its books, and all of them together."""

from __future__ import annotations

from revenue_planner.language import Stream
from revenue_planner.streams.business.answers import Answers
from revenue_planner.streams.business.cash import Cash
from revenue_planner.streams.business.investment import Investment
from revenue_planner.streams.business.link_clicks import LinkClicks
from revenue_planner.streams.business.loan import Loan
from revenue_planner.streams.business.profit import OneOffCost, Profit
from revenue_planner.streams.business.take_home import TakeHome

__all__ = ["Answers", "Business", "Cash", "Investment", "LinkClicks", "Loan", "OneOffCost", "Profit", "TakeHome"]


class Business(Stream):
    """Everything earned, what is left of it, and what it takes."""

    name = "business"
    title = "Business"
    position = 95
    sections = (Profit, TakeHome, LinkClicks, Cash, Investment, Answers, Loan)
