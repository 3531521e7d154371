"""要対応: the one list of what needs a person, with the names that make it readable."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.door import LATEST_AFTER_END, DoorEvent, Visit, visits_from
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import Span
from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement, standing
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Behaviour, Session, SessionKind
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.tasks import Task, TaskKind, tasks_of
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts, backups, same, sharing_tasks
from smartsupport.services.office import Office
from smartsupport.services.people import NAMES
from smartsupport.services.versions import Difference, differences_in
from smartsupport.storage.holders import sheets, ways_in
from smartsupport.storage.queries import door
from smartsupport.storage.queries import same as one_person
from smartsupport.storage.queries.calendar import session_ids
from smartsupport.storage.unit_of_work import Reading

Stay = tuple[UUID, UUID]
"""A session and who was there."""

R = TypeVar("R", Visit, Placement, Booking)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """One line of 要対応. Empty fields do not apply to its kind."""

    kind: TaskKind
    session_id: UUID | None = None
    session: str = ""
    day: date | None = None
    start: time | None = None
    venue_id: UUID | None = None
    venue: str = ""
    person_id: UUID | None = None
    person: str = ""
    role: Role | None = None
    missing: int = 0
    """How many supporters, places or records are short."""
    came: datetime | None = None
    """When the supporter came, where only the end has to be confirmed."""
    proposed: datetime | None = None
    """解散: the end that can be confirmed as it is."""
    record_kind: str = ""
    record_id: UUID | None = None
    """入力の食い違い: the record in which versions differ, and of which table it is.

    Of two entries that may be one person, the pair.
    """
    fields: tuple[str, ...] = ()
    """入力の食い違い: the fields in which versions differ."""


def open_tasks(office: Office, first: date, last: date) -> list[OpenTask]:
    """What sessions from `first` to `last`, both included, ask of a person, the earliest first.

    What concerns no session comes last: 入力の食い違い, people who may have been entered twice,
    venues to complete, accounts, the 回復キー用紙, backups.
    """
    with office.store.reading() as reading:
        facts = _facts(reading, first, last, office.clock())
        found = [task for id in facts.sessions for task in _asked(facts, id)]
        return [
            *_readable(reading, facts, found),
            *[_of_versions(found) for found in differences_in(reading)],
            *[_of_pair(link, person) for link, person in same.names_in(reading)],
            *[_of_half_erased(person) for person in same.half_erased_in(reading)],
            *_venues_to_complete(reading),
            *_removed_each_other(reading),
            *_recovery_sheet(reading),
            *[OpenTask(kind=kind) for kind in sharing_tasks.left_to_do(office)],
            *_backup(office, reading),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the sessions are judged by.

    `visits` are those that may ask something, `here` names who came without; `recorded` are the
    kinds that keep 相談記録.
    """

    now: datetime
    sessions: Mapping[UUID, Session]
    visits: Mapping[UUID, list[Visit]]
    here: Mapping[UUID, set[UUID]]
    unrecorded: Mapping[UUID, int]
    placements: Mapping[UUID, list[Placement]]
    bookings: Mapping[UUID, list[Booking]]
    recorded: frozenset[UUID]


def _facts(reading: Reading, first: date, last: date, now: datetime) -> _Facts:
    ids = session_ids(reading, first, last)
    speaks = one_person.everybody(reading)
    stored = {s.id: s for s in reading.find(Session, id=ids)}
    sessions = {id: stored[id] for id in ids if not stored[id].cancelled}
    begun = [id for id, s in sessions.items() if s.span.start <= now]
    limited = [id for id, s in sessions.items() if s.span.start > now and s.capacity is not None]
    placed = reading.find(Placement, session_id=list(sessions))
    placements = _by_session(one_person.as_one(reading, placed))
    came = door.came(reading, begun)
    helped = door.helped(reading, begun)
    surely = {id: _surely(sessions[id], placements.get(id, ())) for id in begun}
    doubtful = {
        *door.left(reading, [id for id, guests in came.items() if guests.left]),
        *_doubtful(helped, surely),
        # Of several entries of one person none tells the whole of it.
        *((stay.session_id, stay.person_id) for stay in helped if stay.person_id in speaks),
    }
    here: dict[UUID, set[UUID]] = defaultdict(set)
    for stay in helped:
        here[stay.session_id].add(speaks.get(stay.person_id, stay.person_id))
    for id, guests in came.items():
        here[id].add(guests.somebody)
    return _Facts(
        now=now,
        sessions=sessions,
        visits=_by_session(visits_from(_events_of(reading, doubtful, speaks))),
        here=here,
        unrecorded={id: guests.unrecorded for id, guests in came.items()},
        placements=placements,
        bookings=_by_session(one_person.as_one(reading, reading.find(Booking, session_id=limited))),
        recorded=frozenset(
            k.id for k in reading.find(SessionKind) if k.behaviour is Behaviour.TURNS
        ),
    )


def _surely(session: Session, placements: Iterable[Placement]) -> Span:
    """The latest 集合 and the earliest 解散 of anybody: what lies apart is looked at closely."""
    own = [session.work_span, *(p.work_span(session) for p in placements if p.gather or p.dismiss)]
    return Span(max(span.start for span in own), min(span.end for span in own))


def _doubtful(helped: Iterable[door.Helped], surely: Mapping[UUID, Span]) -> set[Stay]:
    """The stays of which a number or two do not tell that they ask nothing."""
    return {
        (stay.session_id, stay.person_id)
        for stay in helped
        if not stay.whole or (stay.seen and _odd(stay.seen, surely[stay.session_id]))
    }


