"""What deserves a look before the plan is believed: checks and alerts that do not hold, and doubtful values."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.engine.run import Result

#: How many stand open on the page.
MOST_OPEN = 6


@dataclass(frozen=True, slots=True)
class Concern:
    """What is wrong, and more about it; `grave` ones make the numbers wrong, the others are advice."""

    text: str
    detail: str
    grave: bool = False


def concerns(result: Result) -> list[Concern]:
    """Failed checks first, then alerts, then what the reader of the plan found doubtful."""
    titles = {scenario.name: scenario.title for scenario in result.plan.scenarios}
    found = []
    for line in result.model.lines.values():
        if line.declared.kind in ("check", "alert"):
            failing = [titles[name] for name in result.scenarios if result.figure(line.key, name) != 1]
            if failing:
                where = "every scenario" if 1 < len(failing) == len(titles) else ", ".join(failing)
                text = f"“{line.label}” does not hold in {where}"
                found.append(Concern(text, line.declared.explanation, line.declared.kind == "check"))
    found.sort(key=lambda concern: not concern.grave)
    for warning in result.plan.warnings:
        subject = f"{warning.key} = {warning.value}" if warning.key and warning.value else warning.key or warning.value
        detail = f"{warning.rule} ({warning.hint})" if warning.hint else warning.rule
        found.append(Concern(subject, detail) if subject else Concern(detail, ""))
    return found
