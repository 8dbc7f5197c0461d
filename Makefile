# `make check` is everything CI runs, apart from installing things.
# With the repository's own environment: make check PYTHON=.venv/bin/python

PYTHON ?= python3

.DEFAULT_GOAL := check
.PHONY: check lint types docs-check test layers docs format bench

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

# Only the rule of which part may import which.
layers:
	$(PYTHON) -m pytest tests/test_layers.py

# Write docs/models again, after a change to a stream.
docs:
	$(PYTHON) -m revenue_planner.reference docs/models

format:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench:
	$(PYTHON) -m benchmarks
