"""要対応 as a coordinator reads it."""

from collections.abc import Callable
from datetime import time, timedelta
from uuid import uuid4

from smartsupport.codes.recovery import new_code
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.session import Session, WantedPlaces
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.tasks import TaskKind
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, consultations, hours, placements, recovery
from smartsupport.services.office import Office
from smartsupport.services.tasks import OpenTask, open_tasks
from smartsupport.storage.unit_of_work import Store
from tests.accounts import cheap_passwords, closed
from tests.services import given
from tests.services.given import DAY, Reception, at
from tests.storage.logs import ops_of
from tests.stores import HeldClock

__all__ = ["cheap_passwords", "closed"]


def _open(office: Office) -> list[OpenTask]:
    return open_tasks(office, DAY, DAY)


def test_a_quiet_register_asks_nothing(office: Office, hall: Venue) -> None:
    given.session(office, hall, places=(WantedPlaces(role=Role.ADVISER, minimum=0, wanted=2),))
    assert _open(office) == []


def test_what_is_short_before_the_session(office: Office, hall: Venue, morning: Session) -> None:
    asked = given.supporter(office, "アキ", name="安芸 一郎")
    placement = given.placed(office, asked, morning)
    placements.set_state(office, [placement], PlacementState.ASKED)
    short, reception, silent = _open(office)
    assert (short.kind, short.role, short.missing) == (TaskKind.SHORT, Role.ADVISER, 1)
    assert (short.session, short.venue, short.day) == (morning.title, "中央会館", DAY)
    assert (reception.kind, reception.role) == (TaskKind.SHORT, Role.RECEPTION)
    assert (silent.kind, silent.person) == (TaskKind.NOT_ANSWERED, "安芸 一郎")


def test_a_session_over_asks_for_what_was_not_entered(
    office: Office, clock: HeldClock, reception: Reception, morning: Session, afternoon: Session
) -> None:
    helper = given.supporter(office, "アキ")
    absent = given.supporter(office, "イノ")
    for person in (helper, absent):
        placement = given.placed(office, person, morning)
        placements.set_state(office, [placement], PlacementState.ACCEPTED)
    reception.arrive(helper)
    guest, other = (reception.walk_in(morning, k) for k in ("タナカ", "サトウ"))
    consultations.record(
        office,
        Consultation(id=uuid4(), session_id=morning.id, participant_id=guest.person_id),
    )
    clock.now = at("18:00")
    found = _open(office)
    assert [(t.kind, t.person) for t in found] == [
        (TaskKind.NOT_SEEN, "いの"),
        (TaskKind.TIME_UNCONFIRMED, "あき"),
        (TaskKind.NOT_RECORDED, ""),
        (TaskKind.NOTHING_ENTERED, ""),
    ]
    assert found[1].came == at("09:30")
    assert found[1].proposed == at("12:15")
    assert found[2].missing == 1
    assert found[3].session_id == afternoon.id
    hours.confirm(office, helper.id, morning.id, found[1].came, at("12:15"))
    hours.confirm(office, absent.id, morning.id, at("09:30"), at("12:15"))
    consultations.record(
        office,
        Consultation(id=uuid4(), session_id=morning.id, participant_id=other.person_id),
    )
    calendar.cancel(office, reason="雨", session_id=afternoon.id)
    assert _open(office) == []


def test_an_end_is_asked_about_only_where_it_may_be_wrong(
    office: Office, clock: HeldClock, reception: Reception, morning: Session
) -> None:
    good, late, early = (given.supporter(office, kana) for kana in ("アキ", "イノ", "ウエ"))
    for person in (good, late, early):
        given.placed(office, person, morning)
        reception.arrive(person)
    with office.store.transaction() as work:
        own = work.find(Placement, supporter_id=early.id)[0]
        work.change(own, dismiss=time(10, 0))
    for person, now in ((good, "12:10"), (early, "12:20"), (late, "14:20")):
        clock.now = at(now)
        reception.leave(person)
    assert {(t.kind, t.person) for t in _open(office) if t.person} == {
        (TaskKind.TIME_UNCONFIRMED, kana) for kana in ("いの", "うえ")
    }


def test_a_participant_seen_to_leave_but_not_to_come(
    office: Office, clock: HeldClock, reception: Reception, morning: Session
) -> None:
    whole, alone = (given.participant(office, kana) for kana in ("タナカ", "サトウ"))
    for person in (whole, alone):
        given.booked(office, person, morning)
        reception.arrive(person)
    for person in (whole, alone):
        clock.now += timedelta(minutes=20)
        reception.leave(person)
    with office.store.transaction() as work:
        work.void(work.find(DoorEvent, person_id=alone.id, direction=Direction.IN)[0])
    found = [(t.kind, t.person) for t in _open(office) if t.kind is TaskKind.DEPARTURE_ALONE]
    assert found == [(TaskKind.DEPARTURE_ALONE, "さとう")]


def test_a_record_that_names_nobody_counts_for_one_who_came(
    office: Office, clock: HeldClock, reception: Reception, morning: Session
) -> None:
    guests = [reception.walk_in(morning, kana) for kana in ("タナカ", "サトウ", "スズキ")]
    gone = guests[0]
    for person in (gone.person_id, gone.person_id, None):
        record = Consultation(id=uuid4(), session_id=morning.id, participant_id=person)
        consultations.record(office, record)
    clock.now = at("18:00")
    of_morning = [task for task in _open(office) if task.session_id == morning.id]
    assert [(t.kind, t.missing) for t in of_morning] == [(TaskKind.NOT_RECORDED, 1)]


def test_too_many_booked_by_two_laptops(office: Office, hall: Venue) -> None:
    small = given.session(office, hall, capacity=1, places=())
    for kana in ("ア", "イ", "ウ"):
        given.booked(office, given.participant(office, kana), small)
    assert [(t.kind, t.missing) for t in _open(office) if t.role is None] == [
        (TaskKind.OVERFULL, 2)
    ]


def test_a_venue_made_from_its_name_alone(office: Office) -> None:
    given.venue(office, "南図書館", to_complete=True)
    assert [(t.kind, t.venue) for t in _open(office)] == [(TaskKind.VENUE_TO_COMPLETE, "南図書館")]


def test_what_two_laptops_wrote_differently(
    office: Office, another: Callable[[str], Store]
) -> None:
    person = given.supporter(office, "アキ", phone="03-0000-0001")
    other = another("other")
    other.merge(ops_of(office.store))
    with other.transaction() as work:
        work.change(work.get(Supporter, person.id), phone="03-0000-0002")
    with office.store.transaction() as work:
        work.change(work.get(Supporter, person.id), phone="03-0000-0003")
    office.store.merge(ops_of(other))
    (task,) = _open(office)
    assert (task.kind, task.person, task.fields) == (TaskKind.TWO_VERSIONS, "あき", ("phone",))


def test_a_register_with_passwords_wants_a_recovery_sheet_that_was_read(
    office: Office, closed: Office
) -> None:
    assert _open(office) == []  # nobody has a password here
    assert [task.kind for task in _open(closed)] == [TaskKind.NO_RECOVERY_SHEET]
    code = new_code()
    sheet = recovery.make_sheet(closed, code)
    assert [task.kind for task in _open(closed)] == [TaskKind.RECOVERY_SHEET_UNREAD]
    recovery.confirm_sheet(closed, sheet.id, code.text[-4:])
    assert _open(closed) == []
    recovery.make_sheet(closed, new_code())  # the confirmed one stands until this one is
    assert _open(closed) == []
