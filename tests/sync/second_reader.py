"""A second reader of the shared folder's segments, written from docs/sync.md alone.

It uses nothing of the program: only MessagePack, zlib, SHA-256, HKDF and AES-GCM. What it reads
must be what the program reads; else the document, or one of the two, is wrong.
"""

import hashlib
import hmac
import json
import zlib
from base64 import b64decode
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec.msgpack import Ext, decode

Fields = list[Any]
"""The 15 fields of an op, or the fields of an ack, in the order of the document."""


class NotHere(Exception):
    """The file is not whole, or not for this reader."""


def unseal(whole: bytes, workspace: bytes, keys: dict[bytes, bytes]) -> tuple[str, bytes, bytes]:
    """The kind of a file, who wrote it, and its body."""
    if whole[:8] != b"sslog\r\n\x1a" or hashlib.sha256(whole[:-32]).digest() != whole[-32:]:
        raise NotHere
    end = 12 + int.from_bytes(whole[8:12], "big")
    header = decode(whole[12:end])
    if header[0] > 1 or header[2] != workspace or header[3] not in keys:
        raise NotHere
    _least, kind, _workspace, key, writer, _ranges, salt, nonce, length = header[:9]
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"smartsupport segment")
    packed = AESGCM(hkdf.derive(keys[key])).decrypt(nonce, whole[end:-32], whole[:end])
    body = zlib.decompress(packed)
    if len(body) != length:
        raise NotHere
    return kind, writer, body


def key(whole: bytes, workspace: bytes, sheet: bytes) -> tuple[int, bytes, bytes]:
    """The epoch, id and bytes of a workspace key, by the private key of a recovery sheet."""
    line, code = whole[:-64], whole[-64:].decode()
    said = json.loads(line)
    (way,) = said["vault"]["sheets"]
    info = b"smartsupport database key" + workspace + UUID(way["sheet"]).bytes
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    private = X25519PrivateKey.from_private_bytes(sheet)
    found = suite.decrypt(b64decode(way["database_key"]), private, info)
    if hmac.digest(found, b"smartsupport key file" + line, "sha256").hex() != code:
        raise NotHere
    return said["epoch"], b64decode(said["key"]), found


def ops(body: bytes) -> list[Fields]:
    """The ops of a log's body."""
    (writers, ids), *packed = map(decode, _parts(body))
    numbers = _running([one[1] for one in packed])
    own = [_id(writers, one[0], n, one[2]) for one, n in zip(packed, numbers, strict=True)]
    hlcs, moments = (_running([one[place] for one in packed]) for place in (3, 4))
    out = []
    for n, one in enumerate(packed):
        (_w, _n, _r, _h, _a, txn, index, count, actor, schema, kind, table, row, *rest) = one
        values, base, subjects, stub_of = rest
        out.append(
            [
                own[n],
                hlcs[n],
                moments[n],
                _at(ids, txn),
                index,
                count,
                None if actor is None else _at(ids, actor),
                schema,
                kind,
                table,
                _at(ids, row),
                _values(ids, values),
                {g: [_named(writers, own, o) for o in seen] for g, seen in base.items()},
                [_at(ids, person) for person in subjects],
                None if stub_of is None else _named(writers, own, stub_of),
            ]
        )
    return out


def _parts(body: bytes) -> list[bytes]:
    out = []
    while body:
        end = 4 + int.from_bytes(body[:4], "big")
        out.append(body[4:end])
        body = body[end:]
    return out


def _running(differences: list[int]) -> list[int]:
    out, now = [], 0
    for difference in differences:
        now += difference
        out.append(now)
    return out


def _at(ids: bytes, place: int) -> bytes:
    return ids[16 * place : 16 * place + 16]


def _id(writers: list[bytes], writer: int, number: int, random: bytes) -> bytes:
    return writers[writer] + number.to_bytes(8, "big") + random


def _named(writers: list[bytes], own: list[bytes], found: Any) -> bytes:
    return own[found] if isinstance(found, int) else _id(writers, *found)


def _values(ids: bytes, found: Any) -> Any:
    if isinstance(found, bytes):
        return decode(found)
    return {
        group: {column: _value(ids, value) for column, value in given.items()}
        for group, given in found.items()
    }


def _value(ids: bytes, value: Any) -> Any:
    return _at(ids, int.from_bytes(value.data, "big")) if isinstance(value, Ext) else value
