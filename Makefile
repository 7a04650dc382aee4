# make run   builds, validates and queries the graph;  make test   runs every check;
# make abroad  builds whatever those tests make once more, with all its IRIs in another namespace;
# make fuzz  gives everything much more odd input than the tests do: 30 times as much, or FUZZ=N times;
# make grlc  has grlc's own loader read the questions;
# make docs  writes the outputs that the documentation shows;
# make notebooks   runs the notebooks and writes them, with their pictures, into build/notebooks/;
# make package   makes the wheel and the source package, and checks them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

FUZZ ?= 30

.PHONY: run test abroad fuzz grlc docs notebooks package clean

run: $(VENV)/.run
	$(BIN)/kg build
	$(BIN)/kg query mediators --cite
	$(BIN)/kg query signatories --cite
	$(BIN)/kg query suppliers --cite
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/kg show Kazakhstan                               all that is known of one thing"
	@echo "  $(BIN)/kg conflicts                                     where the sources disagree"
	@echo "  $(BIN)/kg explain Israel 'supplied through' Russia      why something holds, down to the passages"

test: $(VENV)/.dev
	$(BIN)/ruff check kg tests docs benchmarks graph setup.py
	$(BIN)/ruff format --check kg tests docs benchmarks graph setup.py
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/pytest -n auto --dist loadscope

abroad: $(VENV)/.dev
	KG_ABROAD=1 $(BIN)/pytest -n auto --dist loadscope tests/build/test_weigh.py tests/build/test_voices.py tests/build/test_admit.py

fuzz: $(VENV)/.dev
	KG_FUZZ=$(FUZZ) $(BIN)/pytest -n auto --dist loadscope tests/fuzz

# Apart from all else: it pins packages older than ours.
grlc: $(VENV)/.dev
	$(PYTHON) -m venv build/grlc
	build/grlc/bin/python -m pip install --quiet --disable-pip-version-check grlc==1.3.11
	KG_GRLC=build/grlc/bin/python $(BIN)/pytest tests/catalogue/test_grlc.py

docs: $(VENV)/.dev
	$(BIN)/kg build
	$(BIN)/python docs/generate.py

notebooks: $(VENV)/.notebooks
	$(BIN)/kg build
	$(BIN)/python -m jupyter nbconvert --execute --to html --output-dir build/notebooks notebooks/*.ipynb

# Checked as users get it. There is no address to write to in the metadata, so pyroma is not asked for one.
package: $(VENV)/.package
	rm -rf build/dist
	$(BIN)/python -m build --outdir build/dist .
	$(BIN)/twine check --strict build/dist/*
	$(BIN)/check-wheel-contents build/dist/*.whl
	$(BIN)/pyroma --min 10 --skip-tests AuthorEmail build/dist/*.tar.gz

$(VENV)/.package: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[package]'
	touch $@

$(VENV)/.run: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

$(VENV)/.notebooks: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[notebooks]'
	touch $@

clean:
	rm -rf $(VENV) build
