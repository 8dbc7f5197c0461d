"""The colours of the charts, by the names of the style sheet's custom properties."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.look import SCENARIO_COLOURS

#: On dark ground some of Okabe and Ito's colours need more light; the order and the hues stay.
_DARK = {
    "#0072B2": "#4BA3DB",
    "#E69F00": "#E9AB24",
    "#CC79A7": "#D892B8",
    "#56B4E9": "#8CCFF5",
    "#009E73": "#27B38A",
    "#F0E442": "#EDE36A",
    "#D55E00": "#E8752A",
    "#999999": "#9AA3AD",
    "#12355B": "#E8EEF5",
    "#B07A00": "#E9AB24",
    "#2E8BC6": "#8CCFF5",
    "#7A7A7A": "#9AA3AD",
}
#: How far towards white a colour goes on dark ground, where nothing else is said.
_LIGHTER = 0.3
_STREAM = "stream-"

#: The colours that every page has, as the style sheet calls them; the plan's streams come on top.
INKS = frozenset((
    "ink", "quiet", "rule", "paper", "accent", "band-1", "band-2", "band-3", "less", "more", "bad",
    *(f"scenario-{number}" for number in range(len(SCENARIO_COLOURS))),
))  # fmt: skip


def ink(name: str) -> str:
    """The colour as SVG takes it. Raises ValueError for one that the page does not have."""
    if name not in INKS and not name.startswith(_STREAM):
        raise ValueError(f"the page has no colour {name}")
    return f"var(--{name})"


def stream_ink(group: str) -> str:
    """The colour of an income stream of the plan."""
    return f"{_STREAM}{group}"


def scenario_ink(number: int) -> str:
    """The colour of a scenario by its place in the plan, from 0; they repeat after the last."""
    return f"scenario-{number % len(SCENARIO_COLOURS)}"


def palette(streams: Mapping[str, str], dark: bool) -> str:
    """CSS declarations of the colours of streams (by group) and scenarios."""
    colours = {stream_ink(group): colour for group, colour in streams.items()}
    colours |= {f"scenario-{number}": colour for number, colour in enumerate(SCENARIO_COLOURS)}
    return " ".join(f"--{name}: {_on_dark(colour) if dark else colour};" for name, colour in colours.items())


def _on_dark(colour: str) -> str:
    if colour in _DARK:
        return _DARK[colour]
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * _LIGHTER):02X}" for part in parts)
