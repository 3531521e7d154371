"""Sealing: what only a private key, a password or a recovery code opens again.

Everything is from the `cryptography` library: HPKE (RFC 9180) seals to a public key, Argon2id
(RFC 9106) turns a password into a key, AES-256-GCM holds what it wraps. `purpose` binds a sealed
value to the place it was made for, so that it opens nowhere else.

The library loads at first use: an open workspace starts without it.
"""

import secrets
import unicodedata
from typing import Annotated, Any

import msgspec

_KEY_BYTES = 32


class CannotOpen(Exception):
    """The key, password or code is another's, or the bytes are not what was sealed."""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess at a password costs. Bounded: an edited file must not take the machine."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=1024 * 1024)]
    iterations: Annotated[int, msgspec.Meta(ge=1, le=16)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]

    @property
    def work(self) -> int:
        """Memory filled in all: what is compared to tell an old cost from a new one."""
        return self.memory_kib * self.iterations


STANDARD = Cost(memory_kib=256 * 1024, iterations=1, lanes=4)
"""About half a second on a laptop of 2022; `docs/security.md` says what it costs to guess."""


class Wrapped(msgspec.Struct, frozen=True, kw_only=True):
    """A private key under a password."""

    cost: Cost
    salt: Annotated[bytes, msgspec.Meta(min_length=16, max_length=64)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
    sealed: bytes


def new_private_key() -> bytes:
    """A fresh X25519 private key, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def private_key_from_code(code: bytes) -> bytes:
    """The private key of a recovery sheet. Its code is 160 random bits: nothing to slow down."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(
        algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=None, info=b"smartsupport recovery"
    ).derive(code)


def public_key(private: bytes) -> bytes:
    """The public half, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(plain: bytes, public: bytes, purpose: bytes) -> bytes:
    """What only the private half of `public` opens again, for the same `purpose`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    sealed: bytes = _suite().encrypt(plain, X25519PublicKey.from_public_bytes(public), purpose)
    return sealed


def unseal(sealed: bytes, private: bytes, purpose: bytes) -> bytes:
    """What was sealed. Raises CannotOpen."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        key = X25519PrivateKey.from_private_bytes(private)
        plain: bytes = _suite().decrypt(sealed, key, purpose)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
    return plain


def wrap(private: bytes, password: str, purpose: bytes, cost: Cost) -> Wrapped:
    """A private key under a password, with a salt of its own."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretched(password, salt, cost)).encrypt(nonce, private, purpose)
    return Wrapped(cost=cost, salt=salt, nonce=nonce, sealed=sealed)


def unwrap(wrapped: Wrapped, password: str, purpose: bytes) -> bytes:
    """The private key. Takes as long and as much memory as its cost says. Raises CannotOpen."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _stretched(password, wrapped.salt, wrapped.cost)
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.sealed, purpose)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    """NFKC first: ＡＢＣ typed with the IME on is the same password as ABC."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(unicodedata.normalize("NFKC", password).encode())


def _suite() -> Any:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
