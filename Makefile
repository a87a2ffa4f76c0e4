# What a person types. `make help` lists it. Needs only Python 3.11 or newer, and make.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p && break; done)
BIN := .venv/bin
PORT ?= 8000
ifdef CEYUAN_HOME
export CEYUAN_HOME
endif

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: test
test: .venv/ok ## all tests, journeys in the browser last
	$(BIN)/python -m pytest -n 2
