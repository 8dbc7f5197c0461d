"""What differs between two texts of a plan file, key by key, as it is written."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.plan.toml.file import parse_toml
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.text_map import TextMap


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A key with its text before and after; "" where it is not in the file."""

    key: str
    before: str
    after: str


def written_changes(before: str, after: str) -> list[WrittenChange]:
    """Keys whose values are written otherwise, were added or removed. Both texts have the same arrays of tables."""
    old, new = TextMap(before), TextMap(after)
    data = parse_toml(after, "")
    found: list[WrittenChange] = []
    for path in dict.fromkeys((*old.entries, *new.entries)):
        change = WrittenChange(_spoken(path, data), old.written(path), new.written(path))
        within = any(path[:length] in old.entries or path[:length] in new.entries for length in range(1, len(path)))
        if change.before != change.after and not within:
            found.append(change)
    return found


def _spoken(path: Path, data: object) -> str:
    """The path as scenarios write it, with the names of instances: affiliate.amazon.conversion."""
    steps: list[str] = []
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
            steps.append(str(data["name"]) if isinstance(data, dict) and "name" in data else f"[{step + 1}]")
        else:
            data = data.get(step) if isinstance(data, dict) else None
            steps.append(step if step.isidentifier() else f'"{step}"')
    return ".".join(steps)
