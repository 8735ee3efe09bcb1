# What this folder can do. `make` alone lists it. Each target makes the environment in .venv first.

.DEFAULT_GOAL := help
.PHONY: help demo test test-windows check proof fuzz audit bench screenshots translations tables lock icons fonts tree deb setup-exe app wheelhouse sums clean

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# Any Python may run the script that looks for the right one; PYTHON=... names the right one.
ANY_PYTHON := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(if $(shell command -v $(name) 2>/dev/null),$(name))))
READY := @$(or $(ANY_PYTHON),echo "Casebook needs Python 3.11 to 3.13 and found none."; exit 1; ) packaging/environment.py
export PYTHON

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{ printf "%-18s %s\n", $$1, $$2 }'

demo: ## make the sample casebook and its papers in demo/; ARGS=--all for other courts too
	$(READY) demo
	@set -- demo; if $(ANY_PYTHON) packaging/environment.py window; then set -- demo --open; fi; \
	$(BIN)/casebook demo "$$@" $(ARGS)

test: ## run the tests; ARGS="..." are passed on to pytest
	$(READY) test
	@$(BIN)/python -m pytest -n logical --maxprocesses 8 --dist loadfile $(ARGS)

test-windows: ## run the tests under wine, with a Python for Windows made of pinned parts; ARGS="vault services/case"
	$(READY) windows
	@PYTHONPATH=packaging:. $(BIN)/python -m windows.suites $(ARGS)

check: ## look over style, types and layers
	$(READY) tools
	@failed=0; \
	$(BIN)/python -m ruff format --check . || failed=1; \
	$(BIN)/python -m ruff check . || failed=1; \
	$(BIN)/python -m mypy || failed=1; \
	$(BIN)/lint-imports --no-logo || failed=1; \
	exit $$failed

proof: ## run the slow proofs: kill, damage, leaks; without ARGS then ten minutes of fuzzing
	$(READY) proof
ifdef ARGS
	@$(BIN)/python -m pytest -m 'proof or process' -s $(ARGS)
else
	@$(BIN)/python -m pytest -m '(proof or process) and not measured' -s -n 2 --dist loadfile
	@$(BIN)/python -m pytest -m measured -s
	@$(MAKE) --no-print-directory fuzz
endif

fuzz: ## feed what reads foreign bytes with changed ones, for ten minutes; ARGS="header slot --seconds 60"
	$(READY) fuzz
	@$(BIN)/python -m tests.fuzz $(ARGS)

audit: ## compare the locks with advisories in the OSV format: LIST=file, folder or ZIP
	$(READY) tools
	@$(BIN)/python packaging/audit.py $(LIST)

bench: ## measure against floors taken in the same run
	$(READY) bench
	@$(BIN)/python tests/bench

screenshots: ## write docs/screenshots from the sample casebook; ARGS=--all for every look, in build/pictures
	$(READY) screenshots
	@$(BIN)/python packaging/screenshots.py $(ARGS)

translations: ## bring resources/translations up to date with the program
	$(READY) tools
	@$(BIN)/python packaging/translations.py

tables: ## build tables of resources/names from pypinyin, ToJyutping, opencc and Babel
	$(READY) tools
	@$(BIN)/python packaging/readings.py
	@$(BIN)/python packaging/name_tables.py

lock: ## write packaging/locks anew from pyproject.toml
	$(READY) tools
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		pyproject.toml -o packaging/locks/run.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		pyproject.toml --group dev -c packaging/locks/run.txt -o packaging/locks/dev.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		--group fuzz -o packaging/locks/fuzz.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		--group installer -c packaging/locks/dev.txt -o packaging/locks/installer.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-deps -q \
		--group windows -o packaging/locks/windows.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		--group macos -o packaging/locks/macos.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		--group wheel -o packaging/locks/wheel.txt

icons: ## export the icons the window uses to resources/icons
	$(READY) tools
	@$(BIN)/python packaging/icons.py
	@$(BIN)/python packaging/windows/icon.py
	@PYTHONPATH=packaging $(BIN)/python -m macos.icon

fonts: ## cut the fonts the dossier uses to resources/fonts
	$(READY) tools
	@$(BIN)/python packaging/fonts.py

tree: ## make the installed program for Linux, with its own Python, as an archive in dist/
	$(READY) tree
	@PYTHONPATH=. $(BIN)/python packaging/program_tree.py

deb: ## make the package for Debian and Ubuntu in dist/
	$(READY) tree
	@PYTHONPATH=. $(BIN)/python packaging/deb.py

setup-exe: ## make the setup program for Windows in dist/; ARGS="FILE.zip SHA256" names Python's embeddable zip
	$(READY) setup
	@PYTHONPATH=packaging:. $(BIN)/python -m windows.setup_exe $(ARGS)

app: ## make the bundle for macOS in dist/; ARGS="FILE.tar.gz SHA256" names an archive of python-build-standalone
	$(READY) tree
	@PYTHONPATH=packaging:. $(BIN)/python -m macos.app $(ARGS)

wheelhouse: ## pack all wheels with an installer for a network-less system in dist/; ARGS="windows-x86_64 3.12"
	$(READY) tree
	@PYTHONPATH=. $(BIN)/python packaging/wheelhouse.py $(ARGS)

sums: ## list the files in dist with their SHA-256, to be signed
	$(READY) tools
	@$(BIN)/python packaging/sums.py

clean: ## remove what was built and cached; .venv stays
	@rm -rf demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -f resources/translations/*.mo
	@find casebook packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +
