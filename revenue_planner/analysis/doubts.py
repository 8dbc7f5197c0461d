"""What is allowed but probably not meant, and only shows once a plan is computed: warnings, which never block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from revenue_planner.analysis.first_month import first_month
from revenue_planner.ground.errors import Problem
from revenue_planner.ground.text import listed, spoken
from revenue_planner.model.build import model_of
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Business

if TYPE_CHECKING:
    from revenue_planner.engine.run import Result

OPENING_VIEWS, VIEWS = Audience.key(Audience.opening_views), Audience.key(Audience.views)
SEASON, REACH = Audience.key(Audience.season_views), Audience.key(Audience.reach_factor)
#: Last month's views may miss those of month 1 by this share before anybody asks.
FAR_APART = 0.30
#: Relative difference of figures that are the same, and from which on they are not, however they were computed.
_SAME, _CLEARLY = 1e-12, 1e-9
_MOST_NAMED = 3


def doubts_of(plan: Plan) -> tuple[Problem, ...]:
    """Scenarios that change inputs and no result, and a last month unlike the first.

    The first month tells in nearly all plans; the others are computed whole.
    """
    changing = [each.name for each in plan.scenarios if each.name != BASE and plan.settings[each.name]]
    asked = OPENING_VIEWS in plan.lines
    if not changing and not asked:
        return ()
    first = dict(first_month(plan, BASE))
    unclear = [name for name in changing if _may_change_nothing(plan, name, first)]
    if not unclear and (not asked or VIEWS in first):
        return tuple(_opening_views(plan, first[VIEWS])) if asked else ()
    from revenue_planner.engine.run import run

    result = run(plan)
    views = _opening_views(plan, float(result.line(VIEWS, BASE)[0])) if asked else ()
    return (*views, *(doubt for name in unclear for doubt in _no_result(result, name)))


def _may_change_nothing(plan: Plan, scenario: str, base: Mapping[str, float]) -> bool:
    """Whether a scenario may come to the same as Base, of which this is the first month."""
    both = ((figure, base[key]) for key, figure in first_month(plan, scenario) if key in base and _of_business(key))
    if any(abs(ours - theirs) > _CLEARLY * max(abs(ours), abs(theirs)) for ours, theirs in both):
        return False
    # What no line looks at is how luck is drawn, which only simulations show.
    return all(model_of(plan.structure).used_by(key) for key in plan.settings[scenario])


def _of_business(key: str) -> bool:
    return key.startswith(f"{Business.name}.")


def _opening_views(plan: Plan, first: float) -> Iterator[Problem]:
    """Views of the month before the plan beside those of month 1, both as in an ordinary month of usual reach."""
    before, season = plan.value(OPENING_VIEWS, BASE), plan.value(SEASON, BASE)
    assert isinstance(before, float)
    assert isinstance(season, tuple)
    month = plan.timeline.start.month
    reach = plan.every_month(REACH, BASE)[0]
    if 0 in (season[month - 2], season[month - 1], reach):
        return
    ordinary = first / season[month - 1] / reach
    if abs(ordinary / (before / season[month - 2]) - 1) > FAR_APART:
        rule = f"last month had {spoken(before)} views, but month 1 comes to {spoken(round(first))}"
        made_of = listed([Audience.key(Audience.videos), Audience.key(Audience.for_you_views_per_video)], "and")
        hint = f"look at {made_of}, unless you do expect that"
        yield Problem(rule, plan.place(OPENING_VIEWS), OPENING_VIEWS, hint=hint, severity="warning")


def _no_result(result: Result, scenario: str) -> Iterator[Problem]:
    """A scenario that comes to the same as Base, with what swallowed its changes."""
    model, changed = result.model, result.plan.settings[scenario]
    if any(_differs(result, line.key, scenario) for line in model.answers.values()):
        return
    if any(_differs(result, key, scenario) for key in model.lines if _of_business(key)):
        return
    swallowed = list(dict.fromkeys(_swallowers(result, scenario)))
    names = [f"{model.lines[key].label} ({key})" for key in swallowed[:_MOST_NAMED]]
    hint = f"{listed(names, 'and')} {'stays' if len(names) == 1 else 'stay'} as in Base: `revenue-planner explain " + (
        f"{swallowed[0]}` says what sets it" if swallowed else ""
    )
    key = f"scenarios.{scenario}"
    rule = f"it changes {listed(list(changed)[:_MOST_NAMED], 'and')}, but no result: all comes to the same as in Base"
    yield Problem(rule, result.plan.place(key), key, hint=hint if swallowed else "", severity="warning")


def _swallowers(result: Result, scenario: str) -> Iterator[str]:
    """The lines at which a change stops: they look at something that differs, and do not differ themselves."""
    waiting, seen = list(result.plan.settings[scenario]), set[str]()
    while waiting:
        for key in result.model.used_by(waiting.pop(0)):
            if key in seen:
                continue
            seen.add(key)
            if _differs(result, key, scenario):
                waiting.append(key)
            else:
                yield key


def _differs(result: Result, key: str, scenario: str) -> bool:
    values = result.values[key]
    ours, base = values[:, result.scenarios.index(scenario)], values[:, result.scenarios.index(BASE)]
    missing = (ours != ours) & (base != base)
    return bool((~(missing | (abs(ours - base) <= _SAME * abs(base)))).any())
