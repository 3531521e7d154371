"""Small files: what does not fit on a few screens is not read to the end."""

from pathlib import Path
from statistics import median

LONGEST, MEDIAN = 400, 150


def test_no_module_is_too_long_to_read(root: Path) -> None:
    lines = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (root / "smartsupport").rglob("*.py")
    }

    assert {name: n for name, n in lines.items() if n > LONGEST} == {}
    assert median(n for n in lines.values() if n > 1) <= MEDIAN
