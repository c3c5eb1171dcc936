"""The layers: who may import whom, read from the source itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# package -> what of the project it may import; a longer name wins over a shorter one
ALLOWED = {
    "data.domain": {"data.domain"},
    "data.intake": {"data.intake", "data.domain", "data.files", "data.apart", "data.pdf_text"},
    "data.store": {"data.store", "data.domain", "data.files"},
    "data.files": {"data.domain"},
    "data.apart": {"data.domain"},
    "data.words": {"data.domain"},
    "data.toml_files": {"data.domain"},
    "data.profiles": {"data.domain", "data.toml_files"},
    "data.own_files": {"data.files", "data.store"},
    "data.calendars": {"data.domain", "data.files", "data.store", "data.own_files", "data.toml_files"},
    "data.version": set(),
    "data.pdf_text": set(),
    "data": {"data"},
    "exporters": {
        "exporters",
        "data.domain",
        "data.apart",
        "data.pdf_text",
        "data.profiles",
        "data.form_definitions",
        "data.form_phrases",
        "data.form_text",
        "data.form_values",
        "data.words",
        "data.files",
        "data.version",
    },
    "headless": {"data", "exporters"},
    "ui": {"ui", "exporters", "data"},
    "main": {"headless", "ui"},
}
SOURCES = [
    path
    for part in ("data", "exporters", "ui", "headless.py", "main.py")
    for path in sorted((ROOT / part).rglob("*.py") if (ROOT / part).is_dir() else [ROOT / part])
]
OWN = {"data", "exporters", "ui", "headless", "main"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def rule_for(module: str) -> set[str]:
    return ALLOWED[max((package for package in ALLOWED if inside(module, package)), key=len)]


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    module = module_of(path)
    own = {name for name in imports_of(path) if name.split(".")[0] in OWN}
    wrong = {name for name in own if not any(inside(name, package) for package in rule_for(module))}
    assert not wrong, f"{module} may not import {sorted(wrong)}"


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_only_the_window_knows_qt(path: Path) -> None:
    if not module_of(path).startswith("ui"):
        assert not {name for name in imports_of(path) if name.startswith(("PySide6", "shiboken6"))}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if module_of(p).startswith("data.domain")], ids=module_of
)
def test_the_domain_needs_nothing_but_the_standard_library(path: Path) -> None:
    import sys

    foreign = {name.split(".")[0] for name in imports_of(path)} - set(sys.stdlib_module_names) - {"data"}
    assert not foreign


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_every_module_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_nothing_reaches_for_a_network(path: Path) -> None:
    network = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "asyncio", "xmlrpc"}
    assert not {name.split(".")[0] for name in imports_of(path)} & network
