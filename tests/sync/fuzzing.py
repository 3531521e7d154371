"""Files that somebody spoilt: at random, skilfully, or with the right key."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from smartsupport.domain.account import RecoverySheet
from smartsupport.storage import sealing
from smartsupport.storage.holders import Holders
from smartsupport.storage.op import ADD, Op, OpId
from smartsupport.storage.ring import RingKey
from smartsupport.sync import ack, body, keys, segment
from smartsupport.sync.ack import Ack, Holds
from smartsupport.sync.folder import Listed
from smartsupport.sync.segment import DIGEST, MAGIC, Key, Kind, Opened
from tests import stores
from tests.storage.ops import make_op, op_id, void_of, written_by

WORKSPACE = stores.WORKSPACE.bytes
WRITER = b"writer-8\0\0\0\1"
KEY = Key(b"k" * 16, b"s" * 32)

# What parsers stumble over: lengths that lie, ends of number ranges, ids of no table.
# fmt: off
_WORDS = tuple(map(bytes.fromhex, (
    "ddffffffff", "dfffffffff", "dcffff", "deffff", "dbffffffff", "c6ffffffff", "c9ffffffff01",
    "9f", "8f", "c0", "c1", "c3", "90", "80", "a0", "ff", "00", "00000000", "ffffffff", "7fffffff",
    "cfffffffffffffffff", "cf7fffffffffffffff", "d38000000000000000", "cb7ff8000000000000",
    "d40100", "d401ff", "d50100ff", "c70001", "d6ff00000000", "d7ffffffffffffffff", "c70cff",
    "edb080", "c0a0", "9191919191919191", "8181818181818181",
)))
# fmt: on


def sample_ops() -> list[Op]:
    """A little of everything that a body can hold."""
    add = written_by([], "add", 1, 1, 1)
    name = written_by([add], "change both", 2, 2, 2)
    delete = written_by([add, name], "delete", 3, 1, 3)
    event = make_op(4, ADD, {"row": {"code": "S1", "move": "issue", "at": 0, "reason": ""}})
    later = make_op(5, ADD, {"name": {"name": "山田", "x": [1.5, {"a": b"i" * 16}]}}, schema=9)
    stub = replace(make_op(6, values={"note": {}}, subjects=[bytes(16)]), stub_of=op_id(4))
    seat = make_op(7, ADD, {"venue": {"venue_id": b"v" * 16}}, txn=9, count=2, table="session")
    event = replace(event, table="card_event")
    return [add, name, delete, event, void_of(8, 2, 9, [event.id]), later, stub, seat]


def sample_ack() -> Ack:
    return Ack(
        number=3,
        at=1_790_000_000_000,
        name="受付",
        vector=(Holds(WRITER, 70_000, b"x" * 8), Holds(b"other--8\0\0\0\2", 3, bytes(8))),
        erased=(b"e" * 16,),
        schema=1,
        digest=b"d" * 16,
    )


def sealed(kind: Kind, plain: bytes, random: Random) -> bytes:
    return segment.seal(
        kind, plain, workspace=WORKSPACE, writer=WRITER, key=KEY, random=random.randbytes
    )


def spoilt(random: Random, whole: bytes) -> bytes:
    """`whole` after one to four accidents."""
    out = bytearray(whole)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        _ACCIDENTS[random.randrange(len(_ACCIDENTS))](random, out)
    return bytes(out)


def _flip(random: Random, out: bytearray) -> None:
    if out:
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)


def _overwrite(random: Random, out: bytearray) -> None:
    word = random.choice(_WORDS)
    at = random.randrange(len(out) + 1)
    out[at : at + len(word)] = word


def _insert(random: Random, out: bytearray) -> None:
    at = random.randrange(len(out) + 1)
    out[at:at] = random.choice(_WORDS)


def _take(random: Random, out: bytearray) -> None:
    at = random.randrange(len(out) + 1)
    del out[at : at + random.choice((1, 1, 2, 8, 64))]


def _repeat(random: Random, out: bytearray) -> None:
    at = random.randrange(len(out) + 1)
    out[at:at] = out[at : at + random.choice((1, 8, 64))] * random.choice((1, 2, 50))


def _cut(random: Random, out: bytearray) -> None:
    del out[random.randrange(len(out) + 1) :]


def _clear(random: Random, out: bytearray) -> None:
    at = random.randrange(len(out) + 1)
    out[at : at + 32] = bytes(len(out[at : at + 32]))


_ACCIDENTS: tuple[Callable[[Random, bytearray], None], ...] = (
    *(_flip, _overwrite, _overwrite, _insert, _take, _repeat, _cut, _clear),
)


def _hashed(before: bytes) -> bytes:
    return before + hashlib.sha256(before).digest()


def raw(random: Random, whole: bytes) -> bytes:
    """First layer: any byte of the file."""
    return spoilt(random, whole)


def header(random: Random, whole: bytes) -> bytes:
    """Second layer: the header, with its length put right or not, and the hash again right."""
    begin = len(MAGIC) + 4
    length = int.from_bytes(whole[len(MAGIC) : begin], "big")
    other = spoilt(random, whole[begin : begin + length])
    said = len(other) if random.random() < 0.8 else random.getrandbits(random.choice((8, 20, 32)))
    rest = whole[begin + length : -DIGEST]
    return _hashed(MAGIC + said.to_bytes(4, "big") + other + rest)


def within(random: Random, kind: Kind, plain: bytes) -> bytes:
    """Third layer: what is sealed, with the right key. Of ops mostly one, its length put right."""
    if kind is Kind.LOG and random.random() < 0.7:
        parts = [bytes(part) for part in body._parts(plain)]
        n = random.randrange(len(parts))
        parts[n] = spoilt(random, parts[n])
        plain = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    else:
        plain = spoilt(random, plain)
    return sealed(kind, plain, random)


def read(whole: bytes) -> list[Op]:
    """What a laptop makes of a file: its ops, none for an ack. Raises Unread and nothing else."""
    opened: Opened = segment.open_file(whole, WORKSPACE, {KEY.id: KEY.secret})
    if opened.header.kind == Kind.ACK:
        ack.decode(opened.body)
        return []
    return segment.ops_of(opened)


def any_json(random: Random) -> bytes:
    """A workspace.json that nobody wrote."""
    return spoilt_json(random, {"format": 1, "workspace": "0f4be35a-91f0-4f6c-8a4c-3f7b8a3f3c11"})


def spoilt_json(random: Random, said: Any) -> bytes:
    """`said` with an odd value somewhere, or its bytes spoilt, or neither."""
    if random.random() < 0.6:
        said = _with_odd_value(random, said)
    whole = json.dumps(said).encode()
    return whole if random.random() < 0.5 else spoilt(random, whole)


def _with_odd_value(random: Random, said: Any) -> Any:
    if isinstance(said, dict) and said and random.random() < 0.9:
        name = random.choice(list(said))
        return {**said, name: _with_odd_value(random, said[name])}
    if isinstance(said, list) and said and random.random() < 0.9:
        place = random.randrange(len(said))
        return [*said[:place], _with_odd_value(random, said[place]), *said[place + 1 :]]
    return random.choice(_ODD)


_ODD: tuple[object, ...] = (
    *(None, True, 0, -1, 2, 2**63, 2**70, 1.0, 1e300, "", "x", "AAAA", "=", [], {}, [[]]),
    *("0f4be35a-91f0-4f6c-8a4c-3f7b8a3f3c12", "\ud800", "\0", "ff" * 32, "f" * 100_000),
)
PRIVATE = b"p" * 32
SHEET = RecoverySheet(
    id=UUID(int=5),
    made_at=datetime(2026, 10, 3, tzinfo=UTC),
    public_key=sealing.public_key(PRIVATE).hex(),
    last_four="",
)


def sample_key_line() -> Any:
    """What a key file for one recovery sheet says."""
    return json.loads(key_line())


def key_line() -> bytes:
    """The line of that key file."""
    key = RingKey(1, KEY.id, KEY.secret)
    who = Holders((), (SHEET,), frozenset(), frozenset([op_id(1)]))
    side = SimpleNamespace(workspace=WORKSPACE)
    return keys._sealed(side, key, (), who)[:-64]  # type: ignore[arg-type]


def key_file(random: Random, said: Any) -> bytes:
    """A key file, mostly with the right code at its end."""
    line = spoilt_json(random, said)
    if random.random() < 0.2:
        return spoilt(random, line + b"0" * 64)
    return sealed_key(line)


def sealed_key(line: bytes) -> bytes:
    """A key file with this line and the right code at its end."""
    return line + keys._mac(RingKey(1, KEY.id, KEY.secret), line).hex().encode()


def read_key(whole: bytes) -> bool:
    """Whether a laptop that knows no key takes one from this file. Raises nothing."""
    found = keys.read(OneFile(whole), [Listed("keys/x.key", len(whole))])  # type: ignore[arg-type]
    keys.opened(found, WORKSPACE, PRIVATE, [RingKey(1, b"o" * 16, KEY.secret)])
    return bool(keys.opened(found, WORKSPACE, PRIVATE, ()))


class OneFile:
    """A folder with one file, whatever it is called."""

    def __init__(self, whole: bytes) -> None:
        self._whole = whole

    def read(self, _path: str) -> bytes:
        return self._whole


def with_absurd_values(random: Random, op: Op, n: int) -> Op:
    """A whole op, the `n`-th of a strange writer, that no program would write."""
    made = replace(
        op,
        id=OpId(bytes([n % 3]) * 8, 1, n + 1, random.randbytes(8)).pack(),
        txn=random.randbytes(16),
    )
    made = replace(made, index=0, count=1)
    for _ in range(random.choice((0, 1, 2))):
        field, choices = random.choice(_ABSURD)
        made = replace(made, **{field: random.choice(choices)})
    values = {name: dict(given) for name, given in made.values.items()}
    for given in values.values():
        for column in given:
            if random.random() < 0.3:
                given[column] = random.choice(_VALUES)
    return replace(made, values=values)


_VALUES: tuple[object, ...] = (
    *(None, 0, -1, 1, True, 2**63 - 1, -(2**63), 2**64 - 1, 1.5, float("nan"), "", "\0", "x", "1"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "2026-10-03", "24:00", "10:05", "[]", "{}", "null"),
    *('["x"]', "[[[[", "[" * 100_000, '{"a":1}', b"", b"\0", b"i" * 16, b"i" * 17, [], {}),
    *([[b"i" * 16]], "é" * 3000, "2026-W01-1", "confirmed", "present", '["[[[[["]', 10**15),
)
_ABSURD: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("hlc", (0, 2**63 - 1)),
    ("at", (0, -(2**62), 2**62)),
    ("index", (5, 2**63 - 1)),
    ("count", (2, 7, 2**31)),
    ("actor", (None, bytes(16))),
    ("schema", (2, 2**31)),
    ("kind", ("add", "change", "void", "", "explode", "\0")),
    ("table", ("participant", "card_event", "erasure", "session", "sqlite_master", "", "x" * 300)),
    ("row", (bytes(16), b"i" * 16)),
    (
        "values",
        ({}, {"": {}}, {"deleted": {}}, {"deleted": {"deleted": "x"}}, {"voided": {"x": 1}}),
    ),
    ("values", ({"heads": {"heads": b""}}, {"id": {"id": b"i" * 16}}, {"row": {}})),
    ("base", ({}, {"": []}, {"name": [op_id(1), op_id(1)]}, {"deleted": [bytes(28)]})),
    ("base", ({"row": [op_id(4)]}, {"deleted": [op_id(1)], "name": [b"\xff" * 28]})),
    ("subjects", ([], [bytes(16)] * 3)),
    ("stub_of", (None, bytes(28), b"\xff" * 28)),
)
