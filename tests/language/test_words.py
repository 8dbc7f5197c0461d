"""Equations as sentences: every node, every stream that is shipped, bound and unbound."""

from __future__ import annotations

import statistics

import pytest

from revenue_planner.language.component import Component
from revenue_planner.language.labels import labels_within, lowered
from revenue_planner.language.nodes import InputRef, LineRef, Node
from revenue_planner.model.build import build_model
from revenue_planner.printers.words import in_words
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.registry import streams
from tests.language.samples import NESTED, SAMPLES
from tests.language.test_binding import Deals, Ledger, Shop, deal_parts
from tests.support.toys import structure_of

OWN = labels_within("", {})


@pytest.mark.parametrize(("node", "told"), SAMPLES, ids=[type(node).__name__ for node, _ in SAMPLES])
def test_every_node_reads_as_a_sentence(node: Node, told: str) -> None:
    assert in_words(node, OWN) == told


@pytest.mark.parametrize(("node", "told"), NESTED, ids=[told for _, told in NESTED])
def test_brackets_stand_only_where_they_matter(node: Node, told: str) -> None:
    assert in_words(node, OWN) == told


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Orders", "orders"),
        ("Launch month", "launch month"),
        ("A rate of return exists", "a rate of return exists"),
        ("RPM", "RPM"),
        ("GMV", "GMV"),
        ("NPV = sum of discounted net cash", "NPV = sum of discounted net cash"),
        ("LIVE hours", "LIVE hours"),
        ("TikTok's fee", "TikTok's fee"),
        ("Views from the United States", "views from the United States"),
        ("For You views per video", "For You views per video"),
        ("", ""),
    ],
)
def test_labels_lose_their_capital_and_names_keep_it(label: str, inside: str) -> None:
    assert lowered(label) == inside


def test_a_label_with_a_comma_is_quoted_once() -> None:
    label_of = labels_within("", {})
    completion = InputRef("", "completion_rate", Audience.completion_rate)
    assert in_words(completion, label_of) == "“completion rate, yours”"


def test_what_belongs_to_another_part_carries_its_heading() -> None:
    views = LineRef("audience", "views", Audience.views)

    assert labels_within("affiliate", {"audience": "Audience"})(views) == "views (Audience)"
    assert labels_within("audience", {"audience": "Audience"})(views) == "views"
    assert labels_within("affiliate", {})(views) == "views (audience)"


def test_a_bound_sum_names_its_parts_or_counts_them() -> None:
    lines = build_model(structure_of(*deal_parts([1.0, 2.0])[0], Shop, Ledger)).lines
    headings = {"deals": "Deals", "shop": "My shop", "deals.deals.d1": "Glow", "deals.deals.d2": "Pure"}

    income = in_words(lines["ledger.income"].body, labels_within("ledger", headings))
    fees = in_words(lines["deals.earned"].body, labels_within("deals", headings))

    assert set(income.split(" + ")) == {"earned (Deals)", "earned (My shop)"}
    assert fees == "fee (Glow) + fee (Pure)"


def test_a_sum_in_steps_names_the_step() -> None:
    lines = build_model(structure_of(*deal_parts([1.0] * 9)[0])).lines
    words = in_words(lines["deals.earned"].body, labels_within("deals", {"deals.deals.d9": "Nine"}))
    assert words == "fee (Nine) + “earned, part 1”"
    assert Deals.earned.label == "Earned"


def components() -> dict[str, type[Component]]:
    found: dict[str, type[Component]] = dict(streams())
    for name, stream in streams().items():
        found |= {f"{name}.{family}": declared.member for family, declared in stream.families().items()}
    return found


@pytest.mark.parametrize("name", components())
def test_every_line_of_every_stream_can_be_said(name: str) -> None:
    component = components()[name]
    labels = labels_within("", {role: use.stream.title for role, use in component.uses().items()})

    for line_name, equation in component.equations().items():
        for expr in (equation.body, equation.opening):
            if expr is not None:
                words = in_words(expr, labels)
                assert words.strip(), f"{name}.{line_name} says nothing"
                assert words.count("(") == words.count(")")
                assert not set(words) & set("*/_<>"), f"{name}.{line_name} sounds like a program: {words}"


def test_sentences_are_short() -> None:
    lengths = [
        len(in_words(equation.body, labels_within("", {})))
        for component in components().values()
        for equation in component.equations().values()
    ]

    assert statistics.median(lengths) < 60
    assert sorted(lengths)[int(0.9 * len(lengths))] < 120
    assert max(lengths) < 250
