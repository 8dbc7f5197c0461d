"""The page as a document: well-formed, alone in the world, the same every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from revenue_planner import __version__
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.report import report_html
from revenue_planner.report.charts import monthly as charts
from tests.report.outlooks import quick_outlook
from tests.support.pages import HOSTILE, PLANS, page, read, text_of
from tests.support.running import PLAN


@pytest.fixture(params=PLANS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_is_well_formed(name: str) -> None:
    assert page(text_of(name)).html.startswith("<!DOCTYPE html>\n<html")
    root = read(page(text_of(name)).html)
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in root.all():
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert set(element.attributes.get(attribute, "").split()) <= set(ids)
        if element.attributes.get("href", "").startswith("#"):
            assert element.attributes["href"][1:] in ids
    assert root.all("html")[0].attributes["lang"] == "en"
    assert len(root.all("h1")) == 1
    assert [len(table.all("caption")) for table in root.all("table") if "inputs" not in table.attributes["class"]]


def test_asks_for_nothing_else(name: str) -> None:
    html = page(text_of(name)).html
    root = read(html)
    assert not root.all("script")
    assert not [each for each in root.all() if {"src", "srcset", "data", "poster", "action"} & set(each.attributes)]
    assert not [key for each in root.all() for key in each.attributes if key.startswith("on")]
    links = {each.attributes["href"] for each in root.all("link")}
    assert links == {"data:,"}
    outside = [each for each in root.all() if "://" in " ".join(each.attributes.values())]
    assert {each.tag for each in outside} <= {"a"}
    sources = root.all("ol", class_="sources")
    assert len(outside) == sum(len(each.all("a")) for each in sources)
    assert not re.search(r"@import|@font-face|://", root.all("style")[0].text)
    assert "url(" not in html
    assert "<style" not in html.partition("</head>")[2]
    policy = next(each for each in root.all("meta") if each.attributes.get("http-equiv"))
    assert policy.attributes["content"].startswith("default-src 'none'")


@pytest.mark.parametrize("name", ["maya", "twelve", "random 4"])
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    plan = parse_plan(text_of(name))
    assert report_html(plan, run(plan), quick_outlook(plan)) == page(text_of(name)).html


ELSEWHERE = """
import hashlib
from tests.support.pages import page, text_of
print(hashlib.sha256(page(text_of("maya")).html.encode()).hexdigest())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": "/nonexistent"},
    ],
    ids=["hash seed", "hash seed, clock, language and home"],
)
def test_another_process_makes_the_same_bytes(environment: dict[str, str], tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(page(PLAN).html.encode()).hexdigest()


def test_user_text_is_only_text() -> None:
    quoted = HOSTILE.replace('"', '\\"')
    text = PLAN.replace("Maya, skincare", quoted).replace("Amazon Associates", "<b>&amp; {{ x }} $a$")
    html = page(text).html
    root = read(html)
    assert root.all("h1")[0].text == HOSTILE
    assert root.all("title")[0].text == f"{HOSTILE}: income plan"
    assert not root.all("script")
    sections = [each.text for each in root.all("details", class_="inputs")]
    assert any("<b>&amp; {{ x }} $a$" in each for each in sections)
    assert "49" not in root.all("h1")[0].text


def test_chart_text_is_only_text() -> None:
    label = '<b>$x_1$ "#fe0001" & 計'
    drawn = charts.scenarios(["Jan 2027", "Feb 2027"], [(label, np.array([1.0, 2.0]))], f"One line: {label}.")
    root = read(f"<!DOCTYPE html>{drawn}")
    wide = root.all("svg", class_="wide")[0]
    assert label in [text.text for text in wide.all("text")]
    assert wide.all("desc")[0].text == f"One line: {label}."
    assert not root.all("b")


def test_every_chart_can_be_read_without_seeing_it(name: str) -> None:
    root = read(page(text_of(name)).html)
    charts = root.all("svg")
    assert len(charts) % 2 == 0
    for chart in charts:
        assert chart.attributes["role"] == "img"
        title, description = chart.children[0], chart.children[1]
        assert (title.tag, description.tag) == ("title", "desc")
        assert len(title.text) > 10
        assert len(description.text) > 40
    for figure in root.all("figure"):
        assert figure.all("figcaption")
        assert figure.all("table"), "a chart without its figures"
        assert [each.attributes["class"] for each in figure.all("svg")] == ["wide", "narrow"]


def test_colours_are_the_style_sheets(name: str) -> None:
    made = page(text_of(name))
    style = read(made.html).all("style")[0].text
    body = made.html.partition("</style>")[2]
    used = set(re.findall(r"var\(--([\w-]+)\)", body + style))
    declared = set(re.findall(r"--([\w-]+):", style))
    assert used <= declared
    assert not re.search(r"#fe00", "".join(re.findall(r"<[a-z][^<>]*>", body)))
    assert not re.search(r"(fill|stroke):\s*#", body)


def test_goals_that_nobody_set_and_mixes_that_do_not_exist() -> None:
    without = read(page(text_of("beauty"), goal=False).html)
    assert not without.all("article", class_="takes")
    assert not without.all("h2", id="takes")
    assert "Chance of the goal" not in without.text
    helpless = read(page(text_of("beauty"), mix=False).html)
    assert "No small set of changes within what is usual reaches it." in helpless.text
    assert not helpless.all("ul", class_="mix")


def test_stamp() -> None:
    plan = parse_plan(PLAN)
    result, outlook = run(plan), quick_outlook(plan)
    footer = read(report_html(plan, result, outlook, "2027-01-31")).all("footer")[0].text
    assert f"revenue-planner {__version__}" in footer
    assert "as of 2027-01-31" in footer
    assert "400 trials, seed 7" in footer
    assert "as of" not in read(page(PLAN).html).all("footer")[0].text
    assert "neither tax advice" in read(page(PLAN).html).text


def test_concerns() -> None:
    found = read(page(text_of("twelve")).html).all("section", class_="concerns")[0]
    assert "“Cash stays above your floor” does not hold in every scenario" in found.text
    assert "audience.opening_followers" in found.text
    healthy = page(text_of("full"))
    assert [not warning for warning in healthy.result.plan.warnings] == []
    assert not read(healthy.html).all("section", class_="concerns")


def test_size() -> None:
    """Small enough for a mail: the largest template with everything on it."""
    assert len(page(text_of("full")).html.encode()) < 600_000
