"""What a plan comes to: the answer in a sentence, the tiles, and the scenarios side by side."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.simulation.result import LEVELS, Bands, Chance, ScenarioOutlook
from revenue_planner.engine.run import Answer, Result
from revenue_planner.ground.months import Month
from revenue_planner.ground.text import figure_text
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.labels import lowered
from revenue_planner.model.build import ModelLine
from revenue_planner.plan.values import BASE
from revenue_planner.report.parts.numbers import NONE, NOWHERE, THIN, amount, chance, margin
from revenue_planner.report.parts.tables import Cell, Head, Table, number, words
from revenue_planner.streams.business import Answers, Business, Cash
from revenue_planner.streams.totals import StreamTotal, total_key


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure to remember: `value` is the number behind it, "" for none; `tone` is "", "good" or "bad"."""

    label: str
    text: str
    unit: str = ""
    note: str = ""
    value: str = ""
    tone: str = ""

    @property
    def wordy(self) -> bool:
        """Whether there are words where others have a figure."""
        return self.text == NOWHERE


def base_outlook(outlook: Outlook) -> ScenarioOutlook:
    """The simulation of Base."""
    return next(each for each in outlook.simulation.scenarios if each.scenario.name == BASE)


def year_or_all(result: Result) -> str:
    """The name of the take-home that answers most: of 12 months, or of a shorter plan as a whole."""
    return (
        Answers.take_home_12m.name
        if Answers.take_home_12m.name in result.model.answers
        else Answers.take_home_total.name
    )


def span(result: Result) -> str:
    """ "in the first 12 months" or what a shorter plan has instead."""
    months = result.plan.timeline.months
    if months > 12:
        return "in the first 12 months"
    return "in 12 months" if months == 12 else f"in {months} months" if months > 1 else "in the month of the plan"


def goal_words(goal: Goal, result: Result) -> str:
    """The goal as one says it: "take-home of at least USD 5,000 in Dec 2027"."""
    unit = spoken_unit(goal.unit, result.plan.currency) if goal.unit not in ("share", "1") else ""
    money = goal.unit == "money"
    figure = amount(goal.amount, 0 if goal.amount == int(goal.amount) else 2)
    shown = f"{unit} {figure}" if money else f"{figure} {unit}".strip()
    if goal.unit == "share":
        shown = f"{goal.amount * 100:g}\u202f%"
    bound = "at least" if goal.comparison == ">=" else "at most"
    when = ""
    if goal.month is not None:
        month = result.plan.timeline.month_of(goal.month).label
        when = f" from the start to {month}" if goal.whole else f" in {month}"
    return f"{lowered(goal.label)} of {bound} {shown}{when}"


def headline(result: Result, outlook: Outlook) -> str:
    """The plan in one sentence."""
    name, currency = year_or_all(result), result.plan.currency
    key = result.model.answers[name].key
    planned = result.figure(key, BASE)
    verb = "you take home" if planned >= 0 else "you come out at"
    text = f"As planned, {verb} {currency} {amount(planned)} {span(result)}"
    base = base_outlook(outlook)
    luck = base.figures.get(key)
    if luck is not None:
        low, high = (f"{currency} {amount(float(luck.at(level)[0]))}" for level in (0.10, 0.90))
        text += f"; counting luck, 8 of 10 cases lie between {low} and {high}"
    goal = outlook.simulation.goal
    if goal is not None and base.goal is not None:
        text += f", and the chance of {goal_words(goal, result)} is {chance(base.goal.value)}"
    return text + "."


