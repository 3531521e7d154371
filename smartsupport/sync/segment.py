"""A segment: one file in the shared folder, sealed, which shows whether it has arrived whole.

    magic 8 · length of the header 4 · header · AES-256-GCM(zlib(body)) · SHA-256 of all before

The whole beginning, up to the sealed part, is authenticated with it. Whoever cannot open a file
learns which laptop wrote how many changes, and nothing else. `docs/sync.md` has it byte by byte.
"""

import hashlib
import secrets
import zlib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from smartsupport.storage.op import Bytes12, Bytes16, Op, OpId, Whole
from smartsupport.sync import body

MAGIC = b"sslog\r\n\x1a"
"""With the line ends that a transfer "as text" would spoil."""

FORMAT = 1
"""Written as the least version that reads a file; higher ones are left for a later program."""

LONGEST_BODY = 8 << 20
"""Bytes; twice what a laptop writes. Nothing longer is unpacked."""

_LENGTH = 4
DIGEST = 32
"""Bytes at the end of a file by which it is known."""

_LONGEST_HEADER = 1 << 20

Random = Callable[[int], bytes]

Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]


class Kind(StrEnum):
    """What the body is: ops, or what a laptop says that it holds."""

    LOG = "log"
    ACK = "ack"


class Why(StrEnum):
    """Why a file is not read now."""

    ARRIVING = "arriving"
    """It is not whole, or not ours at all: from outside there is no telling."""
    FOREIGN = "foreign"
    """Of another workspace."""
    NEWER = "newer"
    """For a later version of this program."""
    LOCKED = "locked"
    """Under a workspace key that this laptop does not have yet."""
    SPOILT = "spoilt"
    """Whole, and yet not what anyone with the key wrote."""


class Unread(Exception):
    """A file that is not read now. It is left where it is, and tried again."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Range(msgspec.Struct, frozen=True, array_like=True):
    """A run of one writer's ops: sequence numbers `first` to `last`, all of them here."""

    writer: Bytes12
    first: Whole
    last: Whole


class Header(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What stands openly at the beginning."""

    least_reader: Whole
    kind: str
    workspace: Bytes16
    key: Bytes16
    """Which workspace key it is sealed with."""
    writer: Bytes12
    """Replica and incarnation of the laptop that wrote the file, whosever the ops are."""
    ranges: tuple[Range, ...]
    salt: Bytes32
    nonce: Bytes12
    length: Whole
    """Of the body before it was compressed."""


class _Least(msgspec.Struct, frozen=True, array_like=True):
    """What every version's header begins with."""

    least_reader: Whole


class Key(NamedTuple):
    """A workspace key: 32 bytes, and the id by which files name it."""

    id: bytes
    secret: bytes


class Opened(NamedTuple):
    """A file that could be read: its header, its body, and the SHA-256 by which it is known."""

    header: Header
    body: bytes
    digest: bytes


def seal(
    kind: Kind,
    plain: bytes,
    *,
    workspace: bytes,
    writer: bytes,
    key: Key,
    ranges: Sequence[Range] = (),
    random: Random = secrets.token_bytes,
) -> bytes:
    """The bytes of a file with this body; never the same twice, since the key is salted."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = Header(
        least_reader=FORMAT,
        kind=kind,
        workspace=workspace,
        key=key.id,
        writer=writer,
        ranges=tuple(ranges),
        salt=random(32),
        nonce=random(12),
        length=len(plain),
    )
    packed = msgspec.msgpack.encode(header)
    start = MAGIC + len(packed).to_bytes(_LENGTH, "big") + packed
    file_key = _file_key(key.secret, header.salt)
    whole = start + AESGCM(file_key).encrypt(header.nonce, zlib.compress(plain), start)
    return whole + hashlib.sha256(whole).digest()


def ranges_of(ops: Sequence[Op]) -> tuple[Range, ...]:
    """The runs that these ops make."""
    out: list[Range] = []
    for writer, seq in sorted({(op.id[: body.WRITER], OpId.unpack(op.id).seq) for op in ops}):
        if out and out[-1].writer == writer and out[-1].last + 1 == seq:
            out[-1] = Range(writer, out[-1].first, seq)
        else:
            out.append(Range(writer, seq, seq))
    return tuple(out)


def open_file(whole: bytes, workspace: bytes, keys: Mapping[bytes, bytes]) -> Opened:
    """What a file says; `keys` are the secrets of workspace keys by id. Raises Unread."""
    header, start = _header(whole)
    if header.workspace != workspace:
        raise Unread(Why.FOREIGN)
    secret = keys.get(header.key)
    if secret is None:
        raise Unread(Why.LOCKED)
    sealed = memoryview(whole)[start:-DIGEST]
    return Opened(header, _unsealed(header, whole[:start], sealed, secret), whole[-DIGEST:])


def read_header(whole: bytes) -> Header:
    """What a whole file says openly. Raises Unread."""
    return _header(whole)[0]


def _header(whole: bytes) -> tuple[Header, int]:
    """The header, and where the sealed part begins."""
    before = memoryview(whole)[:-DIGEST]
    if not whole.startswith(MAGIC) or hashlib.sha256(before).digest() != whole[-DIGEST:]:
        raise Unread(Why.ARRIVING)
    begin = len(MAGIC) + _LENGTH
    length = int.from_bytes(whole[len(MAGIC) : begin], "big")
    if length > min(_LONGEST_HEADER, len(whole) - begin - DIGEST):
        raise Unread(Why.SPOILT)
    packed = whole[begin : begin + length]
    try:
        if msgspec.msgpack.decode(packed, type=_Least).least_reader > FORMAT:
            raise Unread(Why.NEWER)
        return msgspec.msgpack.decode(packed, type=Header), begin + length
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unread(Why.SPOILT) from None


def _unsealed(header: Header, start: bytes, sealed: memoryview, secret: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        packed = AESGCM(_file_key(secret, header.salt)).decrypt(header.nonce, sealed, start)
        if header.length > LONGEST_BODY:
            raise ValueError("too long")
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(packed, header.length + 1)
    except (InvalidTag, ValueError, zlib.error):
        raise Unread(Why.SPOILT) from None
    if len(plain) != header.length or not unpacking.eof or unpacking.unused_data:
        raise Unread(Why.SPOILT)
    return plain


def _file_key(secret: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=salt, info=b"smartsupport segment"
    ).derive(secret)


def sealed_ops(
    ops: Sequence[Op],
    *,
    workspace: bytes,
    writer: bytes,
    key: Key,
    random: Random = secrets.token_bytes,
) -> bytes:
    """A segment with these ops."""
    return seal(
        Kind.LOG,
        body.encode(ops),
        workspace=workspace,
        writer=writer,
        key=key,
        ranges=ranges_of(ops),
        random=random,
    )


def ops_of(opened: Opened) -> list[Op]:
    """The ops of a segment. Raises Unread for a body that nobody wrote as such."""
    try:
        return body.decode(opened.body)
    except msgspec.DecodeError:
        raise Unread(Why.SPOILT) from None
