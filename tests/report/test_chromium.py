"""The page in a browser: on a desk, in the dark, on a telephone and on paper."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.plan.templates import template_names
from tests.report.browser import Browser, browser, chromium
from tests.support.pages import page, read, text_of

REQUIRED = os.environ.get("REVENUE_PLANNER_REQUIRE_CHROMIUM") == "1"
_MISSING = [what for what, there in (
    ("Chromium", chromium()), ("pdftotext", shutil.which("pdftotext")), ("pdftoppm", shutil.which("pdftoppm")),
) if not there]  # fmt: skip

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(bool(_MISSING) and not REQUIRED, reason=f"{', '.join(_MISSING)} not installed"),
]

PLANS = ("full", "starter", "twelve", "one month", "random 3")
DESK, TELEPHONE = 1100, 360

#: Everything that may be wrong with the layout, said by the page itself.
OVERFLOWS = """
[...document.querySelectorAll("body *")].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && box.height && !each.closest(".scroll, svg, .unseen")
    && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map(each => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 40)}`)
"""
HIDDEN_TEXT = """
[...document.querySelectorAll("body *")].filter(each =>
  each.children.length == 0 && each.scrollWidth > each.clientWidth + 1 && each.clientWidth
  && !each.closest("svg, .unseen") && getComputedStyle(each).display != "inline"
).map(each => `${each.tagName}: ${each.textContent.slice(0, 60)}`)
"""
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
CHARTS = """
[...document.querySelectorAll("svg")].map(each => {
  const box = each.getBoundingClientRect();
  const texts = [...each.querySelectorAll("text")].map(text => {
    const own = text.getBoundingClientRect();
    return {text: text.textContent, left: own.left - box.left, top: own.top - box.top, width: own.width,
            height: own.height, shown: getComputedStyle(text).fill};
  });
  return {name: each.parentElement.id, form: each.getAttribute("class"), width: box.width, height: box.height, texts};
})
"""


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert not _MISSING, f"{', '.join(_MISSING)} not installed"
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name in PLANS:
        found[name] = folder / f"{name}.html"
        found[name].write_text(page(text_of(name)).html, encoding="utf-8")
    return found


def drawn(chrome: Browser) -> list[dict[str, Any]]:
    """The charts that are shown."""
    charts = list(chrome.evaluate(CHARTS))
    return [chart for chart in charts if chart["width"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [DESK, TELEPHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize("name", PLANS)
def test_on_a_screen(name: str, width: int, dark: bool, chrome: Browser, files: dict[str, Path]) -> None:
    chrome.open(files[name], width, dark=dark)
    assert chrome.requests() == [files[name].as_uri()]
    assert chrome.complaints() == []
    assert chrome.evaluate("document.documentElement.scrollWidth") <= width
    assert chrome.evaluate(OVERFLOWS) == []
    assert chrome.evaluate(HIDDEN_TEXT) == []
    charts = drawn(chrome)
    assert [chart["form"] for chart in charts] == ["narrow" if width == TELEPHONE else "wide"] * 5
    for chart in charts:
        assert chart["width"] > 300
        assert chart["height"] > 60
        assert chart["texts"]
        _check_texts(chart)
    ground = chrome.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == dark


def _check_texts(chart: dict[str, Any]) -> None:
    """Nothing sticks out of a chart, and no text lies on another."""
    texts = chart["texts"]
    for each in texts:
        assert each["width"] > 0
        assert each["left"] >= -1, (chart["name"], each)
        assert each["left"] + each["width"] <= chart["width"] + 1, (chart["name"], each)
        assert each["top"] >= -3, (chart["name"], each)
        assert each["top"] + each["height"] <= chart["height"] + 3, (chart["name"], each)
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            across = min(one["left"] + one["width"], other["left"] + other["width"]) - max(one["left"], other["left"])
            down = min(one["top"] + one["height"], other["top"] + other["height"]) - max(one["top"], other["top"])
            # Boxes are taller than letters by a third.
            limit = 0.34 * min(one["height"], other["height"])
            assert across <= 1 or down <= limit, (chart["name"], one, other)


@pytest.mark.parametrize("width", [DESK, TELEPHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize("name", PLANS)
def test_with_everything_unfolded(name: str, width: int, chrome: Browser, files: dict[str, Path]) -> None:
    chrome.open(files[name], width)
    chrome.evaluate(UNFOLD)
    assert chrome.evaluate("document.documentElement.scrollWidth") <= width
    assert chrome.evaluate(OVERFLOWS) == []
    assert chrome.evaluate(HIDDEN_TEXT) == []


def test_the_window_chooses_the_form_of_a_chart(chrome: Browser, files: dict[str, Path]) -> None:
    for width, form in ((320, "narrow"), (640, "narrow"), (641, "wide"), (1600, "wide")):
        chrome.open(files["one month"], width)
        assert {chart["form"] for chart in drawn(chrome)} == {form}
        assert chrome.evaluate("document.documentElement.scrollWidth") <= width


CONTRASTS = r"""
[...document.querySelectorAll("body *")].filter(each =>
  [...each.childNodes].some(node => node.nodeType == 3 && node.textContent.trim())
  && each.getBoundingClientRect().width && !each.closest(".unseen, title, desc")
).map(each => {
  let ground = each;
  while (ground && /rgba\(0, 0, 0, 0\)|transparent/.test(getComputedStyle(ground).backgroundColor)) {
    ground = ground.parentElement;
  }
  const style = getComputedStyle(each);
  return [each.closest("svg") ? style.fill : style.color, getComputedStyle(ground).backgroundColor];
}).map(pair => pair.join(" on "))
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_texts_stand_out(dark: bool, chrome: Browser, files: dict[str, Path]) -> None:
    """Contrast of at least 4.5 to 1 everywhere, as WCAG 2 asks for ordinary text."""
    chrome.open(files["full"], DESK, dark=dark)
    chrome.evaluate(UNFOLD)
    pairs = set(chrome.evaluate(CONTRASTS))
    assert len(pairs) > 4
    for pair in pairs:
        text, ground = (_light(colour) for colour in pair.split(" on "))
        contrast = (max(text, ground) + 0.05) / (min(text, ground) + 0.05)
        assert contrast >= 4.5, pair


def _light(colour: str) -> float:
    """Relative luminance of "rgb(…)"."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.fixture(scope="module")
def printed(chrome: Browser, files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every plan as PDF, printed from a browser that is set to dark."""
    folder = tmp_path_factory.mktemp("printed")
    found = {}
    for name in PLANS:
        chrome.open(files[name], DESK, dark=True)
        found[name] = folder / f"{name}.pdf"
        found[name].write_bytes(chrome.pdf())
    return found


def sheets(pdf: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


@pytest.mark.parametrize("name", PLANS)
def test_on_paper(name: str, printed: dict[str, Path]) -> None:
    made, pages = page(text_of(name)), sheets(printed[name])
    root = read(made.html)
    squeezed = ["".join(text.split()) for text in pages]
    everything = "".join(squeezed)
    information = subprocess.run(["pdfinfo", str(printed[name])], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size:.*\(A4\)", information)
    assert len(pages) <= 24
    for number, text in enumerate(squeezed, 1):
        assert text.endswith(f"{number}/{len(pages)}"), text
    assert "".join(root.all("p", id="answer")[0].text.split()) in squeezed[0]
    for key in made.result.plan.inputs():
        assert key in everything
    for figure in root.all("figure"):
        title = "".join(figure.all("strong")[0].text.split())
        labels = {"".join(text.text.split()) for text in figure.all("svg", class_="wide")[0].all("text")}
        assert any(title in text and all(label in text for label in labels) for text in squeezed), title
    headings = [heading for tag in ("h2", "h3", "summary", "caption") for heading in root.all(tag)]
    _check_headings([heading.text for heading in headings], pages)


def _check_headings(headings: list[str], pages: list[str]) -> None:
    """No heading is the last thing on a page."""
    squeezed = {"".join(heading.split()) for heading in headings}
    for text in pages:
        lines = ["".join(line.split()) for line in text.splitlines() if line.strip()]
        assert lines[-2] not in squeezed, lines[-2]


#: Lines of text, the footer among them, that make a page worth its paper.
FEWEST_LINES = 8


def _check_fill(pages: list[str]) -> None:
    """No page, least of all the last, holds little more than its footer."""
    for number, text in enumerate(pages, 1):
        lines = [line for line in text.splitlines() if line.strip()]
        assert len(lines) >= FEWEST_LINES, f"page {number} of {len(pages)}: {lines}"


@pytest.mark.parametrize("name", PLANS)
def test_every_page_is_worth_its_paper(name: str, printed: dict[str, Path]) -> None:
    _check_fill(sheets(printed[name]))


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", [name for name in template_names() if name not in PLANS])
def test_the_other_templates_on_paper(name: str, chrome: Browser, tmp_path: Path) -> None:
    made, path = page(text_of(name)), tmp_path / "page.html"
    path.write_text(made.html, encoding="utf-8")
    chrome.open(path, DESK)
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(chrome.pdf())
    pages, root = sheets(pdf), read(made.html)
    _check_fill(pages)
    _check_headings([each.text for tag in ("h2", "h3", "summary", "caption") for each in root.all(tag)], pages)


def test_paper_is_always_light(printed: dict[str, Path], tmp_path: Path) -> None:
    first = ["-r", "20", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run(["pdftoppm", *first, str(printed["full"]), str(tmp_path / "sheet")], check=True)
    # P6, width and height, the largest value, then three bytes for each pixel.
    pixels = (tmp_path / "sheet.ppm").read_bytes().split(b"\n", 3)[3]
    assert sum(byte > 200 for byte in pixels) / len(pixels) > 0.75
