"""The register's folder is nobody else's on this computer."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport import log, settings
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import private
from tests.stores import HeldClock, new_store, open_again

pytestmark = pytest.mark.usefixtures("usual_mask")


@pytest.fixture
def usual_mask() -> Iterator[None]:
    """What most systems let others do with new files."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(places: Places) -> set[str]:
    return {
        str(path.relative_to(places.base))
        for path in (places.base, *places.base.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }


def test_a_new_register_is_closed_to_others(tmp_path: Path, clock: HeldClock) -> None:
    places = Places(base=tmp_path / "mine")
    store = new_store(places.base, clock)
    settings.save(places.settings, settings.DEFAULTS)
    log.stop(log.start(places.logs))
    with store.reading() as reading:
        assert reading.find(Participant) == []
        assert open_to_others(places) == set()
    store.close()


def test_one_that_others_could_read_is_closed_when_it_is_opened(
    tmp_path: Path, clock: HeldClock
) -> None:
    places = Places(base=tmp_path / "mine")
    new_store(places.base, clock).close()
    settings.save(places.settings, settings.DEFAULTS)
    log.stop(log.start(places.logs))
    places.backups.mkdir()
    (places.backups / "2026-10-03_090000.ssbackup").write_bytes(b"x")
    for path in (places.base, *places.base.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

    store = open_again(places, clock)

    assert open_to_others(places) == set()
    assert stat.S_IMODE(places.base.stat().st_mode) == 0o700
    assert stat.S_IMODE(places.database.stat().st_mode) == 0o600
    store.close()


def test_documents_and_everybodys_folders_stay_as_somebody_chose(tmp_path: Path) -> None:
    places = Places(base=tmp_path / "shared")
    places.documents.mkdir(parents=True)
    places.base.chmod(0o1777)
    paper = places.documents / "list.pdf"
    paper.write_bytes(b"x")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"x")
    places.vault.symlink_to(elsewhere)

    private.tighten(places)

    modes = [stat.S_IMODE(p.stat().st_mode) for p in (places.base, paper, elsewhere)]
    assert modes == [0o1777, 0o644, 0o644]
