# `make check` is everything CI runs, apart from installing things.
# With the repository's own environment: make check PYTHON=.venv/bin/python

PYTHON ?= python3

.DEFAULT_GOAL := check
.PHONY: check lint types docs-check test quick exhaustive layers docs golden format bench

check: lint types docs-check test

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types:
	$(PYTHON) -m mypy

docs-check:
	$(PYTHON) -m revenue_planner.reference docs/models --check

test:
	$(PYTHON) -m pytest

# The part of the tests that takes under a minute.
quick:
	$(PYTHON) -m pytest -m quick

# The same properties over many more draws.
exhaustive:
	$(PYTHON) -m pytest -m exhaustive

# Only the rule of which part may import which.
layers:
	$(PYTHON) -m pytest tests/test_layers.py

# Write docs/models again, after a change to a stream.
docs:
	$(PYTHON) -m revenue_planner.reference docs/models

# Write the recorded formulas again, after a change to an equation or a tab.
golden:
	$(PYTHON) -m tests.golden.update

format:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench:
	$(PYTHON) -m benchmarks
