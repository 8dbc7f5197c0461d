"""What people type instead of a number, a change or a month: hints, followed to the letter, make what they meant.

Texts are made from what was meant, in the ways in which people write; where a text may mean several things, all
that is asked is that what was meant is among what is offered, or that nothing is offered.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.ground.months import Month
from revenue_planner.plan.reading.meanings import change_in, month_in, number_in, written_number
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Setting

PLAN = """\
[plan]
start = "2027-01"
months = 12
currency = "{currency}"

[audience]
videos = 16

[creator_rewards]

[[own_products]]
name = "course"
price = 39

[[affiliate]]
name = "amazon"
"""
MINUS = ["-", "−", "–", "—", "‐", "‑", "－"]
BLANKS = [" ", "\u00a0", "\u2009", "\u202f"]


def text_of(table: str, key: str, value: str, currency: str = "EUR") -> str:
    """The plan with one more key, in a table or scenario; the key's own line in the plan goes."""
    plan = PLAN.format(currency=currency)
    if table == "scenario":
        return f"{plan}\n[scenarios.busy]\n{key} = {value}\n"
    name = key.rpartition(".")[2]
    head, heading, rest = plan.partition(f"[{table}]")
    kept = [line for line in rest.split("\n") if not line.startswith(f"{name} =")]
    if table.startswith("["):
        kept.insert(2, f"{name} = {value}")
    else:
        kept.insert(1, f"{name} = {value}")
    return head + heading + "\n".join(kept)


def offered(table: str, key: str, value: str, currency: str = "EUR") -> list[object]:
    """What the plan says at the key once each fix of its one problem is made; nothing where there are none."""
    text = text_of(table, key, value, currency)
    with pytest.raises(PlanError) as caught:
        parse_plan(text)
    (problem,) = caught.value.problems
    assert bool(problem.fixes) == problem.hint.startswith(("write ", "did you mean ", "type ")) or not problem.fixes
    return [_at_key(fix.applied(text), table, key) for fix in problem.fixes]


def _at_key(text: str, table: str, key: str) -> object:
    parse_plan(text)
    found: object = tomllib.loads(text)
    path = ["scenarios", "busy", *key.split(".")] if table == "scenario" else key.split(".")
    for step in path:
        found = found[0] if isinstance(found, list) else found
        assert isinstance(found, dict)
        found = found.get(step, found)
    return found


def ways_to_write(number: float, chance: random.Random) -> Iterator[tuple[str, bool]]:
    """Texts that mean a number to somebody, and whether they can mean nothing else."""
    plain = f"{number:.10f}".rstrip("0").rstrip(".")
    whole, _, part = plain.partition(".")
    groups = f"{int(whole):,}"
    yield plain, True
    for mark in ("'", "’", *BLANKS):
        if len(whole) > 3:
            yield groups.replace(",", mark) + (f".{part}" if part else ""), True
            yield groups.replace(",", mark) + (f",{part}" if part else ""), True
    if len(whole) > 3:
        yield groups + (f".{part}" if part else ""), bool(part) or groups.count(",") > 1 or groups.endswith(",000")
        yield groups.replace(",", ".") + (f",{part}" if part else ""), bool(part) or groups.count(",") > 1
    if part:
        yield f"{whole},{part}", len(part) != 3 or whole == "0"
        if whole == "0":
            yield f".{part}", True
            yield f",{part}", True
    if number >= 1000 and number % 100 == 0:
        for word in ("k", " k", "K", " thousand"):
            yield f"{number / 1000:g}{word}", True
            yield f"{number / 1000:g}".replace(".", ",") + word, True
    if number >= 1e6 and number % 1e5 == 0:
        for word in ("m", "M", " million", " mio", " Mio."):
            yield f"{number / 1e6:g}{word}", True
    yield f"~{plain}" if chance.random() < 0.5 else f"about {plain}", True


NUMBERS = [1, 39.5, 39.95, 999, 1000, 1250, 1250.5, 12_500, 48_000, 1_500_000, 1_234_567, 0.5, 0.125]


#: What stands before and after an amount in euros.
MONEY = [
    ("", ""),
    ("€", ""),
    ("€ ", ""),
    ("", "€"),
    ("", " €"),
    ("EUR ", ""),
    ("", " EUR"),
    ("", " euros"),
    ("eur ", ""),
]


