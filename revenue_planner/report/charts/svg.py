"""Charts as SVG inside the page: drawn by matplotlib, coloured by the page's style sheet.

One drawing serves light, dark and paper, because its colours are custom properties. Text stays text, in
the page's font. Nothing refers to anything by id, so that any number of drawings share a page.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from typing import Any

import matplotlib
from markupsafe import Markup, escape

from revenue_planner.report.charts.canvas import Canvas, Frame
from revenue_planner.report.charts.inks import properties_for

WIDE, NARROW = 880, 328

#: Matplotlib's settings while a chart is drawn; the salt makes equal charts equal bytes.
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "revenue-planner",
    "text.parse_math": False,
    "path.simplify": False,
    "font.family": ["DejaVu Sans"],
}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_BODY = re.compile(r'<g id="figure_1">.*</g>(?=\s*</svg>)', re.DOTALL)
_TAG = re.compile(r"<[a-z][^<>]*>")
_EMPTY_GROUP = re.compile(r"<g>\s*</g>\s*")
_NUMBER = re.compile(r"-?\d+\.\d+")
#: What the style sheet says for all charts, or what nothing needs.
_NEEDLESS = re.compile(
    r' id="[^"]*"| transform="rotate\(-?0 [^"]*"|font-family: [^;"]*;? ?|; fill-rule: nonzero|'
    r"; stroke-dashoffset: 0|; stroke-linejoin: \w+|; stroke-linecap: \w+"
)


def chart(
    name: str, title: str, description: str, draw: Callable[[Frame], Canvas], wide_height: int, narrow_height: int
) -> Markup:
    """A chart in two forms, of which the style sheet shows the one that fits. `name` is unique on the page."""
    drawn = []
    for frame in (Frame(WIDE, wide_height, False), Frame(NARROW, narrow_height, True)):
        with matplotlib.rc_context(_SETTINGS):
            inner = _drawn(draw(frame))
        form = "narrow" if frame.narrow else "wide"
        ids = f"{name}-{form}-title", f"{name}-{form}-desc"
        drawn.append(
            f'<svg class="{form}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
            f'aria-labelledby="{ids[0]} {ids[1]}"><title id="{ids[0]}">{escape(title)}</title>'
            f'<desc id="{ids[1]}">{escape(description)}</desc>{inner}</svg>'
        )
    return Markup("\n".join(drawn))


def _drawn(canvas: Canvas) -> str:
    written = io.BytesIO()
    with warnings.catch_warnings():
        # Letters that matplotlib's own font lacks are only measured by it; the reader's fonts have them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        canvas.figure.savefig(written, format="svg", metadata=_NO_METADATA)
    found = _BODY.search(written.getvalue().decode("utf-8"))
    assert found is not None
    # Only tags are changed, never a text between them: "<" and ">" in texts are escaped.
    body = _TAG.sub(lambda tag: _tag(tag[0]), found[0])
    while _EMPTY_GROUP.search(body):
        body = _EMPTY_GROUP.sub("", body)
    return re.sub(r">\s+<", "><", body)


def _tag(tag: str) -> str:
    tag = _NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), tag)
    tag = _NEEDLESS.sub("", tag).replace(" \n", " ").replace("\n", " ").replace(' "', '"').replace(';"', '"')
    return properties_for(tag).replace(": ", ":").replace("; ", ";")
