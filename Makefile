# Every command of the project. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
PIP := $(PY) -m pip install --disable-pip-version-check --progress-bar off
PROGRESS := /^Collecting/ { printf "\r  %d packages found ", ++n } /^Installing coll/ { printf "\n  putting them in place ...\n" } { fflush() }
SHELL := bash
.SHELLFLAGS := -o pipefail -c
export PYTHONHASHSEED := 0

.DEFAULT_GOAL := help
.PHONY: help book html test lab release bench lint format clean

help: ## List these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

book: html ## Build the book and serve it on localhost (PORT=8000)
	@$(PY) book/_ext/serve.py _build/html $(PORT)

html: $(READY) ## Build the book into _build/html, executing only what changed
	@$(PY) book/_ext/build.py

test: html ## Run everything that proves the project
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@$(PY) -m pytest -n 2 --dist loadfile

lab: $(READY) ## Open JupyterLab on the exercises
	@$(VENV)/bin/jupyter lab exercises

release: $(READY) ## Write exercises/ and the student bundle from solutions/
	@$(PY) -m grading release

bench: $(READY) ## Run the benchmarks
	@for file in benchmarks/*.py; do echo "== $$file"; $(PY) $$file || exit 1; done

lint: $(READY) ## Check style and format
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

format: $(READY) ## Format the Python code
	@$(PY) -m ruff check --fix -q . ; $(PY) -m ruff format .

clean: ## Remove everything that was built (keeps .venv)
	@rm -rf _build build *.egg-info

$(READY): requirements.txt constraints.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and '$(PYTHON)' was not found. Install it, or say where it is: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, and '$(PYTHON)' is $$($(PYTHON) -c 'import platform; print(platform.python_version())'). Name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing the pinned requirements into $(VENV) (once; some minutes) ..."
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@{ $(PIP) -r requirements.txt -c constraints.txt && $(PIP) --no-deps -e . ; } | awk '$(PROGRESS)' \
	  || { echo "Installing failed: the lines above say why (is there a network?). Run the same command again to go on."; exit 1; }
	@touch $(READY)
