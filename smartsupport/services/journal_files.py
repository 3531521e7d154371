"""A month of 操作の記録 as a file, to be kept with the month's other papers."""

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed, Line
from smartsupport.domain.journal_words import deed_word, document_word
from smartsupport.domain.period import Month
from smartsupport.i18n import _
from smartsupport.services import journal
from smartsupport.services.office import Office
from smartsupport.sheets.table_out import Column, Kind, Out, Table, csv_bytes
from smartsupport.sheets.workbook_out import Book, Cover, workbook_bytes

ENDINGS = ("xlsx", "csv")


def month_bytes(office: Office, month: Month, ending: str) -> bytes:
    """The month in one of `ENDINGS`, the oldest line first; itself noted afterwards.

    Raises Refused("format_unknown").
    """
    if ending not in ENDINGS:
        raise Refused("format_unknown", value=ending, known=", ".join(ENDINGS))
    ids = journal.ids(office, journal.of_month(month))
    table = _table(list(journal.lines(office, ids[::-1]).values()))
    content = csv_bytes(table) if ending == "csv" else workbook_bytes(_book(office, month, table))
    journal.note(office, Deed.EXPORTED, document="journal", count=len(ids))
    return content


def _book(office: Office, month: Month, table: Table) -> Book:
    workspace = office.workspace()
    return Book(
        cover=Cover(
            title=_("Journal"),
            lines=((_("Register"), workspace.name), (_("Month"), str(month))),
            notes=(_("What was done on this computer. It holds no name of a person served."),),
        ),
        tables=(table,),
        made_at=office.clock(),
        made_by=office.person,
        practice=workspace.practice,
    )


def _table(lines: list[Line]) -> Table:
    return Table(
        title=_("Journal"),
        columns=(
            Column(title=_("Date"), kind=Kind.DAY, width=16),
            Column(title=_("Time"), kind=Kind.CLOCK, width=10),
            Column(title=_("Who"), width=18),
            Column(title=_("What was done"), width=28),
            Column(title=_("Document or list"), width=26),
            Column(title=_("Session on"), kind=Kind.DAY, width=16),
            Column(title=_("Venue"), width=26),
            Column(title=_("How many"), kind=Kind.COUNT, width=10),
        ),
        rows=tuple(_row(line) for line in lines),
    )


def _row(line: Line) -> tuple[Out, ...]:
    entry, at = line.entry, line.entry.at.astimezone(TOKYO)
    return (
        at.date(),
        at.time(),
        entry.person,
        deed_word(entry.deed),
        document_word(entry.document),
        line.day,
        line.venue,
        entry.count or None,
    )
