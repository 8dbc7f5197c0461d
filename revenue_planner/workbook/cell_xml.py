"""The XML of finished cells: typed ones, formulas beside what they come to, and lines of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from revenue_planner.ground.a1 import BEFORE, THIS, letter
from revenue_planner.workbook.values import Place, Run
from revenue_planner.workbook.xlsx.cells import CellError, CellValue


def text_in_xml(text: str) -> str:
    """A text as it stands between two tags."""
    return escape(text, quote=False)


def number_in_xml(value: float) -> str:
    """Raises ValueError for a number that no cell holds."""
    if value == 0:
        return "0"
    text = repr(float(value))
    if text[-1] in "nf":
        raise ValueError(f"{value} cannot be written into a cell")
    return text[:-2] if text.endswith(".0") else text


def run_in_xml(row: int, run: Run, known: Mapping[Place, CellValue], looks: Mapping[Place, int]) -> str:
    """Cells with one expression; `looks` are the numbers of styles that are not the run's."""
    parts = []
    usual = run.style._get_xf_index()
    for shift in range(run.length):
        column = run.first + shift
        text = run.text
        for place, moving in enumerate(run.columns):
            text = text.replace(chr(place), letter(moving + shift))
        look = looks.get((row, column), usual)
        parts.append(_formula(f"{letter(column)}{row}", text, known[row, column], look))
    return "".join(parts)


def figure_in_xml(row: int, column: int, template: str, value: float | str, look: int) -> str:
    """A line of the model that is one figure; `template` has THIS and BEFORE where columns go."""
    text = template.replace(THIS, letter(column)).replace(BEFORE, letter(column - 1))
    return _formula(f"{letter(column)}{row}", text, value, look)


def line_in_xml(row: int, first: int, template: str, values: Sequence[float | str], look: int) -> str:
    """As `figure_in_xml`, a cell for each month, all of them numbers."""
    looks_back, parts = BEFORE in template, []
    for column, value in enumerate(values, start=first):
        here = letter(column)
        body = template.replace(THIS, here)
        if looks_back:
            body = body.replace(BEFORE, letter(column - 1))
        parts.append(f'<c r="{here}{row}" s="{look}"><f>{body}</f><v>{value!r}</v></c>')
    return "".join(parts)


def _formula(name: str, text: str, value: CellValue, look: int) -> str:
    if isinstance(value, str):
        return f'<c r="{name}" t="str" s="{look}"><f>{text}</f><v>{text_in_xml(value)}</v></c>'
    if value is None:
        raise ValueError("every formula is written with its computed value")
    assert not isinstance(value, CellError)
    return f'<c r="{name}" s="{look}"><f>{text}</f><v>{number_in_xml(value)}</v></c>'
