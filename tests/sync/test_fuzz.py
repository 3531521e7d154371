"""Whatever lies in the folder, it is read or refused: nothing raises, hangs or fills the memory.

`make soak` runs many more of the same cases (`SMARTSUPPORT_FUZZ` says how many, a million
otherwise) and prints the seed with which it can be done again (`SMARTSUPPORT_SEED`).
"""

import os
import secrets
import tracemalloc
from collections import Counter
from random import Random

import msgspec
import pytest

from smartsupport.storage.op import Op
from smartsupport.storage.op import encode as op_bytes
from smartsupport.sync import ack, body, place
from smartsupport.sync.folder import Folder
from smartsupport.sync.segment import Kind, Unread
from tests.sync import fuzzing

MOST_MEMORY = 64 << 20


class _OneFile:
    def __init__(self, whole: bytes) -> None:
        self._whole = whole

    def read(self, _path: str) -> bytes:
        return self._whole


def _json_case(random: Random) -> None:
    folder: Folder = _OneFile(fuzzing.any_json(random))  # type: ignore[assignment]
    try:
        place.whose(folder)
    except msgspec.DecodeError:
        raise Unread("spoilt") from None  # type: ignore[arg-type]


def _cases(random: Random, count: int) -> Counter[str]:
    """Run so many cases; how many of each layer were read and refused."""
    log, said = body.encode(fuzzing.sample_ops()), ack.encode(fuzzing.sample_ack())
    plain = {Kind.LOG: log, Kind.ACK: said}
    whole = {kind: fuzzing.sealed(kind, each, random) for kind, each in plain.items()}
    found: Counter[str] = Counter()
    for n in range(count):
        kind = Kind.ACK if n % 4 == 0 else Kind.LOG
        layer = ("raw", "header", "within", "within", "json")[n % 5]
        try:
            if layer == "json":
                _json_case(random)
            elif layer == "within":
                _comes_back(fuzzing.read(fuzzing.within(random, kind, plain[kind])))
            else:
                fuzzing.read(getattr(fuzzing, layer)(random, whole[kind]))
        except Unread:
            found[f"{layer} refused"] += 1
        else:
            found[f"{layer} read"] += 1
    return found


def _comes_back(ops: list[Op]) -> None:
    """What could be read once must travel on."""
    assert [op_bytes(op) for op in body.decode(body.encode(ops))] == [op_bytes(op) for op in ops]


def test_spoilt_files_are_read_or_refused() -> None:
    found = _cases(Random(20261003), 2500)
    assert all(found[f"{layer} refused"] > 100 for layer in ("raw", "header", "within", "json"))
    assert found["within read"] > 30
    assert found["raw read"] < 5


@pytest.mark.soak
def test_a_million_spoilt_files_are_read_or_refused(capsys: pytest.CaptureFixture[str]) -> None:
    seed = int(os.environ.get("SMARTSUPPORT_SEED", secrets.randbits(32)))
    count = int(os.environ.get("SMARTSUPPORT_FUZZ", 1_000_000))
    with capsys.disabled():
        print(f"\n{count} spoilt files, SMARTSUPPORT_SEED={seed}", flush=True)
        random, done = Random(seed), Counter[str]()
        for start in range(0, count, 10_000):
            done += _cases(random, min(10_000, count - start))
        print(dict(sorted(done.items())), flush=True)


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
