"""サポーター活動時間: a month's hours from the door, and confirming what was only estimated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent, Source, Visit
from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import HoursRow, HoursSheet, Rounding, by_reading, month_hours
from smartsupport.domain.period import FiscalYear, Month
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.workspace import Workspace
from smartsupport.services.figures import hours_of_sessions
from smartsupport.services.office import Office
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.unit_of_work import Reading, Work

EXACT = Rounding()
"""To the minute, without caps: what is stored."""


def of_month(office: Office, month: Month, rounding: Rounding = EXACT) -> HoursSheet:
    """The month's hours of every supporter the door saw, as every format prints them."""
    with office.store.reading() as reading:
        workspace = reading.get(Workspace, office.workspace_id)
        rows = _rows(reading, [month])
        earlier = _credited_before(reading, month, rounding)
        return HoursSheet(
            month=month,
            rounding=rounding,
            supporters=month_hours(rows, rounding, earlier),
            organiser=workspace.organiser,
            workspace=workspace.name,
            made_at=office.clock(),
            made_by=office.person,
            practice=workspace.practice,
        )


def _rows(reading: Reading, months: Iterable[Month]) -> list[HoursRow]:
    days = [day for month in months for day in month.days()]
    return hours_of_sessions(reading, reading.find(Session, day=days))


def _credited_before(reading: Reading, month: Month, rounding: Rounding) -> dict[UUID, int]:
    """What each was credited in the 年度 before this month; only asked where the year is capped."""
    if rounding.year_cap is None:
        return {}
    earlier: dict[UUID, int] = {}
    for past in FiscalYear.of(month.first).months():
        if past < month:
            for person in month_hours(_rows(reading, [past]), rounding, earlier):
                earlier[person.supporter_id] = earlier.get(person.supporter_id, 0) + person.credited
    return earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A row whose end is only estimated: it waits in 要対応 until somebody confirms a time."""

    row: HoursRow
    """`row.start` is None where nobody saw the supporter come: then a start must be typed."""
    proposed: datetime
    """解散: what would be confirmed with one key."""


def to_confirm(office: Office, month: Month) -> list[Open]:
    """The month's rows that are not credited because an end is missing, oldest first."""
    sheet = of_month(office, month)
    now = office.clock()
    rows = [row for person in sheet.supporters for row in person.rows if row.estimated]
    return [
        Open(row=row, proposed=row.end)
        for row in sorted(rows, key=lambda r: (r.day, by_reading(r)))
        if row.end is not None and row.end <= now
    ]


def confirm(
    office: Office, supporter_id: UUID, session_id: UUID, start: datetime | None, end: datetime
) -> None:
    """Write a supporter's 活動開始 and 活動終了 at a session as a person says them.

    With no `start`, or the minute the door saw them come, what the door saw stays and only the
    end is typed; any other `start` takes the place of everything the door saw, or stands for
    somebody it never saw. Raises Refused("start_required"), Refused("end_before_arrival").
    """
    with office.store.transaction() as work:
        session = work.get(Session, session_id)
        work.get(Supporter, supporter_id)
        visits = [
            v
            for v in queries.visits_of(work, supporter_id, session.day)
            if v.session_id == session_id
        ]
        came = [v.arrival for v in visits if v.arrival is not None]
        if start is None or any(_same_minute(start, arrival.at) for arrival in came[:1]):
            arrival = _end_opened(work, visits)
        else:
            for event in _events(visits):
                work.void(event)
            arrival = _typed(office, work, session, supporter_id, Direction.IN, start)
        if end < arrival.at:
            raise Refused("end_before_arrival", start=arrival.at)
        _typed(office, work, session, supporter_id, Direction.OUT, end, after=arrival.id)


def _end_opened(work: Work, visits: list[Visit]) -> DoorEvent:
    """Take back the departures that cannot stay; the arrival that now waits for its end."""
    open_one = next((v for v in reversed(visits) if v.arrival is not None), None)
    if open_one is None or open_one.arrival is None:
        raise Refused("start_required")
    for visit in visits:
        if visit.departure is not None and (visit.contradictory or visit is open_one):
            work.void(visit.departure)
    return open_one.arrival


def _events(visits: list[Visit]) -> list[DoorEvent]:
    ends = [event for v in visits for event in (v.arrival, v.departure) if event is not None]
    return ends + [event for v in visits for event in v.joined]


def _same_minute(a: datetime, b: datetime) -> bool:
    return a.replace(second=0, microsecond=0) == b.replace(second=0, microsecond=0)


def _typed(
    office: Office,
    work: Work,
    session: Session,
    supporter_id: UUID,
    direction: Direction,
    at: datetime,
    after: UUID | None = None,
) -> DoorEvent:
    return work.add(
        DoorEvent(
            id=office.new_id(),
            direction=direction,
            party=Party.SUPPORTER,
            person_id=supporter_id,
            session_id=session.id,
            venue_id=session.venue_id,
            day=session.day,
            at=at,
            source=Source.TYPED,
            after=after,
            by=office.person,
        )
    )
