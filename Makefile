# The words of this house. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format docs golden lock
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.made

help:            ## list these words
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup: $(STAMP)  ## make .venv (plain venv and pip); does nothing when nothing changed

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Briefing needs Python 3.11 or newer: make setup PYTHON=python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup      ## this morning's brief from ten fictional newspapers, sent to three mailboxes on this machine
	@$(BIN)/briefing demo

test: setup      ## every test, in random order, with coverage
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	@$(BIN)/coverage combine --quiet && $(BIN)/coverage report

lint: setup      ## ruff, mypy, import contracts, generated docs up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check

format: setup    ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup      ## write docs/reference/ from the code
	$(BIN)/python -m docs.generate

golden: setup    ## write the golden mails anew (look at the picture before you commit)
	BRIEFING_GOLDEN=write $(BIN)/python -m pytest -q tests/golden

lock: setup      ## choose the newest allowed versions and write requirements.lock
	.ci/lock
