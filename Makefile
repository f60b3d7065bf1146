PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

# What a set-up is made from. A missing vendor/ asks for a new one too.
SOURCES := pyproject.toml requirements.lock
SOURCES += $(addprefix generator/browser/,package.json package-lock.json .npmrc build_hook.py)
SOURCES += $(if $(wildcard generator/browser/vendor/STAMP),,again)

# One commit, one site, byte for byte: the dates in it are the commit's.
COMMIT_TIME := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq (,$(COMMIT_TIME))
export SOURCE_DATE_EPOCH ?= $(COMMIT_TIME)
endif
# Material's banner about the future of MkDocs, at every build.
export NO_MKDOCS_2_WARNING = 1

.PHONY: help site serve test drift browser lock clean again

help:  ## This list
	@sed -n 's/^\([a-z]*\):.*  ## /make \1: /p' $(MAKEFILE_LIST)

site: $(VENV)/ready  ## Build the book and the decks into site/
	$(BIN)/mkdocs build --strict

serve: $(VENV)/ready  ## Show them in a browser, and again after every edit
	$(BIN)/mkdocs serve

test: $(VENV)/ready-for-tests  ## Run all tests
	@$(MAKE) --no-print-directory browser || echo "No Chromium: tests in a browser will be skipped, or fail in CI."
	$(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder

drift: $(VENV)/ready-for-tests  ## Plant drifts by the thousand in a copy of the book, and see each one caught
	@$(BIN)/python -m tests.drift

browser: $(VENV)/ready-for-tests  ## Get a Chromium for the tests, unless there is one
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Debian's chromium"; \
		export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null && exit 0; \
	fi; \
	$(BIN)/playwright install chromium

lock:  ## Renew requirements.lock with today's versions
	new=$$(mktemp -d) && trap 'rm -rf $$new' EXIT \
	&& $(PYTHON) -m venv $$new && $$new/bin/python -m pip -qq install '.[test]' \
	&& echo '# `make lock` renews these versions.' > $$new/lock \
	&& $$new/bin/python -m pip freeze --exclude worked-backprop >> $$new/lock \
	&& cp $$new/lock requirements.lock

clean:  ## Remove everything that was made here
	rm -rf $(VENV) generator/browser/vendor dist .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	[ ! -d site ] || find site -mindepth 1 ! -path site/.gitignore -delete

$(VENV)/ready: $(SOURCES)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed. '$(PYTHON)' says: $$($(PYTHON) -V 2>&1)." \
			"Name another: make PYTHON=python3.12 site"; exit 1; }
	@echo "Setting up $(VENV). It takes a minute, and comes again only when pyproject.toml or a lock file changes."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --constraint requirements.lock --editable .
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready
	@$(PIP) install --constraint requirements.lock --editable '.[test]'
	@touch $@
