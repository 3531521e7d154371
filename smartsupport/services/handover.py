"""引継ぎ: what a successor needs on paper; `accounts` lets them in, `next_year` drafts the days."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from smartsupport.clock import TOKYO
from smartsupport.domain import words
from smartsupport.domain.account import RecoverySheet
from smartsupport.domain.journal import Deed
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.series import Series
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.i18n import _
from smartsupport.paper import handover_sheet
from smartsupport.paper.dates import day_text, moment_text
from smartsupport.paper.handover_sheet import HandoverSheet, Place, Repeated
from smartsupport.services import accounts, backups, paper_content, recovery
from smartsupport.services.documents import Paper, file_name
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.services.tasks import open_tasks
from smartsupport.storage.queries import people as people_queries
from smartsupport.storage.queries.calendar import session_ids, session_lines
from smartsupport.storage.unit_of_work import Reading

_TASKS_AHEAD = timedelta(days=60)


def sheet(office: Office) -> Paper:
    """引継書 of the present fiscal year; noted in the journal."""
    said = content(office)
    drawn = handover_sheet.render(said)
    note(office, Deed.DOCUMENT_MADE, document="handover-sheet", count=len(said.people))
    return Paper(content=drawn, name=file_name(f"{said.year}_{handover_sheet.title()}.pdf"))


def content(office: Office) -> HandoverSheet:
    """What the sheet says."""
    now = office.clock()
    today = now.astimezone(TOKYO).date()
    year = FiscalYear.of(today)
    first, last = year.months()[0].first, year.months()[-1].last
    tasks = Counter(task.kind for task in open_tasks(office, first, today + _TASKS_AHEAD))
    people = accounts.everyone(office)
    standing = recovery.standing_sheet(office)
    workspace = office.workspace()
    with office.store.reading() as reading:
        lines = session_lines(reading, session_ids(reading, first, last))
        held = [x for x in lines if not x.session.cancelled and x.session.span.end <= now]
        venues = {v.id: v for v in reading.find(Venue)}
        return HandoverSheet(
            issue=paper_content.issue(office, reading),
            register=workspace.name,
            year=year.year,
            sessions=len(held),
            attendances=sum(x.attended for x in held),
            supporters=people_queries.count(reading, "supporter"),
            participants=people_queries.count(reading, "participant"),
            people=tuple((a.name, _(words.ACCOUNT_ROLES[a.role])) for a in people),
            sheet=_sheet_words(standing),
            backup=_backup_words(office),
            venues=_places([x.session for x in lines], venues),
            series=_series(reading, venues, today),
            tasks=tuple((_(words.TASKS[kind]), number) for kind, number in tasks.most_common()),
        )


def _places(sessions: list[Session], venues: Mapping[UUID, Venue]) -> tuple[Place, ...]:
    """The venues of the year, those used most first."""
    used = Counter(s.venue_id for s in sessions)
    return tuple(
        Place(
            name=venues[id].name,
            phone=venues[id].phone,
            address=venues[id].address,
            note=venues[id].note,
            sessions=times,
        )
        for id, times in used.most_common()
        if id in venues
    )


def _series(reading: Reading, venues: Mapping[UUID, Venue], today: date) -> tuple[Repeated, ...]:
    found = [s for s in reading.find(Series) if s.last >= today]
    return tuple(
        Repeated(
            title=s.title,
            venue=venues[s.venue_id].name if s.venue_id in venues else "",
            last=s.last,
        )
        for s in sorted(found, key=lambda s: (s.last, s.title, s.id))
    )


def _sheet_words(standing: RecoverySheet | None) -> str:
    if standing is None:
        return _("None was made.")
    made = day_text(standing.made_at.astimezone(TOKYO).date())
    if not standing.confirmed:
        return _("Made {day}, but nobody confirmed that it was printed.").format(day=made)
    return _("Made {day}, ends in {four}. Kept by:").format(day=made, four=standing.last_four)


def _backup_words(office: Office) -> str:
    newest = backups.newest(office)
    return moment_text(newest.made_at.astimezone(TOKYO)) if newest else _("None was made.")
