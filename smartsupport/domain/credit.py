"""From the door to hours: what a supporter was there for, and what of it is credited.

The rules are documents.md's: cut to 集合-解散, 推定 not credited until confirmed, overlaps once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.door import Source, Visit, is_estimated, overstayed
from smartsupport.domain.hours import HoursRow, by_reading, by_time
from smartsupport.domain.period import Span, joined
from smartsupport.domain.placement import Placement, standing
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter, SupporterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFacts:
    """What hours are made from; `venues` and `kinds` are names by id.

    Visits of participants, and to sessions that are not here, are passed over.
    """

    visits: Iterable[Visit]
    sessions: Mapping[UUID, Session]
    placements: Iterable[Placement]
    supporters: Mapping[UUID, Supporter]
    venues: Mapping[UUID, str]
    kinds: Mapping[UUID, str]


def hours_rows(facts: HoursFacts) -> list[HoursRow]:
    """One row for each supporter and session that the door saw, by reading, then by time.

    Times count as a clock shows them, without seconds. They are cut to 集合-解散 of the placement,
    or of the session where nobody was placed; beyond it only where a coordinator typed the time.
    Minutes in which a supporter was at two sessions are credited to the one begun first.
    """
    placed = standing(facts.placements)
    stays: dict[tuple[UUID, UUID], list[Visit]] = {}
    for visit in facts.visits:
        if visit.party is Party.SUPPORTER and visit.session_id in facts.sessions:
            stays.setdefault((visit.person_id, visit.session_id), []).append(visit)
    seen = [_row(facts, visits, placed.get(key)) for key, visits in stays.items()]
    return sorted(_credited_once(seen), key=lambda row: (*by_reading(row), *by_time(row)))


def _row(
    facts: HoursFacts, visits: list[Visit], placement: Placement | None
) -> tuple[HoursRow, list[Span]]:
    """One row not yet credited, and the disjoint spans that its `actual` is made of."""
    session = facts.sessions[visits[0].session_id]
    nobody = Supporter(id=visits[0].person_id, kind=SupporterKind.OTHER)
    person = facts.supporters.get(nobody.id, nobody)
    work = placement.work_span(session) if placement else session.work_span
    spans = joined([span for visit in visits if (span := _counted(visit, work))])
    arrivals = [visit.arrival.at for visit in visits if visit.arrival]
    estimated = any(is_estimated(visit, work) for visit in visits)
    row = HoursRow(
        supporter_id=person.id,
        supporter=person.name,
        kana=person.kana,
        kind=person.kind,
        day=session.day,
        session_id=session.id,
        session=session.title or facts.kinds.get(session.kind_id, ""),
        venue_id=session.venue_id,
        venue=facts.venues.get(session.venue_id, ""),
        role=placement.role if placement else _unplaced_role(session),
        planned=work.minutes if placement and placement.state.fills else 0,
        actual=_minutes(spans),
        credited=0,
        start=min(arrivals, default=None),
        end=max(_end(visit, work) for visit in visits),
        source=Source.ESTIMATED if estimated else _source(visits),
        estimated=estimated,
    )
    return row, spans


def _credited_once(seen: list[tuple[HoursRow, list[Span]]]) -> list[HoursRow]:
    taken: dict[UUID, list[Span]] = {}
    out: list[HoursRow] = []
    for row, spans in sorted(seen, key=_begun):
        if row.estimated:
            out.append(row)
            continue
        before = taken.get(row.supporter_id, [])
        together = joined(before + spans)
        taken[row.supporter_id] = together
        out.append(replace(row, credited=_minutes(together) - _minutes(before)))
    return out


def _begun(seen: tuple[HoursRow, list[Span]]) -> tuple[float, tuple[date, float, UUID]]:
    row, spans = seen
    return (spans[0].start.timestamp() if spans else 0.0, by_time(row))


def _minutes(spans: list[Span]) -> int:
    return sum(span.minutes for span in spans)


def _counted(visit: Visit, work: Span) -> Span | None:
    if visit.arrival is None:
        return None
    start, end = _to_the_minute(visit.arrival.at), _to_the_minute(_end(visit, work))
    typed_in = visit.arrival.source is Source.TYPED
    typed_out = visit.departure is not None and visit.departure.source is Source.TYPED
    allowed = Span(start if typed_in else work.start, end if typed_out else work.end)
    return Span(start, end).cut_to(allowed)


def _end(visit: Visit, work: Span) -> datetime:
    """When the stay ended, or 解散 where the door's word is missing or cannot be believed."""
    backwards = visit.arrival is not None and visit.contradictory
    if visit.departure is None or backwards or overstayed(visit, work.end):
        return work.end
    return visit.departure.at


def _to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


_LEAST_AUTOMATIC_LAST = (Source.ESTIMATED, Source.SCANNED, Source.LIST, Source.PAPER, Source.TYPED)


def _source(visits: list[Visit]) -> Source:
    ends = [event.source for v in visits for event in (v.arrival, v.departure) if event]
    return max(ends, key=_LEAST_AUTOMATIC_LAST.index)


def _unplaced_role(session: Session) -> Role:
    """Someone who came without being placed helps beside others; nobody becomes a lecturer so."""
    helping = [w.role for w in session.places if w.role in (Role.ADVISER, Role.ASSISTANT)]
    return helping[0] if helping else Role.ASSISTANT
