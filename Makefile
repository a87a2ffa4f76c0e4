# What a person types; `make help` lists it. Needs only make and Python 3.11 or newer.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PORT ?= 8000
HOST ?= 127.0.0.1
ifdef CEYUAN_HOME
export CEYUAN_HOME
endif

.PHONY: help demo test check lint types lock spark messages bench clean browser
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: .venv/ok ## set up, load the demonstration group, serve it (PORT=8000 CEYUAN_HOME=var)
	@exec $(BIN)/ceyuan demo --host $(HOST) --port $(PORT)

test: .venv/ok browser messages ## set up, run all tests, journeys in the browser last
	@$(BIN)/python -m pytest -n 2

check: lint types messages ## everything that is checked without running the product
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/messages.py lint
	@$(BIN)/python -W ignore -m django makemigrations --check --dry-run --settings tools.checking
	@$(BIN)/python -m pytest tests/architecture

lint: .venv/ok ## style and formatting
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/ok ## types
	@$(BIN)/mypy

lock: .venv/ok ## write requirements.lock anew from pyproject.toml
	@$(BIN)/python tools/dependencies.py lock

spark: .venv/ok ## add the engine for clusters (needs Java 17; one gigabyte)
	@$(BIN)/python tools/dependencies.py spark

messages: .venv/ok ## compile the translations
	@$(BIN)/python tools/messages.py build

bench: .venv/ok ## benchmarks against limits and peers; prints the figures
	@sh bench/run.sh

clean: ## remove what can be made again; the installation in CEYUAN_HOME stays
	@rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results .coverage
	@rm -f src/ceyuan/locale/*/LC_MESSAGES/*.mo
	@find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

browser:
	@sh tools/browser.sh

.venv/ok: requirements.lock pyproject.toml
	@for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && found=$$p && break; done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or newer is not installed. Install the package python3."; exit 1; fi; \
	if ! $$found -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "Python's venv module is not installed. Install the package python3-venv."; exit 1; fi; \
	echo "Setting up (once; one to two minutes without uv) ..."; \
	if [ ! -x $(BIN)/python ]; then $$found -m venv .venv; fi
	@$(BIN)/python tools/dependencies.py install
	@touch $@