class TestFiguresOfAPlan:
    @pytest.mark.parametrize("number", NUMBERS)
    def test_money(self, number: float) -> None:
        chance = random.Random(repr(number))
        for digits, sure in ways_to_write(number, chance):
            for before, after in chance.sample(MONEY, 3):
                written = f"{before}{digits}{after}" if not digits.startswith(("~", "about")) or not before else digits
                found = offered("[own_products]", "own_products.price", f'"{written}"')
                assert number in found, written
                assert len(found) == 1 or not sure, (written, found)
                assert len(found) <= 2, (written, found)

    @pytest.mark.parametrize("number", [1000, 1250, 12_500, 48_000, 48_250, 1_500_000, 1_234_567])
    def test_counts_have_no_fractions_of_three_digits(self, number: float) -> None:
        for digits, _ in ways_to_write(number, random.Random(repr(number))):
            for after in ("", " followers", " follower"):
                assert offered("audience", "audience.opening_followers", f'"{digits}{after}"') == [number], digits

    @pytest.mark.parametrize("share", [0.003, 0.05, 0.125, 0.2, 1])
    def test_shares(self, share: float) -> None:
        per_cent = f"{share * 100:.6f}".rstrip("0").rstrip(".")
        for digits in {per_cent, per_cent.replace(".", ",")}:
            for sign in ("%", " %", "\u00a0%", " percent", " per cent", " pct", "％"):
                assert offered("audience", "audience.follow_rate", f'"{digits}{sign}"') == [pytest.approx(share)]
        per_mille = f"{share * 1000:.6f}".rstrip("0").rstrip(".")
        for sign in ("‰", " ‰", " per mille", " permille"):
            assert offered("audience", "audience.follow_rate", f'"{per_mille}{sign}"') == [pytest.approx(share)]

    @pytest.mark.parametrize("written", ["£45", "45 pounds", "$45", "45 USD", "US$ 45", "45 dollars", "¥45", "R$ 45"])
    def test_other_money_is_never_taken_for_the_plans_own(self, written: str) -> None:
        for value in (f'"{written}"', written):
            assert offered("[own_products]", "own_products.price", value) == []

    def test_without_a_currency_the_one_that_is_written_is_the_plans(self) -> None:
        text = '[plan]\nstart = "2027-01"\n[[own_products]]\nname = "pack"\nprice = £45\n'
        with pytest.raises(PlanError) as caught:
            parse_plan(text)
        (problem,) = caught.value.problems
        plan = parse_plan(problem.fixes[0].applied(text))
        assert plan.currency == "GBP"
        assert plan.value("own_products.pack.price", "base") == 45

    @pytest.mark.parametrize(
        ("currency", "written"),
        [
            ("CAD", "$45"),
            ("CAD", "CA$ 45"),
            ("AUD", "45 dollars"),
            ("SEK", "45 kr"),
            ("CNY", "¥45"),
            ("INR", "₹45"),
            ("PLN", "45 zł"),
            ("BRL", "R$ 45"),
            ("CHF", "45 francs"),
            ("CHF", "CHF 45.—"[:6]),
        ],
    )
    def test_signs_that_several_currencies_share(self, currency: str, written: str) -> None:
        assert offered("[own_products]", "own_products.price", f'"{written}"', currency) == [45]

    @pytest.mark.parametrize(
        ("key", "written"),
        [
            ("videos", "4 a week"),
            ("videos", "4/week"),
            ("videos", "3 per day"),
            ("videos", "20%"),
            ("videos", "16-20"),
            ("videos", "16–20"),
            ("videos", ">16"),
            ("videos", "16+"),
            ("videos", "x2"),
            ("videos", "+10"),
            ("videos", "12 34"),
            ("videos", "half"),
            ("videos", "€20"),
            ("hours_per_video", "90 min"),
            ("videos", "1/2"),
            ("hours_per_video", "30m"),
            ("quality", "7/10"),
            ("quality", "7 out of 10"),
            ("follow_rate", "3 per 1000"),
            ("age", "25 years old"),
            ("opening_followers", "48k a month"),
            ("opening_views", "10²"),
            ("videos", "½"),
            ("opening_views", "200000 last month"),
            ("videos", "sixteen"),
            ("videos", "1.2.3"),
            ("videos", "1,2,3"),
            ("videos", "12,34,56"),
            ("videos", "00:30"),
            ("videos", "2e3"),
            ("follow_rate", "0.3%%"),
            ("videos", "--5"),
        ],
    )
    def test_no_hint_where_it_is_unclear(self, key: str, written: str) -> None:
        assert offered("audience", f"audience.{key}", f'"{written}"') == []

    @pytest.mark.parametrize(
        ("key", "written", "number"),
        [
            ("videos", "16 a month", 16),
            ("videos", "16 videos", 16),
            ("videos", "16 per month", 16),
            ("hours_per_video", "1,5 hours", 1.5),
            ("hours_per_video", "2 h", 2),
            ("age", "25 years", 25),
            ("hours_per_video", "3 hours per video", 3),
            ("videos", "１６", 16),
            ("opening_views", "2,5 Mio.", 2_500_000),
            ("opening_views", "1,00,000", 100_000),
            ("opening_views", "1.5 million views", 1_500_000),
        ],
    )
    def test_words_of_the_inputs_own_unit(self, key: str, written: str, number: float) -> None:
        assert offered("audience", f"audience.{key}", f'"{written}"') == [number]

    def test_the_same_without_quotes(self) -> None:
        """What is no TOML is read as it would be in quotes."""
        for written in ("0,20", "20 %", "20%", ".2", "0,2"):
            assert offered("audience", "audience.follow_rate", written) == [0.2]
        for written in ("48,000", "48k", "48 000", "48'000", "48000 followers"):
            assert offered("audience", "audience.opening_followers", written) == [48_000]


