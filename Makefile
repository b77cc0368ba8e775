# Every developer command. `make` alone lists them.

.DEFAULT_GOAL := help
.NOTPARALLEL:

VENV := .venv
PY := $(VENV)/bin/python
EMBEDDED := $(PY) -m bzpeer.embedded
MANAGE := $(EMBEDDED) exec -- python manage.py
# Checks that only read the code need settings that load, and nothing of a machine.
CHECK_ENV := env DEBUG=false HTTPS=false SECRET_KEY=only-checks-use-this-key-which-is-longer-than-fifty-characters
TEMPLATES := find templates -name '*.html' -print0 | xargs -0 $(VENV)/bin/djade --target-version 5.2
LOCK := $(PY) -m uv pip compile pyproject.toml --universal --fork-strategy fewest --generate-hashes \
	--python-version 3.11 --no-emit-index-url --no-emit-find-links --quiet --custom-compile-command "make lock"

# Each is tried by running it: a name on PATH may stand for a version that is not there.
PYTHONS := $(or $(PYTHON),python3.13 python3.12 python3.11 python3.14 python3 python)
PYTHON_IS_FIT := -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1

# Name the part that runs, and the one that stopped the rest.
part = @echo "==> $(1)"; $(2) || { echo "FAILED: $(1)" >&2; exit 1; }

# Install requirements/$(1).txt, unless the stamp says that this very file is installed in this very place.
define install
@wanted="$(CURDIR) $$(cksum < requirements/$(1).txt)"; had="$$(cat $(VENV)/.$(1) 2>/dev/null)"; \
test "$$wanted" = "$$had" && $(PY) $(PYTHON_IS_FIT) && exit 0; \
case "$$had" in ""|"$(CURDIR) "*) moved="";; *) moved=1;; esac; \
if [ "$$moved" ] || ! $(PY) $(PYTHON_IS_FIT); then \
	for python in $(PYTHONS) ""; do [ -z "$$python" ] || "$$python" $(PYTHON_IS_FIT) && break; done; \
	if [ -z "$$python" ]; then \
		echo "bzpeer: Python 3.11 or later with its venv module is needed (tried: $(PYTHONS))." \
			"Install it (Debian: apt install python3-venv) or name it: PYTHON=/path/to/python make run" >&2; \
		exit 1; \
	fi; \
	"$$python" -m venv --clear $(VENV) || exit 1; \
fi; \
echo "Installing requirements/$(1).txt ..."; \
umask 022; \
$(PY) -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r requirements/$(1).txt \
	|| { echo "bzpeer: the install failed; the lines above say why." >&2; exit 1; }; \
echo "$$wanted" > $(VENV)/.$(1)
endef

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: install ## Start database, broker, site, worker and beat (PORT=8000, BZPEER_DATA_DIR=.data)
	@exec $(EMBEDDED) run

.PHONY: setup
setup: install-dev ## Install everything for development, and start nothing

.PHONY: test
ifdef T
test: install-dev ## Run the checks and all tests; with T=tests/some/path those tests alone
	@exec $(EMBEDDED) test -- python -m pytest $(T)
else
test: check
	$(call part,tests (pytest),$(EMBEDDED) test -- python -m pytest -n 2 --dist loadgroup --cov --cov-report=term)
	@for name in "$$BZPEER_CHROMIUM" chromium chromium-browser google-chrome; do \
		[ -n "$$name" ] && command -v "$$name" >/dev/null && exit 0; \
	done; \
	echo; echo "BROWSER TESTS SKIPPED: no Chromium found. Install it, or name it in BZPEER_CHROMIUM."; echo
endif

.PHONY: check
check: install-dev ## Check format, lint, templates, types, contracts and migrations
	$(call part,format (ruff),$(PY) -m ruff format --check --quiet .)
	$(call part,lint (ruff),$(PY) -m ruff check --quiet .)
	$(call part,template format (djade),$(TEMPLATES) --check)
	$(call part,template lint (djlint),$(PY) -m djlint templates --lint --quiet)
	$(call part,types (mypy),$(CHECK_ENV) $(PY) -m mypy)
	$(call part,contracts (import-linter),$(CHECK_ENV) $(VENV)/bin/lint-imports)
	$(call part,migrations (makemigrations),$(EMBEDDED) test -- python manage.py makemigrations --check --dry-run)

.PHONY: fix
fix: install-dev ## Repair what the checks can repair by themselves
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet . ; $(TEMPLATES)

.PHONY: e2e
e2e: install-dev ## Run the browser tests alone; without Chromium they fail
	@BZPEER_REQUIRE_BROWSER=1 exec $(EMBEDDED) test -- python -m pytest -m browser

.PHONY: bench
bench: install-dev ## Measure the pages against a bare view, into benchmarks/results/latest.json
	@exec $(EMBEDDED) test -- python -m benchmarks

.PHONY: seed
seed: install ## Bring the database of this folder up to date, and load the demo data
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) seed_demo

.PHONY: shell
shell: install ## Open Django's shell on the data of this folder
	@exec $(MANAGE) shell

.PHONY: psql
psql: install ## Open the database of this folder
	@exec $(EMBEDDED) exec -- sh -c 'exec psql "$$DATABASE_URL"'

.PHONY: lock
lock: install-dev ## Compile requirements/ from pyproject.toml
	@$(LOCK) --output-file requirements/base.txt
	@$(LOCK) --group dev --output-file requirements/dev.txt

.PHONY: clean
clean: ## Remove the virtual environment, caches and built files; the data stays
	@rm -rf $(VENV) staticfiles htmlcov test-results .coverage* .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: install install-dev
install:
	$(call install,base)
install-dev:
	$(call install,dev)
	@printf '%s\n' "$(CURDIR) $$(cksum < requirements/base.txt)" > $(VENV)/.base
