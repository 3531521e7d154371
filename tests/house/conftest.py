"""The house as its own tests see it: source files, their trees, the catalogue."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

HERE = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return HERE


@pytest.fixture(scope="session")
def trees() -> dict[str, ast.Module]:
    """Every module of the program, parsed, by its path in the checkout."""
    return {
        path.relative_to(HERE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((HERE / "smartsupport").rglob("*.py"))
    }


@pytest.fixture(scope="session")
def japanese() -> Catalog:
    """The Japanese catalogue."""
    path = HERE / "resources/locale/ja/LC_MESSAGES/smartsupport.po"
    with path.open("rb") as file:
        return read_po(file, locale="ja", abort_invalid=True)