def tiles(result: Result, outlook: Outlook) -> list[Tile]:
    """The figures to remember, of Base."""
    base, currency = base_outlook(outlook), result.plan.currency
    answers, lines = result.answers(BASE), result.model.answers
    names = [year_or_all(result)]
    if result.plan.timeline.months > 12:
        names.append(Answers.take_home_total.name)
    found = []
    for name in names:
        luck = base.figures.get(lines[name].key)
        between = "" if luck is None else (
            f"8 of 10 cases: {amount(float(luck.at(0.10)[0]))}\u00a0to\u00a0{amount(float(luck.at(0.90)[0]))}"
        )  # fmt: skip
        found.append(_money(lines[name].label, answers[name], currency, between))
    found.append(
        _money(
            "Lowest cash",
            answers[Cash.lowest_cash.name],
            currency,
            _when(answers.get(Cash.lowest_cash_month.name)),
        )
    )
    hourly = answers[Answers.income_per_hour.name]
    if isinstance(hourly, float):
        found.append(Tile("Income per hour of work", amount(hourly, 2), currency, "take-home, all your time counted",
                          repr(hourly), "bad" if hourly < 0 else ""))  # fmt: skip
    else:
        found.append(Tile("Income per hour of work", NONE, note="no hours in this plan"))
    target = float(result.plan.every_month(Business.key(Answers.income_target), BASE)[0])
    month = answers[Answers.target_month.name]
    text = month.label if isinstance(month, Month) else NOWHERE
    found.append(Tile("First month at your target", text, note=f"target: {currency} {amount(target)} a month"))
    told = {
        *names,
        Answers.take_home_total.name,
        Answers.take_home_12m.name,
        Cash.lowest_cash.name,
        Answers.income_per_hour.name,
        Answers.target_month.name,
    }
    found += [
        _tile(line, answers[name], currency)
        for name, line in lines.items()
        if name not in told and line in result.model.tiles and line in result.model.headlines
    ]
    goal = outlook.simulation.goal
    if goal is not None and base.goal is not None:
        found.append(Tile("Chance of the goal", chance(base.goal.value), note=goal_words(goal, result),
                          value=repr(base.goal.value)))  # fmt: skip
    below = base.cash_below_zero
    tone = "bad" if below.value >= 0.10 else ""
    note = f"in {below.value * outlook.simulation.trials:,.0f} of {outlook.simulation.trials:,} trials"
    found.append(Tile("Chance that cash goes below zero", chance(below.value), note=note, value=repr(below.value),
                      tone=tone))  # fmt: skip
    return found


def _tile(line: ModelLine, answer: Answer, currency: str) -> Tile:
    """A result that needs no words of its own."""
    if line.declared.unit == "money" and isinstance(answer, float):
        return _money(line.label, answer, currency, line.declared.explanation)
    unit = spoken_unit(line.declared.unit, currency) if line.declared.unit not in ("date", "share") else ""
    value = repr(answer) if isinstance(answer, float) else ""
    return Tile(line.label, figure_text(answer, line.declared.unit), unit, line.declared.explanation, value)


def _money(label: str, answer: Answer, currency: str, note: str) -> Tile:
    assert isinstance(answer, float)
    return Tile(label, amount(answer), currency, note, repr(answer), "bad" if answer < -0.5 else "")


def _when(answer: Answer | None) -> str:
    return f"at the end of {answer.label}" if isinstance(answer, Month) else ""


def stream_table(result: Result) -> Table:
    """What each stream earns in Base, largest first."""
    groups, months = result.plan.structure.groups, result.plan.timeline.months
    total = result.figure(Business.key(Answers.earned_total), BASE)
    rows = []
    for group, label in groups.items():
        earned = result.figure(total_key(group, StreamTotal.earned_total), BASE)
        cells = [words(label)]
        if months > 12:
            cells.append(number(result.figure(total_key(group, StreamTotal.earned_12m), BASE)))
        share = Cell(f"{amount(earned / total * 100)}\u202f%", repr(earned / total)) if total > 0 else words(NONE)
        hourly = result.figure(total_key(group, StreamTotal.income_per_hour), BASE)
        rows.append((earned, (*cells, number(earned), share, number(hourly, 2))))
    rows.sort(key=lambda row: -row[0])
    year = (Head("12 months"),) if months > 12 else ()
    heads = (Head("Stream", words=True), *year, Head("Whole plan"), Head("Share"), Head("Per hour of work"))
    sums = [number(result.figure(Business.key(Answers.earned_12m), BASE))] if months > 12 else []
    foot = (words("All streams"), *sums, number(total), words("100\u202f%" if total > 0 else NONE), words(""))
    return Table(f"Earned by stream, {result.plan.currency}", heads, (*(cells for _, cells in rows), foot))


