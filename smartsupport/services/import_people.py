"""Supporters and participants of a file beside those who are stored: the same person, or not?

A key noted by an earlier import decides. Without one, a stored person is taken only when names
agree and nothing speaks against it; whoever merely may be the same is named in a warning, for one
namesake must not become the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from smartsupport.domain.availability import Availability
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import looks_same, phone_digits, shown_name
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.text import folded
from smartsupport.services.import_plan import (
    NOTHING,
    Beside,
    Change,
    Context,
    Plan,
    Put,
    Row,
    Step,
    by_source,
    chunks,
    compared,
    new_row,
)
from smartsupport.services.office import Office
from smartsupport.services.people import Person
from smartsupport.services.records import tidy
from smartsupport.sheets.availability import Statement
from smartsupport.sheets.draft import Draft, Problem
from smartsupport.storage.queries.imports import known_names
from smartsupport.storage.unit_of_work import Reading

Fields = Mapping[str, object]


def plan_supporters(context: Context) -> Plan:
    """A row for every draft; what a supporter said about weekdays comes with it.

    The file's answers for a weekday take the place of those stored for it; weekdays of which the
    file says nothing stay as they are.
    """
    return _plan(context, Supporter)


def plan_participants(context: Context) -> Plan:
    """A row for every draft."""
    return _plan(context, Participant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who a draft is: the stored person, or nobody, with the name of one who may be the same."""

    before: Any = None
    twin: str = ""


def matched(
    reading: Reading, record: type[Person], wanted: Mapping[str, Fields]
) -> dict[str, Found]:
    """For the fields of each person by key, who of those stored it is."""
    stored = by_source(reading, record, wanted)
    out = {key: Found(before=person) for key, person in stored.items()}
    rest = [key for key in wanted if key not in stored]
    if not rest:
        return out
    known = _Faces()
    for one in known_names(reading, record):
        known.add(one.id, _face(one.name, one.kana, one.phone))
    taken = {person.id for person in stored.values()}
    sure: dict[str, set[UUID]] = {}
    for key in rest:
        face = _face(*(str(wanted[key].get(name, "")) for name in ("name", "kana", "phone")))
        alike = known.alike(face)
        sure[key] = {id for id, other in alike if id and _surely_same(face, other)} - taken
        out[key] = Found(twin=alike[0][1].written if alike else "")
        known.add(None, face)
    # Of two rows that may both be one stored person, neither is.
    claims = Counter(id for ids in sure.values() for id in ids)
    chosen = {min(ids): key for key, ids in sure.items() if len(ids) == 1 == claims[min(ids)]}
    for some in chunks(list(chosen)):
        out |= {chosen[p.id]: Found(before=p) for p in reading.find(record, id=some)}
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """A person for comparing: folded name and reading, digits of the phone."""

    name: str
    kana: str
    phone: str
    written: str


def _face(name: str, kana: str, phone: str) -> _Face:
    return _Face(
        name=folded(name), kana=folded(kana), phone=phone_digits(phone), written=name or kana
    )


def _surely_same(a: _Face, b: _Face) -> bool:
    """One shared telephone is a household, one shared name may be a namesake: no contradiction."""
    if any(x and y and x != y for x, y in ((a.name, b.name), (a.kana, b.kana), (a.phone, b.phone))):
        return False
    named = bool(a.name and b.name)
    return (named and a.kana == b.kana) or bool(a.phone and b.phone and (named or a.kana == b.kana))


def _maybe_same(a: _Face, b: _Face) -> bool:
    same_name = bool(a.name) and a.name == b.name and (a.kana == b.kana or not (a.kana and b.kana))
    return same_name or looks_same(a, a.phone, b, b.phone)


class _Faces:
    """Everybody by phone, and by name (or by reading without one); None for rows before."""

    def __init__(self) -> None:
        self._by: dict[str, list[tuple[UUID | None, _Face]]] = defaultdict(list)

    def add(self, id: UUID | None, face: _Face) -> None:
        for word in self._words(face):
            self._by[word].append((id, face))

    def alike(self, face: _Face) -> list[tuple[UUID | None, _Face]]:
        """Who may be the same."""
        near = (one for word in self._words(face) for one in self._by.get(word, ()))
        return [one for one in near if _maybe_same(face, one[1])]

    @staticmethod
    def _words(face: _Face) -> Iterable[str]:
        return filter(None, {face.phone, face.name or face.kana})


def _plan(context: Context, record: type[Person]) -> Plan:
    drafts = context.sheet.drafts
    found = matched(context.reading, record, {d.key: d.fields for d in drafts})
    weeks = _weeks(context, [f.before.id for f in found.values() if f.before])
    rows: list[Row] = []
    problems: list[Problem] = []
    for draft in drafts:
        who = found[draft.key]
        if who.before:
            beside = weeks.beside(who.before.id, draft)
            label = shown_name(who.before) or who.before.phone
            rows.append(compared(draft, label, who.before, draft.fields, beside=beside))
            continue
        if who.twin:
            problems.append(context.warning(draft, "name", "possible_twin", other=who.twin))
        rows.append(_new(context, record, draft, weeks))
    return Plan(rows=rows, problems=problems)


def _new(context: Context, record: type[Person], draft: Draft, weeks: "_Weeks") -> Row:
    fields: dict[str, Any] = dict(draft.fields)
    person = tidy(record(id=context.office.new_id(), source=draft.key, **fields))
    beside = weeks.beside(person.id, draft)
    return new_row(
        draft, shown_name(person) or person.phone, person, Put(after=person), *beside.steps
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weeks:
    """What supporters said so far, and what a row adds to it."""

    office: Office
    said: Mapping[UUID, list[Availability]]

    def beside(self, supporter_id: UUID, draft: Draft) -> Beside:
        """The steps from what is stored to what the row says, and the change as one line."""
        told: Iterable[Statement] = draft.extra.get("availability", ())  # type: ignore[assignment]
        wanted = {_spot(s): s for s in told}
        days = {spot[:2] for spot in wanted}
        before = [a for a in self.said.get(supporter_id, ()) if _spot(a)[:2] in days]
        steps: list[Step] = []
        after = []
        for stored in before:
            statement = wanted.pop(_spot(stored), None)
            if statement is None:
                steps.append(Put(after=replace(stored, deleted=True), before=stored))
                continue
            after.append(replace(stored, answer=statement.answer))
            if after[-1] != stored:
                steps.append(Put(after=after[-1], before=stored))
        for statement in wanted.values():
            after.append(
                Availability(
                    id=self.office.new_id(),
                    supporter_id=supporter_id,
                    answer=statement.answer,
                    weekday=statement.weekday,
                    day=statement.day,
                    start=statement.start,
                    end=statement.end,
                )
            )
            steps.append(Put(after=after[-1]))
        if not steps:
            return NOTHING
        change = Change(field="availability", old=tuple(before), new=tuple(after))
        return Beside(steps=tuple(steps), changes=(change,))


def _weeks(context: Context, supporters: list[UUID]) -> _Weeks:
    said: dict[UUID, list[Availability]] = defaultdict(list)
    if any("availability" in d.extra for d in context.sheet.drafts):
        for some in chunks(supporters):
            for one in context.reading.find(Availability, supporter_id=some):
                said[one.supporter_id].append(one)
    return _Weeks(office=context.office, said=said)


def _spot(
    one: Statement | Availability,
) -> tuple[int | None, date | None, time | None, time | None]:
    return (one.weekday, one.day, one.start, one.end)
