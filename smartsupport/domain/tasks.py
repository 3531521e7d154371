"""要対応: what of sessions and the door needs a person; found, never stored."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.door import Visit, is_estimated
from smartsupport.domain.placement import Placement, PlacementState, standing
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role


class TaskKind(StrEnum):
    """What is to be done, the most pressing first."""

    REMOVED_EACH_OTHER = "removed_each_other"
    """People removed one another on two computers at once; all stay in until somebody decides."""
    NO_RECOVERY_SHEET = "no_recovery_sheet"
    """A 台帳 with passwords has no 回復キー用紙: a forgotten password would lose everything."""
    RECOVERY_SHEET_UNREAD = "recovery_sheet_unread"
    """A 回復キー用紙 was made, and nobody has typed back from paper that it was printed."""
    SHARING_DIVERGED = "sharing_diverged"
    """Another computer holds the same changes and shows something else: a fault of the program."""
    VERSION_OLD = "version_old"
    """Another computer has a newer version, and what it writes cannot be read here."""
    SHARING_LATE = "sharing_late"
    """For a day something of this computer was not sent, or something there could not be read."""
    BACKUP_OLD = "backup_old"
    """The last backup that was whole is older than a week, or there is none."""
    SHORT = "short"
    """A coming session with fewer supporters in a role than it must have."""
    NOT_ANSWERED = "not_answered"
    """A supporter was asked to a coming session and has not answered."""
    OVERFULL = "overfull"
    """More confirmed bookings than places, as after two laptops gave the last one away."""
    NOTHING_ENTERED = "nothing_entered"
    """未入力: a session is over and the door knows of nobody."""
    NOT_SEEN = "not_seen"
    """A supporter accepted and the door never saw them: absent, or not registered?"""
    TIME_UNCONFIRMED = "time_unconfirmed"
    """推定: a supporter's time is missing or cannot be."""
    DEPARTURE_ALONE = "departure_alone"
    """A participant left who never came, or before they came."""
    NOT_RECORDED = "not_recorded"
    """A session is over and 相談記録 of people who came are missing."""
    TWO_VERSIONS = "two_versions"
    """入力の食い違い: two laptops changed one record differently."""
    LIKELY_SAME = "likely_same"
    """同じ人かもしれません: two entries that look like one person, and nobody decided yet."""
    HALF_ERASED = "half_erased"
    """Somebody is held as the same person as one who was erased: they were joined afterwards."""
    VENUE_TO_COMPLETE = "venue_to_complete"
    """A venue that an import made from its name alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of 要対応; `missing` is how many supporters or places are short."""

    kind: TaskKind
    session_id: UUID
    day: date
    person_id: UUID | None = None
    role: Role | None = None
    missing: int = 0


def tasks_of(
    session: Session,
    now: datetime,
    *,
    visits: Iterable[Visit] = (),
    here: Collection[UUID] = (),
    placements: Iterable[Placement] = (),
    bookings: Iterable[Booking] = (),
    unrecorded: int = 0,
) -> list[Task]:
    """What one session asks of a person at `now`; nothing where it is cancelled or deleted.

    The rows are this session's own. `here` names who else came besides those of `visits`, in a way
    that asks nothing; of participants one is enough. `unrecorded` is how many of those who came
    have no 相談記録, where such are kept. Tasks about supporters and records wait until 解散.
    """
    if session.cancelled or session.deleted:
        return []
    placed = standing(placements).values()
    seen = list(visits)
    found = _before(session, placed, bookings) if now < session.span.start else []
    if now >= session.work_span.end:
        found += _after(session, placed, seen, here)
        if unrecorded > 0:
            found.append(_task(TaskKind.NOT_RECORDED, session, missing=unrecorded))
    found += [
        _task(TaskKind.DEPARTURE_ALONE, session, person_id=v.person_id)
        for v in seen
        if v.party is Party.PARTICIPANT and v.contradictory
    ]
    kinds = list(TaskKind)
    return sorted(
        dict.fromkeys(found), key=lambda t: (kinds.index(t.kind), t.role or "", str(t.person_id))
    )


def _before(
    session: Session, placed: Iterable[Placement], bookings: Iterable[Booking]
) -> list[Task]:
    helpers = Counter(p.role for p in placed if p.state.fills and not p.trainee)
    short = [
        _task(TaskKind.SHORT, session, role=w.role, missing=w.minimum - helpers[w.role])
        for w in session.places
        if helpers[w.role] < w.minimum
    ]
    silent = [
        _task(TaskKind.NOT_ANSWERED, session, person_id=p.supporter_id, role=p.role)
        for p in placed
        if p.state is PlacementState.ASKED
    ]
    booked = {
        b.participant_id for b in bookings if b.state is BookingState.CONFIRMED and not b.deleted
    }
    if session.capacity is None or len(booked) <= session.capacity:
        return [*short, *silent]
    return [
        *short,
        *silent,
        _task(TaskKind.OVERFULL, session, missing=len(booked) - session.capacity),
    ]


def _after(
    session: Session, placed: Iterable[Placement], seen: list[Visit], clear: Collection[UUID]
) -> list[Task]:
    if not seen and not clear:
        return [_task(TaskKind.NOTHING_ENTERED, session)]
    own = {p.supporter_id: p.work_span(session) for p in placed}
    here = {v.person_id for v in seen}.union(clear)
    missed = [
        _task(TaskKind.NOT_SEEN, session, person_id=p.supporter_id)
        for p in placed
        if p.state is PlacementState.ACCEPTED and p.supporter_id not in here
    ]
    unconfirmed = [
        _task(TaskKind.TIME_UNCONFIRMED, session, person_id=v.person_id)
        for v in seen
        if v.party is Party.SUPPORTER and is_estimated(v, own.get(v.person_id, session.work_span))
    ]
    return missed + unconfirmed


def _task(
    kind: TaskKind,
    session: Session,
    *,
    person_id: UUID | None = None,
    role: Role | None = None,
    missing: int = 0,
) -> Task:
    return Task(
        kind=kind,
        session_id=session.id,
        day=session.day,
        person_id=person_id,
        role=role,
        missing=missing,
    )
