"""Figures by month as a table of months says them: in few keys, or in the keys that are there with few changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from revenue_planner.ground.months import Timeline
from revenue_planner.plan.month_keys import MonthKey, holding
from revenue_planner.plan.values import Setting

#: A figure for each month of the plan; None where the month has none of its own.
Figures = Sequence[float | None]


def figures_of(setting: Setting, base: Setting | None, timeline: Timeline) -> list[float | None]:
    """The figures that months have of their own. Where Base goes by month, a scenario's value is one in every month."""
    value = everywhere(setting, base)
    months = setting.months if value is None or base is None else {**base.months, **setting.months}
    return [months.get(number, value) for number in range(1, timeline.months + 1)]


def everywhere(setting: Setting, base: Setting | None) -> float | None:
    """What each month without a key has of its own; None where the value stands for them."""
    return setting.value if base is not None and base.months and isinstance(setting.value, float) else None


def shortest(figures: Figures, start: float | None, timeline: Timeline) -> dict[MonthKey, float]:
    """The fewest keys that say these figures and no others, where `start` is what months without a key have.

    Of equally few, those with more single months, which say no more than they must.
    """
    # By what holds at a month: how many keys led there, how many of them are steps, and which they are.
    ways: dict[float | None, tuple[int, int, dict[MonthKey, float]]] = {start: (0, 0, {})}
    for month, figure in zip(timeline, figures, strict=True):
        onward: dict[float | None, tuple[int, int, dict[MonthKey, float]]] = {}
        for holds, (count, steps, keys) in ways.items():
            if figure == holds:
                _keep(onward, holds, (count, steps, keys))
            elif figure is not None:
                _keep(onward, holds, (count + 1, steps, {**keys, MonthKey(month): figure}))
                _keep(onward, figure, (count + 1, steps + 1, {**keys, MonthKey(month, onward=True): figure}))
        ways = onward
    return min(ways.values(), key=lambda way: way[:2])[2]


def _keep(
    ways: dict[float | None, tuple[int, int, dict[MonthKey, float]]],
    holds: float | None,
    way: tuple[int, int, dict[MonthKey, float]],
) -> None:
    if holds not in ways or way[:2] < ways[holds][:2]:
        ways[holds] = way


def patched(
    there: Collection[MonthKey], now: Figures, wanted: Figures, otherwise: Figures, timeline: Timeline
) -> dict[MonthKey, float | None] | None:
    """Changes of single keys after which a table says what is wanted: what to write, None for a key to be removed.

    The table has the keys `there` and says `now` where they hold; `otherwise` is what it will say where none does.
    None where the keys that are there stand in the way.
    """
    held = holding(there, timeline)
    below = holding([key for key in there if key.onward], timeline)
    changes: dict[MonthKey, float | None] = {}
    for step in there:
        months = [number for number, holder in held.items() if holder == step]
        figures = {wanted[number - 1] for number in months}
        if step.onward and len(figures) == 1 and all(now[number - 1] != wanted[number - 1] for number in months):
            changes[step] = figures.pop()
    for number, month in enumerate(timeline, start=1):
        figure, holder = wanted[number - 1], held.get(number)
        if holder in changes or figure == (otherwise[number - 1] if holder is None else now[number - 1]):
            continue
        alone = MonthKey(month)
        changes[alone] = figure
        if holder == alone and number not in below and figure == otherwise[number - 1]:
            changes[alone] = None
        elif figure is None:
            return None
    return None if None in (changes[key] for key in changes if key.onward) else changes


def beyond(there: Collection[MonthKey], timeline: Timeline) -> set[MonthKey]:
    """Keys of months that the plan does not have, which say nothing whatever the others are."""
    first, last = timeline.start, timeline.last
    return {key for key in there if key.month > last or (key.month < first and not key.onward)}
