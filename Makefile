# Slipgui: `make run` opens the window with a demo, `make test` runs the tests.  Everything needed is installed first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Every program that tests start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test screenshots setup setup-test check format translations bench bench-kill bench-recognition bench-transfer bench-window bench-cues clean

run: $(VENV)/.run
	$(BIN)/slipgui --home build/home --demo build

# What failed beside others is run once more alone: a race is printed and to be mended, but stops nobody; a fault fails twice.
test: setup-test
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS) || \
	  { test $$? -eq 1 && $(BIN)/python -m pytest --last-failed --last-failed-no-failures=none $(PYTEST_ARGS); }

# Pictures of every page and state in build/screenshots, with an index page.
screenshots: setup-test
	$(BIN)/python tests/screenshots.py

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

# New texts of the source into the catalogues of phrases, ready for Qt Linguist or an editor; they are read as they are.
translations: $(VENV)/.develop
	for language in de; do \
	  $(BIN)/pyside6-lupdate -silent -no-obsolete -locations none -tr-function-alias QT_TRANSLATE_NOOP+=phrase \
	    $$(find slipgui -name '*.py' | sort) -target-language $$language -ts resources/translations/slipgui_$$language.ts; \
	done

bench: setup-test
	$(BIN)/python tests/bench/run_all.py

# A hundred kills of a queue at work; BENCH_ARGS="--kills 10" for a look.
bench-kill: setup-test
	$(BIN)/python tests/bench/kill_loop.py $(BENCH_ARGS)

# Half an hour on two idle cores and 8 GB in build/bench-recognition, half an hour more the first time; BENCH_ARGS="--minutes 5" for a look.
# Picture and table of the README out of it: .venv/bin/python tests/bench/recognition_readme.py build/bench-recognition.json
bench-recognition: $(VENV)/.develop
	$(BIN)/python tests/bench/recognition_benchmark.py $(BENCH_ARGS)

# Needs curl and ffmpeg to compare with, 4 GB in TMPDIR, and ten minutes; BENCH_ARGS="--film-gb 5.8" for the film of the budget.
bench-transfer: $(VENV)/.develop
	$(BIN)/python tests/bench/transfer.py $(BENCH_ARGS)

# Programmes of 10 and 60 minutes through `slip cues`; its material is that of bench-recognition, made when it is not there.
bench-cues: setup-test
	$(BIN)/python tests/bench/cue_sheet_benchmark.py $(BENCH_ARGS)

# The window's start and smoothness beside plain Qt; BENCH_ARGS="--rounds 1" for a look.
bench-window: setup-test
	$(BIN)/python tests/bench/window.py $(BENCH_ARGS)

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
