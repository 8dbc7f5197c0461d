"""Charts as SVG inside the page, in two forms: for wide and for narrow windows.

One drawing serves light, dark and paper, because its colours are custom properties of the page's style
sheet. Text stays text, in the page's font.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from revenue_planner.report.charts.canvas import Canvas, Frame

WIDE, NARROW = 880, 328


def chart(
    name: str, title: str, description: str, draw: Callable[[Frame], Canvas], wide_height: int, narrow_height: int
) -> Markup:
    """A chart in two forms, of which the style sheet shows the one that fits. `name` is unique on the page."""
    drawn = []
    for frame in (Frame(WIDE, wide_height, False), Frame(NARROW, narrow_height, True)):
        form = "narrow" if frame.narrow else "wide"
        ids = f"{name}-{form}-title", f"{name}-{form}-desc"
        drawn.append(
            f'<svg class="{form}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
            f'aria-labelledby="{ids[0]} {ids[1]}"><title id="{ids[0]}">{escape(title)}</title>'
            f'<desc id="{ids[1]}">{escape(description)}</desc>{draw(frame).svg()}</svg>'
        )
    return Markup("\n".join(drawn))
