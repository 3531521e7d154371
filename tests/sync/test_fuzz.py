"""Whatever lies in the folder, it is read or refused: nothing raises, hangs or fills the memory.

`make soak` runs a million of the same cases, or `SMARTSUPPORT_FUZZ`. It prints the seed and how
far it is: given as `SMARTSUPPORT_SEED` and `SMARTSUPPORT_FROM`, it goes on from there.
"""

import os
import secrets
import tracemalloc
from collections import Counter
from random import Random

import msgspec
import pytest

from smartsupport.storage import oplog
from smartsupport.storage.check import in_memory
from smartsupport.storage.op import Op
from smartsupport.storage.op import encode as op_bytes
from smartsupport.sync import ack, body, place
from smartsupport.sync.segment import Kind, Unread, Why
from tests.sync import fuzzing

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
    tracemalloc.start()
    try:
        found = _cases(Random(20261003), AT_ONCE)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert all(found[f"{layer} refused"] > 100 for layer in LAYERS)
    assert found["within read"] > 30
    assert found["raw read"] < 5


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
