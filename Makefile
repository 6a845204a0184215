.PHONY: setup demo test evaluate bench

setup:
	@./setup.sh

demo:
	@./setup.sh python
	.venv/bin/duban demo

test: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest

evaluate:
	@./setup.sh python
	.venv/bin/python -m benchmarks.evaluate

bench:
	@./setup.sh python
	.venv/bin/python -m benchmarks
