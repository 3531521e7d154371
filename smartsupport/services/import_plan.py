"""What an import would do, row by row: values that a screen shows and `accept` stores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.errors import Known
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.services.records import tidy
from smartsupport.sheets.draft import Draft, Level, Problem
from smartsupport.sheets.draft import Reading as SheetRead
from smartsupport.sheets.grid import Record
from smartsupport.sheets.line import Line
from smartsupport.storage.unit_of_work import Reading

T = TypeVar("T")

AT_ONCE = 500
"""Rows named by one query, and rows stored by one transaction."""


class Outcome(StrEnum):
    """What becomes of a row: 新規 / 変更なし / 変更 / 取り込まない."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a stored record that the file says otherwise."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A record as it is to stand; `before` is what the preview read, None for a new one."""

    after: Any
    before: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A booking whose state the session decides when it is stored: 確定, or 補欠 when full."""

    booking: Booking


Step = Put | Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the file. `record` is what it comes to; None where it is left out."""

    number: int
    outcome: Outcome
    label: str = ""
    """A name or a title, for lists."""
    record: Any = None
    changes: tuple[Change, ...] = ()
    steps: tuple[Step, ...] = ()
    """What is stored, in order; nothing for rows that are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many rows come to what; the four add up to `rows`. `problems` counts warnings too."""

    rows: int
    new: int
    same: int
    changed: int
    left_out: int
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A file read and compared; nothing of it is stored. It can be sent between processes."""

    kind: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """Of the file's cells and of the comparison, in the order of rows."""
    new_venues: tuple[Venue, ...]
    """会場 that sessions name and nobody knows yet: made with `to_complete`."""
    sheet: SheetRead

    @property
    def summary(self) -> Summary:
        """The counts over the list."""
        n = dict.fromkeys(Outcome, 0)
        for row in self.rows:
            n[row.outcome] += 1
        return Summary(
            rows=len(self.rows),
            new=n[Outcome.NEW],
            same=n[Outcome.SAME],
            changed=n[Outcome.CHANGED],
            left_out=n[Outcome.LEFT_OUT],
            problems=len(self.problems),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was stored. `problems` are those of the preview and those met while storing.

    `left_out` counts the rows that will not come in as they are, those of the preview among them.
    `stopped` is why it ended early (a full disk, Cancel), with `left` rows not stored; what the
    counts say is stored then, and importing the same file again completes it.
    """

    new: int
    same: int
    changed: int
    left_out: int
    problems: tuple[Problem, ...]
    left: int = 0
    stopped: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the drafts of a file are compared with: one snapshot, and the session chosen."""

    office: Office
    reading: Reading
    sheet: SheetRead
    session_id: UUID | None = None
    records: Mapping[int, Record]
    """The file's rows by number."""

    def warning(self, draft: Draft, column: str, code: str, **more: object) -> Problem:
        """A problem that wants a look; `column` is a field of the format."""
        return self._problem(draft.row, column, code, Level.WARNING, **more)

    def error(self, draft: Draft, column: str, code: str, **more: object) -> Problem:
        """A problem that keeps its row out."""
        return self._problem(draft.row, column, code, Level.ERROR, **more)

    def _problem(self, row: int, column: str, code: str, level: Level, **more: object) -> Problem:
        line = Line(self.sheet.grid, self.records[row])
        line.note(column, code, level, **more)
        return line.problems[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a kind made of its drafts: a row for each, in any order."""

    rows: Sequence[Row]
    problems: Sequence[Problem] = ()
    new_venues: Sequence[Venue] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What else a row changes, in other records than its own."""

    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()


NOTHING = Beside()


def left_out(draft: Draft) -> Row:
    """The row of a draft that cannot be stored; a problem beside it says why."""
    return Row(number=draft.row, outcome=Outcome.LEFT_OUT)


def new_row(draft: Draft, label: str, record: object, *steps: Step) -> Row:
    """The row of a draft that nobody knew; `steps` are all that is stored, in order."""
    return Row(
        number=draft.row,
        outcome=Outcome.NEW,
        label=label,
        record=record,
        steps=steps or (Put(after=record),),
    )


def compared(
    draft: Draft, label: str, before: T, values: Mapping[str, object], *, beside: Beside = NOTHING
) -> Row:
    """The row of a draft whose record is stored: same, or changed in what `values` say.

    A change also notes the file's key in the record, so that the row finds it the next time.
    """
    after = tidy(replace(before, **values))  # type: ignore[type-var]
    changes = changes_of(before, after, values)
    steps = beside.steps
    if changes:
        after = replace(after, source=draft.key)  # type: ignore[type-var]
        steps = (Put(after=after, before=before), *steps)
    return Row(
        number=draft.row,
        outcome=Outcome.CHANGED if steps else Outcome.SAME,
        label=label,
        record=after if changes else before,
        changes=(*changes, *beside.changes),
        steps=steps,
    )


def changes_of(before: object, after: object, names: Iterable[str]) -> tuple[Change, ...]:
    """The fields among `names` in which two versions of a record differ."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(Change(field=name, old=old, new=new) for name, old, new in pairs if old != new)


def by_source(reading: Reading, record: type[T], keys: Iterable[str]) -> dict[str, T]:
    """Stored records by the key under which an earlier import noted them."""
    found: dict[str, T] = {}
    for some in chunks(list(keys)):
        for one in sorted(reading.find(record, source=some), key=lambda r: r.id):  # type: ignore[attr-defined]
            found.setdefault(one.source, one)  # type: ignore[attr-defined]
    return found


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """At most `AT_ONCE` of them together."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
