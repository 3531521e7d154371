"""What the door knows of many sessions in a few numbers, so that few events have to be read.

A month of a busy city is 50,000 events; what they raise a question about is a handful.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, column, func, select, table

from smartsupport.domain.card import Party
from smartsupport.domain.door import WRITTEN, Direction, Source
from smartsupport.domain.period import Span
from smartsupport.storage.fold import raw
from smartsupport.storage.schema import CONSULTATION, DOOR_EVENT, SAME_PERSON
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading

_DOOR, _KEPT = raw(DOOR_EVENT), raw(CONSULTATION)
_IN, _OUT = (_DOOR.c.direction == way.value for way in (Direction.IN, Direction.OUT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """A supporter's stay at a session.

    `whole`: one arrival and one end after it, neither of them estimated. `seen` is from when to
    when; None where a person wrote the end down, or where it is not whole.
    """

    session_id: UUID
    person_id: UUID
    whole: bool
    seen: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """The participants at a session: one of them, and how many who came have no 相談記録.

    A record that names nobody may be anybody's, so there can be fewer than none without one.
    `left`: whether any was seen to leave.
    """

    somebody: UUID
    unrecorded: int
    left: bool


def helped(reading: Reading, ids: Sequence[UUID]) -> list[Helped]:
    """Every supporter's stay at these sessions, in no order."""
    arrival, end = func.max(case((_IN, _DOOR.c.at))), func.max(case((_OUT, _DOOR.c.at)))
    estimated = func.max(case((_DOOR.c.source == Source.ESTIMATED.value, 1), else_=0))
    written = func.max(
        case((and_(_OUT, _DOOR.c.source.in_([s.value for s in WRITTEN])), 1), else_=0)
    )
    rows = reading.connection.execute(
        select(
            _DOOR.c.session_id, _DOOR.c.person_id, func.count(), arrival, end, estimated, written
        )
        .where(_at(ids, Party.SUPPORTER))
        .group_by(_DOOR.c.session_id, _DOOR.c.person_id)
    )
    by_bytes = {id.bytes: id for id in ids}
    out = []
    for session, person, number, came, went, guessed, noted in rows:
        two = number == 2 and came is not None and went is not None
        whole = two and came <= went and not guessed
        out.append(
            Helped(
                session_id=by_bytes[bytes(session)],
                person_id=UUID(bytes=bytes(person)),
                whole=whole,
                seen=Span(from_ms(came), from_ms(went)) if whole and not noted else None,
            )
        )
    return out


def came(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, Came]:
    """The participants by session; where none was seen the session is not in it."""
    own = and_(
        _KEPT.c.session_id == _DOOR.c.session_id,
        _KEPT.c.participant_id == _DOOR.c.person_id,
        _KEPT.c.deleted == 0,
    )
    without = case((and_(_IN, _KEPT.c.id.is_(None)), _DOOR.c.person_id))
    left = func.max(case((_OUT, 1), else_=0))
    rows = reading.connection.execute(
        select(
            _DOOR.c.session_id, func.min(_DOOR.c.person_id), func.count(without.distinct()), left
        )
        .select_from(_DOOR.outerjoin(_KEPT, own))
        .where(_at(ids, Party.PARTICIPANT))
        .group_by(_DOOR.c.session_id)
    ).all()
    nobodys = reading.connection.execute(
        select(_KEPT.c.session_id, func.count())
        .where(
            _KEPT.c.session_id.in_([id.bytes for id in ids]),
            _KEPT.c.participant_id.is_(None),
            _KEPT.c.deleted == 0,
        )
        .group_by(_KEPT.c.session_id)
    )
    spare = {bytes(session): number for session, number in nobodys}
    again = _unrecorded_again(reading, ids)
    return {
        (id := UUID(bytes=bytes(session))): Came(
            somebody=UUID(bytes=bytes(person)),
            unrecorded=number - spare.get(bytes(session), 0) - again.get(id, 0),
            left=bool(left),
        )
        for session, person, number, left in rows
    }


def _unrecorded_again(reading: Reading, ids: Sequence[UUID]) -> Counter[UUID]:
    """How many entries without a record are those of somebody counted or recorded already."""
    sessions = [id.bytes for id in ids]
    one = table(SAME_PERSON.name, column("person"), column("canonical"))
    recorded, arrived = (
        {tuple(row) for row in reading.connection.execute(statement)}
        for statement in (
            select(_KEPT.c.session_id, one.c.person, one.c.canonical)
            .join_from(_KEPT, one, one.c.person == _KEPT.c.participant_id)
            .where(_KEPT.c.session_id.in_(sessions), _KEPT.c.deleted == 0),
            select(_DOOR.c.session_id, one.c.person, one.c.canonical)
            .join_from(_DOOR, one, one.c.person == _DOOR.c.person_id)
            .where(_at(ids, Party.PARTICIPANT), _IN),
        )
    )
    done = {(session, speaks) for session, _person, speaks in recorded}
    without = arrived - recorded
    once = {(session, speaks) for session, _person, speaks in without} - done
    again = Counter(UUID(bytes=bytes(session)) for session, _person, _speaks in without)
    again.subtract(UUID(bytes=bytes(session)) for session, _speaks in once)
    return again


def left(reading: Reading, ids: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """The session and the person of every participant who was seen to leave."""
    rows = reading.connection.execute(
        select(_DOOR.c.session_id, _DOOR.c.person_id).where(_at(ids, Party.PARTICIPANT), _OUT)
    )
    return {(UUID(bytes=bytes(s)), UUID(bytes=bytes(p))) for s, p in rows}


def _at(ids: Sequence[UUID], party: Party) -> ColumnElement[bool]:
    return and_(
        _DOOR.c.session_id.in_([id.bytes for id in ids]),
        _DOOR.c.voided == 0,
        _DOOR.c.party == party.value,
    )
