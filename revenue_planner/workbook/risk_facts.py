"""What a plan's [risk] says beside its inputs, as facts of the Log: written there, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from revenue_planner.ground.months import Timeline
from revenue_planner.ground.text import typed
from revenue_planner.language.inputs import Input
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.reading.risk import read_risk
from revenue_planner.plan.risk import FIXED, RISK, RiskSettings, Spread
from revenue_planner.plan.toml.places import Path, Spot
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Plan, Setting
from revenue_planner.workbook.reading.problems import CellFindings, Hint

#: What the keys of these facts begin with, behind what all facts begin with.
PREFIX = f"{RISK}."
#: Those that every Log has.
SETTLED = tuple(f"{PREFIX}{name}" for name in ("seed", "trials", "goal", "draw"))
_INPUT, _TOGETHER, _AND = f"{PREFIX}inputs.", f"{PREFIX}together.", " and "
_HINT = "the Log is not for typing, except for notes"
_NUMBER = r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
#: What a drawn input's fact says: that it is fixed, or the ends that it has; "usual" where it has none.
_USUAL = "usual"
_SPREAD = re.compile(
    rf"(?P<word>{FIXED}|{_USUAL})|P10\s+(?P<p10>{_NUMBER})(?:,\s*P90\s+(?P<p90>{_NUMBER}))?|P90\s+(?P<only>{_NUMBER})",
    re.IGNORECASE,
)


def risk_facts(plan: Plan) -> list[tuple[str, str, str]]:
    """Label, value and key of each fact, in the order of the Log."""
    risk, labels = plan.risk, _labels(plan)
    return [
        ("Risk: seed of the draws", str(risk.seed), f"{PREFIX}seed"),
        ("Risk: futures drawn", str(risk.trials), f"{PREFIX}trials"),
        ("Risk: goal", risk.goal, f"{PREFIX}goal"),
        ("Risk: inputs drawn", risk.draw, f"{PREFIX}draw"),
        *((f"Drawn: {labels[key]}", _spread_text(spread), f"{_INPUT}{key}") for key, spread in risk.inputs.items()),
        *(
            ("Move together", typed(pair.value), f"{_TOGETHER}{pair.first}{_AND}{pair.second}")
            for pair in risk.correlations
        ),
    ]


def read_risk_facts(
    facts: Mapping[str, tuple[str, str]],
    inputs: Mapping[str, Input],
    base: Mapping[str, Setting],
    timeline: Timeline,
    findings: CellFindings,
) -> RiskSettings:
    """The settings in a Log, checked as those of a plan file are.

    `facts` has the address and the text of each, by a key that begins with PREFIX; settings that are not
    there have their defaults. `inputs` and `base` go by key.
    """
    return _FactReader(facts, findings).read(inputs, base, timeline)


def risk_cells(facts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The cell of each fact, by the key that a plan file has for it."""
    cells: dict[str, str] = {}
    correlations = 0
    for key, (address, _text) in facts.items():
        correlations += key.startswith(_TOGETHER)
        cells[f"{RISK}.correlations[{correlations}]" if key.startswith(_TOGETHER) else key] = address
    return cells


class _FactReader:
    def __init__(self, facts: Mapping[str, tuple[str, str]], findings: CellFindings) -> None:
        self.facts, self.findings = facts, findings
        #: Where the plan's rules find each value: the line is the row of its fact.
        self.spots: dict[Path, Spot] = {}
        self.listed: dict[str, object] = {}
        self.correlations: list[object] = []

    def read(self, inputs: Mapping[str, Input], base: Mapping[str, Setting], timeline: Timeline) -> RiskSettings:
        problems = Findings(self.findings.source, self.spots)
        settings = read_risk({RISK: self._table(inputs)}, inputs, base, timeline, problems)
        by_row = {_row(address): (key, address, value) for key, (address, value) in self.facts.items()}
        for problem in (*problems.errors, *problems.warnings):
            key, address, value = by_row[problem.place.line or 0]
            told = self.findings.error if problem.severity == "error" else self.findings.warning
            told(address, problem.rule, problem.hint, key=key, value=value)
        return settings

    def _table(self, inputs: Mapping[str, Input]) -> dict[str, object]:
        """What a plan file would have under [risk]."""
        table: dict[str, object] = {}
        for key, (address, text) in self.facts.items():
            path: Path = tuple(key.split("."))
            if key.startswith(_INPUT) and key.removeprefix(_INPUT) not in inputs:
                self._wrong(key, "the plan has no such input", partial(nearest, key.removeprefix(_INPUT), inputs))
            elif key.startswith(_INPUT):
                spread = self._spread(key, text)
                if spread is not None:
                    _put(self.listed, path[2:], spread)
            elif key.startswith(_TOGETHER):
                path = (RISK, "correlations", len(self.correlations))
                self.correlations.append({"between": key.removeprefix(_TOGETHER).split(_AND), "value": _number(text)})
            elif key in (f"{PREFIX}seed", f"{PREFIX}trials"):
                table[key.removeprefix(PREFIX)] = _number(text)
            elif key in (f"{PREFIX}goal", f"{PREFIX}draw"):
                table[key.removeprefix(PREFIX)] = text
            else:
                self._wrong(key, "the planner has no such setting")
            for length in range(2, len(path) + 1):
                self.spots.setdefault(path[:length], Spot(_row(address), 1, text))
        return {**table, "inputs": self.listed, "correlations": self.correlations}

    def _spread(self, key: str, text: str) -> object:
        """As a plan file has it; None and an error where the text is no range."""
        found = _SPREAD.fullmatch(text.strip())
        if not found:
            self._wrong(key, f'must be "{FIXED}", "{_USUAL}" or a range such as "P10 0.001, P90 0.008"')
            return None
        if found["word"]:
            return FIXED if found["word"].lower() == FIXED else {}
        ends = {"p10": found["p10"], "p90": found["p90"] or found["only"]}
        return {name: float(end) for name, end in ends.items() if end}

    def _wrong(self, key: str, rule: str, hint: Hint = _HINT) -> None:
        address, value = self.facts[key]
        self.findings.error(address, rule, hint, key=key, value=value)


def _put(tree: dict[str, object], steps: Path, value: object) -> None:
    """Write as dotted keys do."""
    for step in steps[:-1]:
        below = tree.setdefault(str(step), {})
        assert isinstance(below, dict)  # as no input's key is the beginning of another's
        tree = below
    tree[str(steps[-1])] = value


def _row(address: str) -> int:
    return int(re.sub(r".*\D", "", address))


def _number(text: str) -> object:
    """As TOML has it; what is no number stays a text, for the plan's rules to refuse."""
    if re.fullmatch(r"-?\d{1,30}", text):
        return int(text)
    return float(text) if re.fullmatch(_NUMBER, text) else text


def _spread_text(spread: Spread) -> str:
    if spread.fixed:
        return FIXED
    ends = (("P10", spread.p10), ("P90", spread.p90))
    return ", ".join(f"{name} {typed(end)}" for name, end in ends if end is not None) or _USUAL


def _labels(plan: Plan) -> dict[str, str]:
    """What people call each input."""
    return {key: each.full_label for key, each in plan.structure.inputs().items()}
