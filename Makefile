# The only commands a person needs. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.PHONY: help setup demo check test chaos mutants rounds month year fuzz bench states review pictures size docs lock release development others

BIN := .venv/bin
# Twice quiet: errors only. A machine's own pip settings may add pages of warnings.
# Most of what is installed is never imported; what is, Python compiles then.
INSTALL := $(BIN)/python -m pip -qq --disable-pip-version-check install --no-compile
# An interpreter counts only if it runs and has what the program needs: a version manager may
# put a python3.12 on PATH that merely says it is not active.
NEEDED := import ctypes, ensurepip, sqlite3, ssl, venv

# Not with --quiet, which would count no warning. Material says at each start that MkDocs 2 will be
# another program; the lock keeps us on 1.
MKDOCS = said=$$(NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict 2>&1) || { echo "$$said"; exit 1; }; \
	if grep -rEl '<(script|link|img)[^>]* (src|href)="?(https?:)?//' build/docs --include '*.html'; then \
	    echo "These pages ask another host for something: they must work offline." >&2; exit 1; fi

# One more than there are cores: some tests wait for a browser or for processes of their own.
WORKERS = $$(( $$(getconf _NPROCESSORS_ONLN) + 1 ))

# What `make check` leaves to `make test`.
SLOW := browser or postgres or long or chaos

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.running ## Build .venv from the locked running requirements.
	@:

demo: setup ## Run the whole system on this machine, no tokens needed.
	@$(BIN)/python -m adapters demo

check: development ## Linters, types, quick tests. FEATURE=home: of that feature alone.
	@echo "check 1/5: ruff check";  $(BIN)/ruff check --quiet .
	@echo "check 2/5: ruff format"; $(BIN)/ruff format --quiet --check .
	@echo "check 3/5: mypy";        $(BIN)/mypy --no-error-summary --num-workers 2
	@echo "check 4/5: import rules"; \
	said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }
	@if [ -z "$(FEATURE)" ]; then \
	    set -- tests/bot --numprocesses auto --dist worksteal; \
	else \
	    set -- $$(find tests/bot tests/adapters -mindepth 1 -maxdepth 1 -name "*$(FEATURE)*"); \
	    [ $$# -gt 0 ] || { echo "Nothing in tests/bot or tests/adapters is named *$(FEATURE)*." >&2; \
	        exit 1; }; \
	fi; \
	echo "check 5/5: pytest, without what is marked $(SLOW):" tests/messages "$$@"; \
	$(BIN)/pytest -m "not ($(SLOW))" tests/messages "$$@"

test: development documentation others ## Lint, format, types, import rules, docs, then every test.
	@echo "test 1/6: ruff check";  $(BIN)/ruff check --quiet .
	@echo "test 2/6: ruff format"; $(BIN)/ruff format --quiet --check .
	@echo "test 3/6: mypy";        $(BIN)/mypy --no-error-summary --num-workers 2
	@echo "test 4/6: import rules"; \
	said=$$($(BIN)/lint-imports --no-cache --no-logo) || { echo "$$said"; exit 1; }
	@echo "test 5/6: docs";        $(MKDOCS)
	@echo "test 6/6: pytest";      $(BIN)/pytest -m "not chaos" --numprocesses $(WORKERS) --dist worksteal

chaos: development ## Play a simulated week with each thing broken in turn (minutes).
	@$(BIN)/pytest tests/chaos --numprocesses auto --dist worksteal

mutants: development ## Break N lines (50) and see which no test notices; SEED=2 for others, N=0 for a night.
	@$(BIN)/python -m tests.mutants $(or $(N),50) $(or $(SEED),1) $(IN)

rounds: development ## Kill and pause processes in N rounds (10) on each database; SEED=2 for others.
	@$(BIN)/python -m tests.rounds $(or $(N),10) $(or $(SEED),1) $(ON)

month: development ## Play a simulated month, and write its numbers for the docs (minutes; HABIT=twice, late, words).
	@$(BIN)/python -m tests.simulation.month $(HABIT)

year: development ## Play a synthetic year of a hospital's ADT messages (minutes). SEED=2 for others.
	@$(BIN)/python -m tests.adapters.intake.synthetic_year $(or $(SEED),1)

fuzz: development ## Give every reader N broken texts (10000); SEED=2 for others.
	@$(BIN)/python -m tests.fuzz.run $(or $(N),10000) $(or $(SEED),1)

bench: development ## Measure the program.
	@$(BIN)/python bench/run.py

