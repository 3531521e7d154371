"""日程: sessions made one by one or from a series, moved, and cancelled with their people told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement
from smartsupport.domain.series import Series
from smartsupport.domain.session import (
    Session,
    SessionKind,
    SessionState,
    minutes_between,
    places_for,
    shifted,
)
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.services.records import add_in, change_in
from smartsupport.services.recurrence import dates_of, japanese_holidays
from smartsupport.storage.queries import calendar as queries
from smartsupport.storage.queries import same
from smartsupport.storage.queries.calendar import SessionLine as SessionLine
from smartsupport.storage.unit_of_work import Reading, Work


def kinds(office: Office) -> list[SessionKind]:
    """The kinds of session in their order, retired ones last."""
    with office.desk_store.reading() as reading:
        found = reading.find(SessionKind)
    return sorted(found, key=lambda k: (k.retired, k.position, k.name))


def lines(
    office: Office,
    first: date | None = None,
    last: date | None = None,
    venue_id: UUID | None = None,
) -> list[SessionLine]:
    """Sessions from `first` to `last`, both included, with what surrounds them."""
    with office.desk_store.reading() as reading:
        return queries.session_lines(reading, queries.session_ids(reading, first, last, venue_id))


def lines_of(office: Office, wanted: list[UUID]) -> list[SessionLine]:
    """These sessions with what surrounds them, in the order of `wanted`."""
    with office.desk_store.reading() as reading:
        return queries.session_lines(reading, wanted)


def line(office: Office, session_id: UUID) -> SessionLine | None:
    """One session with what surrounds it."""
    with office.desk_store.reading() as reading:
        return next(iter(queries.session_lines(reading, [session_id])), None)


def draft(
    reading: Reading,
    *,
    id: UUID,
    venue_id: UUID,
    kind_id: UUID,
    day: date,
    start: time,
    end: time,
    **more: object,
) -> Session:
    """A session with what its venue and kind give by default: 集合, 解散, desks and places.

    Raises NotFound for an unknown venue or kind.
    """
    return drafted(
        reading.get(Venue, venue_id),
        reading.get(SessionKind, kind_id),
        id=id,
        day=day,
        start=start,
        end=end,
        **more,
    )


def drafted(
    venue: Venue,
    kind: SessionKind,
    *,
    id: UUID,
    day: date,
    start: time,
    end: time,
    **more: object,
) -> Session:
    """`draft` for a venue and kind already at hand; the venue need not be stored yet."""
    given: dict[str, object] = {
        "desks": venue.desks,
        "title": kind.name,
        "gather": shifted(start, -venue.gather_before),
        "dismiss": shifted(end, venue.dismiss_after),
        **more,
    }
    session = Session(
        id=id,
        venue_id=venue.id,
        kind_id=kind.id,
        day=day,
        start=start,
        end=end,
        **given,  # type: ignore[arg-type]
    )
    if session.places:
        return session
    places = places_for(
        kind, desks=session.desks, capacity=session.capacity, accessible=session.accessible
    )
    return replace(session, places=places)


def add_session(
    office: Office,
    *,
    venue_id: UUID,
    kind_id: UUID,
    day: date,
    start: time,
    end: time,
    **more: object,
) -> Session:
    """Store a new session with the defaults of its venue and kind."""
    with office.store.transaction() as work:
        return add_in(
            work,
            draft(
                work,
                id=office.new_id(),
                venue_id=venue_id,
                kind_id=kind_id,
                day=day,
                start=start,
                end=end,
                **more,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a series came to: the sessions, and the dates passed over with the reason."""

    series: Series
    sessions: tuple[Session, ...]
    skipped: tuple[tuple[date, str], ...]


def add_series(office: Office, series: Series, **more: object) -> Made:
    """Store a series and every session it makes, in one transaction.

    `more` is what each of them has besides the defaults of its venue and kind.
    """
    dates = dates_of(series, japanese_holidays())
    with office.store.transaction() as work:
        work.add(series)
        sessions = [
            add_in(work, _of_series(work, office, series, day, more))
            for day, skipped in dates
            if skipped is None
        ]
    return Made(
        series=series,
        sessions=tuple(sessions),
        skipped=tuple((day, reason) for day, reason in dates if reason is not None),
    )


