"""Where printed pages end: no heading alone at the foot of a page, no chart cut, no last page that is nearly empty.

Programs break pages by themselves where one is full. Heights of rows differ a little between them, so pages are
ended here somewhat earlier, at a row that suits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

#: Excel's number of a size of paper; A4 also stands in for a tab that names none.
A3, A4 = 8, 9
#: Sizes of paper lying on its side, in points.
PAPERS = {A3: (1190.6, 841.9), A4: (841.9, 595.3)}
_POINTS_PER_INCH, _PIXELS_PER_INCH, _PLAIN_HEIGHT = 72.0, 96.0, 15.0
#: How far a page is filled, by our measure of it.
_FILLED = 0.96
#: Rows that stay with their heading; the least share of a page that the last one holds.
_WITH_HEADING, _LEAST = 2, 0.2


@dataclass(frozen=True)
class Page:
    """A page of a tab in points: the room for rows at the scale that makes it one page wide, and for rows after the
    first page, on which the header is repeated."""

    first: float
    others: float


def room(paper: int, margins: tuple[float, float, float, float], width: float, repeated: float, scale: float) -> Page:
    """The page of a tab `width` points wide; `margins` are left, right, top and bottom in inches, `repeated` the height
    of the header. `scale` is 0 where the tab is fitted to the page's width."""
    paper_width, paper_height = PAPERS.get(paper, PAPERS[A4])
    left, right, top, bottom = (margin * _POINTS_PER_INCH for margin in margins)
    fitted = scale or min(1.0, (paper_width - left - right) / width)
    height = (paper_height - top - bottom) / fitted * _FILLED
    return Page(height, height - repeated)


def points(pixels: float) -> float:
    """A length that is given in pixels."""
    return pixels * _POINTS_PER_INCH / _PIXELS_PER_INCH


def rows_under(height: float, heights: Sequence[float], row: int) -> int:
    """How many rows from `row` (from 1) on something `height` pixels high covers."""
    left, count = points(height), 0
    while left > 0:
        left -= heights[row + count - 1] if row + count <= len(heights) else _PLAIN_HEIGHT
        count += 1
    return count


def page_breaks(
    heights: Sequence[float],
    page: Page,
    headings: Collection[int],
    charts: Collection[tuple[int, int]],
    forced: Collection[int] = (),
) -> list[int]:
    """The rows (from 1) after which pages end.

    `heights` are those of the rows from 1 on. `headings` are rows that stay with what follows them, `charts` the first
    and last rows of what may not be cut; pages end after the rows of `forced` in any case.
    """
    starts, tops = _starts(len(heights), headings, charts), [0.0, *accumulate(heights)]
    found: list[int] = []
    for first, last in pairwise(sorted({0, *(row for row in forced if 0 < row < len(heights)), len(heights)})):
        found += [*_of_stretch(tops, page, starts, headings, first, last), last]
    return found[:-1]


def _starts(count: int, headings: Collection[int], charts: Collection[tuple[int, int]]) -> list[int]:
    """Rows with which a page may begin."""
    kept = {row for first, last in charts for row in range(first + 1, last + 1)}
    for row in headings:
        after = row + 1
        # Headings below headings, and a chart right below one, belong to it as a whole.
        while after in headings:
            after += 1
        last = max((end for first, end in charts if first <= after + 1 <= end), default=after + _WITH_HEADING - 1)
        kept.update(range(row + 1, last + 1))
    return [row for row in range(2, count + 1) if row not in kept]


def _of_stretch(
    tops: Sequence[float], page: Page, starts: Sequence[int], headings: Collection[int], first: int, last: int
) -> list[int]:
    """Breaks between two rows after which pages end. `tops` are where rows end, from the top of the tab."""
    found: list[int] = []
    begin, capacity, least = first, page.others if first else page.first, _LEAST * page.others
    while tops[last] - tops[begin] > capacity:
        fitting = [row for row in starts if begin + 1 < row <= last and tops[row - 1] - tops[begin] <= capacity]
        if not fitting:
            return found  # something taller than a page: programs cut it where they must
        at = fitting[-1]
        if tops[last] - tops[at - 1] < least:
            # The last page would be nearly empty: it begins earlier, with a heading where there is one.
            fuller = [row for row in fitting if tops[last] - tops[row - 1] >= least]
            half = tops[begin] + capacity / 2
            with_heading = [row for row in fuller if row in headings and tops[row - 1] >= half]
            at = (with_heading or fuller or [at])[-1]
        found.append(at - 1)
        begin, capacity = at - 1, page.others
    return found
