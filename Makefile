# Two commands: `make run` reads the sample reports and opens the desk; `make test` sets up and runs every check.
PYTHON ?= python3
PORT ?= 8017
VENV := .venv
BIN := $(VENV)/bin
LEDGER ?= ledger.db

.PHONY: run test soak lint bench lock clean

run: $(VENV)/.run
	$(BIN)/attache read examples --ledger $(LEDGER)
	$(BIN)/attache serve --ledger $(LEDGER) --port $(PORT) --open

test: lint browser
	$(BIN)/python -m pytest

# The tests of tests/soak in full: a night's work. `make test` runs them in a reduced form.
soak: browser
	$(BIN)/python -m pytest --soak tests/soak

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.run
	$(BIN)/python -m benchmarks.speed

# Debian's and Ubuntu's own Chromium drives the tests of the desk.
.PHONY: browser
browser: $(VENV)/.dev
	@sh tests/browser.sh

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Attaché needs Python 3.11 or later; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: sudo apt install python3-venv, then try again"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Writes both lock files anew from pyproject.toml.
lock: | $(BIN)/python
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra build --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