def scenario_table(result: Result) -> Table:
    """The results of every scenario as planned, a row for each."""
    lines, currency = result.model.answers, result.plan.currency
    year = result.plan.timeline.months > 12
    names = (
        [Answers.earned_12m.name, Answers.take_home_12m.name, Answers.take_home_total.name]
        if year
        else [Answers.earned_total.name, Answers.take_home_total.name]
    )
    names += [Cash.lowest_cash.name, Answers.income_per_hour.name, Answers.target_month.name]
    heads = [Head("Scenario", words=True), *(Head(lines[name].label) for name in names)]
    rows = []
    for scenario in result.plan.scenarios:
        answers = result.answers(scenario.name)
        cells = [words(scenario.title)]
        for name in names:
            note = _short_when(answers) if name == Cash.lowest_cash.name else ""
            cells.append(_cell(answers[name], 2 if name == Answers.income_per_hour.name else 0, note))
        rows.append(tuple(cells))
    return Table(f"As planned, {currency}", tuple(heads), tuple(rows), cards=True)


def _short_when(answers: dict[str, Answer]) -> str:
    month = answers.get(Cash.lowest_cash_month.name)
    return month.label if isinstance(month, Month) else ""


def _cell(answer: Answer, digits: int, note: str) -> Cell:
    if isinstance(answer, float):
        return number(answer, digits, note)
    return words(answer.label if isinstance(answer, Month) else NOWHERE if digits == 0 else NONE)


def luck_table(result: Result, outlook: Outlook) -> Table:
    """What luck makes of each scenario: take-home, the worst month, and chances with their margins."""
    label = result.model.answers[year_or_all(result)].label
    key = result.model.answers[year_or_all(result)].key
    goal = outlook.simulation.goal
    heads = [
        Head("Scenario", words=True), Head("Unlucky", "P10"), Head("Typical", "P50"), Head("Lucky", "P90"),
        Head("Typical worst month"), *([Head("Chance of the goal")] if goal else []), Head("Cash below zero"),
        *([Head("Beats Base")] if len(outlook.simulation.scenarios) > 1 else []),
    ]  # fmt: skip
    rows = []
    for each in outlook.simulation.scenarios:
        luck = each.figures.get(key)
        cells = [words(each.scenario.title)]
        cells += [words(NONE) if luck is None else _percentile(luck, level) for level in (0.10, 0.50, 0.90)]
        cells.append(_percentile(each.worst_month, 0.50))
        cells += [_chance(each.goal)] if goal else []
        cells.append(_chance(each.cash_below_zero))
        if len(outlook.simulation.scenarios) > 1:
            cells.append(words("as Base") if _same_as_base(each) else _chance(each.beats_base))
        rows.append(tuple(cells))
    caption = f"{label} with luck counted, {result.plan.currency}"
    return Table(caption, tuple(heads), tuple(rows), cards=True)


def _percentile(bands: Bands, level: float) -> Cell:
    """A percentile of a figure, and two standard errors of it."""
    error = 2 * float(bands.errors[LEVELS.index(level)][0])
    note = f"±{THIN}{amount(error)}" if error >= 0.5 else ""
    return number(float(bands.at(level)[0]), note=note)


def _chance(found: Chance | None) -> Cell:
    return words(NONE) if found is None else Cell(chance(found.value), repr(found.value), note=margin(found.error))


def _same_as_base(each: ScenarioOutlook) -> bool:
    against = each.against_base
    return against is not None and not against.mean.any() and not against.spread.any()
