"""An allowed stick, plugged into one laptop and then into another."""

from pathlib import Path
from uuid import uuid4

from smartsupport.domain.participant import Participant
from smartsupport.sync.folder import DiskFolder
from smartsupport.sync.side import Trouble
from tests.sync.sides import Laptop, Make, laptop

__all__ = ["laptop"]


def register(at: Laptop, name: str) -> None:
    with at.store.transaction() as work:
        work.add(Participant(id=uuid4(), name=name))


def test_a_stick_carried_back_and_forth_brings_both_together(laptop: Make, tmp_path: Path) -> None:
    plugs = tmp_path / "media-a", tmp_path / "media-b"
    plugs[0].mkdir()
    a = laptop(DiskFolder(plugs[0]))
    plugs[0].rename(plugs[1])
    b = laptop(DiskFolder(plugs[1]))
    plugs[1].rename(plugs[0])

    for day in range(3):
        register(a, f"あ{day}")
        register(b, f"い{day}")
        for here, there, plug, other in ((a, b, *plugs), (b, a, *plugs[::-1])):
            assert there.round().trouble is Trouble.MISSING
            assert here.round().unsent == 0
            plug.rename(other)
    a.round()

    assert a.names() == b.names() == sorted(f"{who}{day}" for who in "あい" for day in range(3))
