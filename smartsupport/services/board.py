"""日程 and 配置 as a screen shows them: each session with its places, and who fills them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from smartsupport.clock import TOKYO
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import WantedPlaces
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.services.office import Office
from smartsupport.services.placements import PlacementLine
from smartsupport.storage.queries import calendar as queries
from smartsupport.storage.queries import same
from smartsupport.storage.queries.calendar import SessionLine
from smartsupport.storage.unit_of_work import Reading


class Seated(StrEnum):
    """What a seat is: taken, or empty and needed, or empty and only wished for; or beside them."""

    TAKEN = "taken"
    NEEDED = "needed"
    WISHED = "wished"
    TRAINEE = "trainee"
    OUT = "out"
    """Somebody who declined, was taken off or stayed away: fills nothing, but was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One place at a session; `line` is who has it, None while it is empty."""

    role: Role
    seated: Seated
    line: PlacementLine | None = None

    @property
    def empty(self) -> bool:
        """Whether somebody could take it."""
        return self.line is None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A session with its places, the empty ones included.

    `short` says by role how many places below the minimum are empty, and `lacked` how many stayed
    empty at a session that is `over`; a cancelled one is short of nobody.
    """

    line: SessionLine
    seats: tuple[Seat, ...]
    short: tuple[tuple[Role, int], ...] = ()
    lacked: tuple[tuple[Role, int], ...] = ()
    over: bool = False

    @property
    def taken(self) -> int:
        """Places that somebody has."""
        return sum(seat.seated is Seated.TAKEN for seat in self.seats)

    @property
    def wanted(self) -> int:
        """Places there are, taken or not."""
        return self.taken + sum(seat.empty for seat in self.seats)


def ids(office: Office, first: date, last: date) -> list[UUID]:
    """Ids of the sessions from `first` to `last`, both included, by day, time and venue."""
    with office.store.reading() as reading:
        return queries.session_ids(reading, first, last)


def rows(office: Office, wanted: Iterable[UUID]) -> dict[UUID, BoardRow]:
    """These sessions with their places; one that is not there (any more) is left out."""
    with office.store.reading() as reading:
        lines = queries.session_lines(reading, list(wanted))
        placed = _placed(reading, [line.session.id for line in lines])
    today = office.clock().astimezone(TOKYO).date()
    return {
        line.session.id: _row(line, placed.get(line.session.id, []), line.session.day < today)
        for line in lines
    }


def of_days(office: Office, first: date, last: date) -> list[BoardRow]:
    """The sessions from `first` to `last`, those that lack somebody first, past ones last."""
    found = rows(office, ids(office, first, last))
    return sorted(found.values(), key=lambda row: (row.over, not row.short))


def _placed(reading: Reading, sessions: list[UUID]) -> dict[UUID, list[PlacementLine]]:
    placements = reading.find(Placement, session_id=sessions)
    people = same.speakers(reading, Supporter, {p.supporter_id for p in placements})
    out: defaultdict[UUID, list[PlacementLine]] = defaultdict(list)
    for placement in placements:
        if placement.supporter_id in people:
            line = PlacementLine(placement=placement, supporter=people[placement.supporter_id])
            out[placement.session_id].append(line)
    return out


def _row(line: SessionLine, placed: list[PlacementLine], over: bool) -> BoardRow:
    placed = sorted(placed, key=lambda x: (x.supporter.kana, x.supporter.name, x.placement.id))
    here = [x for x in placed if x.placement.state.fills]
    taken = _by_role(x for x in here if not x.placement.trainee)
    seats: list[Seat] = []
    short = []
    for places in _each_role(line.session.places, taken):
        filled = taken.get(places.role, [])
        seats += [Seat(role=places.role, seated=Seated.TAKEN, line=x) for x in filled]
        if line.session.cancelled:
            continue
        missing = max(0, places.minimum - len(filled))
        needed = 0 if over else missing
        wished = max(0, max(places.wanted, places.minimum) - len(filled) - needed)
        seats += [Seat(role=places.role, seated=Seated.NEEDED)] * needed
        seats += [Seat(role=places.role, seated=Seated.WISHED)] * wished
        if missing:
            short.append((places.role, missing))
    trainees = [x for x in here if x.placement.trainee]
    out = [x for x in placed if not x.placement.state.fills]
    seats += [Seat(role=x.placement.role, seated=Seated.TRAINEE, line=x) for x in trainees]
    seats += [Seat(role=x.placement.role, seated=Seated.OUT, line=x) for x in out]
    return BoardRow(
        line=line,
        seats=tuple(seats),
        short=() if over else tuple(short),
        lacked=tuple(short) if over else (),
        over=over,
    )


def _by_role(lines: Iterable[PlacementLine]) -> dict[Role, list[PlacementLine]]:
    out: dict[Role, list[PlacementLine]] = {}
    for line in lines:
        out.setdefault(line.placement.role, []).append(line)
    return out


def _each_role(places: Iterable[WantedPlaces], taken: Iterable[Role]) -> list[WantedPlaces]:
    """The places of each role once; a role that somebody has though nobody wanted it, too."""
    minimum: dict[Role, int] = {}
    wanted: dict[Role, int] = {}
    for item in places:
        minimum[item.role] = minimum.get(item.role, 0) + item.minimum
        wanted[item.role] = wanted.get(item.role, 0) + item.wanted
    roles = [*wanted, *(role for role in taken if role not in wanted)]
    return [
        WantedPlaces(role=role, minimum=minimum.get(role, 0), wanted=wanted.get(role, 0))
        for role in roles
    ]
