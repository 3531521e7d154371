"""Whatever lies in the folder, it is read or refused: nothing raises, hangs or fills the memory.

`make soak` runs a million of the same cases, or `SMARTSUPPORT_FUZZ`. It prints the seed and how
far it is: given as `SMARTSUPPORT_SEED` and `SMARTSUPPORT_FROM`, it goes on from there.
"""

import os
import secrets
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import uuid4

import msgspec
import pytest
from msgspec.structs import replace

from smartsupport.domain.participant import Participant
from smartsupport.storage import oplog
from smartsupport.storage.check import in_memory
from smartsupport.storage.op import Op
from smartsupport.storage.op import encode as op_bytes
from smartsupport.sync import ack, body, place
from smartsupport.sync.segment import Kind, Unread, Why
from tests.sync import fuzzing
from tests.sync.sides import Make, laptop

__all__ = ["laptop"]

MOST_MEMORY = 64 << 20

AT_ONCE = 2500
"""Cases with random numbers of their own, so that a run can go on where it stood."""

LAYERS = ("raw", "header", "within", "within", "within", "json", "key")
"""Any byte of a file, its header under a right hash, its body under the right key; workspace.json;
key files, most of them authentic."""


def _json_case(random: Random) -> None:
    folder = fuzzing.OneFile(fuzzing.any_json(random))
    try:
        place.whose(folder)  # type: ignore[arg-type]
    except msgspec.DecodeError:
        raise Unread(Why.SPOILT) from None


def _key_case(random: Random, said: object) -> None:
    if not fuzzing.read_key(fuzzing.key_file(random, said)):
        raise Unread(Why.SPOILT)


def _cases(random: Random, count: int) -> Counter[str]:
    """Run so many cases; how many of each layer were read and refused."""
    log, said = body.encode(fuzzing.sample_ops()), ack.encode(fuzzing.sample_ack())
    plain = {Kind.LOG: log, Kind.ACK: said}
    key = fuzzing.sample_key_line()
    whole = {kind: fuzzing.sealed(kind, each, random) for kind, each in plain.items()}
    found: Counter[str] = Counter()
    taken: list[Op] = []
    for n in range(count):
        kind = Kind.ACK if n % 4 == 0 else Kind.LOG
        layer = LAYERS[n % len(LAYERS)]
        try:
            if layer == "json":
                _json_case(random)
            elif layer == "key":
                _key_case(random, key)
            elif layer == "within":
                taken += _comes_back(fuzzing.read(fuzzing.within(random, kind, plain[kind])))
            else:
                fuzzing.read(getattr(fuzzing, layer)(random, whole[kind]))
        except Unread:
            found[f"{layer} refused"] += 1
        else:
            found[f"{layer} read"] += 1
    with in_memory() as connection:
        oplog.merge(connection, taken)
    return found


def _comes_back(ops: list[Op]) -> list[Op]:
    """What could be read once must travel on."""
    assert [op_bytes(op) for op in body.decode(body.encode(ops))] == [op_bytes(op) for op in ops]
    return ops


def test_spoilt_files_are_read_or_refused() -> None:
    found = _cases(Random(20261003), AT_ONCE)
    assert all(found[f"{layer} refused"] > 100 for layer in LAYERS)
    assert found["within read"] > 30
    assert found["raw read"] < 5


def test_spoilt_files_take_no_memory() -> None:
    tracemalloc.start()
    try:
        _cases(Random(20261004), 300)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_a_folder_full_of_spoilt_files_stops_no_round(laptop: Make, tmp_path: Path) -> None:
    random, a, b = Random(8), laptop(), laptop()
    with a.store.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    a.round()
    folder = tmp_path / "shared"
    for n, whole in enumerate(_spoilt_files(random)):
        (folder / "log" / f"{n}.seg").write_bytes(whole)
    (folder / "keys").mkdir(exist_ok=True)
    for n in range(20):
        whole = fuzzing.key_file(random, fuzzing.sample_key_line())
        (folder / "keys" / f"{n}.key").write_bytes(whole)
    spoilt = {*folder.glob("log/*.seg"), *folder.glob("keys/*.key")}
    for _ in range(2):
        for one in (b, a):
            one.side.clock.advance(minutes=2)
            report = one.round()
            assert report.trouble is None
            assert report.waiting > 30
            assert "山田" in one.names()
    assert spoilt <= {*folder.rglob("*")}


def _spoilt_files(random: Random) -> Iterator[bytes]:
    plain = {
        Kind.LOG: body.encode(fuzzing.sample_ops()),
        Kind.ACK: ack.encode(fuzzing.sample_ack()),
    }
    for n in range(60):
        kind = Kind.ACK if n % 3 == 0 else Kind.LOG
        whole = fuzzing.sealed(kind, plain[kind], random)
        yield fuzzing.within(random, kind, plain[kind])
        if n % 4 == 0:
            yield fuzzing.raw(random, whole)
            yield fuzzing.header(random, whole)
    absurd = [
        fuzzing.with_absurd_values(random, random.choice(fuzzing.sample_ops()), n)
        for n in range(100)
    ]
    yield fuzzing.sealed(Kind.LOG, body.encode(absurd), random)
    for at, number in ((-(2**62), 1), (2**62, 2**63 - 1)):
        said = replace(fuzzing.sample_ack(), at=at, number=number, schema=2**31)
        yield fuzzing.sealed(Kind.ACK, ack.encode(said), random)


@pytest.mark.soak
def test_a_million_spoilt_files_are_read_or_refused(capsys: pytest.CaptureFixture[str]) -> None:
    seed, start, count = (
        int(os.environ.get(f"SMARTSUPPORT_{name}", otherwise))
        for name, otherwise in (
            ("SEED", secrets.randbits(32)),
            ("FROM", 0),
            ("FUZZ", 1_000_000),
        )
    )
    done: Counter[str] = Counter()
    with capsys.disabled():
        print(f"\nSMARTSUPPORT_SEED={seed}", flush=True)
        for here in range(start, count, AT_ONCE):
            if here % 50_000 == 0:
                print(f"SMARTSUPPORT_FROM={here}", flush=True)
            try:
                done += _cases(Random(f"{seed} {here}"), min(AT_ONCE, count - here))
            except BaseException as error:
                error.add_note(f"SMARTSUPPORT_SEED={seed} SMARTSUPPORT_FROM={here}")
                raise
        print(count, dict(sorted(done.items())), flush=True)


@pytest.mark.parametrize("kind", Kind)
def test_a_body_that_swells_is_not_unpacked(kind: Kind) -> None:
    random = Random(1)
    bomb = fuzzing.sealed(kind, bytes(40 << 20), random)
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        with pytest.raises(Unread):
            fuzzing.read(bomb)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
