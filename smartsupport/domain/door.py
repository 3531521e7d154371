"""受付 / 退出 and 活動開始 / 活動終了: events are only added or voided; visits are their fold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.period import Span


class Direction(StrEnum):
    """Through the door: 受付・活動開始 in, 退出・活動終了 out."""

    IN = "in"
    OUT = "out"


class Source(StrEnum):
    """Where an event comes from (読取, 一覧, 紙, 手入力, 推定)."""

    SCANNED = "scanned"
    LIST = "list"
    PAPER = "paper"
    TYPED = "typed"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorEvent:
    """One person through the door of a session. `number` with `letter` is the 受付番号."""

    id: UUID
    direction: Direction
    party: Party
    person_id: UUID
    session_id: UUID
    venue_id: UUID
    day: date
    at: datetime
    source: Source = Source.SCANNED
    number: int | None = None
    letter: str = ""
    companions: int = 0
    reason: str = ""
    after: UUID | None = None
    """The event this one answers: an `out` names the `in` it saw."""
    by: str = ""

    @property
    def called(self) -> str:
        """The 受付番号 as called out: "7", or "A7" where laptops hand out their own."""
        return "" if self.number is None else f"{self.letter}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One person's stay at one session, as the events tell it."""

    person_id: UUID
    session_id: UUID
    party: Party
    arrival: DoorEvent | None
    departure: DoorEvent | None
    joined: tuple[DoorEvent, ...] = ()
    """Further arrivals while inside (another laptop's scan): shown, never counted twice."""
    contradictory: bool = False
    """An `out` without an `in`, or times that cannot be: 要対応, taken as 推定."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every 受付番号 that was called out for this stay; the one in the list comes first."""
        came = (self.arrival, *self.joined) if self.arrival is not None else self.joined
        return tuple(dict.fromkeys(event.called for event in came if event.called))

    @property
    def inside(self) -> bool:
        """Whether the person has arrived and not left."""
        return self.arrival is not None and self.departure is None

    @property
    def span(self) -> Span | None:
        """Arrival to departure, when both are known."""
        if self.arrival is None or self.departure is None:
            return None
        return Span(self.arrival.at, self.departure.at)


LATEST_AFTER_END = timedelta(hours=2)
"""A stay that goes on longer than this after the session is taken as 推定 (sync.md)."""

WRITTEN = frozenset({Source.TYPED, Source.PAPER})
"""Times that a person wrote down: believed, however late."""


def overstayed(visit: Visit, end: datetime) -> bool:
    """Whether the departure was scanned too long after `end` to be the real one."""
    out = visit.departure
    return out is not None and out.source not in WRITTEN and out.at > end + LATEST_AFTER_END


def apart(visit: Visit, work: Span) -> bool:
    """Whether not a minute of it was scanned between 集合 and 解散: it would count for nothing."""
    out, stay = visit.departure, visit.span
    return (
        out is not None
        and out.source not in WRITTEN
        and stay is not None
        and stay.cut_to(work) is None
    )


def is_estimated(visit: Visit, work: Span) -> bool:
    """推定: whether a person has to say when this stay began or ended.

    `work` is 集合-解散 for supporters. A missing or an estimated time, times that cannot be, an
    overstay and a stay wholly apart from it need a word; an end that was typed or kept on paper
    does not.
    """
    proposed = any(e and e.source is Source.ESTIMATED for e in (visit.arrival, visit.departure))
    return (
        visit.departure is None
        or visit.contradictory
        or proposed
        or overstayed(visit, work.end)
        or apart(visit, work)
    )


def visits_from(events: Iterable[DoorEvent]) -> list[Visit]:
    """Fold unvoided events into visits, one list for any number of people and sessions.

    Pure and independent of the order of `events`. An `in` while inside joins the open visit, the
    earliest kept; an `out` while outside makes a contradictory visit (sync.md, Visits).
    """
    by_stay: dict[tuple[UUID, UUID], list[DoorEvent]] = {}
    for event in events:
        by_stay.setdefault((event.session_id, event.person_id), []).append(event)
    out: list[Visit] = []
    for stay in by_stay.values():
        out.extend(_fold_one(_in_causal_order(stay)))
    return sorted(out, key=_order)


def _order(visit: Visit) -> tuple[datetime, UUID]:
    first = visit.arrival or visit.departure
    assert first is not None
    return (first.at, first.id)


def _in_causal_order(stay: list[DoorEvent]) -> list[DoorEvent]:
    """By time, but never an event before the one it answers."""
    waiting = sorted(stay, key=lambda e: (e.at, e.id))
    present = {e.id for e in waiting}
    placed: set[UUID] = set()
    out: list[DoorEvent] = []
    while waiting:
        ready = next(
            (e for e in waiting if e.after not in present or e.after in placed), waiting[0]
        )
        waiting.remove(ready)
        placed.add(ready.id)
        out.append(ready)
    return out


def _fold_one(ordered: list[DoorEvent]) -> list[Visit]:
    visits: list[Visit] = []
    for event in ordered:
        arrival = visits[-1].arrival if visits and visits[-1].inside else None
        if event.direction is Direction.IN and arrival is None:
            visits.append(_visit(event, arrival=event))
        elif arrival is None:
            visits.append(_visit(event, departure=event))
        elif event.direction is Direction.IN:
            visits[-1] = replace(visits[-1], joined=(*visits[-1].joined, event))
        else:
            backwards = event.at < arrival.at
            visits[-1] = replace(visits[-1], departure=event, contradictory=backwards)
    return visits


def _visit(
    event: DoorEvent, *, arrival: DoorEvent | None = None, departure: DoorEvent | None = None
) -> Visit:
    return Visit(
        person_id=event.person_id,
        session_id=event.session_id,
        party=event.party,
        arrival=arrival,
        departure=departure,
        contradictory=arrival is None,
    )
