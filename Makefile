# make install  set up .venv           make run   build the dataset from the sample plans
# make test     all tests and checks   make dev   Dagster's UI on http://127.0.0.1:3000
# make explorer build the program of explorer.html anew after a change in assets/release/explorer/web (needs node and npm)
# make docs     build the pages of docs/ as a site, docs/_site/index.html
# make install-ocr  add the reading of scans (about 300 MB)
# make clean    remove what was set up (never dataset/)
#
# Needs Python 3.11 and a shell. Another Python than the first one found: make install PYTHON=/path/to/python3.11

BIN := .venv/bin
STAMP := .venv/.installed
PYTHON ?=
PORT ?= 3000
PIP := $(BIN)/python -m pip install --disable-pip-version-check -qq -c constraints.txt

.PHONY: install install-ocr run test dev explorer docs clean

install: $(STAMP)

# pip byte-compiles what it installs: without, imports are several times slower.
$(STAMP): pyproject.toml constraints.txt
	@found=; for candidate in $(PYTHON) python3.11 python3 python; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Python 3.11 was not found; install it, or name it: make install PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$found (about a minute) ..."; \
	rm -rf .venv && "$$found" -m venv .venv
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation -e '.[dev]'
	@touch $@
	@echo "Set up: .venv"

# Text recognition (RapidOCR, Apache-2.0) for scans; nothing else needs it.
install-ocr: install
	@$(PIP) --no-build-isolation -e '.[dev,ocr]'
	@echo "Set up: the reading of scans"

run: install
	@$(BIN)/plan-indicators build

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile

dev: install
	@exec $(BIN)/python -m pipelines.dev .dagster -h 127.0.0.1 -p $(PORT)

WEB := assets/release/explorer/web

# What it builds is committed: nobody who uses the pipeline needs node.
explorer:
	@cd $(WEB) && npm ci --no-audit --no-fund --silent && npm run --silent check && npm run --silent build
	@echo "Built: assets/release/explorer/explorer.js and explorer.css"

docs: install
	@$(BIN)/python -c 'import furo, myst_parser, sphinx' 2>/dev/null || $(PIP) --no-build-isolation -e '.[dev,docs]'
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_site
	@echo "Built: docs/_site/index.html"

clean:
	rm -rf $(WEB)/node_modules docs/_site .venv .dagster .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
