"""From a dataclass field to a stored column and back.

The type hint of the field decides: UUID, datetime, date, time, text, StrEnum, bool and int have a
column of their own; tuples and sets become canonical JSON, so that equal values are equal text.
"""

import dataclasses
import types
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Union, get_args, get_origin
from uuid import UUID

import msgspec
from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeEngine

from smartsupport.storage.types import (
    Day,
    Id,
    Instant,
    Primitive,
    day_from,
    from_ms,
    id_from,
    to_ms,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How one field is stored: `encode` to a primitive, `decode` from it."""

    type: TypeEngine[Any]
    kind: Callable[..., Primitive]
    """The type of its primitives: bytes, int or str."""
    encode: Callable[[Any], Primitive]
    decode: Callable[[Any], Any]
    nullable: bool
    default: Primitive
    """What an op from before this column, or an erased value, leaves in it."""


def codec_for(field: dataclasses.Field[Any], hint: Any) -> Codec:
    """The codec of a dataclass field with this type hint."""
    inner, nullable = _without_none(hint)
    column, encode, decode, blank = _plain(inner)
    kind = type(blank)
    if field.default is not dataclasses.MISSING:
        blank = None if field.default is None else encode(field.default)
    elif nullable:
        blank = None
    decode = _forgiving(decode, None if blank is None else decode(blank))
    if nullable:
        encode, decode = _unless_none(encode), _unless_none(decode)
    return Codec(
        type=column, kind=kind, encode=encode, decode=decode, nullable=nullable, default=blank
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        left = [a for a in get_args(hint) if a is not type(None)]
        return left[0], len(left) < len(get_args(hint))
    return hint, False


def _forgiving(decode: Callable[[Any], Any], default: Any) -> Callable[[Any], Any]:
    """A value that only a later version can read (a new state, a new role) reads as the default.

    It must not take a whole list from the screen; what is stored stays as it is.
    """

    def forgiving(value: Any) -> Any:
        try:
            return decode(value)
        except (ValueError, TypeError, OverflowError, msgspec.DecodeError):
            return default

    return forgiving


def _unless_none(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)


_Plain = tuple[TypeEngine[Any], Callable[[Any], Primitive], Callable[[Any], Any], Primitive]


def _plain(hint: Any) -> _Plain:
    simple: dict[Any, _Plain] = {
        UUID: (Id(), lambda v: v.bytes, id_from, b"\0" * 16),
        datetime: (Instant(), to_ms, from_ms, 0),
        date: (Day(), date.isoformat, day_from, "1970-01-01"),
        time: (Text(), lambda v: v.strftime("%H:%M"), time.fromisoformat, "00:00"),
        str: (Text(), _text, str, ""),
        bool: (Integer(), int, bool, 0),
        int: (Integer(), int, int, 0),
    }
    if hint in simple:
        return simple[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return (Text(), lambda v: v.value, hint, next(iter(hint)).value)
    return (
        Text(),
        _json,
        lambda v: msgspec.json.decode(v, type=hint),
        "[]",
    )


class UnstorableText(ValueError):
    """U+0000 or a lone surrogate: PostgreSQL and UTF-8 have no place for them."""


def _text(value: str) -> str:
    if "\x00" in value:
        raise UnstorableText
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnstorableText from None
    return value


def _json(value: Any) -> str:
    try:
        text = msgspec.json.encode(value, order="sorted").decode()
    except UnicodeEncodeError:
        raise UnstorableText from None
    if "\\u0000" in text:
        raise UnstorableText
    return text
