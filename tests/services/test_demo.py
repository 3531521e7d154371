"""A practice register: nobody real, the same from the same seed, marked wherever it shows."""

from datetime import date
from pathlib import Path

import pytest

from smartsupport.domain.booking import Booking
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import calendar, cards, demo, desk
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from smartsupport.services.upkeep import look_over
from tests.stores import HeldClock

DAY = date(2026, 10, 3)
KINDS: tuple[type, ...] = (Supporter, Participant, Venue, Session, Booking)


def _everything(office: Office) -> dict[type, list[object]]:
    with office.store.reading() as reading:
        return {kind: sorted(reading.find(kind), key=lambda r: r.id) for kind in KINDS}


def test_the_same_seed_makes_the_same_register(tmp_path: Path, clock: HeldClock) -> None:
    made = []
    for n, seed in enumerate((1, 1, 2)):
        office = demo.make_demo(Places(base=tmp_path / str(n)), seed=seed, clock=clock)
        made.append(_everything(office))
        office.close()
    assert made[0] == made[1]
    assert made[0][Supporter] != made[2][Supporter]


def test_a_small_one_is_ready_for_today(tmp_path: Path, clock: HeldClock) -> None:
    office = demo.make_demo(Places(base=tmp_path / "demo"), day=DAY, clock=clock)
    size = demo.SIZES["small"]
    found = _everything(office)
    assert len(found[Supporter]) == size.supporters
    assert len(found[Participant]) == size.participants
    assert len(found[Venue]) == size.venues
    today = calendar.lines(office, DAY, DAY)
    assert [(x.session.start.hour, x.booked) for x in today] == [
        (10, demo.BOOKED),
        (13, demo.BOOKED),
    ]
    assert len({x.session.venue_id for x in today}) == 1
    assert look_over(office) == []
    office.close()


def test_its_cards_are_practice_cards_and_real_ones_are_refused(
    tmp_path: Path, clock: HeldClock, office: Office
) -> None:
    practice = demo.make_demo(Places(base=tmp_path / "demo"), day=DAY, clock=clock)
    assert practice.workspace().practice
    here = Desk(venue_id=calendar.lines(practice, DAY, DAY)[0].session.venue_id, day=DAY)
    ours, real = cards.blank(practice, 1)[0].code, cards.blank(office, 1)[0].code
    assert ours.startswith("T1")
    assert desk.scan(practice, ours, here).result == "unassigned"
    assert desk.scan(practice, real, here).result == "practice"
    assert desk.scan(office, ours, here).result == "practice"
    practice.close()


def test_what_cannot_be_made(tmp_path: Path, clock: HeldClock, office: Office) -> None:
    with pytest.raises(Refused, match="size_unknown"):
        demo.make_demo(Places(base=tmp_path / "x"), size="galaxy", clock=clock)
    with pytest.raises(Refused, match="workspace_exists"):
        demo.make_demo(office.places, clock=clock)
