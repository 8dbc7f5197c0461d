"""A simulation in the terminal: unlucky, typical and lucky figures, chances, and one scenario's months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from revenue_planner.analysis.simulation.result import LEVELS, TAKE_HOME, Bands, Chance, ScenarioOutlook, Simulation
from revenue_planner.cli.shared.paragraphs import INDENT, text_width
from revenue_planner.cli.shared.tables import Column, Table, number_cell, printed
from revenue_planner.cli.shared.terminal import can_show
from revenue_planner.ground.text import counted, money_text
from revenue_planner.streams.business import Answers, Business

#: The three outcomes that are told, with their heading.
OUTCOMES = {0.10: "Unlucky (P10)", 0.50: "Typical (P50)", 0.90: "Lucky (P90)"}
_TAKE_HOME_12M, _TAKE_HOME_TOTAL = Business.key(Answers.take_home_12m), Business.key(Answers.take_home_total)
#: A bar from unlucky to lucky, with a mark at the typical outcome and one at 0.
_BAR, _PLAIN_BAR = ("━", "●", "│"), ("-", "o", "|")
_WIDEST, _NARROWEST = 32, 12
#: Two standard errors: 19 of 20 other seeds stay within.
_ERRORS = 2
#: From here on a typical outcome is so far above the plan that people ask why.
_FAR_ABOVE = 1.1


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    planned: float | None
    outcomes: tuple[float, float, float]


def show_simulation(simulation: Simulation, *, months: bool) -> None:
    """Print to stdout: coloured on a terminal, plain text where the output goes elsewhere."""
    plan = simulation.plan
    first, last = plan.timeline.start.label, plan.timeline.last.label
    sections = dict(_sections(simulation))
    if months:
        found = simulation.scenarios[0]
        sections[f"{found.scenario.title}, by month"] = _months(simulation, found)
    texts = (text for title, rows in sections.items() for text in (title, *(row.label for row in rows)))
    labels = INDENT + max(map(text_width, texts))
    with printed() as page:
        page.print(plan.title, "bold")
        trials = "trial" if simulation.trials == 1 else "trials"
        page.print(f"{first} to {last}, money in {plan.currency}; {simulation.trials:,} {trials}")
        for title, rows in sections.items():
            page.print()
            page.table(_table(title, rows, labels))
        page.print()
        page.table(_chances(simulation, labels))
        if simulation.goal is not None:
            page.print(f"Goal: {simulation.goal.text}", indent=INDENT)
        page.print()
        for line in _explanation(simulation):
            page.print(line, "dim")


def chance_text(chance: Chance) -> str:
    """ "56 % ± 1 %": in 19 of 20 simulations with other seeds the chance lies that near."""
    if chance.value in (0.0, 1.0):
        return f"{chance.value:.0%}".replace("%", " %")
    off = chance.error * 100 * _ERRORS
    digits = 0 if off >= 0.5 else 1
    near = f"± {off:.{digits}f} %" if off >= 0.05 else "± under 0.1 %"
    return f"{chance.value * 100:.{digits}f} % {near}"


def _sections(simulation: Simulation) -> Iterator[tuple[str, list[_Row]]]:
    """Take-home of the first year, of the whole plan and of the worst month; and how it compares with Base."""
    months = simulation.plan.timeline.months
    titles = {
        _TAKE_HOME_12M: "Take-home, 12 months",
        _TAKE_HOME_TOTAL: f"Take-home, {counted(months, 'month')}",
        Business.key(Answers.worst_month): "Worst month",
    }
    if months == 12:
        del titles[_TAKE_HOME_TOTAL]
    for key, title in titles.items():
        if key in simulation.scenarios[0].figures:
            yield title, [_row(found, found.figures[key], found.planned_figures[key]) for found in simulation.scenarios]
    against = [
        _row(found, found.against_base, None)
        for found in simulation.scenarios
        if found.against_base is not None and not _as_base(found)
    ]
    if against:
        yield f"Against Base, {counted(months, 'month')}", against


def _row(found: ScenarioOutlook, bands: Bands, planned: float | None) -> _Row:
    return _Row(found.scenario.title, planned, _outcomes(bands))


def _as_base(found: ScenarioOutlook) -> bool:
    """Whether the scenario came to the same as Base in every trial."""
    return found.against_base is not None and not found.against_base.spread.any() and not found.against_base.mean.any()


def _months(simulation: Simulation, found: ScenarioOutlook) -> list[_Row]:
    bands, planned = found.months[TAKE_HOME], found.planned[TAKE_HOME]
    return [
        _Row(month.label, float(planned[place]), _outcomes(bands, place))
        for place, month in enumerate(simulation.plan.timeline)
    ]


def _outcomes(bands: Bands, place: int = 0) -> tuple[float, float, float]:
    low, middle, high = (float(bands.at(level)[place]) for level in OUTCOMES)
    return low, middle, high


def _table(title: str, rows: Sequence[_Row], labels: int) -> Table:
    planned = any(row.planned is not None for row in rows)
    heads = [*(["As planned"] if planned else []), *OUTCOMES.values()]
    bar = Column(align="left", drawn=True, least=_NARROWEST, most=_WIDEST)
    table = Table(title, [*map(Column, heads), bar], labels)
    low, high = min(0.0, *(row.outcomes[0] for row in rows)), max(0.0, *(row.outcomes[2] for row in rows))
    for row in rows:
        numbers = [*([row.planned] if planned else []), *row.outcomes]
        texts = [money_text(number, sign=not planned) if number is not None else "" for number in numbers]
        table.add(row.label, *map(number_cell, texts), partial(_bar, row.outcomes, low, high))
    return table


def _bar(outcomes: Sequence[float], low: float, high: float, width: int) -> Text:
    """From unlucky to lucky, on a scale from `low` to `high` that all rows share."""
    line, mark, zero = _BAR if can_show("".join(_BAR)) else _PLAIN_BAR
    scale = (width - 1) / (high - low) if high > low else 0.0
    first, middle, last = (round((value - low) * scale) for value in outcomes)
    cells = [line if first <= place <= last else " " for place in range(width)]
    if low < 0:
        cells[round(-low * scale)] = zero
    cells[middle] = mark
    return Text("".join(cells).rstrip(), "green")


def _chances(simulation: Simulation, labels: int) -> Table:
    goal, others = simulation.goal is not None, any(found.beats_base is not None for found in simulation.scenarios)
    heads = [*(["Goal reached"] if goal else []), "Cash below 0", *(["Better than Base"] if others else [])]
    table = Table("Chances", [*map(Column, heads)], labels)
    for found in simulation.scenarios:
        chances = [*([found.goal] if goal else []), found.cash_below_zero, *([found.beats_base] if others else [])]
        texts = [chance_text(chance) if chance is not None else "" for chance in chances]
        if _as_base(found):
            texts[-1] = "the same"
        table.add(found.scenario.title, *texts)
    return table


def _explanation(simulation: Simulation) -> Iterator[str]:
    """What the words mean, how sure the figures are, what was drawn, and where to change it."""
    yield "Unlucky: 1 trial in 10 comes to less. Typical: half come to less. Lucky: 1 in 10 comes to more."
    yield "As planned: your figures as they stand, with no luck, good or bad."
    figures, planned = simulation.scenarios[0].figures, simulation.scenarios[0].planned_figures
    if float(figures[_TAKE_HOME_TOTAL].at(0.5)[0]) > _FAR_ABOVE * planned[_TAKE_HOME_TOTAL] > 0:
        yield "Typical lies above the plan: what is uncertain may bring more than it can cost, and streams add up."
        yield "Narrower ranges of your own, under [risk.inputs], bring it nearer."
    first = figures.get(_TAKE_HOME_12M, figures[_TAKE_HOME_TOTAL])
    off = money_text(_ERRORS * float(first.errors[LEVELS.index(0.5), 0]))
    yield f"±: how far other luck (--seed) may move a chance, 19 times in 20; the first typical total by ± {off}."
    drawn = counted(len(simulation.drawn), "input was", "inputs were")
    yield f"{drawn} drawn, each with your figure in the middle. [risk] in your plan says how, how far months swing,"
    yield 'and what may happen now and then; "revenue-planner explain risk" lists what you can change there.'
