"""Clicks on your profile link are there once: streams share them."""

from __future__ import annotations

from revenue_planner.language import ONE, Children, Component, Condition, Expr, check, figure
from revenue_planner.streams.base import IncomeStream


class LinkClicks(Component):
    """The shares of link clicks that all streams take."""

    title = "Business"

    parts = Children(IncomeStream)

    @check("Link clicks are shared out once")
    def link_shares_fit(self) -> Condition:
        """The shares of link clicks of all streams sum to at most 100 %."""
        return self.link_shares <= ONE

    @figure("share", label="Link clicks shared out")
    def link_shares(self) -> Expr:
        """The shares of link clicks of all streams together."""
        return self.parts.sum(IncomeStream.link_share_taken)
