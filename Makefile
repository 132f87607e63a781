# Two commands for everybody: `make demo` and `make test`. `make check` is what every commit passes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test soak check format lint types contracts bench score calibrate samples lock clean help

help:
	@echo "make demo    set up, file sample contracts, show a search, what is due, and the terminal"
	@echo "make test    set up and run the tests (at most 10 minutes)"
	@echo "make check   format, lint, types, import contracts, tests"
	@echo "make soak    the slow tests: 500 rounds of kill -9, 2,000 random queries"
	@echo "make bench   the benchmarks, with ratios against named peers"
	@echo "make score   how right the extraction is, on the corpus if it is there"
	@echo "make samples build the sample contracts again from tools/samples"

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Arkiv needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "No virtual environment could be made. On Debian: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable . --group dev
	@touch $@

demo: $(READY)
	@$(BIN)/arkiv demo

test: $(READY)
	$(BIN)/pytest -n 2 -m "not soak"

soak: $(READY)
	$(BIN)/pytest -m soak -p no:cacheprovider

format: $(READY)
	$(BIN)/ruff format src tests benchmarks tools
	$(BIN)/ruff check --fix src tests benchmarks tools

lint: $(READY)
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

check: lint types contracts test

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group bench
	$(BIN)/python benchmarks/ingest.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/deadlines.py

score: $(READY)
	$(BIN)/python tools/score.py

calibrate: $(READY)
	$(BIN)/python tools/calibrate.py

samples: $(READY)
	$(BIN)/python tools/make_samples.py

lock: $(READY)
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) build dist
