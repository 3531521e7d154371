"""来年度の日程案: last year's sessions a year later, to look at and then to store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from smartsupport.domain.change import UNSEEN
from smartsupport.domain.next_year import a_year_on, off_holidays
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.session import Session, SessionState
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.services.records import add_in
from smartsupport.services.recurrence import Holidays, japanese_holidays
from smartsupport.storage.queries.calendar import session_ids

_SOURCE = "a-year-after:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One session of last year and the day it would have; `holiday` moved it there."""

    before: Session
    day: date
    venue: str = ""
    holiday: str = ""
    taken: bool = False
    """Something is there already at that venue and time: it is passed over."""


def draft(office: Office, year: FiscalYear) -> list[Planned]:
    """What the sessions of `year` come to in the next one, by day; nothing is stored.

    Cancelled sessions are left out.
    """
    months = year.months()
    with office.store.reading() as reading:
        ids = session_ids(reading, months[0].first, months[-1].last)
        past = [s for s in reading.find(Session, id=ids) if not s.cancelled]
        coming = FiscalYear(year.year + 1).months()
        ids = session_ids(reading, coming[0].first, coming[-1].last)
        there = reading.find(Session, id=ids)
        venues = {v.id: v.name for v in reading.find(Venue)}
    return _planned(past, there, venues, japanese_holidays())


def _planned(
    past: Iterable[Session],
    there: Iterable[Session],
    venues: Mapping[UUID, str],
    holidays: Holidays,
) -> list[Planned]:
    taken: set[tuple[UUID, date, time]] = {(s.venue_id, s.day, s.start) for s in there}
    made = {s.source for s in there}
    out = []
    for before in sorted(past, key=lambda s: (s.day, s.start, s.id)):
        meant = a_year_on(before.day)
        day = off_holidays(meant, holidays)
        place = (before.venue_id, day, before.start)
        out.append(
            Planned(
                before=before,
                day=day,
                venue=venues.get(before.venue_id, ""),
                holiday=holidays(meant) or "",
                taken=place in taken or _source(before) in made,
            )
        )
        taken.add(place)
    return sorted(out, key=lambda p: (p.day, p.before.start, p.before.id))


def accept(office: Office, planned: Iterable[Planned]) -> list[Session]:
    """Store a draft, without bookings and placements, in one transaction; returns what is new.

    Accepting twice stores nothing the second time.
    """
    with office.store.transaction() as work:
        wanted = [p for p in planned if not p.taken]
        made = {s.source for s in work.find(Session, source=[_source(p.before) for p in wanted])}
        new = [p for p in wanted if _source(p.before) not in made]
        return [add_in(work, _next(office, one)) for one in new]


def _next(office: Office, planned: Planned) -> Session:
    before = planned.before
    until = before.apply_until
    return replace(
        before,
        id=office.new_id(),
        day=planned.day,
        state=SessionState.PLANNED,
        reason="",
        series_id=None,
        apply_until=until and until + (planned.day - before.day),
        source=_source(before),
        seen=UNSEEN,
    )


def _source(before: Session) -> str:
    return f"{_SOURCE}{before.id}"
