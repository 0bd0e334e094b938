# Two commands: `make demo` translates the shipped article, `make test` runs every check.
# Both make their own environment in .venv; a second run finds it there.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test test-ray lint docs bench clean

demo: $(VENV)/.core
	@$(BIN)/kohesi demo --output build/demo

test: $(VENV)/.dev lint
	$(BIN)/python -m pytest -n 2

# Half a gigabyte, and a minute or two for the tests: so it is not part of `make test`.
test-ray: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ray]'
	KOHESI_TEST_RAY=1 $(BIN)/python -m pytest tests/unit/test_runs_cluster.py tests/slow/test_ray.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/make_settings.py
	$(BIN)/python docs/make_examples.py

bench: $(VENV)/.dev
	for each in benchmarks/bench_*.py; do \
		$(BIN)/python -m benchmarks.$$(basename $$each .py) || exit 1; done

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "kohesi needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build
