"""申込者 of a file: the session each row asks for, the person, and whether it is booked already."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.session import Session
from smartsupport.domain.text import folded
from smartsupport.domain.venue import Venue
from smartsupport.services.import_people import Found, matched
from smartsupport.services.import_places import plain_name
from smartsupport.services.import_plan import (
    Beside,
    Book,
    Context,
    Plan,
    Put,
    Row,
    changes_of,
    chunks,
    compared,
    left_out,
    new_row,
)
from smartsupport.services.records import tidy
from smartsupport.sheets.draft import Draft, Problem
from smartsupport.storage.queries import same


def plan_bookings(context: Context) -> Plan:
    """A row for every draft; a row without a day asks for the session that was chosen.

    Raises NotFound("session_not_found") for a chosen session that is not there.
    """
    offered = _offered(context)
    people = _people(context)
    booked = _booked(context, offered)
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[tuple[UUID, UUID], int] = {}
    for draft in context.sheet.drafts:
        who = people[str(draft.extra["participant_key"])]
        try:
            session = offered.wanted(draft)
        except Refused as refusal:
            column = str(refusal.data.pop("column"))
            problems.append(context.error(draft, column, refusal.code, **refusal.data))
            rows.append(left_out(draft))
            continue
        spot = (session.id, who.id)
        if spot in seen:
            problems.append(context.warning(draft, "name", "row_repeated", first=seen[spot]))
            rows.append(left_out(draft))
            continue
        seen[spot] = draft.row
        if who.twin and who.first_row == draft.row:
            problems.append(context.warning(draft, "name", "possible_twin", other=who.twin))
        rows.append(_row(context, draft, session, who, booked.get(spot)))
    return Plan(rows=rows, problems=problems)


def _row(
    context: Context, draft: Draft, session: Session, who: "_Person", before: Booking | None
) -> Row:
    if before:
        return compared(draft, who.label, before, draft.fields, beside=who.beside)
    fields: dict[str, Any] = dict(draft.fields)
    booking = Booking(
        id=context.office.new_id(),
        session_id=session.id,
        participant_id=who.id,
        source=draft.key,
        **fields,
    )
    step = Put(after=booking) if "state" in fields else Book(booking=booking)
    row = new_row(draft, who.label, booking, *who.beside.steps, step)
    return replace(row, changes=who.beside.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """The participant of one or more rows, and what is stored of them first."""

    id: UUID
    label: str
    beside: Beside
    twin: str
    first_row: int


def _people(context: Context) -> dict[str, _Person]:
    wanted: dict[str, dict[str, object]] = {}
    first: dict[str, int] = {}
    for draft in context.sheet.drafts:
        key = str(draft.extra["participant_key"])
        fields: Mapping[str, object] = draft.extra["participant"]  # type: ignore[assignment]
        wanted[key] = {**fields, **wanted.get(key, {})}
        first.setdefault(key, draft.row)
    found = matched(context.reading, Participant, wanted)
    return {
        key: _person(context, key, fields, found[key], first[key]) for key, fields in wanted.items()
    }


def _person(
    context: Context, key: str, fields: Mapping[str, Any], found: Found, first_row: int
) -> _Person:
    before: Participant | None = found.before
    if before is None:
        after = tidy(Participant(id=context.office.new_id(), source=key, **fields))
        beside = Beside(steps=(Put(after=after),))
    else:
        after = tidy(replace(before, **fields))
        changes = changes_of(before, after, fields)
        after = replace(after, source=key) if changes else before
        beside = Beside(
            steps=(Put(after=after, before=before),) if changes else (), changes=changes
        )
    return _Person(
        id=after.id,
        label=shown_name(after) or after.phone,
        beside=beside,
        twin=found.twin,
        first_row=first_row,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """The sessions that rows may ask for: the chosen one, and those on the days they name."""

    chosen: Session | None
    by_day: Mapping[date, list[Session]]
    venues: Mapping[UUID, str]
    """Names as compared."""

    def wanted(self, draft: Draft) -> Session:
        """The one session a row means.

        Raises Refused with the `column` at fault: "booking_no_session",
        "booking_session_not_found", "booking_session_not_clear", "session_cancelled".
        """
        day = draft.extra.get("day")
        if day is None:
            if self.chosen is None:
                raise Refused("booking_no_session", column="day")
            return _held(self.chosen)
        found = self._at(draft, self.by_day.get(day, []))  # type: ignore[call-overload]
        if not found:
            raise Refused("booking_session_not_found", column="day", day=day)
        at: Any = draft.fields.get("at")
        title = folded(str(draft.extra.get("session_title", "")))
        hints = (
            lambda s: s == self.chosen,
            lambda s: self.venues[s.venue_id] == _venue_named(draft),
            lambda s: not s.cancelled,
            lambda s: title == folded(s.title),
            lambda s: bool(title) and title in folded(s.title),
            lambda s: at is not None and s.start <= at < s.end,
        )
        for hint in hints:
            if len(found) > 1:
                found = [s for s in found if hint(s)] or found
        if len(found) > 1:
            raise Refused("booking_session_not_clear", column="day", number=len(found))
        return _held(found[0])

    def _at(self, draft: Draft, sessions: list[Session]) -> list[Session]:
        name = _venue_named(draft)
        return [s for s in sessions if name in (v := self.venues[s.venue_id]) or v in name]


def _venue_named(draft: Draft) -> str:
    return plain_name(str(draft.extra.get("venue_name", "")))


def _held(session: Session) -> Session:
    if session.cancelled:
        raise Refused("session_cancelled", column="day")
    return session


def _offered(context: Context) -> _Offered:
    chosen = context.session_id and context.reading.get(Session, context.session_id)
    days: Any = {d.extra["day"] for d in context.sheet.drafts if "day" in d.extra}
    by_day: dict[date, list[Session]] = defaultdict(list)
    for some in chunks(sorted(days)):
        for session in context.reading.find(Session, day=some):
            by_day[session.day].append(session)
    used = {s.venue_id for sessions in by_day.values() for s in sessions}
    venues = {v.id: plain_name(v.name) for v in context.reading.find(Venue) if v.id in used}
    return _Offered(chosen=chosen or None, by_day=by_day, venues=venues)


def _booked(context: Context, offered: _Offered) -> dict[tuple[UUID, UUID], Booking]:
    ids = {s.id for sessions in offered.by_day.values() for s in sessions}
    if offered.chosen:
        ids.add(offered.chosen.id)
    return {
        (b.session_id, b.participant_id): b
        for some in chunks(sorted(ids))
        for b in same.as_one(context.reading, context.reading.find(Booking, session_id=some))
    }
