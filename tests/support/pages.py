"""Plans and their pages for tests, and a strict reader of pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.engine.run import Result, run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.report import report_html
from tests.report.outlooks import quick_outlook
from tests.support.random_plans import random_plan
from tests.support.running import PLAN

#: Elements that have no end.
_VOID = {"meta", "link", "br", "hr", "img", "input", "path", "wbr"}
#: Texts that would do harm if a page took them for markup, or that do not fit.
HOSTILE = '<script>alert("x")</script> & $y_1$ {{ 7*7 }} </title>'

ONE_MONTH = PLAN.replace("months = 14", "months = 1").replace("Maya, skincare", "One month 计划 🙂")
TWELVE = """\
[plan]
title = "A plan with a very long title, because pages must bear that without breaking"
currency = "JPY"
start = "2027-02"
months = 60

[audience]
opening_followers = 480_000

[creator_rewards]

[sponsorships]

[live_gifts]

[business]
fixed_costs = 100_000

""" + "".join(
    f"""\
[scenarios.s{number}]
title = "Scenario by the name {number}"
audience.for_you_views_per_video = "x{3 + 2 * number}"
"""
    for number in range(11)
)

#: Every template, plans at the limits, and some that nobody thought of.
PLANS = [*template_names(), "maya", "one month", "twelve", *(f"random {seed}" for seed in range(3, 7))]


@dataclass(frozen=True)
class Page:
    """A plan, what it comes to, and its page."""

    result: Result
    outlook: Outlook
    html: str


@cache
def page(text: str, goal: bool = True, mix: bool = True) -> Page:
    """The page of a plan's text, with a quick outlook."""
    plan = parse_plan(text)
    result, outlook = run(plan), quick_outlook(plan, goal, mix)
    return Page(result, outlook, report_html(plan, result, outlook))


def text_of(name: str) -> str:
    """A plan's text: "maya", "one month", "twelve", "random 7", or a template."""
    known = {"maya": PLAN, "one month": ONE_MONTH, "twelve": TWELVE}
    if name.startswith("random "):
        return random_plan(int(name.partition(" ")[2]))
    return known.get(name) or template_text(name)


@dataclass
class Element:
    """An element with its attributes and all text below it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements below, at any depth; `class_` and other attributes must be exactly these words."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = []
        for child in self.children:
            if tag in ("", child.tag) and all(
                set(value.split()) <= set(child.attributes.get(name, "").split()) for name, value in wanted.items()
            ):
                found.append(child)
            found += child.all(tag, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.declarations: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> where {self.open[-1].tag} is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"<![{data}")


def read(html: str) -> Element:
    """The page as elements. Fails where tags do not match, or an attribute stands twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.declarations == ["DOCTYPE html"]
    assert reader.open == [reader.root]
    return reader.root
