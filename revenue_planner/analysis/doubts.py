"""What is allowed but probably not meant, and only shows once a plan is computed: warnings, which never block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from revenue_planner.analysis.first_month import first_month
from revenue_planner.ground.errors import Problem
from revenue_planner.ground.text import listed, spoken
from revenue_planner.model.build import model_of
from revenue_planner.plan.values import BASE, Plan, is_known
from revenue_planner.streams.business import Business
from revenue_planner.streams.measured import Measured

if TYPE_CHECKING:
    from revenue_planner.engine.run import Result

#: What a creator's typical video is compared with.
TYPICAL, MEASURED = Measured.key(Measured.typical_views), (Measured.key(Measured.views), Measured.key(Measured.videos))
#: Views are often typed in round thousands.
_ROUNDING = 0.1
#: Relative difference of figures that are the same, and from which on they are not, however they were computed.
_SAME, _CLEARLY = 1e-12, 1e-9
_MOST_NAMED = 3


def doubts_of(plan: Plan) -> tuple[Problem, ...]:
    """A typical video above the average, and scenarios that change inputs and no result.

    The first month tells in nearly all plans; the others are computed whole.
    """
    typical = tuple(_typical_views(plan))
    changing = [each.name for each in plan.scenarios if each.name != BASE and plan.settings[each.name]]
    if not changing:
        return typical
    first = dict(first_month(plan, BASE))
    unclear = [name for name in changing if _may_change_nothing(plan, name, first)]
    if not unclear:
        return typical
    from revenue_planner.engine.run import run

    result = run(plan)
    return (*typical, *(doubt for name in unclear for doubt in _no_result(result, name)))


def _may_change_nothing(plan: Plan, scenario: str, base: Mapping[str, float]) -> bool:
    """Whether a scenario may come to the same as Base, of which this is the first month."""
    both = ((figure, base[key]) for key, figure in first_month(plan, scenario) if key in base and _of_business(key))
    if any(abs(ours - theirs) > _CLEARLY * max(abs(ours), abs(theirs)) for ours, theirs in both):
        return False
    # What no line looks at is how luck is drawn, which only simulations show.
    return all(model_of(plan.structure).used_by(key) for key in plan.settings[scenario])


def _of_business(key: str) -> bool:
    return key.startswith(f"{Business.name}.")


def _typical_views(plan: Plan) -> Iterator[Problem]:
    """A few hits lift the average above the middle video, so the other way round is probably a slip."""
    typical, (views, videos) = plan.value(TYPICAL, BASE), (plan.value(key, BASE) for key in MEASURED)
    assert isinstance(typical, float)
    assert isinstance(views, float)
    assert isinstance(videos, float)
    if is_known(typical) and typical > views / videos * (1 + _ROUNDING):
        rule = f"a typical video has {spoken(typical)} views, but the average is {spoken(round(views / videos))}"
        hint = "the middle one of your last 20 videos usually has about half the average; look at all three figures"
        yield Problem(rule, plan.place(TYPICAL), TYPICAL, hint=hint, severity="warning")


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