#: Every writing of some changes, with and without quotes, and the change that is meant.
SIGNED = [
    (value, f"{sign}{amount}%")
    for sign, marks in (("+", ["+", "＋"]), ("-", MINUS))
    for mark in marks
    for amount in ("20", "12.5", "7.25", "0.5")
    for digits in (amount, amount.replace(".", ","))
    for end in ("%", " %", "\u202f%", " percent", "％")
    for between in ("", " ")
    for value in (f'"{mark}{between}{digits}{end}"', f"{mark}{between}{digits}{end}")
]


@cache
def settings_of(change: str) -> Mapping[str, Setting]:
    return parse_plan(text_of("scenario", "audience.videos", f'"{change}"')).settings["busy"]


class TestChangesInScenarios:
    def test_signed_per_cent(self) -> None:
        for value, change in random.Random(3).sample(SIGNED, 120):
            self.check(value, change)

    @pytest.mark.exhaustive
    def test_signed_per_cent_in_every_writing(self) -> None:
        for value, change in SIGNED:
            self.check(value, change)

    @pytest.mark.parametrize("amount", ["0.5", "1.5", "2", "0.25"])
    def test_factors(self, amount: str) -> None:
        for mark in ("x", "X", "×", "*", "✕", "× ", "x "):
            for digits in {amount, amount.replace(".", ","), amount.removeprefix("0") if amount[0] == "0" else amount}:
                self.check(f'"{mark}{digits}"', f"x{amount}")
        for written in (f"{amount}x", f"{amount} ×", f"{amount} times", f"times {amount}"):
            self.check(f'"{written}"', f"x{amount}")

    @pytest.mark.parametrize(
        ("written", "change"),
        [
            ("20% more", "+20%"),
            ("20 % less", "-20%"),
            ("minus 20%", "-20%"),
            ("plus 5 percent", "+5%"),
            ("half", "x0.5"),
            ("double", "x2"),
            ("down 10%", "-10%"),
            ("12,5% lower", "-12.5%"),
            ("twice", "x2"),
        ],
    )
    def test_words(self, written: str, change: str) -> None:
        self.check(f'"{written}"', change)

    @staticmethod
    def check(value: str, change: str) -> None:
        """Either a plan has it as it is, with the same meaning, or the hint says it."""
        try:
            assert parse_plan(text_of("scenario", "audience.videos", value)).settings["busy"] == settings_of(change)
        except PlanError:
            assert offered("scenario", "audience.videos", value) == [change], value

    def test_a_sign_without_per_cent_has_each_meaning_told(self) -> None:
        assert offered("scenario", "audience.videos", '"+10"') == ["+10%", 26]
        assert offered("scenario", "audience.videos", '"–4"') == ["-4%", 12]
        assert offered("scenario", "business.opening_cash", '"-500"') == ["-500%", 2500, -500]
        assert self.hint('"+10"') == 'write "+10%" for 10 % more than Base, or 26 for 10 more than Base'

    def test_per_cent_without_a_sign_has_each_meaning_told(self) -> None:
        assert offered("scenario", "audience.videos", '"20%"') == ["+20%", "-20%"]
        assert offered("scenario", "affiliate.amazon.conversion", '"3%"') == [0.03, "+3%", "-3%"]

    @pytest.mark.parametrize(
        "written", ["+1,250%", "10-20%", "+-5%", "20%+", "-120%", "less", "x1,250", "1/2", "+5 videos %"]
    )
    def test_no_hint_where_it_is_unclear(self, written: str) -> None:
        assert offered("scenario", "audience.videos", f'"{written}"') == []

    @pytest.mark.parametrize("number", [5, 16.5, 1250, 48_000])
    def test_figures_stay_figures(self, number: float) -> None:
        for digits, _ in ways_to_write(number, random.Random(repr(number))):
            assert number in offered("scenario", "own_products.course.price", f'"{digits}"'), digits

    def test_a_bare_plus_is_doubted(self) -> None:
        plan = parse_plan(text_of("scenario", "audience.videos", "+10"))
        assert plan.value("audience.videos", "busy") == 10
        assert any("not a change of Base" in warning.rule and '"+10%"' in warning.hint for warning in plan.warnings)

    @staticmethod
    def hint(value: str) -> str:
        return told("scenario", "audience.videos", value).hint


