"""How the equations of several parts become one model: sums, optional lines, absent streams."""

from __future__ import annotations

import pytest

from revenue_planner.engine.run import run
from revenue_planner.ground.errors import EquationError
from revenue_planner.language import (
    ONE,
    ZERO,
    Answer,
    Assume,
    Children,
    Component,
    Expr,
    OptionalLine,
    Stream,
    Uses,
    balance,
    figure,
    line,
    total,
)
from revenue_planner.language.nodes import LineRef, SumOf
from revenue_planner.language.verification import check_component
from revenue_planner.model.build import LONGEST_SUM, build_model
from revenue_planner.model.structure import Part
from revenue_planner.plan.values import Setting
from tests.support.toys import child, plan_of, structure_of


class Deal(Component):
    """One deal."""

    title = "Deal"

    amount = Assume(10, "money", low=0, high=1000)

    @line("money")
    def fee(self) -> Expr:
        """The amount, every month."""
        return self.amount


class Earner(Stream):
    """Something that may earn."""

    years = Assume(1, "years", low=0, high=9)
    earned = OptionalLine("money")
    tax = OptionalLine("money")


class Deals(Earner):
    """Sums its deals."""

    name = "deals"
    deals = Children(Deal)

    @line("money")
    def earned(self) -> Expr:
        """All fees."""
        return self.deals.sum(Deal.fee)

    @line("money")
    def largest_fee(self) -> Expr:
        """The largest fee of a month."""
        return self.deals.largest(Deal.fee)


class Shop(Earner):
    """Earns, and is taxed."""

    name = "shop"
    takings = Assume(50, "money", low=0, high=1000)

    @line("money")
    def earned(self) -> Expr:
        """The takings."""
        return self.takings

    @line("money")
    def tax(self) -> Expr:
        """All of it."""
        return self.takings


class Idle(Earner):
    """Has neither line."""

    name = "idle"


class Ledger(Stream):
    """Sums over streams, whatever they have."""

    name = "ledger"
    earners = Children(Earner)
    shop = Uses(Shop, optional=True)

    @line("money")
    def income(self) -> Expr:
        """Earned by all that earn."""
        return self.earners.sum(Earner.earned)

    @line("money")
    def tax(self) -> Expr:
        """Taxes of those that have any."""
        return self.earners.sum(Earner.tax)

    @line("money")
    def without_shop(self) -> Expr:
        """Income that is not the shop's."""
        return self.income - self.shop.earned

    @line("money")
    def doubled(self) -> Expr:
        """The shop's earnings on top of all income."""
        return self.shop.earned + self.income

    @line("money")
    def shop_share_of_one(self) -> Expr:
        """A product with what may be absent."""
        return self.shop.earned * ONE

    @figure("money")
    def shop_total(self) -> Expr:
        """The shop's total."""
        return total(self.shop.earned)


class Follower(Stream):
    """Looks at last month of a stream that may be absent."""

    name = "follower"
    years = Assume(1, "years", low=0, high=9)
    base = Uses(Ledger, optional=True)

    @balance("money", opening=lambda self: ZERO)
    def so_far(self) -> Expr:
        """Grows by the ledger's income."""
        return self.so_far.previous + self.base.income


def deal_parts(amounts: list[float]) -> tuple[list[Part], dict[str, Setting]]:
    names = [f"d{number}" for number in range(1, len(amounts) + 1)]
    parts = [child("deals", "deals", name, Deal) for name in names]
    settings = {f"deals.deals.{name}.amount": Setting(amount) for name, amount in zip(names, amounts, strict=True)}
    return [Part("deals", Deals, "Deals"), *parts], settings


@pytest.mark.parametrize("count", [0, 1, 2, LONGEST_SUM, LONGEST_SUM + 1, 2 * LONGEST_SUM + 3, 70])
def test_children_are_summed_however_many(count: int) -> None:
    amounts = [float(3 * number % 17 + number) for number in range(count)]
    parts, settings = deal_parts(amounts)

    result = run(plan_of(*parts, settings=settings, months=2))

    assert result.line("deals.earned", "base").tolist() == [sum(amounts)] * 2
    assert result.line("deals.largest_fee", "base").tolist() == [max(amounts, default=0.0)] * 2


