"""How labels stand inside a sentence: without their capital, and with their part where it is another's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from revenue_planner.language.nodes import Reference

#: Gives the words for a reference, ready to stand inside a sentence.
LabelOf = Callable[[Reference], str]

#: Labels that start with a name keep its capital.
_NAMES = ("For You",)


def labels_within(owner: str, headings: Mapping[str, str]) -> LabelOf:
    """Labels as read from the part (or, while unbound, the role "") called `owner`.

    Its own lines and inputs go by their label, those of others have their part's heading behind them:
    "views (Audience)". `headings` gives it by key or role; one that is missing stands for itself.
    """

    def label_of(reference: Reference) -> str:
        label = lowered(reference.declared.label) + _step(reference)
        if ", " in label or ":" in label:
            label = quoted(label)
        if reference.owner == owner:
            return label
        return f"{label} ({headings.get(reference.owner, reference.owner)})"

    return label_of


def lowered(label: str) -> str:
    """A label inside a sentence: "Launch month" without its capital, "RPM" and "LIVE hours" as they are."""
    first = label.split(" ", 1)[0]
    if label.startswith(_NAMES) or any(letter.isupper() for letter in first[1:]):
        return label
    return label[:1].lower() + label[1:]


def quoted(label: str) -> str:
    """In quotes, unless it is already."""
    return label if label.startswith("“") else f"“{label}”"


def _step(reference: Reference) -> str:
    """A long sum is taken in steps, which share one declaration: ", part 2"."""
    number = reference.name.removeprefix(f"{reference.declared.name}_part_")
    return f", part {number}" if number != reference.name else ""
