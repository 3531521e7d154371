"""Fifteen faults of other programs, planted one after the other in a copy of this one.

`python -m tests.simulation.plants` prints what catches each. The copy lies in a temporary folder.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
WORLDS = "worlds 0 to 299"


class Plant(NamedTuple):
    """A fault: `text` of a file of the package becomes `instead`. `by` is what should catch it:
    the worlds, or a file of tests.
    """

    name: str
    file: str
    text: str
    instead: str
    by: str = WORLDS
    also: tuple[str, str] | None = None
    """A second text and what it becomes."""


PLANTS = (
    Plant(
        "a file of a known size is taken for a known file",
        "sync/reading.py",
        "if one.path not in files and _is_for_reading(one.path))",
        "if one.path not in files and _is_for_reading(one.path)"
        " and one.size not in {f.size for f in known.values()})",
    ),
    Plant(
        "a file that is missing is taken for one that is not wanted",
        "sync/reading.py",
        "    return files\n",
        "    return {**known, **files}\n",
    ),
    Plant(
        "erasures expire after 30 days",
        "storage/erasing.py",
        "    said = op.values.get(ROW, {})\n",
        "    import time\n\n    said = op.values.get(ROW, {})\n"
        "    if op.at < (time.time() - 30 * 86_400) * 1000:\n        return {}\n",
    ),
    Plant(
        "of two writes at one clock the one that came last is shown",
        "storage/heads.py",
        "return (self.hlc, self.op)",
        'return (self.hlc, b"")',
    ),
    Plant(
        "changes from a clock that is ahead are refused",
        "sync/reading.py",
        "    before = side.book.me()\n    for start",
        "    before = side.book.me()\n"
        "    ops = [op for op in ops if op.at < side.now + 3_600_000]\n    for start",
    ),
    Plant(
        "a form is stored over what it never showed",
        "storage/unit_of_work.py",
        "seen_base(before.seen, groups_of(synced))",
        'seen_base(self._stored(synced, before.id)["heads"], groups_of(synced))',
        "tests/storage/test_versions.py",
    ),
    Plant(
        "a column of a later version is dropped",
        "sync/reading.py",
        "    before = side.book.me()\n    for start",
        "    from smartsupport.storage import fold\n\n    before = side.book.me()\n"
        "    ops = [fold._as_known(fold.SYNCED[op.table], op) if op.table in fold.SYNCED else op"
        " for op in ops]\n    for start",
    ),
    Plant(
        "a file of no length is taken for read",
        "sync/reading.py",
        "    segment.read_header(whole)\n    again",
        '    if not whole:\n        return File(0, b"", b"", ())\n'
        "    segment.read_header(whole)\n    again",
    ),
    Plant(
        "the header of a file is not sealed with it",
        "sync/segment.py",
        "zlib.compress(plain), start)",
        "zlib.compress(plain), None)",
        "tests/sync/test_fuzz.py tests/sync/test_golden.py",
        also=("sealed, start)", "sealed, None)"),
    ),
    Plant(
        "what was erased stays in the files",
        "sync/tidying.py",
        "        if file.stale and (",
        "        if False and (",
    ),
    Plant(
        "a whole change that comes again beats its stub",
        "storage/erasing.py",
        "    if not stubs:\n        return one\n",
        "    if len(stubs) < 2:\n        return one if one.stub_of is None else other\n",
        "tests/storage/test_erasing.py",
    ),
    Plant(
        "small files go before anybody else has what is in them",
        "sync/tidying.py",
        "    theirs = [a for w, a in acks.items() if",
        "    if file:\n        return True\n    theirs = [a for w, a in acks.items() if",
        "tests/sync/test_leftovers.py",
    ),
    Plant(
        "half of a transaction is applied",
        "storage/oplog.py",
        "        if len(ops) + len(earlier) < ops[0].count:",
        "        if not ops:",
        "tests/storage/test_merge.py",
    ),
    Plant(
        "vectors are compared without the XOR",
        "sync/acking.py",
        "    return (found.contiguous, found.xor) == (held.contiguous, held.xor)",
        "    return found.contiguous == held.contiguous",
    ),
    Plant(
        "files under this laptop's own name are not read",
        "sync/reading.py",
        "    ops = segment.ops_of(opened)\n",
        "    ops = segment.ops_of(opened)\n"
        "    if opened.header.writer == side.book.me():\n        ops = []\n",
    ),
)


def planted(package: Path, plant: Plant) -> None:
    """Put a fault into a copy of the package. Raises ValueError unless its text is there once."""
    file = package / plant.file
    source = file.read_text(encoding="utf-8")
    for text, instead in ((plant.text, plant.instead), *((plant.also,) if plant.also else ())):
        if source.count(text) != 1:
            raise ValueError(f"{plant.name}: {source.count(text)} times in {plant.file}")
        source = source.replace(text, instead)
    file.write_text(source, encoding="utf-8")


def caught(plant: Plant) -> str:
    """What said so, "" when nothing did."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("smartsupport", "tests", "resources", "docs"):
            shutil.copytree(ROOT / part, copy / part)
        shutil.copy(ROOT / "pyproject.toml", copy)
        planted(copy / "smartsupport", plant)
        tests = plant.by.split()
        if plant.by == WORLDS:
            tests = ["tests/simulation/test_simulation.py", "-k", "lost"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", *tests],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": folder, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 1:
            return ""
        return _said(done.stdout, plant)


def _said(output: str, plant: Plant) -> str:
    lines = output.splitlines()
    if plant.by == WORLDS:
        why = [line for line in lines if line.startswith("E ") and "Broken" in line]
        why = why or [line for line in lines if line.startswith("E ")]
        return why[0].rpartition("Broken: ")[2].removeprefix("E ").strip()
    failed = next(line for line in lines if line.startswith("FAILED"))
    return "`" + failed.split()[1].rpartition("::")[2] + "`"


def main() -> int:
    """Plant all, or those whose names hold the words given."""
    missed = 0
    print("| planted | caught by | how |\n|---|---|---|")
    for plant in (p for p in PLANTS if all(word in p.name for word in sys.argv[1:])):
        how = caught(plant)
        missed += not how
        print(f"| {plant.name} | {plant.by} | {how or 'NOT CAUGHT'} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
