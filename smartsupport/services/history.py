"""変更の履歴 of a record, with the names that make it readable.

Of a person it holds what was booked, placed and recorded too; of a session its bookings and
placements. What was erased has left its place and nothing else.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from smartsupport.domain.account import Account
from smartsupport.domain.booking import Booking
from smartsupport.domain.errors import NotFound
from smartsupport.domain.history import Change
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.consultations import choices_in
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.sheets.municipalities import by_code
from smartsupport.storage import history as storage
from smartsupport.storage.schema import BY_RECORD
from smartsupport.storage.unit_of_work import Reading

_OF_A_PERSON = ("supporter", "participant", "availability", "booking", "placement", "consultation")
_KEYS = ("session_id", "participant_id", "supporter_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The changes, the latest first, and what their ids, accounts and codes are called."""

    changes: tuple[Change, ...]
    names: dict[UUID, str]
    """People, venues, sessions and kinds that the changes speak of."""
    accounts: dict[UUID, str]
    words: dict[str, str]
    """Codes of the register's own lists, and of municipalities."""
    about: dict[UUID, tuple[UUID, ...]]
    """For the row of a booking or placement: whom and which session it ties together."""

    def about_of(self, change: Change) -> tuple[UUID, ...]:
        """Whom or what a change is about besides the record itself."""
        return self.about.get(change.row, ())


def of_record(office: Office, id: UUID) -> History:
    """The history of a supporter, participant, venue, session, booking or placement.

    Raises NotFound("record_not_found").
    """
    with office.store.reading() as reading:
        changes = _changes(reading, id)
        if not changes:
            raise NotFound("record_not_found")
        about = _about(reading, changes, id)
        return History(
            changes=tuple(
                _without_keys(change, {id, *about.get(change.row, ())}) for change in changes
            ),
            names=_names(reading, {*_ids(changes), *(i for ids in about.values() for i in ids)}),
            accounts=account_names(reading, {c.account for c in changes if c.account}),
            words=_words(reading),
            about=about,
        )


def _changes(reading: Reading, id: UUID) -> list[Change]:
    for person in (Supporter, Participant):
        if storage.records(reading, person, [id]):
            return storage.about_person(reading, id, _OF_A_PERSON)
    rows = [id]
    for kind in (Booking, Placement):
        rows += storage.ids_where(reading, kind, "session_id", id)
    return storage.of_rows(reading, rows)


def _without_keys(change: Change, told: Collection[UUID]) -> Change:
    """A change without the fields that only say what is told of it anyway."""
    fields = tuple(f for f in change.fields if f.before or f.after not in told)
    return replace(change, fields=fields)


def _about(
    reading: Reading, changes: Iterable[Change], shown: UUID
) -> dict[UUID, tuple[UUID, ...]]:
    out: dict[UUID, tuple[UUID, ...]] = {}
    kinds: tuple[type[Booking | Placement], ...] = (Booking, Placement)
    for record in kinds:
        name = BY_RECORD[record].name
        wanted = {change.row for change in changes if change.kind == name} - {shown}
        for row in storage.records(reading, record, wanted):
            keys = (getattr(row, key, None) for key in _KEYS)
            out[row.id] = tuple(key for key in keys if key not in (None, shown))
    return out


def _ids(changes: Iterable[Change]) -> Iterable[UUID]:
    for change in changes:
        for field in change.fields:
            for value in (*field.before, field.after):
                values = value if isinstance(value, frozenset | tuple) else (value,)
                yield from (one for one in values if isinstance(one, UUID))


def _names(reading: Reading, ids: Collection[UUID]) -> dict[UUID, str]:
    out = {k.id: k.name for k in storage.records(reading, SessionKind, ids)}
    out |= {v.id: v.name for v in storage.records(reading, Venue, ids)}
    out |= {p.id: shown_name(p) for p in storage.records(reading, Supporter, ids)}
    out |= {p.id: shown_name(p) for p in storage.records(reading, Participant, ids)}
    for session in storage.records(reading, Session, ids):
        venue = storage.records(reading, Venue, [session.venue_id])
        where = venue[0].name if venue else ""
        out[session.id] = f"{session.day} {session.start:%H:%M} {where}".strip()
    return out


def account_names(reading: Reading, wrote: Collection[UUID]) -> dict[UUID, str]:
    """By the name of now; a volunteer at the desk writes with the id of the supporter they are."""
    helpers = {s.id: shown_name(s) for s in storage.records(reading, Supporter, wrote)}
    return helpers | {a.id: a.name for a in reading.find(Account)}


def _words(reading: Reading) -> dict[str, str]:
    out = {code: place.name for code, place in by_code().items()}
    for listed in (TOPICS, REFERRALS):
        out |= {choice.code: choice.name for choice in choices_in(reading, listed)}
    return out
