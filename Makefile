# Slipgui: `make run` opens the window with a demo, `make test` runs the tests.  Everything needed is installed first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE_VENV := build/package-venv
PACKAGE_BIN := $(PACKAGE_VENV)/bin
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' slipgui/__init__.py)

# Every program that tests start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
# What is packed is what is installed, not another copy of the source that somebody works with.
unexport PYTHONPATH

.PHONY: run test screenshots setup setup-test setup-bench check check-workflows format translations bench bench-kill bench-recognition bench-transfer bench-window bench-cues clean
.PHONY: try-buckets lock dist sbom audit frozen frozen-elsewhere deb appdir try-packages windows-installer release-key announce

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

# What CI would do, by zizmor and, where it is here, by actionlint.
check-workflows: build/.package
	$(PACKAGE_BIN)/zizmor --offline .github
	if command -v actionlint >/dev/null; then actionlint; fi

format: $(VENV)/.develop
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# New texts of the source into the catalogues of phrases, ready for Qt Linguist or an editor; they are read as they are.
translations: $(VENV)/.develop
	for language in de; do \
	  $(BIN)/pyside6-lupdate -silent -no-obsolete -locations none -tr-function-alias QT_TRANSLATE_NOOP+=phrase \
	    $$(find slipgui -name '*.py' | sort) -target-language $$language -ts resources/translations/slipgui_$$language.ts; \
	done

# What is done with buckets, judged by OpenStack Swift as well, which checks every signature; it is installed for this.
try-buckets: setup-test
	$(PYTHON) -m venv build/swift-venv
	build/swift-venv/bin/pip install --quiet swift
	SLIPGUI_SWIFT_PYTHON=$(CURDIR)/build/swift-venv/bin/python $(BIN)/python -m pytest tests/services/test_real_bucket.py

bench: setup-test setup-bench
	$(BIN)/python tests/bench/run_all.py

# A hundred kills of a queue at work; BENCH_ARGS="--kills 10" for a look.
bench-kill: setup-test
	$(BIN)/python tests/bench/kill_loop.py $(BENCH_ARGS)

# Half an hour on two idle cores and 8 GB in build/bench-recognition, half an hour more the first time; BENCH_ARGS="--minutes 5" for a look.
# Picture and table of the README out of it: .venv/bin/python tests/bench/recognition_readme.py build/bench-recognition.json
bench-recognition: setup-bench
	$(BIN)/python tests/bench/recognition_benchmark.py $(BENCH_ARGS)

# Beside curl and ffmpeg; needs 4 GB in TMPDIR, and ten minutes; BENCH_ARGS="--film-gb 5.8" for the film of the budget.
bench-transfer: setup-bench
	$(BIN)/python tests/bench/transfer.py $(BENCH_ARGS)

# Programmes of 10 and 60 minutes through `slip cues`; its material is that of bench-recognition, made when it is not there.
bench-cues: setup-test setup-bench
	$(BIN)/python tests/bench/cue_sheet_benchmark.py $(BENCH_ARGS)

# The window's start and smoothness beside plain Qt; BENCH_ARGS="--rounds 1" for a look.
bench-window: setup-test
	$(BIN)/python tests/bench/window.py $(BENCH_ARGS)

