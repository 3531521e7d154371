# Two commands are enough: `make run` and `make test`. Both install what is missing first.
# The rest is for people who work on the program.

PY := .venv/bin/python
PO := $(wildcard resources/locale/*/LC_MESSAGES/smartsupport.po)
MO := $(PO:.po=.mo)

export PYTHON ?= python3

# The tests start many programs, and each would compile every module it reads anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check style types suite soak bench pictures catalogue build system ready

help:
	@echo "make run        open the program on a practice workspace with invented people"
	@echo "make test       every check: style, types, layers, catalogues, tests"
	@echo "make soak       the long proofs"
	@echo "make bench      every measurement, one table each"
	@echo "make pictures   every screen as a picture (build/pictures), and the two of the README"
	@echo "make catalogue  collect the texts of the program into the Japanese catalogue"
	@echo "make build      a folder to copy to a computer without Python (dist/)"

system:
	@bash .ci/system

.venv/.ready: pyproject.toml constraints.txt | system
	@bash .ci/venv
	@touch $@

%.mo: %.po | .venv/.ready
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@

ready: .venv/.ready $(MO)

run: ready
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		.venv/bin/smartsupport demo --size small; \
	else \
		echo "No display here, so no window: one practice day runs by itself instead."; \
		.venv/bin/smartsupport day -o demo-output && \
		echo "Its documents are in demo-output/."; \
	fi

check: style types

style: ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

types: ready
	.venv/bin/mypy

# Whoever runs a file of tests makes once what they share; the types take one core, so they are
# looked at beside the tests.
test: style
	@$(MAKE) --no-print-directory --jobs 2 types suite

suite: ready
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest --numprocesses auto --dist loadfile

soak: ready
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -m soak
	$(PY) -m tests.simulation --more 20000 --jobs 2 --record

bench: ready
	@for script in benchmarks/*.py; do \
		echo "== $$script"; QT_QPA_PLATFORM=offscreen $(PY) "$$script" || exit 1; \
	done

pictures: ready
	QT_QPA_PLATFORM=offscreen $(PY) -m docs.make_pictures

# No line numbers and a fixed order: two people's additions then differ only where they differ.
catalogue: .venv/.ready
	@mkdir -p build
	.venv/bin/pybabel --quiet extract --no-location --sort-output --width 100 \
		--project smartsupport --output-file build/smartsupport.pot smartsupport
	.venv/bin/pybabel --quiet update --domain smartsupport --locale ja --width 100 \
		--init-missing --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		--input-file build/smartsupport.pot --output-dir resources/locale
	.venv/bin/pybabel compile --statistics --domain smartsupport --locale ja \
		--directory resources/locale

build: ready
	$(PY) -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[build]'
	.venv/bin/pyinstaller --noconfirm --clean build.spec
