# One command each: `make run` sets everything up and starts the program, `make test` sets everything up and runs the tests.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Qt links these even without a screen; the second group is what a real window on X11 needs.
QT_LIBRARIES := libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
X11_LIBRARIES := libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-randr0 libxcb-xinerama0
# veraPDF, which checks that every PDF is PDF/A, runs in Java.
PDFA_LIBRARIES := default-jdk-headless libjaxb-java libjaxb-api-java libistack-commons-java libtxw2-java libactivation-java

.PHONY: help setup setup-dev libraries run test check bench screens build fuzz lock

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: $(VENV)/.runtime ## Prepare .venv for running the program

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "需要 Python 3.11：make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || packaging/system_packages.sh python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

setup-dev: $(VENV)/.dev

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

libraries:
	@packaging/system_packages.sh $(QT_LIBRARIES)

run: setup libraries ## Set up and start the program; without a screen, play the demo into build/demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	  packaging/system_packages.sh $(X11_LIBRARIES) && $(PY) main.py; \
	else \
	  rm -rf build/demo && mkdir -p build && $(PY) main.py demo --out build/demo && echo "没有屏幕，已改为演示；结果在 build/demo"; \
	fi

test: setup-dev libraries ## Set up and run all tests
	@packaging/system_packages.sh chromium chromium-driver || echo "没有 Chromium：核验页的浏览器测试将跳过"
	@packaging/system_packages.sh $(PDFA_LIBRARIES) || echo "没有 Java 或它的库：PDF/A 的核验将跳过"
	@packaging/system_packages.sh softhsm2 || echo "没有 SoftHSM：U盾签名的测试将跳过"
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest

check: setup-dev ## Format, lint, types, layers
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/pyright
	$(PY) -m pytest -q tests/test_layers.py

bench: setup-dev libraries ## Measure against the bare libraries; writes docs/bench.md
	QT_QPA_PLATFORM=offscreen $(PY) -m bench

screens: setup-dev libraries ## Draw every page and every paper into build/screens
	QT_QPA_PLATFORM=offscreen $(PY) -m bench.screens

fuzz: setup-dev ## Read 10,000 broken workbooks
	$(PY) -m bench.fuzz_workbooks --count 10000

build: setup-dev libraries ## Freeze the program and try what was frozen
	$(PY) -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
	dist/zhenggaitong/zhenggaitong self-test
	rm -rf build/frozen-desk
	QT_QPA_PLATFORM=offscreen dist/zhenggaitong/zhenggaitong --workspace build/frozen-desk --close

lock: ## Pin the newest versions pyproject.toml allows (needs uv)
	uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
