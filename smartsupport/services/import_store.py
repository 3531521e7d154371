"""Storing an accepted preview: batch by batch, each whole or not at all, and harmless to repeat."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.errors import Known, NotFound, Refused
from smartsupport.domain.journal import Deed
from smartsupport.services import journal
from smartsupport.services.bookings import book_in
from smartsupport.services.import_plan import (
    Book,
    Done,
    Outcome,
    Preview,
    Put,
    Row,
    Step,
    chunks,
)
from smartsupport.services.office import Office
from smartsupport.services.records import check
from smartsupport.sheets.draft import Problem
from smartsupport.sheets.watch import UNWATCHED, Watch
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Reading, Work

T = TypeVar("T")


def accept(
    office: Office,
    preview: Preview,
    *,
    only: Collection[int] | None = None,
    skip: Collection[int] = (),
    watch: Watch = UNWATCHED,
) -> Done:
    """Store the rows of a preview, or those whose numbers are in `only` and not in `skip`.

    `AT_ONCE` rows a transaction. A row that can no longer be stored is a problem and stops no
    other; a disk or a database that gives out, and Cancel, end it with `Done.stopped`. Accepting
    twice changes nothing the second time.
    """
    chosen = [
        row
        for row in preview.rows
        if row.outcome is not Outcome.LEFT_OUT
        and (only is None or row.number in only)
        and row.number not in skip
    ]
    counts: Counter[Outcome] = Counter()
    problems = list(preview.problems)
    stored = 0
    stopped: Known | None = None
    for rows in chunks(chosen):
        if watch.cancelled():
            stopped = Refused("import_stopped", stored=stored, left=len(chosen) - stored)
            break
        try:
            batch = _store(office, rows)
        except Known as failure:
            stopped = failure
            break
        counts += batch.counts
        problems += batch.problems
        stored += len(rows)
        watch.progress(stored, len(chosen))
    if stored:
        journal.note(office, Deed.IMPORTED, document=preview.kind, count=stored)
    return Done(
        new=counts[Outcome.NEW],
        same=counts[Outcome.SAME],
        changed=counts[Outcome.CHANGED],
        left_out=counts[Outcome.LEFT_OUT] + preview.summary.left_out,
        problems=tuple(problems),
        left=len(chosen) - stored,
        stopped=stopped,
    )


def _store(office: Office, rows: Sequence[Row]) -> "_Batch":
    with office.store.transaction() as work:
        batch = _Batch(office=office, work=work, once=_Once(work.connection))
        batch.look_up([step for row in rows for step in row.steps])
        for row in rows:
            batch.store(row)
    return batch


class _Once(Reading):
    """Asks each question once: ten thousand sessions of one venue ask for the same venue."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self._known: dict[object, list[Any]] = {}

    def find(self, record: type[T], **equal: object) -> list[T]:
        question = (record, *sorted(equal.items()))
        if not self._known.get(question):
            self._known[question] = super().find(record, **equal)
        return self._known[question]


@dataclass(slots=True, kw_only=True)
class _Batch:
    """One transaction's rows, beside what is stored at this moment."""

    office: Office
    work: Work
    once: Reading
    here: dict[UUID, Any] = field(default_factory=dict)
    sources: set[tuple[type, str]] = field(default_factory=set)
    booked: set[tuple[UUID, UUID]] = field(default_factory=set)
    counts: Counter[Outcome] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def look_up(self, steps: Sequence[Step]) -> None:
        """Read what the steps are about, and which of their keys are stored already."""
        puts: dict[type, list[Put]] = defaultdict(list)
        for step in steps:
            if isinstance(step, Put):
                puts[type(step.after)].append(step)
        sessions = {step.booking.session_id for step in steps if isinstance(step, Book)}
        stored = self.work.find(Booking, session_id=sessions) if sessions else []
        for booking in same.as_one(self.work, stored):
            self.booked.add((booking.session_id, booking.participant_id))
        for record, some in puts.items():
            find: Callable[..., list[Any]] = partial(self.work.find, record)
            for ids in chunks([put.after.id for put in some]):
                self.here |= {one.id: one for one in find(id=ids)}
            keys = {key for put in some if put.before is None and (key := _source(put.after))}
            for batch in chunks(sorted(keys)):
                self.sources |= {(record, one.source) for one in find(source=batch)}

    def store(self, row: Row) -> None:
        """Store one row; a rule that refuses it makes it a problem."""
        try:
            wrote = [self._step(step) for step in row.steps]
        except (Refused, NotFound) as refusal:
            # A record with this id was stored and removed since: what the preview says is old.
            old = refusal.code.endswith("_exists")
            code = "row_changed_meanwhile" if old else refusal.code
            self.problems.append(Problem(row=row.number, code=code, data=refusal.data))
            self.counts[Outcome.LEFT_OUT] += 1
        else:
            self.counts[row.outcome if any(wrote) else Outcome.SAME] += 1

    def _step(self, step: Step) -> bool:
        """Whether the step wrote anything."""
        if isinstance(step, Book):
            return self._book(step.booking)
        return self._add(step.after) if step.before is None else self._change(step)

    def _add(self, record: Any) -> bool:
        if record.id in self.here or (type(record), _source(record)) in self.sources:
            return False
        check(record, self.once)
        self.here[record.id] = self.work.add(record)
        return True

    def _change(self, put: Put) -> bool:
        now = self.here.get(put.after.id)
        if now is None:
            if put.after.deleted:
                return False
            raise Refused("row_changed_meanwhile")
        meant = [
            c for c in _differing(put.before, put.after) if getattr(now, c) != getattr(put.after, c)
        ]
        if any(getattr(now, name) != getattr(put.before, name) for name in meant):
            raise Refused("row_changed_meanwhile")
        if not meant:
            return False
        check(put.after, self.once)
        self.here[now.id] = self.work.change(now, **{n: getattr(put.after, n) for n in meant})
        return True

    def _book(self, booking: Booking) -> bool:
        if (booking.session_id, booking.participant_id) in self.booked:
            return False
        book_in(
            self.office,
            self.work,
            booking.session_id,
            booking.participant_id,
            at=booking.at,
            companions=booking.companions,
            source=booking.source,
        )
        return True


def _source(record: object) -> str:
    return getattr(record, "source", "")


def _differing(before: object, after: object) -> list[str]:
    names = [f.name for f in fields(before) if f.name != "seen"]  # type: ignore[arg-type]
    return [name for name in names if getattr(before, name) != getattr(after, name)]
