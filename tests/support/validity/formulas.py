"""Texts of formulas: brackets and quotes that close, tabs that are there, lengths."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tests.support.validity.package import units

LONGEST, DEEPEST = 8192, 64
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_TAB = re.compile(r"'((?:[^']|'')+)'!|(?<![\w.'])([^\W\d][\w.]*)!")


def formula_faults(formula: str, tabs: Collection[str]) -> Iterator[str]:
    """What is wrong with a formula's text, without its "="."""
    if units(formula) > LONGEST:
        yield f"a formula of {units(formula)} characters"
    if not formula.strip() or formula.startswith("="):
        yield f"a formula {formula[:20]!r}"
    bare = _TEXT.sub('""', formula)
    if bare.count('"') % 2:
        yield f"a quote that does not close: {formula[:60]}"
    depth = deepest = 0
    names = re.sub(r"'(?:[^']|'')+'!", "x!", bare)
    for character in names:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth:
        yield f"a bracket that does not close: {formula[:60]}"
    if deepest > DEEPEST:
        yield f"brackets {deepest} deep"
    if re.search(r"[-+*/&<>=,(]$|[*/&,(]\)|\(\s*[*/&,]|,,,,", names.strip()):
        yield f"an operand is missing: {formula[:60]}"
    known = {tab.casefold() for tab in tabs}
    for quoted, plain in _TAB.findall(bare):
        name = quoted.replace("''", "'") if quoted else plain
        if name.casefold() not in known and "[" not in name:
            yield f"looks at the tab {name}, which is not there"
