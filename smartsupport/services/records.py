"""Adding, changing and removing any record: text is tidied, the record's own rules are asked.

The rules of each kind stand in one list; a screen and an import come through the same door.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.change import UNSEEN
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Refused
from smartsupport.domain.kana import katakana
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.series import Series
from smartsupport.domain.session import Session, SessionKind, check_times
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.text import clean
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Reading, Work

T = TypeVar("T")


def add(office: Office, record: T) -> T:
    """Store a new record. Raises Refused when one of its rules is broken; see `check`."""
    with office.store.transaction() as work:
        return add_in(work, record)


def add_in(work: Work, record: T) -> T:
    """`add` inside a transaction that does more."""
    tidied = tidy(record)
    check(tidied, work)
    return work.add(tidied)


def change(office: Office, before: T, **values: Any) -> T:
    """Store what `values` change in a record as it was read; returns it as it now stands.

    Raises Refused when one of its rules is broken.
    """
    with office.store.transaction() as work:
        return change_in(work, before, **values)


def change_in(work: Work, before: T, **values: Any) -> T:
    """`change` inside a transaction that does more."""
    after = tidy(replace(before, **values))  # type: ignore[type-var]
    check(after, work)
    return work.change(before, **{name: getattr(after, name) for name in values})


def save(office: Office, before: T, values: Mapping[str, Any]) -> T:
    """Store what a form holds: `before` as it was read, or a new record that is not stored yet.

    Raises Refused when one of its rules is broken.
    """
    with office.store.transaction() as work:
        return save_in(work, before, values)


def save_in(work: Work, before: T, values: Mapping[str, Any]) -> T:
    """`save` inside a transaction that does more."""
    if before.seen == UNSEEN:  # type: ignore[attr-defined]
        return add_in(work, replace(before, **values))  # type: ignore[type-var]
    return change_in(work, before, **values)


def remove(office: Office, before: Any) -> None:
    """Take a record out of sight. Raises Refused("<kind>_in_use") while something needs it."""
    with office.store.transaction() as work:
        code = _needed(work, before)
        if code:
            raise Refused(code)
        work.delete(before)


def remove_all(office: Office, kind: type[Any], ids: Iterable[UUID]) -> list[Any]:
    """Take out of sight what nothing needs of these, in one step; returns what that was."""
    wanted = set(ids)
    with office.store.transaction() as work:
        found = [r for r in work.find(kind) if r.id in wanted and not in_use(work, r)]
        for record in found:
            work.delete(record)
    return found


def restore(office: Office, removed: Iterable[Any]) -> list[Any]:
    """Bring back what was taken out of sight, in one step; returns it as it now stands."""
    with office.store.transaction() as work:
        return [work.change(work.get(type(gone), gone.id), deleted=False) for gone in removed]


def in_use(reading: Reading, record: object) -> bool:
    """Whether something stored needs a record, so that it cannot be removed."""
    return _needed(reading, record) is not None


def _needed(reading: Reading, record: Any) -> str | None:
    if type(record) in (Supporter, Participant) and len(same.entries(reading, record.id)) > 1:
        return "person_is_joined"
    for code, kind, column in _USES.get(type(record), ()):
        if reading.first(kind, **{column: record.id}) is not None:
            return code
    return None


def tidy(record: T) -> T:
    """Every text cleaned, readings in full-width katakana; the spelling of names is kept."""
    values: dict[str, Any] = {}
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if type(value) is str:
            cleaned = clean(value, field.name)
            values[field.name] = katakana(cleaned) if field.name == "kana" else cleaned
    return replace(record, **values)  # type: ignore[type-var]


def check(record: object, reading: Reading) -> None:
    """Ask the rules of a record's kind; raises Refused with the field it concerns."""
    rule = _RULES.get(type(record))
    if rule:
        rule(record, reading)


def _reading_of(person: Supporter | Participant | Venue) -> None:
    if any("\u4e00" <= char <= "\u9fff" for char in person.kana):
        raise Refused("kana_not_readable", field="kana", value=person.kana)


def _participant(participant: Participant, _reading: Reading) -> None:
    _reading_of(participant)


def _supporter(supporter: Supporter, _reading: Reading) -> None:
    _reading_of(supporter)
    if not supporter.kana and not supporter.name:
        raise Refused("kana_required", field="kana")
    for name in ("monthly_cap", "monthly_minutes_cap", "reach_minutes"):
        value = getattr(supporter, name)
        if value is not None and value < 0:
            raise Refused("number_negative", field=name)


def _venue(venue: Venue, _reading: Reading) -> None:
    _reading_of(venue)
    if not venue.name:
        raise Refused("name_required", field="name")
    if venue.desks < 0:
        raise Refused("number_negative", field="desks")


def _session(session: Session, reading: Reading) -> None:
    if not reading.find(Venue, id=session.venue_id):
        raise Refused("venue_required", field="venue_id")
    if not reading.find(SessionKind, id=session.kind_id):
        raise Refused("kind_required", field="kind_id")
    check_times(session.start, session.end, session.gather, session.dismiss)
    if session.capacity is not None and session.capacity < 0:
        raise Refused("number_negative", field="capacity")


def _kind(kind: SessionKind, _reading: Reading) -> None:
    if not kind.name:
        raise Refused("name_required", field="name")


def _booking(booking: Booking, _reading: Reading) -> None:
    if booking.companions < 0:
        raise Refused("number_negative", field="companions")


_RULES: dict[type, Callable[[Any, Reading], None]] = {
    Supporter: _supporter,
    Participant: _participant,
    Venue: _venue,
    Session: _session,
    SessionKind: _kind,
    Booking: _booking,
}


_USES: dict[type, tuple[tuple[str, type, str], ...]] = {
    Venue: (("venue_in_use", Session, "venue_id"), ("venue_in_use", Series, "venue_id")),
    SessionKind: (("kind_in_use", Session, "kind_id"),),
    Session: (("session_has_visits", DoorEvent, "session_id"),),
    Supporter: (
        ("person_has_visits", DoorEvent, "person_id"),
        ("supporter_is_placed", Placement, "supporter_id"),
    ),
    Participant: (
        ("person_has_visits", DoorEvent, "person_id"),
        ("participant_is_booked", Booking, "participant_id"),
        ("person_has_consultations", Consultation, "participant_id"),
    ),
}
"""What needs a record of a kind: the refusal, and where it is named."""
