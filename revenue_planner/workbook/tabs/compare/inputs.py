"""The Compare tab's inputs: a table of all of them, and a short list of those that differ."""

from __future__ import annotations

import numpy as np

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.ground.months import Month
from revenue_planner.ground.units import spoken_unit
from revenue_planner.model.build import ModelInput
from revenue_planner.plan.values import Value
from revenue_planner.printers.ranges import area, beside, item, weighted
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import FIRST, VALUE, typical
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.compare.layout import (
    DIFFERENCE,
    DIGITS_ROW,
    LABEL,
    LISTED_INPUTS,
    PER_CENT,
    PICK_A,
    PICK_B,
    SCENARIOS,
    UNIT,
    A,
    B,
    CompareLayout,
)

#: In the table of all inputs these two columns say whether A and B differ, and count those that do.
DIFFERS, COUNT = DIFFERENCE, PER_CENT
_MONTH_UNIT = "month"


def _unit(context: Context, entry: ModelInput) -> str:
    declared = entry.declared
    if declared.kind == "month":
        return _MONTH_UNIT
    if declared.kind == "choice":
        return "choice"
    unit = spoken_unit(declared.unit, context.plan.currency)
    if declared.per_cent and "%" not in unit:
        unit += ", %"
    return f"{unit}, average" if declared.by_month or declared.kind == "season" else unit


def _span(context: Context, entry: ModelInput) -> str:
    row = context.layout.rows[entry.key]
    last = FIRST + 11 if entry.declared.kind == "season" else context.layout.last
    return area(f"${letter(FIRST)}${row}", f"${letter(last)}${row}")


def _monthly(entry: ModelInput) -> bool:
    return entry.declared.by_month or entry.declared.kind == "season"


def _months(context: Context, entry: ModelInput, number: int) -> list[float]:
    plan, name = context.plan, context.plan.scenarios[number].name
    value = plan.value(entry.key, name)
    if isinstance(value, tuple):
        return list(value)
    return plan.every_month(entry.key, name)


def _value(context: Context, entry: ModelInput, number: int) -> Cell:
    if _monthly(entry):
        return float(np.mean(_months(context, entry, number)))
    value: Value = context.plan.value(entry.key, context.plan.scenarios[number].name)
    if isinstance(value, Month):
        return float(value.serial)
    assert isinstance(value, (str, float))
    return value


def _weighted(context: Context, entry: ModelInput, number: int) -> float:
    """Tells two courses of months apart that have the same average."""
    months = _months(context, entry, number)
    return float(np.dot(months, np.arange(1, len(months) + 1)))


def write_inputs_table(context: Context, sheet: Sheet, where: CompareLayout, chosen: tuple[int, int]) -> None:
    """Every input of every scenario; by-month inputs by their average."""
    styles, plan, head = context.styles, context.plan, where.inputs_head
    last = where.helper_column + where.count - 1
    bar(context, sheet, head, "All inputs (by-month inputs by their average)", last)
    for column, title in ((A, "A"), (B, "B"), (DIFFERS, "Differs"), (COUNT, "Count")):
        sheet.text(head, column, title, styles.heading())
    for number, scenario in enumerate(plan.scenarios):
        sheet.text(head, SCENARIOS + number, scenario.title, styles.heading())
    sheet.text(head, where.helper_column, "Weighted by month, to tell courses apart", styles.heading())
    count = 0
    for row, entry in enumerate(where.inputs, start=head + 1):
        declared = entry.declared
        sheet.text(row, LABEL, f"{entry.part.label}: {declared.label}", styles.label())
        sheet.text(row, UNIT, _unit(context, entry), styles.small())
        form = DATE if declared.kind == "month" else number_format(declared.unit, typical(declared))
        style = styles.number(form)
        values = [_value(context, entry, number) for number in range(where.count)]
        for number, scenario in enumerate(plan.scenarios):
            tab = quoted(scenario.title)
            single = f"{tab}!${letter(VALUE)}${context.layout.rows[entry.key]}"
            formula = f"AVERAGE({tab}!{_span(context, entry)})" if _monthly(entry) else single
            sheet.formula(row, SCENARIOS + number, formula, values[number], style)
        a, b = values[chosen[0]], values[chosen[1]]
        for column, pick, value in ((A, PICK_A, a), (B, PICK_B, b)):
            picked = item(where.scenarios(row), "1", f"$D${pick}")
            sheet.formula(row, column, picked, value, style)
        differs = a != b
        one, two = f"{letter(A)}{row}", f"{letter(B)}{row}"
        same = f"({one}={two})"
        if _monthly(entry):
            differs |= _helpers(context, sheet, where, entry, row, chosen)
            cells = area(f"${letter(where.helper_column)}{row}", f"${letter(last)}{row}")
            digits = f"$D${DIGITS_ROW}"
            weighted = f"{item(cells, '1', f'$D${PICK_A}')}-{item(cells, '1', f'$D${PICK_B}')}"
            same = f"(ROUND({one}-{two},{digits})=0)*(ROUND({weighted},{digits})=0)"
        count += differs
        small = styles.small(num_format="0")
        sheet.formula(row, DIFFERS, f"1-{same}", float(differs), small)
        before = f"{letter(COUNT)}{row - 1}+" if row > head + 1 else ""
        sheet.formula(row, COUNT, f"{before}{letter(DIFFERS)}{row}", float(count), small)
        sheet.text(row, where.key_column, f"inputs.{entry.key}", styles.small())


