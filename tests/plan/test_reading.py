"""What a plan file becomes: parts, labels, settings, warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.months import Month
from revenue_planner.plan.reading.plan import load_plan, parse_plan
from revenue_planner.plan.values import BASE, Setting
from tests.support.plans import (
    EVERYTHING,
    HEAD,
    REWARDS,
    TEMPLATES,
    errors_of,
    small,
    warnings_of,
)


def test_everything_reads_without_a_doubt_about_it() -> None:
    plan = parse_plan(EVERYTHING)
    assert plan.title == "Maya, skincare"
    assert plan.currency == "EUR"
    assert (plan.timeline.start, plan.timeline.months) == (Month(2027, 1), 24)
    assert [s.name for s in plan.scenarios] == ["base", "cautious", "ambitious", "my_own"]
    assert [s.title for s in plan.scenarios] == ["Base", "Cautious", "Going for it", "My own"]
    assert [str(w) for w in plan.warnings] == []


def test_parts_have_keys_labels_groups_and_parents() -> None:
    parts = {part.key: part for part in parse_plan(EVERYTHING).structure.parts}
    own = {key: (part.label, part.group) for key, part in parts.items() if not key.startswith("by_stream.")}
    assert own == {
        "audience": ("Audience", ""),
        "creator_rewards": ("Creator rewards", "creator_rewards"),
        "sponsorships": ("Sponsorships", "sponsorships"),
        "sponsorships.signed.glow": ("Signed deal: Glow", ""),
        "sponsorships.signed.mist": ("Signed deal: Mist & Co", ""),
        "affiliate.amazon": ("Affiliate: Amazon Associates", "affiliate"),
        "own_products.course": ("Product: Course", "own_products"),
        "tiktok_shop.creator": ("TikTok Shop: creator", "tiktok_shop"),
        "tiktok_shop.seller": ("TikTok Shop: seller", "tiktok_shop"),
        "business": ("Business", ""),
        "business.one_off.camera": ("One-off cost: Camera", ""),
        "risk": ("Risk", ""),
    }
    assert (parts["sponsorships.signed.glow"].parent, parts["sponsorships.signed.glow"].family) == (
        "sponsorships",
        "signed",
    )
    assert list(parse_plan(EVERYTHING).structure.groups) == [
        "creator_rewards",
        "sponsorships",
        "affiliate",
        "own_products",
        "tiktok_shop",
    ]


def test_base_has_every_input_and_scenarios_only_what_differs() -> None:
    plan = parse_plan(EVERYTHING)
    assert set(plan.settings[BASE]) == set(plan.inputs())
    assert set(plan.settings["cautious"]) == {
        "audience.for_you_views_per_video",
        "audience.videos",
        "affiliate.amazon.conversion",
        "sponsorships.signed.glow.probability",
        "own_products.course.launch",
        "sponsorships.factor",
        "risk.viral_chance",
    }
    assert plan.settings["my_own"] == {}


def test_the_least_plan_has_defaults() -> None:
    plan = parse_plan('[plan]\nstart = "2027-01"\n[creator_rewards]\n')
    assert (plan.title, plan.currency, plan.timeline.months) == ("My plan", "USD", 36)
    assert [part.key for part in plan.structure.parts if "." not in part.key] == [
        "audience",
        "creator_rewards",
        "business",
        "risk",
    ]
    assert plan.value("audience.videos", BASE) == 16.0
    assert plan.settings == {BASE: plan.settings[BASE]}


@pytest.mark.parametrize("start", ['"2027-01"', '"2027-1"', '"2027-01-31"', "2027-01-01", "2027-01-15 12:00:00"])
def test_start_may_be_a_month_or_a_date(start: str) -> None:
    plan = parse_plan(f"[plan]\nstart = {start}\nmonths = 12.0\n[creator_rewards]\n")
    assert (plan.timeline.start, plan.timeline.months) == (Month(2027, 1), 12)


def test_the_last_start_has_room_for_its_months() -> None:
    plan = parse_plan('[plan]\nstart = "2100-12"\nmonths = 60\n[[own_products]]\nname = "x"\n')
    assert plan.timeline.last == Month(2105, 11)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("4", Setting(4.0)),
        ("4.5", Setting(4.5)),
        ("-0.0", Setting(0.0)),
        ("[4]", Setting(4.0, {1: 4.0})),
        ("[4, 5, 6]", Setting(6.0, {1: 4.0, 2: 5.0, 3: 6.0})),
        ("[1, 2, 3, 4, 5, 6, 7, 8]", Setting(6.0, {1: 1.0, 2: 2.0, 3: 3.0, 4: 4.0, 5: 5.0, 6: 6.0})),
        ('{ "2027-03" = 4 }', Setting(16.0, {3: 4.0})),
        ('{ default = 7, "2027-03" = 4 }', Setting(7.0, {3: 4.0})),
        ("{ 2027-6 = 1, 2027-02 = 4 }", Setting(16.0, {2: 4.0, 6: 1.0})),
        ("{ default = 7, 2026-12 = 4, 2027-07 = 5 }", Setting(7.0)),
    ],
)
def test_numbers_by_month(written: str, expected: Setting) -> None:
    plan = small("[audience]", f"videos = {written}")
    assert plan.settings[BASE]["audience.videos"] == expected
    assert str(plan.settings[BASE]["audience.videos"].value) != "-0.0"


@pytest.mark.parametrize(
    ("written", "expected"), [("true", "on"), ("false", "off"), ('"on"', "on"), ('" OFF "', "off")]
)
def test_switches(written: str, expected: str) -> None:
    plan = parse_plan(f"{HEAD}{REWARDS}on = {written}\n[live_gifts]\n")
    assert plan.value("creator_rewards.on", BASE) == expected


def test_seasons_and_months() -> None:
    plan = small(
        "[audience]", f"season_views = {list(range(1, 13))}", '[[own_products]]\nname = "x"\nlaunch = 2027-03-01'
    )
    assert plan.value("audience.season_views", BASE) == tuple(float(n) for n in range(1, 13))
    assert plan.value("own_products.x.launch", BASE) == Month(2027, 3)


def test_default_months_count_from_the_start() -> None:
    plan = parse_plan('[plan]\nstart = "2028-05"\n[sponsorships]\n[[sponsorships.signed]]\nname = "a"\n')
    assert plan.value("sponsorships.signed.a.month", BASE) == Month(2028, 6)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + EVERYTHING.replace("\n", "\r\n").encode())
    assert load_plan(path).settings == parse_plan(EVERYTHING).settings
    assert load_plan(path).source == str(path)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_have_nothing_doubtful(path: Path) -> None:
    assert [str(w) for w in load_plan(path).warnings] == []


def test_all_errors_are_told_in_the_order_of_the_file() -> None:
    text = """\
