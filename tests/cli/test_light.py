"""A verb loads what it needs: a list waits for no solver, no printer and no window."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "PySide6",
    "alembic",
    "highspy",
    "numpy",
    "openpyxl",
    "reportlab",
    "xlsxwriter",
    "zxingcpp",
}
PROGRAM = """
import sys
from smartsupport.cli.main import main
try:
    main(None, sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("verb", ["--version", "list sessions", "check"])
def test_a_small_verb_loads_nothing_slow(practice: Path, verb: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--base-dir", str(practice), *verb.split()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    assert ran.returncode == 0
    assert set(ran.stderr.split()) & HEAVY == set()
