"""The words that a plan file may have, as its JSON Schema knows them, and a few that every line of it follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from revenue_planner.ground.text import listed
from revenue_planner.plan.risk import RISK
from revenue_planner.plan.schema.plan import plan_schema
from revenue_planner.plan.tables import tables_of_many

#: Words of plan files that are no keys of their own, or whose meaning is the same everywhere.
_GRAMMAR = {
    "default": 'In values by month, { default = 16, "2027-03" = 4 }, it is what holds in all other months.',
    "from": 'In values by month, { default = 12, "from 2027-07" = 15 }, it holds in that month and all after it, '
    'until a later "from". A month alone, "2027-11" = 10, goes before it in that month.',
    "note": "What stands after a # is a note for people. Notes stay where they are when figures are taken over.",
    "base": "Base is the plan itself: the figures in its tables. Scenarios say only what differs from it.",
    "reach": 'The word by which stress lines name all views: "reach halves from month 4 for 3 months". '
    "It is audience.reach_factor.",
}
#: What [risk.inputs] says of each input.
_RANGE = ("p10", "p90")
_ENDS = tuple(f".{name}" for name in _RANGE)
#: Stands for a name that people give, in paths.
NAME = "NAME"


@dataclass(frozen=True, slots=True)
class PlanWord:
    """A key of plan files. `path` leads to it from the top, with NAME for what people name themselves."""

    path: tuple[str, ...]
    about: str
    default: object = None
    options: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None

    @property
    def key(self) -> str:
        """The path as inputs are called: affiliate.conversion."""
        return ".".join(step for step in self.path if step != NAME)

    @property
    def table(self) -> str:
        """The heading that it stands under; the top of the file has none."""
        above = self.path[:-1]
        if not above:
            return "the plan file"
        many = ".".join(step for step in above if step != NAME) in tables_of_many() and above[0] != "scenarios"
        return f"[[{'.'.join(above)}]]" if many else f"[{'.'.join(above)}]"


def words_for(key: str) -> tuple[PlanWord, ...]:
    """All that a key ("risk.goal"), a heading ("[plan]") or a word alone ("goal") may be in a plan file."""
    wanted = key.strip().strip("[]").strip("\"'")
    words = _plan_words()
    ranges = f"{RISK}.inputs."
    if wanted.startswith(ranges):
        wanted = wanted.removeprefix(ranges)
        wanted = f"{ranges}{wanted.rpartition('.')[2]}" if wanted.endswith(_ENDS) else wanted
    exact = tuple(word for word in words if wanted in (word.key, ".".join(word.path)))
    found = exact or tuple(word for word in words if word.path[-1] == wanted)
    if not found and wanted in _GRAMMAR:
        return (PlanWord((wanted,), _GRAMMAR[wanted]),)
    return found


def group_of(word: PlanWord) -> str:
    """What a word says that only opens other tables: tiktok_shop."""
    below = [each.path for each in _plan_words() if each.path[:-1] == word.path]
    headings = [f"[{'.'.join(path)}]" for path in below]
    return f"It holds {listed(headings, 'and')}."


@cache
def _plan_words() -> tuple[PlanWord, ...]:
    found = (word for word in _walk(plan_schema(), ()) if not _mentions(word.path))
    merged = (replace(word, path=(RISK, "inputs", NAME, word.path[-1])) if _of_range(word) else word for word in found)
    return tuple({word.path: word for word in merged}.values())


def _mentions(path: tuple[str, ...]) -> bool:
    """Whether a path only names again what stands elsewhere: inputs in scenarios and under [risk.inputs]."""
    if path[0] == "scenarios":
        return len(path) > 1 and path[2:] not in (("title",), ("stress",))
    return path[:2] == (RISK, "inputs") and len(path) > 2 and path[-1] not in _RANGE


def _of_range(word: PlanWord) -> bool:
    return word.path[:2] == (RISK, "inputs") and word.path[-1] in _RANGE


def _walk(schema: object, path: tuple[str, ...]) -> Iterator[PlanWord]:
    """The keys below a schema, those of lists and of named tables too."""
    if not isinstance(schema, Mapping):
        return
    for name, below in schema.get("properties", {}).items():
        yield _word((*path, name), below)
        yield from _walk(below, (*path, name))
    for below in schema.get("patternProperties", {}).values():
        if isinstance(below, Mapping) and "properties" in below:
            yield from _walk(below, (*path, NAME))
    yield from _walk(schema.get("items"), path)
    for form in schema.get("anyOf", ()):
        yield from _walk(form, path)


def _word(path: tuple[str, ...], schema: Mapping[str, object]) -> PlanWord:
    options, low, high = schema.get("enum"), schema.get("minimum"), schema.get("maximum")
    return PlanWord(
        path,
        str(schema.get("description") or _GRAMMAR.get(path[-1], "")),
        schema.get("default"),
        tuple(map(str, options)) if isinstance(options, list) else (),
        (float(low), float(high)) if isinstance(low, (int, float)) and isinstance(high, (int, float)) else None,
    )
