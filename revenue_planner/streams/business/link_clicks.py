"""Clicks on your profile link are there once: streams share them."""

from __future__ import annotations

from revenue_planner.language import ONE, Children, Component, Condition, Expr, check, highest, rate
from revenue_planner.streams.base import IncomeStream


class LinkClicks(Component):
    """The shares of link clicks that all streams take."""

    title = "Business"

    parts = Children(IncomeStream)

    @check("Link clicks are shared out once")
    def link_shares_fit(self) -> Condition:
        """In no month do the shares of link clicks of all streams sum to more than 100 %."""
        return highest(self.link_shares) <= ONE

    @rate("share", label="Link clicks shared out")
    def link_shares(self) -> Expr:
        """The shares of link clicks of all streams together."""
        return self.parts.sum(IncomeStream.link_share_taken)
