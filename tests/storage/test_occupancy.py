"""One window at a time; a crash leaves a mark, never a lock."""

import subprocess
import sys
from pathlib import Path

import pytest

from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.paths import Places
from smartsupport.storage import occupancy, workspace
from smartsupport.storage.occupancy import occupy
from tests.stores import HeldClock, new_store, open_again

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from smartsupport.storage.occupancy import occupy
held = occupy(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
held.leave()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def test_a_second_program_is_refused_until_the_first_leaves(tmp_path: Path) -> None:
    path = tmp_path / "in-use"
    first = holder(path)
    for _ in range(2):
        with pytest.raises(Refused, match="register_open"):
            occupy(path)
    first.communicate("\n")

    second = occupy(path)

    assert second.clean
    second.leave()


def test_the_same_program_does_not_take_it_twice(tmp_path: Path) -> None:
    held = occupy(tmp_path / "in-use")
    with pytest.raises(Refused, match="register_open"):
        occupy(tmp_path / "in-use")
    held.leave()
    held.leave()
    occupy(tmp_path / "in-use").leave()


def test_a_killed_program_leaves_its_mark_and_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "in-use"
    killed = holder(path)
    killed.kill()
    killed.communicate()

    again = occupy(path)
    assert not again.clean
    again.leave()  # nobody has checked anything yet
    third = occupy(path)
    assert not third.clean
    third.clean = True
    third.leave()
    last = occupy(path)
    assert last.clean
    last.leave()


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="workspace_not_writable"):
        occupy(tmp_path / "nowhere" / "in-use")


def test_a_full_disk_is_not_called_another_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(occupancy.os, "fsync", full)
        with pytest.raises(Unavailable, match="workspace_not_writable"):
            occupy(tmp_path / "in-use")
    occupy(tmp_path / "in-use").leave()


def test_no_place_is_taken_where_no_register_is(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no_workspace"):
        workspace.occupied(Places(base=tmp_path))
    assert not list(tmp_path.iterdir())


def test_a_command_works_beside_an_open_window(tmp_path: Path, clock: HeldClock) -> None:
    new_store(tmp_path, clock).close()
    held = workspace.occupied(Places(base=tmp_path))

    store = open_again(Places(base=tmp_path), clock)

    store.close()
    held.leave()