states: development ## Draw the states of a request, and the tables of jobs, for the docs.
	@$(BIN)/python -m tests.bot.requests.draw_states
	@$(BIN)/python -m tests.bot.draw_jobs
	@$(BIN)/python -m tests.bot.draw_causes
	@$(BIN)/python -m tests.bot.reports.draw_reports
	@$(BIN)/python -m tests.bot.draw_kept
	@$(BIN)/python -m tests.bot.draw_roles
	@$(BIN)/python -m tests.adapters.intake.draw_messages
	@$(BIN)/python -m tests.adapters.draw_logs
	@$(BIN)/python -m tests.adapters.simulation.draw_rates

review: development ## Write the page of all screens for a hospital's reviewers.
	@$(BIN)/python -m tests.messages.review

pictures: development ## Take the pictures of the practice page for README and docs.
	@$(BIN)/python -m tests.adapters.practice.pictures

size: ## Count the lines of production code.
	@git ls-files 'bot/*.py' 'adapters/*.py' | xargs cat | wc -l

docs: documentation ## Build the pages of docs/; a dead link or anchor fails.
	@$(MKDOCS)
	@echo "docs: open build/docs/index.html; to search in them: $(BIN)/python -m http.server -d build/docs"

lock: development ## Rebuild the requirement locks from pyproject.toml.
	@compile() { $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	    --generate-hashes --no-emit-index-url --custom-compile-command "make lock" "$$@"; }; \
	compile pyproject.toml --output-file requirements.txt; \
	compile pyproject.toml --group dev --constraint requirements.txt \
	    --output-file requirements-dev.txt; \
	compile --group release --output-file requirements-release.txt; \
	compile --group docs --constraint requirements-dev.txt --output-file requirements-docs.txt; \
	if grep -nE '://|index-url|find-links' requirements*.txt; then \
	    echo "A lock names a registry; take the address out." >&2; exit 1; fi

release: setup ## Make the files of a release in dist/ (docs/development/releasing.md).
	@$(BIN)/python -m deploy.release

development: setup .venv/.installed

# A changed lock starts from an empty folder, so that nothing the lock no longer names lingers
# and hides a missing requirement.
.venv/.running: requirements.txt
	@found=; lacking=; \
	for minor in 14 13 12 11; do \
	    python=python3.$$minor; \
	    "$$python" -c "raise SystemExit(__import__('sys').version_info[:2] != (3, $$minor))" \
	        2>/dev/null || continue; \
	    if "$$python" -c "$(NEEDED)" 2>/dev/null; then found=$$python; break; fi; \
	    lacking="$$lacking python3.$$minor-venv"; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "No Python 3.11 to 3.14 with the modules venv and ensurepip was found." >&2; \
	    if [ -n "$$lacking" ]; then set -- $$lacking; \
	        echo "Python is there; its package $$1 is missing. Run: apt-get install $$1" >&2; \
	    else \
	        echo "Run: apt-get install python3 python3-venv  (3.11 or newer)" >&2; fi; \
	    exit 1; \
	fi; \
	echo "setup: .venv with $$($$found --version), running requirements"; \
	"$$found" -m venv --clear .venv
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@touch $@

# Only where somebody develops: a hospital installs the wheel, which needs no build tools.
.venv/.installed: .venv/.development pyproject.toml
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.development: .venv/.running requirements-dev.txt
	@echo "setup: development requirements"
	@$(INSTALL) --require-hashes --requirement requirements-dev.txt
	@touch $@

# Beside the others in .venv, as its lock is made with theirs; no test and no process needs it.
documentation: .venv/.documentation
	@:

.venv/.documentation: .venv/.development requirements-docs.txt
	@echo "setup: documentation requirements"
	@$(INSTALL) --require-hashes --requirement requirements-docs.txt
	@touch $@

# Microsoft's drawing of cards, and a Slack that somebody else wrote. npm checks their checksums.
# Only `make test` wants them; where they cannot be fetched it says which tests it leaves out.
OTHERS := tests/adapters/teams/microsoft tests/adapters/slack/emulate
others: $(OTHERS:%=%/node_modules/.package-lock.json)
	@:

%/node_modules/.package-lock.json: %/package-lock.json
	@if ! command -v npm >/dev/null; then \
	    echo "test: npm is not installed, so the tests that need $* are LEFT OUT" >&2; \
	elif npm ci --prefix $* --ignore-scripts --no-audit --no-fund >/dev/null 2>&1; then \
	    echo "test: npm fetched $*"; \
	else \
	    echo "test: npm could not fetch $*, so the tests that need it are LEFT OUT" >&2; \
	fi