def told(table: str, key: str, value: str) -> Problem:
    with pytest.raises(PlanError) as caught:
        parse_plan(text_of(table, key, value))
    (problem,) = caught.value.problems
    return problem


ONE_MONTH = [
    "March 2027",
    "Mar 2027",
    "mar. 2027",
    "2027 March",
    "2027-Mar",
    "March, 2027",
    "1 March 2027",
    "1st of March 2027",
    "March 1, 2027",
    "03/2027",
    "3/2027",
    "3.2027",
    "2027/03",
    "2027/3/1",
    "2027.03",
    "2027 3",
    "2027–03",
    "2027‑03",
    "2027−03",
    "2027 - 03",
]
FROM_A_MONTH_ON = [
    "FROM 2027-03",
    "from March 2027",
    "from 03/2027 on",
    "from_2027_03",
    "from-2027-03",
    "from2027-03",
    "since 2027-03",
    "since Mar 2027",
    "starting 2027-03",
    "starting in March 2027",
    "starts from 2027-03",
    "begins 2027-03",
    "as of 2027-03",
    ">= 2027-03",
    "from March",
    "from month 3",
    "from 3",
    "March onwards",
    "2027-03 on",
    "2027-03 onward",
    "2027-03 onwards",
    "2027-03 and after",
    "2027-03+",
    "2027-03..",
    "2027-03 …",
    "2027-03 –",
    "from 2027-03 on",
]
SEVERAL_MONTHS = [
    "until 2027-03",
    "from 2027-03 to 2027-06",
    "from 2027-03 until 2027-06",
    "from 2027",
    "from spring 2027",
    "from Q2 2027",
    "from then on",
    "before 2027-03",
    "2027-03 to 2027-06",
    "2027-03..2027-06",
    "2027-03 - 2027-06",
    "Q1 2027",
    "H2 2027",
    "2027 Q2",
    "spring 2027",
    "2027",
    "week 5 2027",
    "every month",
    "market 2027",
    "maybe 2027",
    "03/04/2027",
    "2027-03, 2027-04",
]


