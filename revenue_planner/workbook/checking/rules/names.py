"""Named cells: one for each summary result, for programs; and nothing that reaches out of the file."""

from __future__ import annotations

from revenue_planner.workbook.checking.rules.forms import bare_tab
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.layout import result_prefix
from revenue_planner.workbook.xlsx.references import references
from revenue_planner.workbook.xlsx.workbook_file import DefinedName, WorkbookFile

PREFIX = "out_"
#: Names that programs make for printing and filtering.
_OF_PROGRAMS = ("_xlnm.", "Print_Titles", "Print_Area")
_HINT = "define the name anew, or take it over from the workbook as it was built"


def check_names(book: WorkbookFile, roles: Roles, report: Report) -> None:
    for part in book.linked_parts:
        rule = f"fetches figures from elsewhere ({part})"
        report.of_file(rule, "break the link, in Excel under Data, Edit Links")
    for name in book.names:
        if name.name.startswith(_OF_PROGRAMS):
            continue
        if not name.name.startswith(PREFIX):
            rule = "is a name that the planner does not use"
            report.of_file(rule, "delete it, unless it is yours", key=name.name, severity="warning")
        elif not _is_result(name, roles):
            report.of_file("is a name that no longer refers to a result", _HINT, key=name.name, value=name.refers_to)
        elif bare_tab(name.refers_to):
            rule = f"names the tab {bare_tab(name.refers_to)} without quotes, as if it were a cell"
            report.of_file(rule, _HINT, key=name.name, value=name.refers_to)
    _all_named(book, roles, report)


def _is_result(name: DefinedName, roles: Roles) -> bool:
    """Whether it refers to one filled cell in a keyed row of a scenario tab."""
    found = references(name.refers_to)
    if len(found) != 1 or ":" in name.refers_to or "#REF!" in name.refers_to:
        return False
    tab = roles.by_name.get(found[0].tab)
    if tab is None or tab.role != "scenario" or found[0].row not in tab.key_of:
        return False
    return tab.tab.cell(found[0].row, found[0].column) is not None


def _all_named(book: WorkbookFile, roles: Roles, report: Report) -> None:
    """Every scenario has the same named results."""
    prefixes = {scenario.name: result_prefix(scenario.name) for scenario in roles.scenarios}
    results: dict[str, set[str]] = {name: set() for name in prefixes}
    for name in book.names:
        for owner, prefix in prefixes.items():
            result = name.name.removeprefix(prefix)
            # An underscore more belongs to a scenario with a longer name: "my" is one, "my_own" another.
            if result != name.name and not result.startswith("_"):
                results[owner].add(result)
    everything = set().union(*results.values())
    for scenario, known in results.items():
        for missing in sorted(everything - known):
            rule = "the name of a result is missing"
            report.of_file(rule, _HINT, key=f"{prefixes[scenario]}{missing}", severity="warning")
    if not everything:
        rule = "no result has a name; programs find results by them (Numbers drops names)"
        report.of_file(rule, _HINT, severity="warning")
