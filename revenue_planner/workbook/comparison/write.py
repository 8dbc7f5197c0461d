"""Write the workbook of a comparison: results, inputs, and a bridge for each side after A."""

from __future__ import annotations

from dataclasses import replace

from revenue_planner.analysis.comparison.result import Comparison
from revenue_planner.workbook.book import Book
from revenue_planner.workbook.comparison.bridge import write_bridge
from revenue_planner.workbook.comparison.cells import Pages
from revenue_planner.workbook.comparison.inputs import write_inputs
from revenue_planner.workbook.comparison.results import results_constants, write_results
from revenue_planner.workbook.style import Styles


def comparison_bytes(comparison: Comparison) -> bytes:
    """The finished .xlsx file: figures of the sides as numbers, differences, per cents and sums as formulas.

    The same comparison and version give the same bytes.
    """
    book = Book("Comparison", "Revenue plans compared")
    pages = Pages(comparison, book, Styles(book.workbook), {})
    pages = replace(pages, constants=results_constants(pages))
    write_results(pages)
    write_inputs(pages)
    for pair in comparison.pairs:
        write_bridge(pages, pair)
    return book.bytes()
