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
    larger_of,
    line,
    total,
    when,
)
from revenue_planner.language.nodes import LargestOf, LineRef, SumOf
from revenue_planner.language.verification import check_component
from revenue_planner.model.build import build_model
from revenue_planner.model.steps import LONGEST_SUM
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


class Bonus(Component):
    """A sum agreed beforehand."""

    title = "Bonus"
    amount = Assume(10, "money", low=0, high=1000)

    @figure("money")
    def agreed(self) -> Expr:
        """The amount, once."""
        return self.amount

    @line("money")
    def paid(self) -> Expr:
        """The amount, every month."""
        return self.amount

    @balance("money", opening=lambda self: self.amount)
    def saved(self) -> Expr:
        """Grows by the amount."""
        return self.saved.previous + self.amount


class Everywhere(Stream):
    """Has sums over its bonuses in every place where a sum may stand."""

    name = "everywhere"
    flat = Assume(5, "money", low=0, high=1000)
    share = Assume(0.5, "share", low=0, high=1)
    bonuses = Children(Bonus)

    @figure("money")
    def after_a_plus(self) -> Expr:
        """What streams write most."""
        return self.flat + self.bonuses.sum(Bonus.agreed)

    @line("money")
    def in_a_choice(self) -> Expr:
        """In a condition and both of its ways."""
        most = self.bonuses.largest(Bonus.paid)
        return when(self.bonuses.sum(Bonus.paid) > self.flat, self.flat + self.bonuses.sum(Bonus.saved), most)

    @balance("money", opening=lambda self: self.flat + self.bonuses.sum(Bonus.agreed) * self.share)
    def from_an_opening(self) -> Expr:
        """In an opening figure, and beside last month's."""
        return self.from_an_opening.previous + larger_of(self.flat, self.bonuses.sum(Bonus.paid)) * self.share

    @balance("money", opening=lambda self: self.bonuses.sum(Bonus.agreed))
    def only_in_the_opening(self) -> Expr:
        """The opening is nothing but a sum."""
        return self.only_in_the_opening.previous


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


@pytest.mark.parametrize("count", [LONGEST_SUM, LONGEST_SUM + 1, 50, LONGEST_SUM**2 + LONGEST_SUM + 1])
def test_a_long_sum_is_taken_in_parts_wherever_it_stands(count: int) -> None:
    amounts = [float(3 * number % 17 + number) for number in range(1, count + 1)]
    names = [f"b{number}" for number in range(1, count + 1)]
    parts = [child("everywhere", "bonuses", name, Bonus) for name in names]
    settings = {
        f"everywhere.bonuses.{name}.amount": Setting(amount) for name, amount in zip(names, amounts, strict=True)
    }
    plan = plan_of(Part("everywhere", Everywhere, "Everywhere"), *parts, settings=settings, months=3)

    lines = build_model(plan.structure).lines.values()
    sums = [
        node
        for line in lines
        for expression in (line.body, line.opening)
        if expression is not None
        for node in expression.walk()
        if isinstance(node, (SumOf, LargestOf))
    ]
    result = run(plan)

    assert max(len(node.terms) for node in sums) <= LONGEST_SUM
    whole = sum(amounts)
    assert result.figure("everywhere.after_a_plus", "base") == 5 + whole
    assert result.line("everywhere.in_a_choice", "base").tolist() == [5 + whole * (month + 1) for month in (1, 2, 3)]
    assert result.opening("everywhere.from_an_opening", "base") == 5 + whole / 2
    assert result.line("everywhere.from_an_opening", "base").tolist() == [
        5 + whole * (month + 1) / 2 for month in (1, 2, 3)
    ]
    assert result.line("everywhere.only_in_the_opening", "base").tolist() == [whole] * 3


def test_a_step_has_the_unit_and_kind_of_what_it_adds_up_and_a_key_of_its_own() -> None:
    parts = [child("everywhere", "bonuses", f"b{number}", Bonus) for number in range(LONGEST_SUM + 1)]

    class Namesake(Everywhere):
        """Has a line that is called what a step would be."""

        name = "everywhere"

        @figure("share")
        def after_a_plus_part_1(self) -> Expr:
            """Nothing but its name matters."""
            return self.share

    lines = build_model(structure_of(Part("everywhere", Namesake, "Everywhere"), *parts)).lines

    kinds = {key.removeprefix("everywhere."): line.declared.kind for key, line in lines.items() if "_part_" in key}
    assert kinds.pop("after_a_plus_part_1") == "figure"
    assert kinds == {
        "after_a_plus_part_2": "figure",
        "in_a_choice_part_1": "flow",
        "in_a_choice_part_2": "balance",
        "in_a_choice_part_3": "rate",
        "from_an_opening_part_1": "flow",
        "from_an_opening_part_2": "figure",
        "only_in_the_opening_part_1": "figure",
    }
    assert lines["everywhere.after_a_plus_part_1"].declared.unit == "share"
    assert lines["everywhere.after_a_plus_part_2"].declared.unit == "money"


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
