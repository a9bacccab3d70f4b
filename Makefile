# make demo         the journey of this repository's own articles, from nothing to pages
# make test         the tests
# make proofs       of the tests, those that hold pages against a browser, checkers and site generators
# make screenshots  pictures of one page of the demo in every locale
# make lint         ruff and mypy
# Each does its own set-up; a second time it is quick.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test proofs screenshots lint docs programs proof-programs clean

demo: $(VENV)/.installed programs
	$(BIN)/i18n-tool run
	@echo
	@echo "The pages are in site/. Open site/index.html in a browser."

test: $(VENV)/.installed-dev proof-programs
	$(BIN)/python -m pytest -q -n 2

proofs: $(VENV)/.installed-dev proof-programs
	$(BIN)/python -m pytest -q tests/site

screenshots: demo proof-programs
	$(BIN)/python tools/screenshots.py

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/generate.py

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "i18n-tool needs Python 3.11 or newer; name one: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# Programs that are not Python's: Apertium for offline drafts, gettext for the tests. Installed where Debian's apt and
# root are at hand; without them the demo works with the engines that are there.
programs:
	@sh tools/install_programs.sh

# The tests also use a browser, Java and packages from npm. Without them they skip what needs them, or fail if CI is set.
proof-programs:
	@sh tools/install_programs.sh --proofs

clean:
	rm -rf $(VENV) tests/site/node_modules site .i18n-tool .mypy_cache .pytest_cache .ruff_cache .hypothesis
