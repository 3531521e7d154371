from pathlib import Path
from uuid import uuid4

import pytest

from smartsupport.domain.participant import Participant
from smartsupport.sync import publishing, tidying
from tests.sync.sides import Laptop, Make, laptop

__all__ = ["laptop"]


def register(at: Laptop, name: str) -> Participant:
    with at.store.transaction() as work:
        return work.add(Participant(id=uuid4(), name=name))


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_two_laptops_show_each_others_people(laptop: Make) -> None:
    a, b = laptop(), laptop()
    register(a, "山田")
    register(b, "髙﨑𠮷")
    a.round()
    b.round()
    assert b.names() == ["山田", "髙﨑𠮷"]
    a.round()
    assert a.names() == ["山田", "髙﨑𠮷"]


def test_a_folder_at_rest_is_left_alone(laptop: Make, tmp_path: Path) -> None:
    a, b = laptop(), laptop()
    register(a, "山田")
    for one in (a, b, a, b):
        one.side.clock.advance(minutes=2)
        one.round()
    before = files(tmp_path / "shared")
    for one in (a, b, a, b):
        one.side.clock.advance(minutes=2)
        report = one.round()
        assert report.written == 0
        assert report.is_complete
        assert report.confirmed_by
    assert files(tmp_path / "shared") == before


def test_many_small_files_become_few(laptop: Make, tmp_path: Path) -> None:
    a, b = laptop(), laptop()
    for n in range(70):
        register(a, f"山田{n}")
        a.round()
        if n % 5 == 4:
            b.side.clock.advance(minutes=2)
            b.round()
    a.round()
    assert len(list((tmp_path / "shared/log").rglob("*.seg"))) < 20
    b.round()
    assert b.names() == a.names()
    c = laptop()
    c.round()
    assert c.names() == a.names()


def test_what_is_nobodys_is_not_waited_for(laptop: Make, tmp_path: Path) -> None:
    a = laptop()
    (tmp_path / "shared/README (1).txt").write_text("写し")
    (tmp_path / "shared/log").mkdir(exist_ok=True)
    (tmp_path / "shared/log/~1-1.tmp").write_bytes(b"")
    report = a.round()
    assert (report.foreign, report.waiting) == (2, 0)
    (tmp_path / "shared/log/1-1-0123456789abcdef (1).seg").write_bytes(b"")
    report = a.round()
    assert (report.foreign, report.arriving) == (2, 1)
    assert not report.is_complete


def test_long_notes_go_into_files_that_can_be_unpacked(
    laptop: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "MOST_BYTES", 10_000)
    monkeypatch.setattr(tidying, "MOST_BYTES", 10_000)
    a, b = laptop(), laptop()
    with a.store.transaction() as work:
        for n in range(8):
            work.add(Participant(id=uuid4(), name=f"山田{n}", note="長" * 1500))
    a.round()
    log = tmp_path / "shared/log"
    assert len(list(log.rglob("*.seg"))) > 3
    b.side.clock.advance(minutes=2)
    b.round()
    assert b.names() == a.names()
    a.round()
    before = files(tmp_path / "shared")
    assert a.round().written == 0
    assert files(tmp_path / "shared") == before