def test_a_long_sum_is_taken_in_parts_that_are_rows_of_their_own() -> None:
    parts, _ = deal_parts([1.0] * (LONGEST_SUM + 1))

    lines = build_model(structure_of(*parts)).lines

    part, whole = lines["deals.earned_part_1"], lines["deals.earned"]
    assert part.label == "Earned, part 1"
    assert isinstance(part.body, SumOf)
    assert isinstance(whole.body, SumOf)
    assert len(part.body.terms) == LONGEST_SUM
    assert [term.key for term in whole.body.terms if isinstance(term, LineRef)] == [
        f"deals.deals.d{LONGEST_SUM + 1}.fee",
        "deals.earned_part_1",
    ]


def test_no_sum_in_any_model_is_longer_than_allowed() -> None:
    parts, _ = deal_parts([1.0] * 100)
    lines = build_model(structure_of(*parts)).lines.values()
    lengths = [len(line.body.terms) for line in lines if isinstance(line.body, SumOf)]
    assert sum(lengths) > 100
    assert max(lengths) <= LONGEST_SUM


def test_a_sum_over_streams_takes_the_line_from_those_that_have_it() -> None:
    parts, settings = deal_parts([10.0, 5.0])

    result = run(plan_of(Shop, Idle, Ledger, *parts, settings=settings))

    assert result.line("ledger.income", "base")[0] == 50 + 10 + 5
    assert result.line("ledger.tax", "base")[0] == 50


def test_an_optional_line_is_no_line_until_a_class_gives_its_equation() -> None:
    assert "earned" not in Idle.lines()
    assert "earned" in Shop.lines()
    for cls in (Shop, Idle, Ledger, Deals, Deal):
        check_component(cls)


def test_an_absent_optional_stream_reads_as_0_and_leaves_no_trace() -> None:
    model = build_model(structure_of(Idle, Ledger))

    for name in ("without_shop", "doubled"):
        body = model.lines[f"ledger.{name}"].body
        assert isinstance(body, LineRef), f"{name} still computes with an absent stream"
        assert body.key == "ledger.income"
    result = run(plan_of(Idle, Ledger))
    for name in ("income", "tax", "without_shop", "doubled", "shop_share_of_one", "shop_total"):
        assert result.values[f"ledger.{name}"].tolist() == [[0.0]], name


def test_an_absent_optional_stream_in_a_recurrence_reads_as_0() -> None:
    assert run(plan_of(Follower)).line("follower.so_far", "base").tolist() == [0.0] * 6
    together = run(plan_of(Shop, Ledger, Follower)).line("follower.so_far", "base")
    assert together.tolist() == [50.0, 100.0, 150.0, 200.0, 250.0, 300.0]


class Needy(Stream):
    """Cannot do without the shop."""

    name = "needy"
    shop = Uses(Shop)

    @line("money")
    def copy(self) -> Expr:
        """The shop's earnings."""
        return self.shop.earned


def test_a_required_stream_that_is_absent_is_named() -> None:
    with pytest.raises(EquationError, match="needy looks at one shop, but the plan has 0"):
        build_model(structure_of(Needy))


def test_a_stream_that_is_there_twice_cannot_be_looked_at_as_one() -> None:
    twice = [Part("shop.a", Shop, "A"), Part("shop.b", Shop, "B")]
    with pytest.raises(EquationError, match="needy looks at one shop, but the plan has 2"):
        build_model(structure_of(*twice, Needy))


def test_instances_of_a_class_are_computed_apart() -> None:
    result = run(
        plan_of(
            Part("shop.a", Shop, "A"),
            Part("shop.b", Shop, "B"),
            settings={"shop.a.takings": Setting(1.0), "shop.b.takings": Setting(2.0)},
        )
    )
    assert [result.line(f"shop.{name}.earned", "base")[0] for name in "ab"] == [1.0, 2.0]


def test_used_by_names_the_lines_that_look_at_a_key() -> None:
    model = build_model(structure_of(Shop, Ledger))
    assert model.used_by("shop.takings") == ["shop.earned", "shop.tax"]
    assert model.used_by("ledger.income") == ["ledger.without_shop", "ledger.doubled"]


def test_a_line_that_needs_more_months_than_the_plan_has_is_left_out() -> None:
    class Yearly(Earner):
        """Has an answer for a year."""

        name = "yearly"
        takings = Assume(2, "money", low=0, high=5)

        @line("money")
        def earned(self) -> Expr:
            """The takings."""
            return self.takings

        @figure("money", answer=Answer(), needs_months=12)
        def year(self) -> Expr:
            """Twelve months."""
            return total(self.earned, 12)

    assert "yearly.year" not in build_model(structure_of(Yearly, months=11)).lines
    assert run(plan_of(Yearly, months=14)).answers("base") == {"yearly_year": 24.0}
