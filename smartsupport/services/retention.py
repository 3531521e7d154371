"""保存期間と廃棄: the rules, what is due by them, disposing of it, and the 廃棄記録.

Nothing is disposed of by itself: a person sees what is due and confirms it, kind by kind.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

from smartsupport.clock import TOKYO
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.retention import TWICE_ABOVE, Disposal, Kept, RetentionRules, months_before
from smartsupport.domain.supporter import Supporter
from smartsupport.paper import disposal_record
from smartsupport.services import paper_content
from smartsupport.services.documents import Paper, file_name
from smartsupport.services.erasure import erase_in, take_leave
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.storage.queries import erased, same
from smartsupport.storage.queries import retention as queries
from smartsupport.storage.unit_of_work import Reading

AT_ONCE = 200
"""Erased in one transaction, so that the desk never waits long."""

_DUE: dict[Kept, Callable[[Reading, date], queries.Due]] = {
    Kept.NOTES: queries.notes,
    Kept.APPLICANTS: queries.applicants,
    Kept.PARTICIPANTS: queries.participants,
    Kept.SUPPORTERS: queries.supporters,
    Kept.HOURS: queries.remarks,
}

_WHOSE: dict[Kept, tuple[type, str]] = {
    Kept.NOTES: (Consultation, "participant_id"),
    Kept.HOURS: (DoorEvent, "person_id"),
}
"""Kinds that are single records, and the column that says whose each is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One person, or one record of theirs; `since` is the last day on which something happened."""

    id: UUID
    name: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What of one kind is kept longer than its `months`: what was over before the day `before`."""

    kind: Kept
    months: int
    before: date
    lines: tuple[DueLine, ...]


def rules(office: Office) -> RetentionRules:
    """The rules; before anybody set them, the provisional ones."""
    with office.store.reading() as reading:
        return rules_in(office, reading)


def set_rules(office: Office, before: RetentionRules, **values: Any) -> RetentionRules:
    """Change months or say that they are confirmed. Raises Refused("months_too_few")."""
    if any(values.get(kind.value, 1) < 1 for kind in Kept):
        raise Refused("months_too_few")
    with office.store.transaction() as work:
        if work.first(RetentionRules, id=before.id) is None:
            before = work.add(RetentionRules(id=before.id))
        return work.change(before, **values)


def due(office: Office) -> list[Due]:
    """What is due today, kind by kind, the oldest first; also the kinds of which nothing is."""
    with office.store.reading() as reading:
        known = rules_in(office, reading)
        return [_due(reading, known, kind, _today(office)) for kind in Kept]


def dispose(office: Office, kind: Kept, ids: Collection[UUID], counted: int | None = None) -> int:
    """Erase what a person confirmed of one kind, at level identity; returns how many it were.

    What is no longer due (somebody came again) is left alone. More than `TWICE_ABOVE` only when
    their number was `counted` too: else Refused("disposal_not_counted"). It is done in parts, each
    with its own line in the 廃棄記録.
    """
    if len(ids) > TWICE_ABOVE and counted != len(ids):
        raise Refused("disposal_not_counted", count=len(ids))
    with office.store.reading() as reading:
        months = rules_in(office, reading).months(kind)
        found = _found(reading, kind, months_before(_today(office), months))
    still = sorted(id for id in ids if id in found)
    for start in range(0, len(still), AT_ONCE):
        _dispose(office, kind, months, still[start : start + AT_ONCE])
    return len(still)


def _dispose(office: Office, kind: Kept, months: int, still: Sequence[UUID]) -> None:
    with office.store.transaction() as work:
        if kind not in _WHOSE:
            for supporter in work.find(Supporter, id=still):
                take_leave(work, supporter)
            for participant in work.find(Participant, id=still):
                take_leave(work, participant)
        erase_in(office, work, still, Level.IDENTITY, kind.value)
        work.add(
            Disposal(
                id=office.new_id(),
                kind=kind.value,
                how_many=len(still),
                level=Level.IDENTITY,
                at=work.now,
                by=office.person,
                months=months,
            )
        )


def disposals(office: Office) -> list[Disposal]:
    """Everything that was ever disposed of, the latest first."""
    with office.store.reading() as reading:
        return _disposals(reading)


def record(office: Office, year: FiscalYear) -> Paper:
    """廃棄記録 of a 年度. Raises Refused("nothing_disposed")."""
    with office.store.reading() as reading:
        lines = [d for d in _disposals(reading) if _year(d) == year]
        if not lines:
            raise Refused("nothing_disposed")
        content = disposal_record.DisposalRecord(
            issue=paper_content.issue(office, reading),
            year=year,
            register=office.workspace().name,
            lines=tuple(reversed(lines)),
        )
    note(office, Deed.DOCUMENT_MADE, document="disposal-record", count=len(lines))
    name = file_name(f"{year.year}_{disposal_record.title()}.pdf")
    return Paper(content=disposal_record.render(content), name=name)


def _year(disposal: Disposal) -> FiscalYear:
    return FiscalYear.of(disposal.at.astimezone(TOKYO).date())


def _disposals(reading: Reading) -> list[Disposal]:
    return sorted(reading.find(Disposal), key=lambda d: (d.at, d.id), reverse=True)


def rules_in(office: Office, reading: Reading) -> RetentionRules:
    """`rules` inside a snapshot."""
    # Two laptops that set them apart must make the same record.
    id = uuid5(office.workspace_id, "retention")
    return reading.first(RetentionRules, id=id) or RetentionRules(id=id)


def _today(office: Office) -> date:
    return office.clock().astimezone(TOKYO).date()


def _due(reading: Reading, known: RetentionRules, kind: Kept, today: date) -> Due:
    months = known.months(kind)
    before = months_before(today, months)
    found = _found(reading, kind, before)
    names = _names(reading, kind, found)
    lines = [DueLine(id=id, name=names.get(id, ""), since=day) for id, day in found.items()]
    lines.sort(key=lambda line: (line.since, line.name, line.id))
    return Due(kind=kind, months=months, before=before, lines=tuple(lines))


def _found(reading: Reading, kind: Kept, before: date) -> queries.Due:
    """What is due; of somebody with several entries all of them, or none."""
    found = _DUE[kind](reading, before)
    if kind in _WHOSE:
        return found
    speaks = same.everybody(reading)
    gone = erased.levels(reading, speaks)
    entries: dict[UUID, set[UUID]] = defaultdict(set)
    for entry in speaks.keys() - gone.keys():
        entries[speaks[entry]].add(entry)
    held = {id for joined in entries.values() if not joined <= found.keys() for id in joined}
    return {id: day for id, day in found.items() if id not in held}


def _names(reading: Reading, kind: Kept, ids: Collection[UUID]) -> dict[UUID, str]:
    if kind not in _WHOSE:
        return queries.names(reading, ids)
    record, column = _WHOSE[kind]
    whose = {r.id: getattr(r, column) for r in _in_parts(reading, record, ids)}
    names = queries.names(reading, {person for person in whose.values() if person})
    return {id: names.get(person, "") for id, person in whose.items()}


def _in_parts(reading: Reading, record: type[Any], ids: Collection[UUID]) -> list[Any]:
    wanted, out = iter(sorted(ids)), []
    while some := list(islice(wanted, 500)):
        out += reading.find(record, id=some)
    return out


def this_year(office: Office) -> FiscalYear:
    """The 年度 of today."""
    return FiscalYear.of(_today(office))
