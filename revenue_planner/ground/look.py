"""Colours and type, the same in workbook and report."""

from __future__ import annotations

INK, QUIET, RULE = "#1F2933", "#5B6472", "#D5DBE1"
NIGHT, PAPER, SHADE = "#12355B", "#FFFFFF", "#F3F6F9"
#: Cells a user types into: blue on pale yellow, by modelling custom.
INPUT_INK, INPUT_FILL = "#0033CC", "#FFF8DC"
GOOD, BAD, WARN = "#166B3F", "#B3261E", "#7D5300"
GOOD_FILL, BAD_FILL, WARN_FILL = "#E3F4EA", "#FBE4E2", "#FFF1CC"

#: A stream that brings no colour of its own.
OTHER_STREAM = "#999999"
#: The same hues, dark enough for a line on white.
SCENARIO_COLOURS = ("#12355B", "#D55E00", "#009E73", "#CC79A7", "#B07A00", "#2E8BC6", "#7A7A7A")

FONT = "Calibri"

#: What text must differ by from its ground, by the Web Content Accessibility Guidelines (1.4.3).
TEXT_CONTRAST = 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ("#RRGGBB"), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """The colour of text on a ground: the first of white, ink and black that can be read there."""
    inks = (PAPER, INK, "#000000")
    return next((ink for ink in inks if contrast(ink, ground) >= TEXT_CONTRAST), inks[-1])


def _luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
