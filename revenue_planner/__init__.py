"""Plan a TikTok creator's income: seven income models, one living workbook.

In a notebook: `import revenue_planner as rp; rp.load("my_plan.toml").run().answers`. The functions come
from `revenue_planner.api` and are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revenue_planner.api import (
        Comparison,
        GoalResult,
        Plan,
        Run,
        Sensitivity,
        Verdict,
        add_ons,
        check,
        compare,
        explain,
        load,
        loads,
        new,
        pull,
        schema,
        templates,
        verify,
    )
    from revenue_planner.ground.errors import OutputError, PlanError, PlannerError, UsageError
    from revenue_planner.ground.version import __version__

_FROM = {
    "revenue_planner.api": (
        "Comparison",
        "GoalResult",
        "Plan",
        "Run",
        "Sensitivity",
        "Verdict",
        "add_ons",
        "check",
        "compare",
        "explain",
        "load",
        "loads",
        "new",
        "pull",
        "schema",
        "templates",
        "verify",
    ),
    "revenue_planner.ground.errors": ("OutputError", "PlanError", "PlannerError", "UsageError"),
    "revenue_planner.ground.version": ("__version__",),
}

__all__ = [
    "Comparison",
    "GoalResult",
    "OutputError",
    "Plan",
    "PlanError",
    "PlannerError",
    "Run",
    "Sensitivity",
    "UsageError",
    "Verdict",
    "__version__",
    "add_ons",
    "check",
    "compare",
    "explain",
    "load",
    "loads",
    "new",
    "pull",
    "schema",
    "templates",
    "verify",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _FROM.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
