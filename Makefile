# Slipgui: `make run` opens the window with a demo, `make test` runs the tests.  Everything needed is installed first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test setup setup-test check format bench bench-kill bench-recognition clean

run: $(VENV)/.run
	$(BIN)/slipgui --home build/home --demo build

test: setup-test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

setup: $(VENV)/.develop

check: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/flake8 --style=numpy --select=DOC501,DOC503 slipgui

format: $(VENV)/.develop
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-test
	$(BIN)/python tests/bench/run_all.py

# A hundred kills of a queue at work; BENCH_ARGS="--kills 10" for a look.
bench-kill: setup-test
	$(BIN)/python tests/bench/kill_loop.py $(BENCH_ARGS)

# An hour or more and 5 GB in build/bench-recognition; BENCH_ARGS="--minutes 10" for a look.
bench-recognition: $(VENV)/.develop
	$(BIN)/python tests/bench/recognition_benchmark.py $(BENCH_ARGS)

clean:
	rm -rf $(VENV) build dist

setup-test: $(VENV)/.develop
	@sh packaging/linux/install-libraries.sh test

# What the program needs.
$(VENV)/.run: pyproject.toml packaging/linux/install-libraries.sh
	@sh packaging/linux/install-libraries.sh run
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# What working on it needs beside.
$(VENV)/.develop: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,check]"
	@touch $@
