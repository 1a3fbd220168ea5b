# make run   the bot: in Telegram with a token, else a chat in this terminal
# make test  all tests
# make check lint, types, imports, knowledge
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check clean
.DEFAULT_GOAL := run

$(BIN)/python:
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) ..." >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/run.done: pyproject.toml | $(BIN)/python
	@echo "Installing what the bot needs (once) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q bot
	@touch $@

$(VENV)/dev.done: pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need (once) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python -m compileall -q bot
	@touch $@ $(VENV)/run.done

run: $(VENV)/run.done
	@$(BIN)/python -m bot

test: $(VENV)/dev.done
	@$(BIN)/python -m pytest

check: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

clean:
	rm -rf $(VENV) build *.egg-info