def _of_series(
    work: Work, office: Office, series: Series, day: date, more: Mapping[str, object]
) -> Session:
    return draft(
        work,
        id=office.new_id(),
        venue_id=series.venue_id,
        kind_id=series.kind_id,
        day=day,
        start=series.start,
        end=series.end,
        series_id=series.id,
        **{"title": series.title, **more},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPhone:
    """One person who must be told. `about` is the session's title."""

    person_id: UUID
    name: str
    phone: str
    supporter: bool
    session_id: UUID
    about: str


def cancel(
    office: Office,
    *,
    reason: str,
    session_id: UUID | None = None,
    day: date | None = None,
    venue_id: UUID | None = None,
) -> list[ToPhone]:
    """Cancel one session, or a day's (at one venue); returns whom to phone.

    Bookings and placements stay as they are, so that a revived session has its people again.
    Raises NotFound("session_not_found").
    """
    with office.store.transaction() as work:
        if session_id is not None:
            sessions = [work.get(Session, session_id)]
        else:
            where: dict[str, object] = {"day": day}
            if venue_id is not None:
                where["venue_id"] = venue_id
            sessions = work.find(Session, **where)
        out: list[ToPhone] = []
        for session in sessions:
            if session.cancelled:
                continue
            change_in(work, session, state=SessionState.CANCELLED, reason=reason)
            out += _people_of(work, session)
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A session at its new day and time, and whom to phone about it."""

    session: Session
    to_phone: tuple[ToPhone, ...]


def move(office: Office, session_id: UUID, *, day: date, start: time, end: time) -> Moved:
    """Move a session. 集合 and 解散 keep their distance; so do its people's own times.

    Raises NotFound("session_not_found"), Refused("ends_before_start").
    """
    with office.store.transaction() as work:
        before = work.get(Session, session_id)
        later = minutes_between(before.start, start)
        after = change_in(
            work,
            before,
            day=day,
            start=start,
            end=end,
            gather=shifted(start, minutes_between(before.start, before.gather)),
            dismiss=shifted(end, minutes_between(before.end, before.dismiss)),
        )
        if later:
            _move_own_times(work, session_id, later)
        return Moved(session=after, to_phone=tuple(_people_of(work, after)))


def _move_own_times(work: Work, session_id: UUID, minutes: int) -> None:
    """相談枠 and supporters' own 集合 and 解散 go with the session."""
    for booking in work.find(Booking, session_id=session_id):
        if booking.at is not None:
            work.change(booking, at=shifted(booking.at, minutes))
    for placement in work.find(Placement, session_id=session_id):
        work.change(
            placement,
            gather=placement.gather and shifted(placement.gather, minutes),
            dismiss=placement.dismiss and shifted(placement.dismiss, minutes),
        )


def to_phone(office: Office, session_id: UUID) -> list[ToPhone]:
    """Who is placed at a session or booked for it. Raises NotFound("session_not_found")."""
    with office.store.reading() as reading:
        return _people_of(reading, reading.get(Session, session_id))


def revive(office: Office, session_id: UUID) -> Session:
    """Take a cancellation back."""
    with office.store.transaction() as work:
        before = work.get(Session, session_id)
        return work.change(before, state=SessionState.PLANNED, reason="")


def _people_of(reading: Reading, session: Session) -> list[ToPhone]:
    booked = [
        b.participant_id
        for b in same.as_one(reading, reading.find(Booking, session_id=session.id))
        if b.state.expected or b.state is BookingState.WAITING
    ]
    stored = same.as_one(reading, reading.find(Placement, session_id=session.id))
    placed = [p.supporter_id for p in stored if p.state.fills]
    people: list[Supporter | Participant] = [
        *reading.find(Supporter, id=placed),
        *reading.find(Participant, id=booked),
    ]
    return [
        ToPhone(
            person_id=p.id,
            name=shown_name(p),
            phone=p.phone,
            supporter=isinstance(p, Supporter),
            session_id=session.id,
            about=session.title,
        )
        for p in people
    ]