[plan]
title = 5
start = "2027-01"
[audience]
videos = "many"
agee = 5
[[affiliate]]
name = "amazon"
conversion = 2.0
[scenarios.cautious]
affiliate.amazon.conversion = 3
[business]
tax_rate = "30%"
"""
    told = [str(problem) for problem in errors_of(text)]
    assert [line.split(":")[1] for line in told] == ["2", "5", "6", "9", "11", "13"]
    assert told[3] == ("plan.toml:9:1 affiliate.amazon.conversion = 2.0: must be between 0 and 1 (did you mean 0.02?)")


def test_an_unreadable_name_makes_scenarios_complain_no_further() -> None:
    text = f'{HEAD}[[affiliate]]\nname = "Amazon"\n[scenarios.low]\naffiliate.Amazon.conversion = 0.01\n'
    assert [problem.key for problem in errors_of(text)] == ["affiliate.Amazon.name"]


class TestFiles:
    def test_missing(self, tmp_path: Path) -> None:
        (tmp_path / "maya.toml").write_text("")
        assert self.told(tmp_path / "2027.toml").endswith("there is no such file (here are: maya.toml)")
        assert self.told(tmp_path / "maja.toml").endswith('there is no such file (did you mean "maya.toml"?)')

    def test_missing_where_nothing_is(self, tmp_path: Path) -> None:
        assert "revenue-planner new" in self.told(tmp_path / "plan.toml")
        assert "its folder does not exist" in self.told(tmp_path / "nowhere" / "plan.toml")

    def test_folder(self, tmp_path: Path) -> None:
        assert "is a folder, not a plan file" in self.told(tmp_path)

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.toml"
        path.write_bytes(b"#\n" * 500_001)
        assert "is larger than 1 MB" in self.told(path)

    def test_a_large_workbook_is_called_one(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.toml"
        path.write_bytes(b"PK\x03\x04".ljust(1_000_001, b"\0"))
        assert "is a workbook (or a zip file), not a plan file" in self.told(path)

    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = tmp_path / "plan.toml"
        path.write_text(EVERYTHING)
        monkeypatch.setattr(Path, "open", refuse)
        assert "may not be read" in self.told(path)

    def test_impossible_name(self) -> None:
        assert "cannot be read" in self.told(Path("plan\0.toml"))

    @staticmethod
    def told(path: Path) -> str:
        with pytest.raises(PlanError) as caught:
            load_plan(path)
        assert len(caught.value.problems) == 1
        return str(caught.value)


class TestWarnings:
    def test_list_longer_than_the_plan(self) -> None:
        told = warnings_of(f"{HEAD}{REWARDS}[audience]\nvideos = [4, 5, 6, 7, 8, 9, 10]\n")
        assert [w.rule for w in told] == ["has 7 numbers, but the plan has 6 months; the rest is not used"]
        assert str(told[0].place) == "plan.toml:6:1"

    def test_a_shorter_list_is_fine(self) -> None:
        assert warnings_of(f"{HEAD}{REWARDS}[audience]\nvideos = [4, 5]\n") == ()

    def test_month_outside_the_plan(self) -> None:
        told = warnings_of(f'{HEAD}{REWARDS}[audience]\nvideos = {{ "2027-07" = 4 }}\n')
        assert [w.rule for w in told] == ["is outside the plan (Jan 2027 to Jun 2027) and is not used"]
        assert told[0].place.column == 12

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("conversion = 0.2", "is unusual: most are between 0.005 and 0.03 (0.5 % to 3 %)"),
            ("basket = 500", "is unusual: most are between 20 and 90"),
        ],
    )
    def test_unusual_numbers(self, written: str, words: str) -> None:
        told = warnings_of(f'{HEAD}[[affiliate]]\nname = "amazon"\n{written}\n')
        assert [(w.rule, w.severity, w.place.line) for w in told] == [(words, "warning", 6)]

    def test_unusual_numbers_in_a_list_are_named(self) -> None:
        told = warnings_of(f"{HEAD}{REWARDS}[audience]\nvideos = [16, 0, 300, 400, 16]\n")
        assert [w.rule for w in told] == ["300 is unusual: most are between 4 and 60"]

    def test_unusual_in_a_scenario_is_told_only_when_base_is_usual(self) -> None:
        base = f"{HEAD}{REWARDS}[audience]\nvideos = %s\n[scenarios.more]\naudience.videos = 200\n"
        assert [w.key for w in warnings_of(base % 16)] == ["scenarios.more.audience.videos"]
        assert [w.key for w in warnings_of(base % 100)] == ["audience.videos"]

    def test_link_shares(self) -> None:
        two = '[[affiliate]]\nname = "a"\nlink_share = 0.6\n[[affiliate]]\nname = "b"\nlink_share = {}\n'
        assert warnings_of(HEAD + two.format(0.4)) == ()
        told = warnings_of(HEAD + two.format(0.5))
        assert [w.rule for w in told] == ["the shares of link clicks sum to 1.1 in Base; together they are at most 1"]
        off = two.format(0.5).replace("0.6", '0.6\non = "off"')
        assert warnings_of(HEAD + off) == ()
        scenario = two.format(0.4) + "[scenarios.more]\naffiliate.a.link_share = 0.5\naffiliate.b.link_share = 0.6\n"
        told = warnings_of(HEAD + scenario)
        assert [(w.rule, w.key) for w in told] == [
            ("the shares of link clicks sum to 1.1 in More; together they are at most 1",
             "scenarios.more.affiliate.b.link_share")
        ]  # fmt: skip

    def test_weights(self) -> None:
        text = f"{HEAD}{REWARDS}[audience]\ncompletion_weight = 0.4\nrewatch_weight = {{}}\n"
        assert warnings_of(text.format(0.05)) == ()
        assert [w.rule for w in warnings_of(text.format(0.15))] == [
            "the score's weights sum to 1.1; they should make 1"
        ]

    def test_country_shares(self) -> None:
        told = warnings_of(f"{HEAD}{REWARDS}us_share = 0.9\nuk_share = 0.15\n")
        assert [w.rule for w in told] == [
            "the shares of views by country sum to 1.05 in Base; together they are at most 1"
        ]

    @pytest.mark.parametrize(
        ("month", "words"),
        [
            ("2026-11", None),
            ("2027-06", None),
            ("2027-07", "Jul 2027 is after the end of the plan (Jun 2027): it has no effect"),
        ],
    )
    def test_launch_after_the_end(self, month: str, words: str | None) -> None:
        told = warnings_of(f'{HEAD}[[own_products]]\nname = "x"\nlaunch = "{month}"\n')
        assert [w.rule for w in told] == ([words] if words else [])

    @pytest.mark.parametrize("table", ["[sponsorships]\n[[sponsorships.signed]]", REWARDS + "[[business.one_off]]"])
    @pytest.mark.parametrize(("month", "words"), [("2026-12", "before the plan"), ("2027-07", "after the end")])
    def test_deals_and_costs_outside_the_plan(self, table: str, month: str, words: str) -> None:
        told = warnings_of(f'{HEAD}{table}\nname = "x"\nmonth = "{month}"\n')
        assert len(told) == 1
        assert words in told[0].rule
        assert told[0].key.endswith(".x.month")

    def test_a_loan_that_is_never_drawn(self) -> None:
        loan = f'{HEAD}{REWARDS}[business]\nloan_start = "2028-01"\nloan_amount = '
        assert warnings_of(loan + "0\n") == ()
        assert [w.key for w in warnings_of(loan + "500\n")] == ["business.loan_start"]

    def test_a_scenario_that_changes_nothing(self) -> None:
        told = warnings_of(f"{HEAD}{REWARDS}[scenarios.cautious]\ntitle = 'Low'\n[scenarios.my_own]\n")
        assert [(w.key, w.rule) for w in told] == [
            ("scenarios.cautious", "this scenario changes nothing, so it shows the same as Base")
        ]

    def test_everything_off(self) -> None:
        told = warnings_of(f"{HEAD}{REWARDS}on = false\n")
        assert [w.rule for w in told] == ["every stream is switched off, so the plan earns nothing"]

    def test_same_labels(self) -> None:
        told = warnings_of(f'{HEAD}[[affiliate]]\nname = "a"\nlabel = "Shop"\n[[affiliate]]\nname = "shop"\n')
        assert [(w.place.line, w.rule) for w in told] == [
            (7, '"a" has the same label, so people cannot tell them apart')
        ]

    def test_unknown_template(self) -> None:
        told = warnings_of('[plan]\nstart = "2027-01"\ntemplate = "beuaty"\n[creator_rewards]\n')
        assert [(w.key, w.hint) for w in told] == [("plan.template", 'did you mean "beauty"?')]

    def test_warnings_wait_until_errors_are_mended(self) -> None:
        problems = errors_of(f"{HEAD}{REWARDS}[audience]\nvideos = 300\nage = 500\n")
        assert [problem.key for problem in problems] == ["audience.age"]


def test_no_share_of_a_whole_is_unusual_as_long_as_they_fit_together() -> None:
    german = "[creator_rewards]\ngermany_share = 0.85\nus_share = 0.05\nuk_share = "
    assert parse_plan(HEAD + german + "0.1\n").warnings == ()
    (warning,) = parse_plan(HEAD + german + "0.2\n").warnings
    assert "the shares of views by country sum to 1.1 in Base" in warning.rule


class TestWhatLooksRightAndIsNot:
    """Accepted, because it may be meant, and told."""

    def test_a_currency_that_is_none(self) -> None:
        (told,) = warnings_of(HEAD.replace("months", 'currency = "ZZZ"\nmonths') + REWARDS)
        assert (told.key, told.rule) == ("plan.currency", "is no currency of the ISO 4217 list")
        assert warnings_of(HEAD.replace("months", 'currency = "XOF"\nmonths') + REWARDS) == ()

    @pytest.mark.parametrize("written", ['"+20%"', '"x2"', '"-20%"', '["+20%", "x3"]', '{ "2027-02" = "x2" }'])
    def test_a_change_of_nothing(self, written: str) -> None:
        text = f"{HEAD}{REWARDS}[audience]\nvideos = 0\n[scenarios.busy]\naudience.videos = {written}\n"
        told = [each for each in warnings_of(text) if "Base is 0" in each.rule]
        assert told
        assert all(each.place.line == 8 for each in told)

    @pytest.mark.parametrize("base", ["5", '{ default = 0, "2027-02" = 4 }'])
    def test_a_change_of_something(self, base: str) -> None:
        text = f'{HEAD}{REWARDS}[audience]\nvideos = {base}\n[scenarios.busy]\naudience.videos = "x2"\n'
        assert not any("Base is 0" in each.rule for each in warnings_of(text))

    @pytest.mark.parametrize(
        "other", ["amazon", "AMAZON", "Amazon\u200b", "Ama\u00adzon", "\uff21mazon", "Amazon\u00a0", "A\u2060mazon"]
    )
    def test_labels_that_look_the_same(self, other: str) -> None:
        text = f'{HEAD}[[affiliate]]\nname = "a"\nlabel = "Amazon"\n[[affiliate]]\nname = "b"\nlabel = "{other}"\n'
        assert ["cannot tell them apart" in each.rule for each in warnings_of(text)] == [True]

    @pytest.mark.parametrize("other", ["Amazon 2", "Amazón", "Amazon.", "अमेज़न"])
    def test_labels_that_do_not(self, other: str) -> None:
        text = f'{HEAD}[[affiliate]]\nname = "a"\nlabel = "Amazon"\n[[affiliate]]\nname = "b"\nlabel = "{other}"\n'
        assert warnings_of(text) == ()

    def test_titles_of_scenarios_that_look_the_same(self) -> None:
        text = f'{HEAD}{REWARDS}[scenarios.a]\naudience.videos = 1\ntitle = "Busy year"\n'
        text += '[scenarios.b]\naudience.videos = 2\ntitle = "Busy\u00a0 year"\n'
        with pytest.raises(PlanError):
            parse_plan(text.replace("\u00a0 ", " "))
        assert any("looks the same" in each.rule for each in warnings_of(text.replace("\u00a0 ", "  ")))
