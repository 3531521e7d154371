"""What is slow to load loads at first use: the window opens without the solver and the printer."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

import pytest

LATER = {
    "PySide6.QtMultimedia",
    "alembic",
    "highspy",
    "openpyxl",
    "reportlab",
    "sqlalchemy.dialects.postgresql",
    "xlsxwriter",
    "zxingcpp",
}
ENTRANCES = ("smartsupport.__main__", "smartsupport.app", "smartsupport.ui.window")


def _verbs() -> list[str]:
    import smartsupport.cli

    return [f"smartsupport.cli.{module.name}" for module in iter_modules(smartsupport.cli.__path__)]


@pytest.mark.parametrize(
    "modules",
    [
        *([name] for name in ENTRANCES if find_spec(name)),
        ["smartsupport.cli", *_verbs()],
    ],
    ids=lambda modules: modules[0],
)
def test_opening_loads_nothing_slow(modules: list[str], root: Path) -> None:
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()

    assert set(loaded) & LATER == set()
