"""An ack: what one laptop says that it holds, and which erasures it has finished."""

import msgspec

from smartsupport.storage.held import Held
from smartsupport.storage.op import Bytes8, Bytes12, Bytes16, Moment, Schema, Whole
from smartsupport.sync.segment import Unread, Why


class Holds(msgspec.Struct, frozen=True, array_like=True):
    """Of one writer: up to `contiguous` nothing is missing; `xor` of those ops' random bytes."""

    writer: Bytes12
    contiguous: Whole
    xor: Bytes8


class Ack(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The body of an ack file."""

    number: Whole
    """Counts the acks of one writer: of two the greater is the later."""
    at: Moment
    """The writer's wall clock, milliseconds since 1970 UTC."""
    name: str
    """What its people call the laptop."""
    vector: tuple[Holds, ...]
    erased: tuple[Bytes16, ...]
    """Erasures of which nothing is left on that laptop or in the files it wrote, sorted."""
    schema: Schema
    digest: bytes
    """What its tables add up to under that schema; empty when the vector does not tell of all that
    is in them."""

    @property
    def held(self) -> dict[bytes, Held]:
        """The vector by writer."""
        return {h.writer: Held(h.contiguous, h.xor) for h in self.vector}


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Ack)


def vector_of(held: dict[bytes, Held]) -> tuple[Holds, ...]:
    """What is held as an ack says it."""
    return tuple(Holds(w, h.contiguous, h.xor) for w, h in sorted(held.items()) if h.contiguous)


def encode(ack: Ack) -> bytes:
    """The body."""
    return _encoder.encode(ack)


def decode(body: bytes) -> Ack:
    """The ack. Raises Unread for a body that nobody wrote as such."""
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unread(Why.SPOILT) from None
