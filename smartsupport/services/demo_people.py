"""Invented people, places and sessions for practice workspaces, tests and measurements.

Every name is a chance combination of common parts and means nobody. No telephone number can ring:
the part after 090 or 03 begins with 0, where the national numbering plan assigns none. Mail goes to
example.com, which belongs to nobody. The same seed gives the same people.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from itertools import product
from random import Random
from typing import TypeVar
from uuid import UUID

from smartsupport.clock import NewId
from smartsupport.domain.availability import Answer, Availability
from smartsupport.domain.participant import AgeBand, Participant, PhoneType
from smartsupport.domain.session import Behaviour, Session, SessionKind, places_for, shifted
from smartsupport.domain.supporter import (
    STRENGTHS,
    Role,
    SchemeStatus,
    Supporter,
    SupporterKind,
)
from smartsupport.domain.venue import Place, Venue
from smartsupport.services.demo_names import (
    MIDDLE,
    MUNICIPALITIES,
    OLDER,
    SURNAMES,
    VENUE_TYPES,
    VENUE_WORDS,
    YOUNGER,
)

SOURCE = "demo"
"""What stands in the `source` of everything made here."""

_T = TypeVar("_T")
Weights = dict[_T, int]

_KINDS: Weights[SupporterKind] = {
    SupporterKind.METROPOLITAN: 60,
    SupporterKind.MUNICIPAL: 15,
    SupporterKind.STUDENT: 10,
    SupporterKind.ORGANISATION: 10,
    SupporterKind.STAFF: 4,
    SupporterKind.OTHER: 1,
}
_SCHEME: Weights[SchemeStatus] = {SchemeStatus.CONFIRMED: 7, SchemeStatus.UNCONFIRMED: 3}
_ANSWERS: Weights[Answer] = {Answer.YES: 70, Answer.IF_NEEDED: 20, Answer.NO: 10}
_AGES: Weights[AgeBand] = {
    AgeBand.UNDER_60: 3,
    AgeBand.FROM_60: 5,
    AgeBand.FROM_65: 14,
    AgeBand.FROM_70: 24,
    AgeBand.FROM_75: 26,
    AgeBand.FROM_80: 16,
    AgeBand.FROM_85: 7,
    AgeBand.UNKNOWN: 5,
}
_PHONES: Weights[PhoneType] = {
    PhoneType.IPHONE: 30,
    PhoneType.ANDROID: 38,
    PhoneType.SENIOR: 17,
    PhoneType.FEATURE_PHONE: 6,
    PhoneType.NONE: 5,
    PhoneType.UNKNOWN: 4,
}
_NEEDS = ("大きな声でゆっくり話す", "文字を大きくする", "車いす", "手話", "手の震えがある")
_HALVES: tuple[tuple[time | None, time | None], ...] = (
    (None, None),
    (time(9), time(13)),
    (time(13), time(18)),
)
_TWICE = ((time(10), time(12)), (time(13, 30), time(15, 30)))
_ONCE = (*_TWICE, (time(13), time(16)))


def demo_ids(rng: Random) -> NewId:
    """A source of ids that the seed decides."""
    return lambda: UUID(int=rng.getrandbits(128), version=4)


def demo_supporters(n: int, rng: Random, new_id: NewId) -> list[Supporter]:
    """`n` supporters: most of the scheme and past 60, some students, a few still learning."""
    return [_supporter(rng, new_id) for _ in range(n)]


def demo_availability(
    supporters: Iterable[Supporter], rng: Random, new_id: NewId
) -> list[Availability]:
    """What supporters said about weekdays; one in seven said nothing at all."""
    out = []
    for supporter in supporters:
        if rng.random() < 1 / 7:
            continue
        for weekday in rng.sample(range(7), rng.randint(1, 4)):
            start, end = rng.choice(_HALVES)
            out.append(
                Availability(
                    id=new_id(),
                    supporter_id=supporter.id,
                    answer=_one_of(_ANSWERS, rng),
                    weekday=weekday,
                    start=start,
                    end=end,
                )
            )
    return out


def demo_participants(n: int, rng: Random, new_id: NewId) -> list[Participant]:
    """`n` participants: some known by a reading alone, a few not known at all."""
    return [_participant(rng, new_id) for _ in range(n)]


def demo_venues(n: int, rng: Random, new_id: NewId) -> list[Venue]:
    """`n` venues called 見本…, each within a kilometre or so of its ward's own point."""
    names = list(product(VENUE_WORDS, VENUE_TYPES))
    rng.shuffle(names)
    return [_venue(rng, new_id, names[i % len(names)], i // len(names)) for i in range(n)]


def demo_sessions(
    venues: Sequence[Venue],
    kinds: Sequence[SessionKind],
    days: Iterable[date],
    rng: Random,
    new_id: NewId,
) -> list[Session]:
    """On each of `days`, a session or two at about every second venue; at least one a day."""
    out = []
    for day in days:
        open_today = [v for v in venues if rng.random() < 0.5] or [rng.choice(venues)]
        for venue in open_today:
            twice = rng.random() < 0.3
            for start, end in _TWICE if twice else (rng.choice(_ONCE),):
                out.append(_session(venue, rng.choice(kinds), day, start, end, rng, new_id))
    return sorted(out, key=lambda s: (s.day, s.start, s.id))


def demo_month(first: date) -> list[date]:
    """The Tuesdays, Thursdays and Saturdays of the month that `first` lies in."""
    days = [first.replace(day=1) + timedelta(days=n) for n in range(31)]
    return [d for d in days if d.month == first.month and d.weekday() in (1, 3, 5)]


def _one_of(weights: Weights[_T], rng: Random) -> _T:
    return rng.choices(list(weights), list(weights.values()))[0]


def _name(rng: Random, *generations: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """(name, reading): earlier surnames are the more frequent ones."""
    common = range(2 * len(SURNAMES), len(SURNAMES), -1)
    surname, surname_kana = rng.choices(SURNAMES, common)[0]
    given, given_kana = rng.choice(rng.choice(generations))
    return f"{surname} {given}", f"{surname_kana} {given_kana}"


def _mobile(rng: Random) -> str:
    return f"090-0{rng.randrange(1000):03d}-{rng.randrange(10000):04d}"


def _landline(rng: Random) -> str:
    return f"03-0{rng.randrange(1000):03d}-{rng.randrange(10000):04d}"


def _supporter(rng: Random, new_id: NewId) -> Supporter:
    kind = _one_of(_KINDS, rng)
    young = kind is SupporterKind.STUDENT
    name, kana = _name(rng, YOUNGER) if young else _name(rng, OLDER, MIDDLE)
    scheme = _one_of(_SCHEME, rng) if kind is SupporterKind.METROPOLITAN else SchemeStatus.NONE
    confirmed = scheme is SchemeStatus.CONFIRMED
    roles = {Role.ADVISER, Role.ASSISTANT} | ({Role.RECEPTION} if rng.random() < 0.4 else set())
    id = new_id()
    return Supporter(
        id=id,
        name=name,
        kana=kana,
        kind=kind,
        scheme_status=scheme,
        certificate_on=date(2024, 4, 1) + timedelta(days=rng.randrange(700)) if confirmed else None,
        phone=_mobile(rng),
        email=f"s{id.hex[:8]}@example.com" if rng.random() < 0.7 else "",
        municipality=rng.choice(MUNICIPALITIES)[0],
        roles=frozenset(roles | ({Role.LECTURER} if rng.random() < 0.15 else set())),
        strengths=frozenset(rng.sample(STRENGTHS[:2], rng.randint(0, 2)))
        | frozenset(s for s in STRENGTHS[2:] if rng.random() < 0.06),
        trainee=rng.random() < 0.08,
        monthly_cap=rng.choice((2, 4, 8)) if rng.random() < 0.3 else None,
        reach_minutes=rng.choice((30, 45, 90)) if rng.random() < 0.2 else None,
        source=SOURCE,
    )


def _participant(rng: Random, new_id: NewId) -> Participant:
    name, kana = _name(rng, OLDER, OLDER, MIDDLE)
    told = rng.random()
    if told < 0.03:
        name = kana = ""
    elif told < 0.15:
        name, kana = "", kana.split()[0]
    phone = ""
    if kana and rng.random() < 0.6:
        phone = _mobile(rng) if rng.random() < 0.5 else _landline(rng)
    return Participant(
        id=new_id(),
        name=name,
        kana=kana,
        phone=phone,
        age_band=_one_of(_AGES, rng),
        phone_type=_one_of(_PHONES, rng),
        access_needs=rng.choice(_NEEDS) if rng.random() < 0.06 else "",
        source=SOURCE,
    )


def _venue(
    rng: Random, new_id: NewId, parts: tuple[tuple[str, str], tuple[str, str]], again: int
) -> Venue:
    (word, word_kana), (kind, kind_kana) = parts
    code, ward, lat, lon = rng.choice(MUNICIPALITIES)
    place = Place.of(lat + rng.uniform(-0.01, 0.01), lon + rng.uniform(-0.01, 0.01))
    number, number_kana = (f"第{again + 1}", f"ダイ{again + 1}") if again else ("", "")
    return Venue(
        id=new_id(),
        name=f"見本{word}{number}{kind}",
        kana=f"ミホン{word_kana}{number_kana}{kind_kana}",
        municipality=code,
        address=f"東京都{ward}見本{rng.randint(1, 5)}-{rng.randint(1, 30)}-{rng.randint(1, 20)}",
        lat_e7=place.lat_e7,
        lon_e7=place.lon_e7,
        phone=_landline(rng),
        rooms=("会議室", "和室")[: rng.randint(1, 2)],
        desks=rng.randint(2, 5),
        source=SOURCE,
    )


def _session(
    venue: Venue,
    kind: SessionKind,
    day: date,
    start: time,
    end: time,
    rng: Random,
    new_id: NewId,
) -> Session:
    accessible = rng.random() < 0.05
    capacity = 4 if accessible else _capacity(venue, kind, start, end, rng)
    return Session(
        id=new_id(),
        venue_id=venue.id,
        kind_id=kind.id,
        day=day,
        start=start,
        end=end,
        gather=shifted(start, -venue.gather_before),
        dismiss=shifted(end, venue.dismiss_after),
        title=kind.name,
        room=rng.choice(venue.rooms),
        desks=venue.desks,
        capacity=capacity,
        places=places_for(kind, desks=venue.desks, capacity=capacity, accessible=accessible),
        accessible=accessible,
        source=SOURCE,
    )


def _capacity(venue: Venue, kind: SessionKind, start: time, end: time, rng: Random) -> int | None:
    """A turn at each desk, a class of a usual size, or whoever drops in."""
    if kind.behaviour is Behaviour.TURNS:
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        return venue.desks * (minutes // kind.turn_minutes)
    return rng.choice((8, 12, 16)) if kind.behaviour is Behaviour.LECTURE else None
