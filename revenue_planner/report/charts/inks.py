"""The colours of the charts, by the names of the style sheet's custom properties."""

from __future__ import annotations

from revenue_planner.ground.look import OTHER_STREAM, SCENARIO_COLOURS, STREAM_COLOURS

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
_STREAMS = {**STREAM_COLOURS, "other": OTHER_STREAM}

#: Every colour that a chart may have, as the style sheet calls it.
INKS = frozenset((
    "ink", "quiet", "rule", "paper", "accent", "band-1", "band-2", "band-3", "less", "more", "bad",
    *(f"stream-{name}" for name in _STREAMS),
    *(f"scenario-{number}" for number in range(len(SCENARIO_COLOURS))),
))  # fmt: skip


def ink(name: str) -> str:
    """The colour as SVG takes it. Raises ValueError for one that the page does not have."""
    if name not in INKS:
        raise ValueError(f"the page has no colour {name}")
    return f"var(--{name})"


def stream_ink(group: str) -> str:
    """The colour of an income stream; all that are not built in share one."""
    return f"stream-{group if group in STREAM_COLOURS else 'other'}"


def scenario_ink(number: int) -> str:
    """The colour of a scenario by its place in the plan, from 0; they repeat after the last."""
    return f"scenario-{number % len(SCENARIO_COLOURS)}"


def palette(dark: bool) -> str:
    """CSS declarations of the streams' and scenarios' colours."""
    colours = {f"stream-{name}": colour for name, colour in _STREAMS.items()}
    colours |= {f"scenario-{number}": colour for number, colour in enumerate(SCENARIO_COLOURS)}
    return " ".join(f"--{name}: {_DARK.get(colour, colour) if dark else colour};" for name, colour in colours.items())