# Every version that may be installed, with the digests of its files: what `pip install --require-hashes -r packaging/requirements.txt` takes.
lock: build/.package
	$(PACKAGE_BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra studio \
	  pyproject.toml -o packaging/requirements.txt
	$(PACKAGE_BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group package \
	  -c packaging/requirements.txt -o packaging/requirements-package.txt

# Wheel and sdist in dist/: contents, metadata and licences checked, used in a clean environment of every Python that is here.
dist: build/.package
	rm -f dist/*.whl dist/*.tar.gz
	$(PACKAGE_BIN)/python -m build --no-isolation --outdir dist .
	$(PACKAGE_BIN)/python packaging/wheel/check_dist.py dist
	$(PACKAGE_BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	$(PACKAGE_BIN)/python packaging/licences.py --check
	$(PACKAGE_BIN)/python packaging/wheel/try_wheel.py dist/*.whl

# What the locked versions are, for those who keep lists of it (CycloneDX).
sbom: build/.package
	@mkdir -p dist
	$(PACKAGE_BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o dist/slipgui.cdx.json packaging/requirements.txt

# Known weaknesses of the locked versions; says so where its service cannot be reached.
audit: build/.package
	$(PACKAGE_BIN)/python packaging/audit.py

# The program with a Python of its own in build/frozen/slipgui; `make deb` and `make appdir` pack it.
frozen: build/.package
	@sh packaging/linux/install-libraries.sh package
	rm -rf build/wheel && $(PACKAGE_BIN)/python -m build --no-isolation --wheel --outdir build/wheel .
	$(PACKAGE_BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps build/wheel/*.whl
	$(PACKAGE_BIN)/pyinstaller --noconfirm --log-level WARN --distpath build/frozen --workpath build/freeze packaging/pyinstaller/slipgui.spec
	$(PACKAGE_BIN)/python packaging/linux/lighten.py build/frozen/slipgui

deb: frozen
	$(PACKAGE_BIN)/python packaging/linux/make_deb.py build/frozen/slipgui dist

appdir: frozen
	$(PACKAGE_BIN)/python packaging/linux/make_appdir.py build/frozen/slipgui dist

# On Windows and macOS, where libraries are as they come.
frozen-elsewhere: build/.package
	$(PACKAGE_BIN)/python packaging/icons.py build/icons
	$(PACKAGE_BIN)/python -m build --no-isolation --wheel --outdir build/wheel .
	$(PACKAGE_BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps build/wheel/*.whl
	$(PACKAGE_BIN)/pyinstaller --noconfirm --log-level WARN --distpath build/frozen --workpath build/freeze packaging/pyinstaller/slipgui.spec

# Of build/frozen/slipgui, which was made on Windows; makensis is there for Linux, too.
windows-installer:
	@mkdir -p dist
	makensis -V2 -WX -DVERSION=$(VERSION) -DFROZEN=$(CURDIR)/build/frozen/slipgui -DICON=$(CURDIR)/build/icons/slipgui.ico \
	  -DOUTPUT=$(CURDIR)/dist/Slipgui-$(VERSION)-setup.exe packaging/windows/slipgui.nsi

# Both in bare Debians, as root; `make deb appdir` makes them.
try-packages:
	sh packaging/linux/try-in-chroot.sh bookworm dist/slipgui_*.deb dist/Slipgui-*.AppDir.tar.xz
	sh packaging/linux/try-in-chroot.sh trixie dist/slipgui_*.deb dist/Slipgui-*.AppDir.tar.xz

# The key that programs believe announcements of releases by: made once, by the owner, into a file outside of the project.
release-key: build/.package
	$(PACKAGE_BIN)/python packaging/release_key.py make $(KEY)

# What tells programs of this release, signed with RELEASE_KEY or the file RELEASE_KEY_FILE, and RELEASE_KEY_PASSPHRASE.
announce: build/.package
	@mkdir -p dist
	$(PACKAGE_BIN)/python packaging/release_key.py announce $(VERSION) dist

clean:
	rm -rf $(VENV) build dist

setup-test: $(VENV)/.develop
	@sh packaging/linux/install-libraries.sh test

setup-bench: $(VENV)/.develop
	@sh packaging/linux/install-libraries.sh bench

# What the program needs.
$(VENV)/.run: pyproject.toml packaging/linux/install-libraries.sh
	@sh packaging/linux/install-libraries.sh run
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[nle,s3]"
	@touch $@

# What making packages needs, apart from the rest: all that is frozen comes from here.
build/.package: packaging/requirements.txt packaging/requirements-package.txt
	$(PYTHON) -m venv $(PACKAGE_VENV)
	$(PACKAGE_BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r packaging/requirements.txt -r packaging/requirements-package.txt
	@touch $@

# What working on it needs beside.
$(VENV)/.develop: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,check]"
	@touch $@
