"""What clouds, crashes and decaying disks leave behind in the folder."""

from pathlib import Path
from uuid import uuid4

from smartsupport.domain.erasure import Erasure, Level
from smartsupport.domain.laptop import Laptop as Listed
from smartsupport.domain.laptop import LaptopState, laptop_id
from smartsupport.storage import workspace
from smartsupport.storage.oplog import all_ops
from tests.sync.sides import Laptop, Make, laptop
from tests.sync.test_exchange import register

__all__ = ["laptop"]


def later(*laptops: Laptop) -> None:
    for one in laptops:
        one.side.clock.advance(minutes=2)
        one.round()


def retire(by: Laptop, gone: Laptop) -> None:
    replica = gone.side.book.me()[:8]
    with by.store.transaction() as work:
        work.add(
            Listed(
                id=laptop_id(replica),
                replica=replica.hex(),
                name="古い受付",
                state=LaptopState.RETIRED,
                joined_at=work.now,
            )
        )


def test_copies_that_a_cloud_made_of_an_ack_go_with_the_next(laptop: Make, tmp_path: Path) -> None:
    a, b = laptop(), laptop()
    register(a, "山田")
    later(a, b)
    acks = tmp_path / "shared/ack"
    mine = next(acks.glob(f"{a.side.book.me().hex()}-*"))
    (acks / f"{mine.stem} (1).seg").write_bytes(mine.read_bytes())
    register(a, "佐藤")
    later(a, b, a, b)
    assert len(list(acks.iterdir())) == 2


def test_what_a_crash_left_goes_when_the_laptop_has_another_name(
    laptop: Make, tmp_path: Path
) -> None:
    a = laptop()
    register(a, "山田")
    a.round()
    part = tmp_path / "shared/log" / f".part-{a.side.book.me().hex()}0011223344556677"
    part.write_bytes(b"half")
    workspace.become_another(a.store, a.store)
    later(a)
    assert not part.exists()


def test_what_a_retired_laptop_left_in_flight_goes_too(laptop: Make, tmp_path: Path) -> None:
    a, b = laptop(), laptop()
    part = tmp_path / "shared" / f".part-{b.side.book.me().hex()}0011223344556677"
    part.write_bytes(b"half")
    later(a)
    assert part.exists()
    retire(a, b)
    later(a)
    assert not part.exists()


def test_a_restored_copy_sends_what_it_wrote_under_its_old_name(laptop: Make) -> None:
    a, b = laptop(), laptop()
    register(a, "山田")
    workspace.become_another(a.store, a.store)
    later(a, b)
    assert b.names() == ["山田"]


def test_what_a_disk_spoilt_in_its_place_is_put_there_again(laptop: Make, tmp_path: Path) -> None:
    a, b = laptop(), laptop()
    register(a, "山田")
    a.round()
    (file,) = (tmp_path / "shared/log").rglob("*.seg")
    file.write_bytes(bytes(file.stat().st_size))
    later(a, b)
    assert b.names() == []
    a.round(heal=True)
    b.round()
    assert b.names() == ["山田"]


def test_a_file_read_after_the_erasure_is_written_anew_once_its_laptop_is_retired(
    laptop: Make, tmp_path: Path
) -> None:
    a, b, c = laptop(), laptop(), laptop()
    person = register(a, "山田")
    a.round()
    kept = {
        f.relative_to(tmp_path): f.read_bytes()
        for f in (tmp_path / "shared/log").rglob("*")
        if f.is_file()
    }
    b.round()
    with b.store.transaction() as work:
        gone = frozenset([person.id])
        work.add(Erasure(id=uuid4(), ids=gone, level=Level.ALL, at=work.now))
    later(b, a, c)
    for path, whole in kept.items():
        (tmp_path / path).write_bytes(whole)
    later(c)
    retire(c, a)
    later(c, c)
    assert not any((tmp_path / path).exists() for path in kept)


def test_laptops_that_miss_different_files_do_not_call_each_other_wrong(
    laptop: Make, tmp_path: Path
) -> None:
    a, b, c = laptop(), laptop(), laptop()
    register(a, "一")
    a.round()
    register(a, "二")
    a.round()
    second = next(f for f in (tmp_path / "shared/log").rglob("2-2-*"))
    register(a, "三")
    a.round()
    whole = second.read_bytes()
    second.unlink()
    later(b)
    third = next(f for f in (tmp_path / "shared/log").rglob("3-3-*"))
    third.unlink()
    later(c)
    later(b)
    assert b.names() == ["一", "三"]
    assert c.names() == ["一"]
    assert b.round().diverged == ()
    assert c.round().diverged == ()
    second.write_bytes(whole)
    later(b)
    assert len(b.names()) == 3


def test_small_files_stay_until_another_laptop_has_what_is_in_them(
    laptop: Make, tmp_path: Path
) -> None:
    a, b = laptop(), laptop()
    for n in range(4):
        register(a, f"山田{n}")
        later(a)
    small = [
        f for f in (tmp_path / "shared/log").rglob("*.seg") if a.side.book.me().hex()[:16] in str(f)
    ]
    later(a)
    assert all(file.exists() for file in small)
    later(b, a)
    assert not any(file.exists() for file in small)


def test_nobody_is_called_wrong_while_the_erasure_of_a_stub_is_on_its_way(laptop: Make) -> None:
    a, b = laptop(), laptop()
    person = register(a, "山田")
    with a.store.transaction() as work:
        work.add(
            Erasure(
                id=uuid4(), ids=frozenset({person.id}), level=Level.IDENTITY, at=work.now, reason=""
            )
        )
    with a.store.reading() as reading:
        stubs = [op for op in all_ops(reading.connection) if op.stub_of is not None]
        erasures = [op for op in all_ops(reading.connection) if op.table == "erasure"]
    assert len(stubs) == 1
    b.store.merge(stubs)
    assert b.side.book.awaits_erasure()
    b.store.merge(erasures)
    assert not b.side.book.awaits_erasure()
    later(a, b, a, b)
    assert a.side.book.state_digest() == b.side.book.state_digest()
