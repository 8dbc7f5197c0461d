"""Months that stand alone and months from which on: what a table of them says, and the fewest keys that say it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.editing.steps import patched, shortest
from revenue_planner.plan.month_keys import MonthKey, holding
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Setting
from tests.support.account import with_account
from tests.support.editing import edited, small
from tests.support.plans import read, warnings_of
from tests.support.plans import small as plan_of

YEAR = Timeline(Month(2027, 1), 12)
HALF = Timeline(Month(2027, 1), 6)
FIGURES = st.sampled_from([9.0, 12.0, 15.0, 18.0])


def price(written: str, months: int = 12) -> list[float]:
    lines = f'[plan]\nstart = "2027-01"\nmonths = {months}\n[[own_products]]\nname = "pack"\nprice = {written}\n'
    return parse_plan(with_account(lines)).every_month("own_products.pack.price", BASE)


@pytest.mark.parametrize(
    ("written", "by_month"),
    [
        ('{ default = 12, "2027-07" = 15 }', [12] * 6 + [15] + [12] * 5),
        ('{ default = 12, "from 2027-07" = 15 }', [12] * 6 + [15] * 6),
        ('{ default = 12, "from 2027-04" = 15, "from 2027-10" = 18 }', [12] * 3 + [15] * 6 + [18] * 3),
        ('{ "from 2027-10" = 18, "from 2027-04" = 15, default = 12 }', [12] * 3 + [15] * 6 + [18] * 3),
        ('{ default = 12, "from 2027-07" = 15, "2027-11" = 10 }', [12] * 6 + [15] * 4 + [10, 15]),
        ('{ default = 12, "2027-07" = 10, "from 2027-07" = 15 }', [12] * 6 + [10] + [15] * 5),
        ('{ default = 12, "from 2027-07" = 15, "from 2027-09" = 12 }', [12] * 6 + [15] * 2 + [12] * 4),
        ('{ "from 2027-01" = 12, "from 2027-12" = 15 }', [12] * 11 + [15]),
        ('{ default = 12, "from 2025-03" = 14, "from 2027-07" = 15 }', [14] * 6 + [15] * 6),
        ('{ "from 2027-07" = 15 }', [39] * 6 + [15] * 6),
    ],
)
def test_what_a_table_says(written: str, by_month: list[float]) -> None:
    assert price(written) == by_month


def test_what_no_month_needs_is_told() -> None:
    told = warnings_of(
        '[plan]\nstart = "2027-01"\nmonths = 12\n[[own_products]]\nname = "pack"\n'
        'price = { default = 12, "from 2026-07" = 13, "from 2026-10" = 14, "from 2028-01" = 20, "2026-12" = 30 }\n'
    )
    assert [problem.key.rpartition(".")[2] for problem in told] == ['"from 2026-07"', '"from 2028-01"', "2026-12"]
    assert [problem.rule for problem in told] == [
        "is not used: other keys say all of its months",
        "is outside the plan (Jan 2027 to Dec 2027) and is not used",
        "is outside the plan (Jan 2027 to Dec 2027) and is not used",
    ]


class TestScenarios:
    @staticmethod
    def months(base: str, scenario: str) -> list[float]:
        plan = plan_of("[audience]", f"videos = {base}", "[scenarios.a]", f"audience.videos = {scenario}")
        return plan.every_month("audience.videos", "a")

    def test_earlier_months_stay_as_in_base(self) -> None:
        assert self.months("10", '{ "from 2027-04" = 7 }') == [10, 10, 10, 7, 7, 7]
        assert self.months("[10, 20, 30]", '{ "from 2027-03" = 7 }') == [10, 20, 7, 7, 7, 7]
        plan = plan_of("[scenarios.a]", 'audience.videos."from 2027-04" = 7')
        assert plan.settings["a"]["audience.videos"] == Setting(None, {4: 7, 5: 7, 6: 7})

    def test_a_step_is_for_all_months_from_then_on_whatever_base_has_in_them(self) -> None:
        assert self.months('{ default = 10, "2027-05" = 4 }', '{ "from 2027-04" = 7 }') == [10, 10, 10, 7, 7, 7]

    def test_a_change_is_of_base_in_each_month(self) -> None:
        assert self.months("[10, 20, 30]", '{ "from 2027-02" = "+10%" }') == [10, 22, 33, 33, 33, 33]
        assert self.months('{ default = 10, "from 2027-04" = 20 }', '{ "from 2027-03" = "x2" }') == [
            10, 10, 20, 40, 40, 40,
        ]  # fmt: skip

    def test_with_a_default(self) -> None:
        assert self.months('{ default = 10, "2027-02" = 4 }', '{ default = 5, "from 2027-05" = "x2" }') == [
            5, 5, 5, 5, 20, 20,
        ]  # fmt: skip


class TestAPriceRaisedInOneMonth:
    @staticmethod
    def told(price: str, *lines: str) -> list[str]:
        text = ('[plan]\nstart = "2027-01"\nmonths = 12\n[[own_products]]\nname = "pack"\n', f"price = {price}\n")
        return [str(problem) for problem in warnings_of("".join(text) + "\n".join(lines))]

    def test_is_doubted_and_the_hint_makes_it_stay(self) -> None:
        text = (
            '[plan]\nstart = "2027-01"\nmonths = 12\n[[own_products]]\nname = "pack"\n'
            'price = { default = 12, "2027-07" = 15 }\n'
        )
        (problem,) = warnings_of(text)
        assert problem.rule == "holds in Jul 2027 alone: in Aug 2027 it is 12"
        assert problem.hint == 'if it is to stay, write "from 2027-07"'
        mended = read(problem.fixes[0].applied(text))
        assert mended.every_month("own_products.pack.price", BASE) == [12] * 6 + [15] * 6
        assert mended.warnings == ()

    def test_in_a_scenario_too(self) -> None:
        (told,) = self.told("12", "[scenarios.a]", 'own_products.pack.price = { "2027-7" = 15 }')
        assert 'if it is to stay, write "from 2027-07"' in told

    @pytest.mark.parametrize(
        "written",
        [
            '{ default = 12, "2027-11" = 10 }',  # an offer
            '{ default = 12, "2027-07" = 15, "2027-08" = 15 }',
            '{ default = 12, "2027-07" = 15, "from 2027-08" = 12 }',
            '{ default = 12, "from 2027-07" = 15 }',
            '{ default = 12, "2027-12" = 15 }',  # nothing follows
            '{ default = 12, "2027-01" = 15 }',  # an opening, and nothing before
            "[12, 15]",
        ],
    )
    def test_nothing_else_is(self, written: str) -> None:
        assert self.told(written) == []

    def test_nor_what_usually_differs_from_month_to_month(self) -> None:
        assert self.told("12", "[audience]", 'videos = { default = 16, "2027-07" = 20 }') == []

    def test_once_in_a_plan(self) -> None:
        other = ("[[own_products]]", 'name = "other"', 'price = { default = 12, "2027-07" = 15 }')
        assert len(self.told('{ default = 12, "2027-07" = 15 }', *other)) == 1


#: A table in 6 months, what is typed into the Calendar, and the table then.
EDITS: list[tuple[str, dict[int, float | None], str]] = [
    ("videos = 16", dict.fromkeys(range(3, 7), 20.0), 'videos = { default = 16, "from 2027-03" = 20 }'),
    (
        "videos = 16",
        {3: 20.0, 4: 20.0, 5: 9.0, 6: 20.0},
        'videos = { default = 16, "from 2027-03" = 20, "2027-05" = 9 }',
    ),
    (
        "videos = 16",
        {2: 9.0, 4: 20.0, 5: 20.0, 6: 30.0},
        'videos = { default = 16, "2027-02" = 9, "from 2027-04" = 20, "2027-06" = 30 }',
    ),
    (
        "videos = 16",
        {3: 20.0, 4: 20.0, 5: 20.0},
        'videos = { default = 16, "2027-03" = 20, "2027-04" = 20, "2027-05" = 20 }',
    ),
    ("videos = 16", {6: 20.0}, 'videos = { default = 16, "2027-06" = 20 }'),
    (
        'videos = { default = 16, "2027-03" = 20 }',
        dict.fromkeys((4, 5, 6), 20.0),
        'videos = { default = 16, "from 2027-03" = 20 }',
    ),
    (
        'videos = { default = 16, "from 2027-03" = 20 }  # more',
        dict.fromkeys(range(3, 7), 25.0),
        'videos = { default = 16, "from 2027-03" = 25 }  # more',
    ),
    (
        'videos = { default = 16, "from 2027-3"=20.0 }',
        {5: 9.0},
        'videos = { default = 16, "from 2027-3"=20.0, "2027-05" = 9 }',
    ),
    (
        'videos = { default = 16, "from 2027-03" = 20, "2027-05" = 9 }',
        {5: 20.0},
        'videos = { default = 16, "from 2027-03" = 20 }',
    ),
    ('videos = { default = 16, "from 2027-03" = 20 }', {3: None}, 'videos = { default = 16, "from 2027-04" = 20 }'),
    (
        'videos = { default = 16, "from 2027-03" = 20 }',
        {6: None},
        'videos = { default = 16, "2027-03" = 20, "2027-04" = 20, "2027-05" = 20 }',
    ),
    (
        'videos = { default = 16, "from 2027-03" = 20 }',
        {2: 20.0},
        'videos = { default = 16, "from 2027-02" = 20 }',
    ),
    (
        'videos = { default = 16, "from 2027-03" = 20 }',
        dict.fromkeys((5, 6), 30.0),
        'videos = { default = 16, "from 2027-03" = 20, "from 2027-05" = 30 }',
    ),
    ('videos = { default = 16, "from 2027-03" = 20 }', dict.fromkeys(range(3, 7)), "videos = 16"),
    (
        'videos = { default = 16, "from 2026-03" = 20, "2027-03" = 4, "2028-01" = 5, "from 2028-05" = 7 }',
        {3: 6.0},
        'videos = { default = 16, "from 2026-03" = 20, "2027-03" = 6, "2028-01" = 5, "from 2028-05" = 7 }',
    ),
]


class TestEdits:
    @pytest.mark.parametrize(("line", "months", "after"), EDITS)
    def test_the_shortest_form_that_is_true(self, line: str, months: dict[int, float | None], after: str) -> None:
        text = small("[audience]", line, "", "# the end")
        assert edited(text, (BASE, "audience.videos", months)) == text.replace(line, after)

    def test_a_default_that_changes_leaves_the_steps(self) -> None:
        text = small("[audience]", 'videos = { default = 16, "from 2027-03" = 20 }')
        assert edited(text, (BASE, "audience.videos", 18.0)) == text.replace("16", "18")

    def test_a_change_of_base_from_a_month_on_stays_one(self) -> None:
        text = small("[audience]", "videos = [10, 20, 30]", "[scenarios.a]", 'audience.videos."from 2027-02" = "+10%"')
        new = edited(text, ("a", "audience.videos", {4: 7.0}))
        assert new == text + 'audience.videos."2027-04" = 7\n'

    def test_a_scenario_says_only_its_own_months(self) -> None:
        text = small("[audience]", "videos = 16", "[scenarios.a]")
        new = edited(text, ("a", "audience.videos", {4: 16.0, 5: 16.0, 6: 16.0}))
        assert new == text + 'audience.videos = { "from 2027-04" = 16 }\n'

    def test_months_move_with_the_start(self) -> None:
        line = 'videos = { default = 16, "from 2027-03" = 20, "2027-05" = 9 }'
        now = parse_plan(small("[audience]", line))
        moved = Timeline(now.timeline.start + 12, now.timeline.months)
        wanted = replace(now, structure=replace(now.structure, timeline=moved))
        assert line.replace("2027", "2028") in updated(small("[audience]", line), now, wanted)

    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_read_again_the_months_are_those_that_were_typed(self, data: st.DataObject) -> None:
        """Whatever the table was and whatever is typed or blanked, in Base and in a scenario."""
        keys = st.builds(MonthKey, st.integers(-2, 8).map(lambda n: HALF.start + n), st.booleans())
        tables = st.dictionaries(keys, FIGURES, max_size=4)

        def written(table: dict[MonthKey, float], default: float | None) -> str:
            entries = [f'"{key}" = {figure}' for key, figure in table.items()]
            entries += [f"default = {default}"] if default is not None else []
            return f"{{ {', '.join(entries)} }}" if entries else "16"

        base = written(data.draw(tables), data.draw(st.none() | FIGURES))
        own = written(data.draw(tables), data.draw(st.none() | FIGURES))
        text = small("[audience]", f"videos = {base}", "[scenarios.a]", f"audience.videos = {own}")
        typed = st.dictionaries(st.integers(1, 6), st.none() | FIGURES, max_size=6)
        edited(text, (BASE, "audience.videos", data.draw(typed)), ("a", "audience.videos", data.draw(typed)))


def said(keys: dict[MonthKey, float], start: float | None, timeline: Timeline) -> list[float | None]:
    held = holding(keys, timeline)
    return [keys[held[number]] if number in held else start for number in range(1, timeline.months + 1)]


def half(figure: st.SearchStrategy[float | None]) -> st.SearchStrategy[list[float | None]]:
    return st.lists(figure, min_size=6, max_size=6)


@given(st.tuples(half(st.none() | FIGURES), st.none()) | st.tuples(half(FIGURES), FIGURES))
@settings(max_examples=200, deadline=None)
def test_no_fewer_keys_say_the_same(drawn: tuple[list[float | None], float | None]) -> None:
    """Compared with all tables of fewer keys."""
    figures, start = drawn
    found = shortest(figures, start, HALF)
    assert said(found, start, HALF) == figures
    keys = [MonthKey(month, onward) for month in HALF for onward in (False, True)]
    values = sorted({figure for figure in figures if figure is not None})
    for count in range(len(found)):
        if len(values) ** count * len(list(itertools.combinations(keys, count))) > 20_000:
            break
        for chosen in itertools.combinations(keys, count):
            for numbers in itertools.product(values, repeat=count):
                assert said(dict(zip(chosen, numbers, strict=True)), start, HALF) != figures


@given(
    st.dictionaries(st.builds(MonthKey, st.sampled_from(list(YEAR)), st.booleans()), FIGURES, max_size=5),
    st.lists(FIGURES, min_size=12, max_size=12),
    FIGURES,
)
def test_changed_keys_say_what_is_wanted(table: dict[MonthKey, float], wanted: list[float], start: float) -> None:
    now = said(table, start, YEAR)
    changes = patched(table, now, wanted, [start] * 12, YEAR)
    assert changes is not None
    after = {key: changes.get(key, figure) for key, figure in {**table, **changes}.items()}
    assert said({key: figure for key, figure in after.items() if figure is not None}, start, YEAR) == wanted