def _odd(seen: Span, work: Span) -> bool:
    return seen.end > work.end + LATEST_AFTER_END or seen.cut_to(work) is None


def _events_of(reading: Reading, stays: set[Stay], speaks: Mapping[UUID, UUID]) -> list[DoorEvent]:
    """The events of these stays under the id that speaks for each person, from all their ids."""
    wanted = {(session, speaks.get(person, person)) for session, person in stays}
    sessions = {session for session, _person in wanted}
    people = {person for _session, person in wanted}
    people |= {person for person, one in speaks.items() if one in people}
    found = reading.find(DoorEvent, session_id=sessions, person_id=people) if stays else []
    return [
        event
        for event in one_person.as_one(reading, found)
        if (event.session_id, event.person_id) in wanted
    ]


def _by_session(rows: Iterable[R]) -> Mapping[UUID, list[R]]:
    out: dict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        out[row.session_id].append(row)
    return out


def _asked(facts: _Facts, id: UUID) -> list[Task]:
    session = facts.sessions[id]
    keeps = session.kind_id in facts.recorded
    return tasks_of(
        session,
        facts.now,
        visits=facts.visits.get(id, ()),
        here=facts.here.get(id, ()),
        placements=facts.placements.get(id, ()),
        bookings=facts.bookings.get(id, ()),
        unrecorded=facts.unrecorded.get(id, 0) if keeps else 0,
    )


def _readable(reading: Reading, facts: _Facts, found: list[Task]) -> list[OpenTask]:
    names = _names(reading, {t.person_id for t in found if t.person_id})
    venues = {v.id: v.name for v in reading.find(Venue)}
    out = []
    for task in found:
        session = facts.sessions[task.session_id]
        came, proposed = _times(facts, task)
        out.append(
            OpenTask(
                kind=task.kind,
                session_id=session.id,
                session=session.title,
                day=session.day,
                start=session.start,
                venue_id=session.venue_id,
                venue=venues.get(session.venue_id, ""),
                person_id=task.person_id,
                person=names.get(task.person_id, "") if task.person_id else "",
                role=task.role,
                missing=task.missing,
                came=came,
                proposed=proposed,
            )
        )
    return out


def _times(facts: _Facts, task: Task) -> tuple[datetime | None, datetime | None]:
    """When a supporter was seen to come, and 解散, where a time has to be confirmed."""
    if task.kind not in (TaskKind.TIME_UNCONFIRMED, TaskKind.NOT_SEEN) or task.person_id is None:
        return None, None
    visits = facts.visits.get(task.session_id, ())
    came = [v.arrival.at for v in visits if v.person_id == task.person_id and v.arrival]
    session = facts.sessions[task.session_id]
    own = standing(facts.placements.get(session.id, ())).get((task.person_id, session.id))
    span = own.work_span(session) if own else session.work_span
    return min(came, default=None), span.end


def _names(reading: Reading, people: set[UUID]) -> dict[UUID, str]:
    wanted = sorted(people)
    found: list[Supporter | Participant] = [
        *reading.find(Supporter, id=wanted),
        *reading.find(Participant, id=wanted),
    ]
    return {person.id: shown_name(person) for person in found}


def _of_versions(found: Difference) -> OpenTask:
    """What two laptops changed differently, by whom or what it is about."""
    about = found.about
    return OpenTask(
        kind=TaskKind.TWO_VERSIONS,
        record_kind=found.kind,
        record_id=found.id,
        fields=found.fields,
        person_id=about.person_id,
        person=about.person,
        session_id=about.session_id,
        session=about.session,
        day=about.day,
        start=about.start,
        venue=about.venue,
        role=about.role,
    )


def _of_pair(link: SameAs, person: same.Person) -> OpenTask:
    return OpenTask(
        kind=TaskKind.LIKELY_SAME,
        record_kind="same_as",
        record_id=link.id,
        person_id=person.id,
        person=shown_name(person),
    )


def _of_half_erased(person: same.Person) -> OpenTask:
    return OpenTask(
        kind=TaskKind.HALF_ERASED,
        record_kind=NAMES[type(person)],
        person_id=person.id,
        person=shown_name(person),
    )


def _venues_to_complete(reading: Reading) -> list[OpenTask]:
    found = reading.find(Venue, to_complete=True)
    return [
        OpenTask(kind=TaskKind.VENUE_TO_COMPLETE, venue_id=v.id, venue=v.name)
        for v in sorted(found, key=lambda v: (v.kana or v.name, v.id))
    ]


def _removed_each_other(reading: Reading) -> list[OpenTask]:
    return [
        OpenTask(kind=TaskKind.REMOVED_EACH_OTHER, person="、".join(sorted(a.name for a in ring)))
        for ring in accounts.rings_in(reading)
    ]


def _recovery_sheet(reading: Reading) -> list[OpenTask]:
    """Where nobody has a password nothing can be forgotten."""
    standing_sheets = sheets(reading)
    if not ways_in(reading) or any(sheet.confirmed for sheet in standing_sheets):
        return []
    kind = TaskKind.RECOVERY_SHEET_UNREAD if standing_sheets else TaskKind.NO_RECOVERY_SHEET
    return [OpenTask(kind=kind)]


def _backup(office: Office, reading: Reading) -> list[OpenTask]:
    too_old = backups.is_too_old(office, reading)
    return [OpenTask(kind=TaskKind.BACKUP_OLD)] if too_old else []
