"""サポーター活動時間: a month's hours from the door, and confirming what was only estimated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsupport.domain.door import Direction, DoorEvent, Source
from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import HoursRow, HoursSheet, Rounding, by_reading, month_hours
from smartsupport.domain.period import FiscalYear, Month
from smartsupport.domain.session import Session
from smartsupport.domain.workspace import Workspace
from smartsupport.services.figures import hours_of_sessions
from smartsupport.services.office import Office
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.unit_of_work import Reading

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
    sessions = [
        s for month in months for day in month.days() for s in reading.find(Session, day=day)
    ]
    return hours_of_sessions(reading, sessions)


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


def confirm_end(office: Office, supporter_id: UUID, session_id: UUID, end: datetime) -> None:
    """Write 活動終了 as typed by a person; an end that was there is replaced by this one.

    Raises Refused("not_inside") when the door never saw the supporter there, and
    Refused("end_before_arrival").
    """
    with office.store.transaction() as work:
        session = work.get(Session, session_id)
        visits = [
            v
            for v in queries.visits_of(work, supporter_id, session.day)
            if v.session_id == session_id and v.arrival is not None
        ]
        if not visits:
            raise Refused("not_inside")
        visit = visits[-1]
        assert visit.arrival is not None
        if end < visit.arrival.at:
            raise Refused("end_before_arrival", start=visit.arrival.at)
        if visit.departure is not None:
            work.void(visit.departure)
        work.add(
            DoorEvent(
                id=office.new_id(),
                direction=Direction.OUT,
                party=visit.party,
                person_id=supporter_id,
                session_id=session_id,
                venue_id=session.venue_id,
                day=session.day,
                at=end,
                source=Source.TYPED,
                after=visit.arrival.id,
                by=office.person,
            )
        )
