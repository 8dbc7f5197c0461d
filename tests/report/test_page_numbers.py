"""The engine's numbers and every input of the plan stand on the page."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.analysis.simulation.result import CASH, LEVELS, TAKE_HOME
from revenue_planner.ground.months import Month
from revenue_planner.plan.values import BASE
from revenue_planner.report.parts.figures import MOST_COLUMNS
from tests.support.pages import PLANS, Element, page, read, text_of
from tests.support.running import PLAN


@pytest.fixture(params=PLANS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def shown(number: float, digits: int = 0) -> str:
    """A figure as the page writes it, worked out in another way than the page does."""
    text = f"{number:,.{digits}f}".replace("-", "\u2212")
    return text[1:] if set(text) <= set("\u2212,.0") and text[0] == "\u2212" else text


def table_below(root: Element, caption: str) -> Element:
    return next(t for t in root.all("table") if t.all("caption") and t.all("caption")[0].text == caption)


def test_tiles_are_the_engines_numbers(name: str) -> None:
    made = page(text_of(name))
    result, simulation = made.result, made.outlook.simulation
    tiles = {tile.all("dt")[0].text: tile for tile in read(made.html).all("div", class_="tile")}
    answers, lines = result.answers(BASE), result.model.answers

    def check(label: str, number: float, text: str) -> None:
        data = tiles[label].all("data")[0]
        assert float(data.attributes["value"]) == number
        assert data.text == text

    first = "take_home_12m" if result.plan.timeline.months >= 12 else "take_home_total"
    for key, digits in ((first, 0), ("take_home_total", 0), ("lowest_cash", 0), ("income_per_hour", 2)):
        number = answers[key]
        if key == "take_home_total" and result.plan.timeline.months == 12:
            continue
        if number is None:
            assert tiles[lines[key].label].all("dd", class_="figure")[0].text == "–"
            continue
        assert isinstance(number, float)
        check(lines[key].label, number, shown(number, digits))
    base = simulation.scenarios[0]
    assert base.goal is not None
    for label, share in (
        ("Chance of the goal", base.goal.value),
        ("Chance that cash goes below zero", base.cash_below_zero.value),
    ):
        data = tiles[label].all("data")[0]
        assert float(data.attributes["value"]) == share
        assert data.text.endswith("\u202f%")
    month = answers["target_month"]
    expected = month.label if isinstance(month, Month) else "not in this plan"
    assert tiles["First month at your target"].all("dd", class_="figure")[0].text == expected


def test_the_answer_is_one_sentence_with_the_numbers(name: str) -> None:
    made = page(text_of(name))
    answer = read(made.html).all("p", id="answer")[0].text
    key = "take_home_12m" if made.result.plan.timeline.months >= 12 else "take_home_total"
    planned = made.result.answers(BASE)[key]
    assert isinstance(planned, float)
    assert f"{made.result.plan.currency} {shown(planned)}" in answer
    luck = made.outlook.simulation.scenarios[0].figures[f"business.{key}"]
    for level in (0.10, 0.90):
        assert f"{made.result.plan.currency} {shown(float(luck.at(level)[0]))}" in answer
    assert made.outlook.simulation.goal is not None
    assert shown(made.outlook.simulation.goal.amount) in answer
    assert answer.endswith(".")
    assert ". " not in answer


def test_figures_behind_the_charts_are_the_engines(name: str) -> None:
    made = page(text_of(name))
    result, root = made.result, read(made.html)
    months, currency = result.plan.timeline.months, result.plan.currency

    def figures(caption: str) -> list[list[float]]:
        rows = table_below(root, caption).all("tbody")[0].all("tr")
        return [[float(cell.all("data")[0].attributes["value"]) for cell in row.all("td")] for row in rows]

    so_far = [np.cumsum(result.line(TAKE_HOME, scenario.name)) for scenario in result.plan.scenarios]
    assert figures(f"Take-home so far, {currency}") == np.array(so_far).T.tolist()
    quarterly = months > MOST_COLUMNS
    period = "quarter" if quarterly else "month"
    earned = figures(f"Earned a {period}, {'Base'}, {currency}")
    assert len(earned) == (-(-months // 3) if quarterly else months) <= MOST_COLUMNS
    total = result.figure("business.earned_total", BASE)
    assert sum(row[-1] for row in earned) == pytest.approx(total, rel=1e-12, abs=1e-6)
    for place, group in enumerate(result.plan.structure.groups):
        values = result.line(f"by_stream.{group}.earned", BASE)
        assert sum(row[place] for row in earned) == pytest.approx(values.sum(), rel=1e-12, abs=1e-6)
    base = made.outlook.simulation.scenarios[0]
    for caption, key in (("Take-home a month", TAKE_HOME), ("Cash at month end", CASH)):
        rows = np.array(figures(f"{caption} with luck counted, {currency}"))
        assert rows[:, : len(LEVELS)].T.tolist() == base.months[key].values.tolist()
        assert rows[:, -1].tolist() == result.line(key, BASE).tolist()


def test_every_scenario_has_its_rows(name: str) -> None:
    made = page(text_of(name))
    root, plan = read(made.html), made.result.plan
    titles = [scenario.title for scenario in plan.scenarios]
    planned = table_below(root, f"As planned, {plan.currency}")
    assert [row.all("th")[0].text for row in planned.all("tbody")[0].all("tr")] == titles
    for row, scenario in zip(planned.all("tbody")[0].all("tr"), plan.scenarios, strict=True):
        values = [float(data.attributes["value"]) for data in row.all("data")]
        assert made.result.figure("business.take_home_total", scenario.name) in values
        assert made.result.figure("business.lowest_cash", scenario.name) in values
    assert [article.all("h3")[0].text for article in root.all("article", class_="takes")] == titles
    charts = root.all("figure", id="chart-scenarios")[0].all("svg", class_="wide")
    assert len([text for text in charts[0].all("text") if text.text in titles]) == len(set(titles))


def test_luck_is_told_with_its_errors(name: str) -> None:
    made = page(text_of(name))
    key = "take_home_12m" if made.result.plan.timeline.months >= 12 else "take_home_total"
    line = made.result.model.answers[key]
    table = table_below(read(made.html), f"{line.label} with luck counted, {made.result.plan.currency}")
    rows = table.all("tbody")[0].all("tr")
    for row, each in zip(rows, made.outlook.simulation.scenarios, strict=True):
        cells = row.all("td")
        bands = each.figures[line.key]
        for cell, level in zip(cells, (0.10, 0.50, 0.90), strict=False):
            assert float(cell.all("data")[0].attributes["value"]) == bands.at(level)[0]
            error = 2 * float(bands.errors[LEVELS.index(level)][0])
            assert error < 0.5 or cell.all("small")[0].text == f"±\u202f{shown(error)}"
        assert float(cells[3].all("data")[0].attributes["value"]) == each.worst_month.at(0.50)[0]
        assert each.goal is not None
        shares = [float(cell.all("data")[0].attributes["value"]) for cell in cells[4:6]]
        assert shares == [each.goal.value, each.cash_below_zero.value]


def test_every_input_is_listed(name: str) -> None:
    made = page(text_of(name))
    plan, root = made.result.plan, read(made.html)
    rows = {
        row.all("code")[0].text: row
        for table in root.all("table", class_="inputs")
        for row in table.all("tbody")[0].all("tr")
    }
    inputs = plan.inputs()
    assert list(rows) == list(inputs)
    for key, declared in inputs.items():
        row = rows[key]
        assert row.all("th")[0].text.startswith(declared.label)
        assert declared.as_of in row.text
        source = row.all("td")[-1]
        if declared.source == "assumption":
            assert source.text.startswith("assumption, ")
        else:
            anchor = source.all("a")[0].attributes["href"][1:]
            assert "".join(root.all("li", id=anchor)[0].text.split()) == "".join(declared.source.split())
        for scenario in plan.scenarios[1:]:
            differs = (plan.value(key, scenario.name), plan.by_month(key, scenario.name)) != (
                plan.value(key, BASE),
                plan.by_month(key, BASE),
            )
            named = scenario.title in [who.text for who in row.all("span", class_="who")]
            assert named or not differs


def test_own_figures_are_marked() -> None:
    root = read(page(PLAN).html)
    own = {row.all("code")[0].text for row in root.all("tr", class_="own")}
    assert own == {
        "audience.opening_followers",
        "audience.videos",
        "sponsorships.signed.glow.amount",
        "sponsorships.signed.glow.month",
        "business.initial_investment",
    }