def _helpers(
    context: Context, sheet: Sheet, where: CompareLayout, entry: ModelInput, row: int, chosen: tuple[int, int]
) -> bool:
    style = context.styles.small(num_format="0.00")
    numbers = [_weighted(context, entry, number) for number in range(where.count)]
    month_row = context.layout.rows["plan.month_number"]
    for number, scenario in enumerate(context.plan.scenarios):
        tab = quoted(scenario.title)
        span = _span(context, entry)
        if entry.declared.kind == "season":
            weights = _season_weights(where)
        else:
            weights = area(f"${letter(FIRST)}${month_row}", f"${letter(context.layout.last)}${month_row}")
            weights = f"{tab}!{weights}"
        formula = weighted(f"{tab}!{span}", weights)
        sheet.formula(row, where.helper_column + number, formula, numbers[number], style)
    return numbers[chosen[0]] != numbers[chosen[1]]


def _season_weights(where: CompareLayout) -> str:
    row = where.inputs_last + 1
    return f"$C${row}:$N${row}"


def write_differing(context: Context, sheet: Sheet, where: CompareLayout, chosen: tuple[int, int]) -> None:
    """The first inputs that differ between A and B, found by their running count."""
    styles, head = context.styles, where.differing_head
    bar(context, sheet, head, "Inputs that differ between A and B", where.key_column)
    for column, title in ((A, "A"), (B, "B"), (DIFFERENCE, "No.")):
        sheet.text(head, column, title, styles.heading(align="right"))
    first, last = where.inputs_head + 1, where.inputs_last
    differing = [
        entry for entry in where.inputs
        if _value(context, entry, chosen[0]) != _value(context, entry, chosen[1])
        or (_monthly(entry) and _weighted(context, entry, chosen[0]) != _weighted(context, entry, chosen[1]))
    ]  # fmt: skip
    counts = area(f"${letter(COUNT)}${first}", f"${letter(COUNT)}${last}")
    for place in range(1, LISTED_INPUTS + 1):
        row = head + place
        entry = differing[place - 1] if place <= len(differing) else None
        sheet.number(row, DIFFERENCE, float(place), styles.small(num_format="0"))
        texts: dict[int, Cell] = {LABEL: "", UNIT: "", A: "", B: "", where.key_column: ""}
        if entry is not None:
            texts = {
                LABEL: f"{entry.part.label}: {entry.declared.label}",
                UNIT: _unit(context, entry),
                A: _value(context, entry, chosen[0]),
                B: _value(context, entry, chosen[1]),
                where.key_column: f"inputs.{entry.key}",
            }
        for column, value in texts.items():
            name = letter(column)
            results = area(f"${name}${first}", f"${name}${last}")
            formula = beside(f"${letter(DIFFERENCE)}{row}", counts, results, '""', down=True)
            style = styles.number("#,##0.####") if column in (A, B) else styles.small(indent=int(column != UNIT))
            sheet.formula(row, column, formula, value, styles.label() if column == LABEL else style)
    cells = f"{letter(A)}{head + 1}:{letter(B)}{head + LISTED_INPUTS}"
    make = context.book.workbook.add_format
    unit = f"${letter(UNIT)}{head + 1}"
    for criteria, form in ((f'=ISNUMBER(SEARCH("%",{unit}))', "0.0##%"), (f'={unit}="{_MONTH_UNIT}"', DATE)):
        rule = {"type": "formula", "criteria": criteria, "format": make({"num_format": form})}
        sheet.conditional_format(cells, rule)
    row = where.inputs_last + 1
    sheet.text(row, LABEL, "Weights of the calendar months", styles.small())
    for offset in range(12):
        sheet.number(row, A + offset, float(offset + 1), styles.small(num_format="0"))
