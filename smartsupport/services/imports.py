"""取り込み: a file is read and compared first; nothing is stored until a person accepts.

Each kind of list is one entry of `KINDS`. Importing the same file again changes nothing, and a
blank cell never empties what is stored.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.services import journal
from smartsupport.services.import_bookings import plan_bookings
from smartsupport.services.import_people import plan_participants, plan_supporters
from smartsupport.services.import_plan import Context, Outcome, Plan, Preview, Row
from smartsupport.services.import_sessions import plan_sessions
from smartsupport.services.import_store import accept
from smartsupport.services.import_venues import plan_venues
from smartsupport.services.office import Office
from smartsupport.sheets import bookings, participants, sessions, supporters, venues
from smartsupport.sheets.columns import Field, Mapped, fields_named
from smartsupport.sheets.draft import Problem
from smartsupport.sheets.draft import Reading as SheetRead
from smartsupport.sheets.grid import Sheet
from smartsupport.sheets.problems_out import problems_sheet
from smartsupport.sheets.reading import Source, read_sheets
from smartsupport.sheets.watch import UNWATCHED, Watch

__all__ = [
    "KINDS",
    "ImportKind",
    "accept",
    "kind_of",
    "preview",
    "problem_sheet",
    "problems_as_rows",
]


class _Read(Protocol):
    def __call__(
        self, source: Source, *, mapping: Mapped | None = None, watch: Watch = UNWATCHED
    ) -> SheetRead: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKind:
    """One kind of list: how its file is read, and how its rows meet what is stored."""

    code: str
    fields: tuple[Field, ...]
    """What a column can be, for a mapping made by hand."""
    read: _Read
    plan: Callable[[Context], Plan]
    known_by: frozenset[str]
    """Fields of which a list of this kind has at least one."""


_PERSON = frozenset({"name", "family", "kana"})


KINDS = (
    ImportKind(
        code="venues",
        fields=venues.FIELDS,
        read=venues.read_venues,
        plan=plan_venues,
        known_by=frozenset({"name"}),
    ),
    ImportKind(
        code="sessions",
        fields=sessions.FIELDS,
        read=sessions.read_sessions,
        plan=plan_sessions,
        known_by=frozenset({"day"}),
    ),
    ImportKind(
        code="supporters",
        fields=supporters.FIELDS,
        read=supporters.read_supporters,
        plan=plan_supporters,
        known_by=_PERSON,
    ),
    ImportKind(
        code="participants",
        fields=participants.FIELDS,
        read=participants.read_participants,
        plan=plan_participants,
        known_by=_PERSON,
    ),
    ImportKind(
        code="bookings",
        fields=bookings.FIELDS,
        read=bookings.read_bookings,
        plan=plan_bookings,
        known_by=_PERSON,
    ),
)
_CLEARLY = 3
"""Headings more than those of the kind asked for: then a list is of the other kind."""


def kind_of(code: str) -> ImportKind:
    """The kind with this code. Raises Refused("import_kind_unknown", kind)."""
    for kind in KINDS:
        if kind.code == code:
            return kind
    raise Refused("import_kind_unknown", kind=code)


def preview(
    office: Office,
    kind: str,
    source: Source,
    *,
    mapping: Mapped | None = None,
    session_id: UUID | None = None,
    watch: Watch = UNWATCHED,
) -> Preview:
    """What importing `source` would do, row by row; nothing is stored.

    `session_id` is the session for which a list of applicants was chosen. Raises
    Refused("import_kind_unknown"), Refused("import_cancelled"), NotFound("session_not_found"),
    Refused("import_other_kind", list, wanted) for a list that is clearly of another kind (never
    with a mapping, which a person made), and what the readers of `sheets` raise for no list at all.
    """
    what = kind_of(kind)
    try:
        sheet = what.read(source, mapping=mapping, watch=watch)
    except Refused as refusal:
        if refusal.code == "sheet_no_header" and not mapping:
            _refuse_other(what, read_sheets(source)[0])
        raise
    if not mapping:
        _refuse_other(what, sheet.grid.sheet)
    with office.store.reading() as reading:
        context = Context(
            office=office,
            reading=reading,
            sheet=sheet,
            session_id=session_id,
            records={record.number: record for record in sheet.grid.rows},
        )
        plan = what.plan(context)
    if watch.cancelled():
        raise Refused("import_cancelled")
    problems = sorted((*sheet.problems, *plan.problems), key=lambda p: p.row)
    return Preview(
        kind=kind,
        rows=tuple(_in_order(sheet, plan.rows)),
        problems=tuple(problems),
        new_venues=tuple(plan.new_venues),
        sheet=replace(sheet, problems=tuple(problems)),
    )


def _refuse_other(wanted: ImportKind, sheet: Sheet) -> None:
    """Raise Refused("import_other_kind") when the headings are clearly another kind's."""
    own = fields_named(sheet, wanted.fields)
    named = {kind: fields_named(sheet, kind.fields) for kind in KINDS if kind is not wanted}
    fitting = [kind for kind, fields in named.items() if fields & kind.known_by]
    if wanted.code == "participants":  # a list of applicants may be taken for its people alone
        fitting = [kind for kind in fitting if kind.code != "bookings"]
    best = max(fitting, key=lambda kind: len(named[kind]), default=None)
    if best is None:
        return
    more = len(named[best]) - len(own)
    if more >= _CLEARLY or (more > 0 and not own & wanted.known_by):
        raise Refused("import_other_kind", list=best.code, wanted=wanted.code)


def problems_as_rows(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems as the command line prints them; `data` fills the sentence of `problem`."""
    return [
        {
            "row": p.row,
            "column": p.column,
            "value": p.value,
            "problem": p.code,
            "data": dict(p.data),
        }
        for p in problems
    ]


def problem_sheet(office: Office, found: Preview, explain: Callable[[Problem], str]) -> bytes:
    """An .xlsx of the rows left out with their reasons, to be mended and imported again.

    Noted in the journal.
    """
    content = problems_sheet(found.sheet, explain, office.clock())
    rows = {problem.row for problem in found.sheet.problems}
    journal.note(office, Deed.EXPORTED, document="problems", count=len(rows))
    return content


def _in_order(sheet: SheetRead, rows: Iterable[Row]) -> Iterable[Row]:
    """Every row of the file: those without a draft are left out, and a problem says why."""
    planned = {row.number: row for row in rows}
    for record in sheet.grid.rows:
        yield planned.get(record.number) or Row(number=record.number, outcome=Outcome.LEFT_OUT)
