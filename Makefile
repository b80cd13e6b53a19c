# Each target makes the virtual environment if it is missing, then runs one plain command.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
NPM := tests/npm/node_modules
# What a fresh Debian or Ubuntu machine may lack.
APT := apt install python3 python3-venv make

.PHONY: site serve docs guide test tools lint types golden scores bench screenshots trials clean
.DEFAULT_GOAL := site

site: $(BIN)/briefings ## build the example site into site/
	@$(BIN)/briefings build
	@echo
	@echo "The site is in site/. Next:"
	@echo "    make serve                      preview it, with live reload, at http://127.0.0.1:8000/"
	@echo "    make test                       run all tests"
	@echo "    $(BIN)/briefings new mysite    begin a site of your own"

serve: $(BIN)/briefings ## preview the example site with live reload
	@$(BIN)/briefings serve

docs: $(BIN)/briefings ## build the user's guide, which is a site of its own, into docs/site/
	@cd docs && $(abspath $(BIN))/briefings build --strict

guide: $(VENV)/test.stamp ## write what follows from the code anew in the guide: reference pages, and what commands print
	@$(BIN)/python tools/guide.py

test: $(VENV)/test.stamp tools ## run all tests
	@$(BIN)/python -m pytest --numprocesses 3 --dist worksteal

tools: $(NPM)/stamp ## install what looks over the pages in the tests, where there is an npm: axe, html-validate, vnu, Lighthouse

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	@$(BIN)/mypy

golden: $(VENV)/test.stamp ## write the expected files of tests/sites anew; look at the difference before you commit it
	@$(BIN)/python -m pytest --update-golden tests/test_sites.py tests/test_invalid.py

scores: $(VENV)/scores.stamp ## measure cleaning and facts against tools/floors.toml; BRIEFINGS_BENCH and BRIEFINGS_CORPUS name the folders of scorers and texts
	@$(BIN)/python tools/scores.py

bench: $(BIN)/briefings tools ## measure whole builds, and ask Lighthouse for its scores; BENCH="--pages 1000,5000 --peers hugo" says which (see benchmarks/bench.py)
	@$(BIN)/python benchmarks/bench.py $(BENCH)
	@$(BIN)/python benchmarks/lighthouse.py
	@$(BIN)/python benchmarks/lighthouse.py --theme wire

screenshots: $(VENV)/test.stamp ## take the pictures of the README anew
	@$(BIN)/python -m tests.screenshots

trials: $(VENV)/test.stamp ## what is tried at random, long: edits of whole sites, kills, a preview for ten minutes
	@BRIEFINGS_TRIALS=200 $(BIN)/python -m pytest --numprocesses 2 tests/test_whole_sites.py tests/test_crashes.py tests/test_preview_build.py tests/unit/test_markdown_plain.py
	@BRIEFINGS_SOAK=600 $(BIN)/python -m pytest tests/test_preview_site.py -k without_end

clean:
	rm -rf $(VENV)

# --- the virtual environment ---

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed, as $(PYTHON). On Debian or Ubuntu:"; echo "    $(APT)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "The module venv is missing. On Debian or Ubuntu:"; echo "    $(APT)"; exit 1; }
	@echo "making the virtual environment $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(BIN)/briefings: $(BIN)/python pyproject.toml
	@echo "installing briefings …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[html]'
	@$(BIN)/python -m compileall -q briefings
	@touch $@

$(VENV)/test.stamp: $(BIN)/briefings pyproject.toml
	@echo "installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(BIN)/briefings

$(VENV)/scores.stamp: $(BIN)/briefings pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[scores]'
	@touch $@ $(BIN)/briefings

$(VENV)/dev.stamp: $(BIN)/briefings pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(BIN)/briefings

$(NPM)/stamp: tests/npm/package.json tests/npm/package-lock.json
	@if ! command -v npm >/dev/null; then echo "no npm: the tests that look over the pages with its tools are skipped"; \
	elif echo "installing what looks over the pages …" && \
	  (cd tests/npm && npm ci --silent); then touch $@; \
	else echo "npm could not install them: the tests that need them are skipped"; fi
