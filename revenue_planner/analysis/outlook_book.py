"""Everything that looking ahead found about one plan: what the workbook and the report show."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.analysis.goal.result import GoalAnswer
from revenue_planner.analysis.sensitivity.result import Sensitivity, StressCase
from revenue_planner.analysis.simulation.result import Simulation


@dataclass(frozen=True)
class Outlook:
    """`sensitivity` (of what the simulation draws, as far as it draws it) and `stress` (its first case is the plan
    as it stands) are of Base; `answers` has one per scenario, in the plan's order, all for the simulation's goal."""

    simulation: Simulation
    sensitivity: Sensitivity
    stress: tuple[StressCase, ...]
    answers: tuple[GoalAnswer, ...]
