"""Random plans built with their outlook: every formula agrees in other engines, and the file is sound."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.documents.verify import verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names
from revenue_planner.workbook.layout import RISK
from revenue_planner.workbook.write import workbook_bytes
from tests.support.building import Built, template
from tests.support.engines import Formualizer, IronCalc
from tests.support.random_plans import random_plan
from tests.support.workbook_file import WorkbookFile

MONTHS = (1, 2, 3, 12, 13, 24)
TRIALS = 120


@pytest.mark.parametrize("seed", range(2000, 2012))
def test_random_plans(seed: int, tmp_path: Path) -> None:
    plan = parse_plan(random_plan(seed, months=random.Random(seed).choice(MONTHS)))
    result = run(plan)
    data = workbook_bytes(plan, result.model, result.values, outlook=look_ahead(plan, trials=TRIALS))
    built = Built(plan, result, WorkbookFile(data))
    assert RISK in built.file.sheets
    built.against(IronCalc if seed % 3 == 0 else Formualizer).must_agree(f"seed {seed}")
    (tmp_path / "book.xlsx").write_bytes(data)
    assert [str(problem) for problem in verify_workbook(tmp_path / "book.xlsx")] == []


@pytest.mark.parametrize("name", template_names())
def test_templates(name: str) -> None:
    plain = template(name)
    found = look_ahead(plain.plan, trials=TRIALS)
    data = workbook_bytes(plain.plan, plain.result.model, plain.result.values, outlook=found)
    built = Built(plain.plan, plain.result, WorkbookFile(data))
    built.against(Formualizer).must_agree(name)
