"""One markdown page per stream, made from the code, and an index that states the conventions."""

from __future__ import annotations

from collections.abc import Iterable

from revenue_planner.ground.text import spoken
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.component import Component, Equation, Stream
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Input
from revenue_planner.language.labels import labels_within
from revenue_planner.language.sizes import MIDDLE, SIZES
from revenue_planner.plan.risk import RISK
from revenue_planner.plan.schema.risk import risk_settings
from revenue_planner.plan.tables import child_families
from revenue_planner.printers.words import in_words
from revenue_planner.reference.conventions import CONVENTIONS, DRAWING, FORMS, RISK_EXAMPLE
from revenue_planner.reference.explain import Figure, nature_of, shipped_range
from revenue_planner.reference.specimen import role_headings
from revenue_planner.streams.registry import is_shipped, streams
from revenue_planner.streams.totals import StreamTotal

#: First line of every page: only files that start with it are ever deleted.
MARK = "<!-- Made from the code by `make docs`. Change the code, not this page. -->"
INDEX = "README.md"

_NATURES = {"estimate": "estimate", "choice": "decision", "fact": "fact", "luck": "luck", "": ""}


def pages() -> dict[str, str]:
    """The text of every page by file name: an index, and a page for each stream that is shipped, whatever
    else is installed."""
    shipped = {name: stream for name, stream in streams().items() if is_shipped(stream)}
    made = {INDEX: _index(shipped)}
    made.update({_file(name): _stream_page(name, stream) for name, stream in shipped.items()})
    return made


def _file(name: str) -> str:
    return f"{name.replace('.', '_')}.md"


def _heading(stream: type[Stream]) -> str:
    return stream.group_label if stream.many else stream.title


def _index(shipped: dict[str, type[Stream]]) -> str:
    rows = [
        (f"[{_heading(stream)}]({_file(name)})", f"`{_key_of(stream)}`", _about(stream))
        for name, stream in shipped.items()
    ]
    sections = _table(("Section", "Keys start with", "What it is"), rows)
    return "\n\n".join([MARK, "# The models in words", CONVENTIONS, sections]) + "\n"


def _stream_page(name: str, stream: type[Stream]) -> str:
    blocks = [MARK, f"# {_heading(stream)}", _about(stream), _where_it_is_written(name, stream)]
    blocks += _tables(stream, _key_of(stream))
    for family, member in child_families(stream).items():
        label = stream.families()[family].label or member.title
        blocks += [f"## {label}", _about(member)]
        blocks += [f"A plan lists them in `[[{name}.{family}]]`, each with a `name`."]
        blocks += _tables(member, f"{name}.{family}.NAME", "###")
    if name == RISK:
        blocks += _risk_settings()
    blocks.append(f"[All sections]({INDEX})")
    return "\n\n".join(blocks) + "\n"


def _risk_settings() -> list[str]:
    """What [risk] has beside its inputs."""
    rows = []
    for key, schema in risk_settings().items():
        assert isinstance(schema, dict)
        default = schema.get("default", "")
        rows.append((f"`{key}`", str(schema["description"]), spoken(default) if isinstance(default, int) else default))
    table = _table(("Key", "What it says", "Default"), rows)
    example = f"```toml\n{RISK_EXAMPLE}```"
    where = "They stand in the table `[risk]` too, for all scenarios."
    return ["## How simulations draw", DRAWING, "## Settings", where, table, example, FORMS]


def _where_it_is_written(name: str, stream: type[Stream]) -> str:
    if stream is StreamTotal:
        return "A plan has no table for it."
    if stream.many:
        return f"A plan may have several: one `[[{name}]]` table each, with a `name`."
    return f"In a plan: the table `[{name}]`."


def _key_of(stream: type[Stream]) -> str:
    """What the keys of its inputs and lines start with; words in capitals stand for a name."""
    if stream is StreamTotal:
        return f"{stream.name}.STREAM"
    return f"{stream.name}.NAME" if stream.many else stream.name


def _about(component: type[Component]) -> str:
    return " ".join((component.__doc__ or "").split()).replace("`", "")


def _tables(component: type[Component], key: str, level: str = "##") -> list[str]:
    blocks: list[str] = []
    if inputs := component.inputs():
        blocks += [f"{level} Inputs", f"Keys start with `{key}.`"]
        heads = ("Key", "Label", "Unit", "Low", "Base", "High", "Nature", "Source", "Note")
        blocks.append(_table(heads, (_input_row(declared, component) for declared in inputs.values())))
        blocks += _usual_by_size(inputs.values())
    if not component.equations():
        return blocks
    labels = labels_within("", role_headings(component))
    equations = component.equations().values()
    blocks += [f"{level} Lines", f"Keys start with `{key}.`"]
    rows = [(*_line_row(eq), in_words(eq.body, labels) + _opening(eq, component)) for eq in equations]
    blocks.append(
        _table(
            ("Key", "Label", "Unit", "Kind", "In words", "What it is"),
            ((key, label, unit, kind, words, about) for key, label, unit, kind, about, words in rows),
        )
    )
    return blocks


def _input_row(declared: Input, component: type[Component]) -> tuple[str, ...]:
    notes = [declared.note] if declared.note else []
    if isinstance(declared, Assume) and component.equations() and declared.name not in component.by_month():
        notes.append("the same in all months")
    if isinstance(declared, Assume) and (declared.required or declared.optional):
        notes.append("every plan states it" if declared.required else "may be left out")
    return (
        f"`{declared.name}`",
        declared.label,
        _unit(declared.unit),
        *(_figure(declared, value) for value in shipped_range(declared)),
        _NATURES[nature_of(declared, component)],
        f"{_linked(declared.source)}, {declared.as_of}",
        "; ".join(notes),
    )


def _usual_by_size(inputs: Iterable[Input]) -> list[str]:
    """What is usual in accounts of each size, where it differs."""
    rows = [
        (f"`{each.name}`", *(" · ".join(_figure(each, figure) for figure in usual) for usual in each.by_size))
        for each in inputs
        if isinstance(each, Assume) and each.by_size is not None
    ]
    about = f"What is usual depends on the size of the account; above it is that of {SIZES[MIDDLE]}. Low · base · high:"
    return [about, _table(("Key", *SIZES), rows)] if rows else []


def _line_row(equation: Equation) -> tuple[str, str, str, str, str]:
    line = equation.line
    return f"`{line.name}`", line.label, _unit(line.unit), line.kind, line.explanation


def _opening(equation: Equation, component: type[Component]) -> str:
    """What stands in the column before month 1."""
    if equation.opening is None:
        return ""
    return f"; before month 1: {in_words(equation.opening, labels_within('', role_headings(component)))}"


def _figure(declared: Input, value: Figure | None) -> str:
    """A shipped figure as people write it: 2 %, 1,000, month 3, twelve factors."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "all 1" if set(value) == {1.0} else " ".join(f"{factor:g}" for factor in value)
    if isinstance(declared, AssumeMonth):
        return f"month {value:g}"
    if declared.per_cent and not isinstance(declared, AssumeSeason):
        return f"{_plain(value * 100)} %"
    return _plain(value)


def _plain(value: float) -> str:
    """Without the last bits that a change to per cent leaves behind."""
    return spoken(round(value, 10))


def _unit(unit: str) -> str:
    return "" if unit == "1" else spoken_unit(unit, "money")


def _linked(source: str) -> str:
    """Addresses in angle brackets are links in every markdown reader."""
    return " ".join(
        f"<{word.rstrip(';,')}>{word[len(word.rstrip(';,')) :]}" if word.startswith("https://") else word
        for word in source.split()
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_row(heads), _row(("---",) * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
