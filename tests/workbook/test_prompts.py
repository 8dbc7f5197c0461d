"""Prompts of input cells: whole words within what programs show, sentences, one rule for an area."""

from __future__ import annotations

import re
from html import unescape

import pytest

from revenue_planner.language.inputs import Assume
from revenue_planner.plan.templates import template_names
from revenue_planner.workbook.prompts import LONGEST_MESSAGE, LONGEST_TITLE, fitted, sentence, validation
from revenue_planner.workbook.xlsx.notation import Area, parse_area
from tests.support.building import Built, template

_RULE = re.compile(r"<dataValidation ([^>]*)>")
_PART = re.compile(r'(\w+)="([^"]*)"')
WORDS = re.compile(r"\w+")


def rules(built: Built, tab: str) -> list[dict[str, str]]:
    return [
        {name: unescape(value) for name, value in _PART.findall(attributes)}
        for attributes in _RULE.findall(built.file.xml(tab))
    ]


def areas(rule: dict[str, str]) -> list[Area]:
    return [parse_area(area) for area in rule["sqref"].split()]


@pytest.mark.parametrize("name", template_names())
def test_no_word_is_cut_and_notes_are_sentences(name: str) -> None:
    built = template(name)
    labels = {each.label for each in built.plan.inputs().values()} | {"First month"}
    for tab in ("Inputs", "Calendar"):
        for rule in rules(built, tab):
            title, message = rule["promptTitle"], rule["prompt"]
            assert len(title) <= LONGEST_TITLE
            assert len(message) <= LONGEST_MESSAGE
            words = WORDS.findall(title)
            meant = [label for label in labels if WORDS.findall(label)[: len(words)] == words]
            assert title in meant or any(message.startswith(sentence(label)) for label in meant), title
            assert message[-1] in ".!?…"
            assert not re.search(r"[.!?] [a-zäöü]", re.sub(r"\b(e\.g|i\.e|vs|approx)\. ", "", message)), message


@pytest.mark.parametrize("name", template_names())
def test_one_rule_for_an_area(name: str) -> None:
    """No two rules of a tab that say the same stand beside or below each other, and none overlap."""
    built = template(name)
    for tab in ("Inputs", "Calendar"):
        seen: list[tuple[Area, dict[str, str]]] = []
        for rule in rules(built, tab):
            said = {key: value for key, value in rule.items() if key != "sqref"}
            for area in areas(rule):
                for other, words in seen:
                    overlap = (
                        area.left <= other.right
                        and other.left <= area.right
                        and area.top <= other.bottom
                        and other.top <= area.bottom
                    )
                    assert not overlap, (tab, str(area), str(other))
                    beside = area.top == other.top and area.left == other.right + 1
                    below = area.left == other.left and area.top == other.bottom + 1
                    assert not ((beside or below) and words == said), (tab, str(area))
                seen.append((area, said))


def test_texts_are_counted_once() -> None:
    """The count of texts in cells is that of the cells; links add none."""
    for name in ("starter", "full"):
        file = template(name).file
        cells = sum(file.xml(tab).count('t="s"') for tab in file.sheets)
        found = re.search(rb'<sst [^>]*count="(\d+)" uniqueCount="(\d+)"', file.members["xl/sharedStrings.xml"])
        assert found is not None
        assert int(found[1]) == cells
        assert int(found[2]) == file.members["xl/sharedStrings.xml"].count(b"<si>")


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Share of a product's buyers", 32, "Share of a product's buyers"),
        ("Followers that see a video of yours in a week", 32, "Followers that see a video of…"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", 10, "Donaudamp…"),
        ("a 😀😀😀😀 b", 8, "a…"),
        ("views, likes and so on", 8, "views…"),
    ],
)
def test_what_is_too_long_is_cut_between_words(text: str, most: int, cut: str) -> None:
    assert fitted(text, most) == cut
    assert len(fitted(text, most).encode("utf-16-le")) <= 2 * most


def test_a_note_of_any_length_fits() -> None:
    declared = Assume(0.1, "share", low=0.0, high=0.2, label="L" * 60, note="word " * 100, source="x")
    rule = validation(declared, "Blank: as Base.")
    assert len(rule["input_title"]) <= LONGEST_TITLE
    assert len(rule["input_message"]) <= LONGEST_MESSAGE
    assert len(rule["error_message"]) <= LONGEST_MESSAGE
