"""What makes a spreadsheet program repair a workbook when it opens it: causes that are known, looked for in a file.

`faults(data)` names each, with its part. It is stricter than any one program.
"""

from __future__ import annotations

from tests.support.validity.book import book_faults
from tests.support.validity.drawings import drawing_faults
from tests.support.validity.package import Package, package_faults
from tests.support.validity.sheets import sheet_faults


def faults(data: bytes) -> list[str]:
    """Every fault of an .xlsx file; none for one that opens without a word."""
    package = Package(data)
    found = package_faults(package)
    if package.broken:
        return found  # without its parts nothing more can be said
    return [*found, *book_faults(package), *sheet_faults(package), *drawing_faults(package)]
