"""Programs beside each other, and programs that are killed: what was said stays written."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import check
from smartsupport.storage.unit_of_work import Store
from tests.stores import HeldClock, assert_replays, new_store, open_again

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")


def start(folder: Path, count: int) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), str(count)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "open\n"
    return program


def go(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def said(lines: str) -> set[UUID]:
    """The ids of whole lines; a killed program may leave half of one."""
    whole = lines[: lines.rfind("\n") + 1]
    return {UUID(word) for word in whole.split()}


def stored(store: Store) -> set[UUID]:
    with store.reading() as reading:
        return {person.id for person in reading.find(Participant)}


def test_two_programs_write_one_file_and_nothing_is_lost(tmp_path: Path, clock: HeldClock) -> None:
    new_store(tmp_path, clock).close()
    both = [start(tmp_path, 40), start(tmp_path, 40)]
    for program in both:
        go(program)
    results = [program.communicate(timeout=60) for program in both]
    assert [program.returncode for program in both] == [0, 0]
    store = open_again(Places(base=tmp_path), clock)
    told = set().union(*(said(out) for out, _ in results))
    assert len(told) == 160
    assert stored(store) == told
    assert check.quick_check(store) == []
    assert_replays(store)
    store.close()


_SOAK = [pytest.param(n, marks=pytest.mark.soak) for n in range(2, 202, 2)]


@pytest.mark.parametrize("acknowledged", [1, 7, 40, *_SOAK])
def test_killed_in_the_middle_what_was_committed_is_there(
    tmp_path: Path, clock: HeldClock, acknowledged: int
) -> None:
    new_store(tmp_path, clock).close()
    with start(tmp_path, 1_000_000) as program:
        go(program)
        assert program.stdout is not None
        heard = "".join(program.stdout.readline() for _ in range(acknowledged))
        program.kill()
        heard += program.stdout.read()
    store = open_again(Places(base=tmp_path), clock)
    there = stored(store)
    assert said(heard) <= there
    assert len(there) % 2 == 0
    assert check.quick_check(store) == []
    assert_replays(store)
    with store.transaction() as work:
        work.add(Participant(id=UUID(int=1)))
    store.close()
