"""Colours and type, the same in workbook and report."""

from __future__ import annotations

INK, QUIET, RULE = "#1F2933", "#6B7280", "#D5DBE1"
NIGHT, PAPER, SHADE = "#12355B", "#FFFFFF", "#F3F6F9"
#: Cells a user types into: blue on pale yellow, by modelling custom.
INPUT_INK, INPUT_FILL = "#0033CC", "#FFF8DC"
GOOD, BAD, WARN = "#1B7F4B", "#B3261E", "#9A6700"
GOOD_FILL, BAD_FILL, WARN_FILL = "#E3F4EA", "#FBE4E2", "#FFF1CC"

#: A stream that brings no colour of its own.
OTHER_STREAM = "#999999"
SCENARIO_COLOURS = ("#12355B", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999")

FONT = "Calibri"