class TestMonths:
    @pytest.mark.parametrize("written", ONE_MONTH)
    def test_a_month_is_told_as_it_is_written_here(self, written: str) -> None:
        assert offered("[own_products]", "own_products.launch", f'"{written}"') == ["2027-03"]
        assert self.keys(f'"{written}"') == [{"2027-03": 20}]

    @pytest.mark.parametrize("written", SEVERAL_MONTHS)
    def test_more_than_one_month_is_never_taken_for_one(self, written: str) -> None:
        assert self.keys(f'"{written}"') == []

    @pytest.mark.parametrize(
        "written", ["from 2027-03", "from March 2027", "since 03/2027", "in March 2027", "from 2027-03 on"]
    )
    def test_what_begins_in_a_month_may_say_so(self, written: str) -> None:
        assert offered("[own_products]", "own_products.launch", f'"{written}"') == ["2027-03"]

    @pytest.mark.parametrize("written", FROM_A_MONTH_ON)
    def test_from_a_month_on_is_told_as_it_is_written_here(self, written: str) -> None:
        assert self.keys(f'"{written}"') == [{"from 2027-03": 20}]

    @pytest.mark.parametrize("written", ["from 2027-03", "From  2027-3", "from 2027-03-01", " from 2027-03 "])
    def test_from_a_month_on_as_it_is_written_here(self, written: str) -> None:
        plan = parse_plan(text_of("audience", "audience.videos", f'{{ default = 16, "{written}" = 20 }}'))
        assert plan.by_month("audience.videos", "base") == [16] * 2 + [20] * 10

    @pytest.mark.parametrize("written", ["from 2027-03", 'from "2027-03"', "From 2027-3", "from '2027-03'"])
    def test_from_a_month_on_without_quotes(self, written: str) -> None:
        (table,) = offered("audience", "audience.videos", f"{{ default = 16, {written} = 20 }}")
        assert table in ({"default": 16, "from 2027-03": 20}, {"default": 16, "from 2027-3": 20})

    def test_a_key_of_two_words_on_a_line_of_its_own(self) -> None:
        text = '[plan]\nstart = "2027-01"\n[creator_rewards]\n[audience.videos]\ndefault = 16\nfrom 2027-03 = 20\n'
        with pytest.raises(PlanError) as caught:
            parse_plan(text)
        (problem,) = caught.value.problems
        assert problem.hint == 'write "from 2027-03"'
        plan = parse_plan(problem.fixes[0].applied(text))
        assert plan.by_month("audience.videos", "base") == [16] * 2 + [20] * 34

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ('{ from = "2027-07", value = 15 }', {"from 2027-07": 15}),
            ('{ value = 15, from = "2027-07" }', {"from 2027-07": 15}),
            ('{ default = 12, from = "2027-07", value = 15.50 }', {"default": 12, "from 2027-07": 15.5}),
            ('{ from = 2027-07-01, to = 1_500 }', {"from 2027-07": 1500}),
            ('{ since = "July 2027", price = 15 }', {"from 2027-07": 15}),
            ('{ "2027-11" = 10, From = "07/2027", is = 15 }', {"2027-11": 10, "from 2027-07": 15}),
            ('[{ from = "2027-01", value = 12 }, { from = "2027-07", value = 15 }]',
             {"from 2027-01": 12, "from 2027-07": 15}),
            ('[12, { from = "2027-07", value = 15 }]', {"default": 12, "from 2027-07": 15}),
        ],
    )  # fmt: skip
    def test_a_step_as_programs_would_say_it(self, written: str, meant: object) -> None:
        assert offered("[own_products]", "own_products.price", written) == [meant]

    def test_a_step_as_programs_would_say_it_in_a_scenario(self) -> None:
        key = "own_products.course.price"
        assert offered("scenario", key, '{ from = "2027-07", value = "+10%" }') == [{"from 2027-07": "+10%"}]
        assert offered("scenario", key, '{ from = "2027-07", value = 45 }') == [{"from 2027-07": 45}]

    @pytest.mark.parametrize(
        "written",
        [
            '{ from = "2027-07" }',
            '{ from = "2027-07", to = "2027-09", value = 15 }',
            '{ from = "2027-07", until = "2027-09", value = 15 }',
            '{ from = "2027", value = 15 }',
            "{ from = 7, value = 15 }",
            '{ from = "2027-07", value = "15 €" }',
            '{ from = "2027-07", since = "2027-08", value = 15 }',
            '[{ from = "2027-07", value = 15 }, { from = "2027-09" }]',
        ],
    )
    def test_a_step_that_is_unclear_has_its_form_told(self, written: str) -> None:
        assert offered("[own_products]", "own_products.price", written) == []
        hint = told("[own_products]", "own_products.price", written).hint
        assert 'each key is one month, or "from" and a month' in hint

    def test_the_example_in_the_hint_does_what_it_says(self) -> None:
        hint = told("audience", "audience.videos", '{ "2027-03 to 2027-05" = 15 }').hint
        example = hint[hint.index("{") :]
        plan = parse_plan(text_of("audience", "audience.videos", example))
        assert plan.by_month("audience.videos", "base") == [12] * 2 + [15] * 3 + [12] * 7

    def test_numbers_count_from_the_plans_start_or_name_a_month(self) -> None:
        def meant(start: str, launch: str) -> list[str]:
            text = f'[plan]\nstart = "{start}"\nmonths = 12\n[[own_products]]\nname = "course"\nlaunch = {launch}\n'
            with pytest.raises(PlanError) as caught:
                parse_plan(text)
            (problem,) = caught.value.problems
            fixed = [tomllib.loads(fix.applied(text)) for fix in problem.fixes]
            return [each["own_products"][0]["launch"] for each in fixed]

        assert meant("2027-01", "3") == ["2027-03"]
        assert meant("2027-07", "3") == ["2027-09", "2028-03"]
        assert meant("2027-07", '"month 3"') == ["2027-09"]

    def test_numbers_as_keys(self) -> None:
        def meant(start: str, months: int, key: str) -> list[object]:
            head = f'[plan]\nstart = "{start}"\nmonths = {months}\n[creator_rewards]\n'
            text = f"{head}[audience]\nvideos = {{ {key} = 20 }}\n"
            with pytest.raises(PlanError) as caught:
                parse_plan(text)
            (problem,) = caught.value.problems
            return [tomllib.loads(fix.applied(text))["audience"]["videos"] for fix in problem.fixes]

        assert meant("2027-01", 12, "3") == [{"2027-03": 20}]
        assert meant("2027-01", 24, "3") == []
        assert meant("2027-07", 12, "3") == [{"2027-09": 20}, {"2028-03": 20}]
        assert meant("2027-07", 12, '"from 3"') == [{"from 2027-09": 20}, {"from 2028-03": 20}]
        assert meant("2027-07", 12, '"from month 3"') == [{"from 2027-09": 20}]
        assert meant("2027-07", 12, '"from March"') == [{"from 2028-03": 20}]
        assert meant("2027-01", 24, '"from March"') == []
        assert meant("2027-01", 12, '"from 13"') == []

    @staticmethod
    def keys(month: str) -> list[object]:
        return offered("audience", "audience.videos", f"{{ {month} = 20 }}")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3%", 0.03),
        ("0.5 %", 0.005),
        ("3 percent", 0.03),
        ("1,000", 1000),
        ("1,234,567.5", 1234567.5),
        ("1 000", 1000),
        ("1'000", 1000),
        ("1_000", 1000),
        ("0,03", 0.03),
        ("1.000,50", 1000.5),
        (".5", 0.5),
        ("-5", -5),
        ("−5", -5),
        ("–5", -5),
        ("1.5k", 1500),
        ("2 million", 2_000_000),
        ("007", 7),
        ("0.125", 0.125),
        ("1.250", None),
        ("12,34,56", None),
        ("five", None),
        ("", None),
        ("5-6", None),
        ("1.2.3", None),
        ("5 months", None),
        ("$5", None),
    ],
)
def test_number_in(text: str, number: float | None) -> None:
    assert number_in(text) == number


def test_number_in_allows_the_words_it_is_told() -> None:
    assert number_in("24 months", "months", "month") == 24
    assert number_in("24 weeks", "months", "month") is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("January 2027", Month(2027, 1)),
        ("2027 Sept", Month(2027, 9)),
        ("3/2027", Month(2027, 3)),
        ("2027.3", Month(2027, 3)),
        ("2027/03/15", Month(2027, 3)),
        ("15/03/2027", None),
        ("13/2027", None),
        ("2027", None),
        ("soon", None),
    ],
)
def test_month_in(text: str, month: Month | None) -> None:
    assert month_in(text) == month


def test_noise_is_answered() -> None:
    chance = random.Random(5)
    pieces = [
        "1",
        "0",
        "27",
        ",",
        ".",
        " ",
        "'",
        "%",
        "+",
        "-",
        "–",
        "x",
        "×",
        "€",
        "EUR",
        "k",
        "m",
        "march",
        "2027",
        "per",
        "(",
        "½",
        "\u2009",
    ]
    for _ in range(3_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 8)))
        for read in (written_number, number_in, change_in, month_in):
            read(text)  # type: ignore[operator]
