"""Cards at the desk: new ones, old ones, and what is no card of ours."""

import pytest

from smartsupport.codes.token import new_code
from smartsupport.domain.desk import Answer, Result
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Standing
from smartsupport.services import cards, desk, people, records
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception, at
from tests.stores import HeldClock


@pytest.fixture(autouse=True)
def today(morning: Session, afternoon: Session) -> None:
    """Both sessions are held unless a test says otherwise."""


def test_revoked(office: Office, reception: Reception, clock: HeldClock, morning: Session) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    old = given.card_of(office, person)
    clock.now = at("09:20")
    new = cards.reissue(office, person.id).code
    clock.now = at("09:30")
    answer = reception.scan(old)
    assert (answer.result, answer.since, answer.called) == (Result.REVOKED, at("09:20"), "")
    assert reception.scan(new).result is Result.OK
    with pytest.raises(NotFound, match="card_not_found"):
        desk.whose(office, old)
    assert desk.whose(office, new) == person.id


def test_unassigned_is_bound_and_checks_in(
    office: Office, reception: Reception, morning: Session
) -> None:
    blank = cards.blank(office, 1)[0].code
    answer = reception.scan(blank)
    assert (answer.result, answer.code) == (Result.UNASSIGNED, blank)
    person = given.participant(office)
    given.booked(office, person, morning)
    bound = reception.bind(blank, person)
    assert bound.result is Result.OK
    assert reception.parked == []
    assert desk.whose(office, blank) == person.id
    assert reception.scan(blank).result is Result.ALREADY_IN


def test_a_card_is_bound_to_somebody_who_is_here_already(
    office: Office, reception: Reception, morning: Session
) -> None:
    here = reception.walk_in(morning, "タナカ")
    assert here.person_id
    blank = cards.blank(office, 1)[0].code
    chip = reception.scan(blank)
    person = people.rows(office, Participant, [here.person_id])[here.person_id]
    bound = reception.bind(blank, person, settles=chip.step_id)
    assert bound.result is Result.ALREADY_IN
    assert reception.parked == []
    assert desk.whose(office, blank) == here.person_id


def test_a_card_of_somebody_is_not_given_to_another(
    office: Office, reception: Reception, morning: Session
) -> None:
    owner, other = given.participant(office), given.participant(office, "サトウ")
    used = given.card_of(office, owner)
    with pytest.raises(Refused, match="card_not_free"):
        reception.bind(used, other)
    with pytest.raises(Refused, match="card_not_free"):
        reception.walk_in(morning, "サトウ", code=used)
    cards.reissue(office, owner.id)
    with pytest.raises(Refused, match="card_not_free"):
        reception.bind(used, other)
    with pytest.raises(NotFound, match="card_not_found"):
        reception.bind(new_code(), other)
    with pytest.raises(NotFound, match="card_not_found"):
        reception.walk_in(morning, "サトウ", code="さとう")
    assert reception.view.lines == ()


def test_withdrawn(office: Office, reception: Reception) -> None:
    gone, left = given.participant(office), given.supporter(office)
    codes = [given.card_of(office, gone), given.card_of(office, left)]
    records.remove(office, gone)
    records.change(office, left, standing=Standing.LEFT)
    for code in codes:
        answer = reception.scan(code)
        assert answer.result is Result.WITHDRAWN
        assert (answer.called, answer.person_id) == ("", None)
    with pytest.raises(NotFound, match="person_not_found"):
        reception.arrive(left)


@pytest.mark.parametrize(
    "text", ["https://example.com/point?id=1", "4901234567894", "山田花子", "x" * 300]
)
def test_foreign(reception: Reception, text: str) -> None:
    answer = reception.scan(text)
    assert answer == Answer(result=Result.FOREIGN, step_id=answer.step_id)
    assert reception.parked == []


def test_unknown(reception: Reception) -> None:
    code = new_code()
    answer = reception.scan(code)
    assert (answer.result, answer.code) == (Result.UNKNOWN, code)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    damaged = reception.scan(wrong)
    assert (damaged.result, damaged.code) == (Result.UNKNOWN, "")
    assert reception.scan("").result is Result.UNKNOWN
    assert reception.parked == []


def test_practice(reception: Reception) -> None:
    assert reception.scan(new_code(practice=True)).result is Result.PRACTICE


def test_one_card_in_the_hands_of_two_supporters(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    owner, other = given.supporter(office), given.supporter(office, "タカハシ")
    code = given.card_of(office, owner)
    reception.scan(code)
    clock.advance(minutes=2)
    assert reception.scan(code).result is Result.ALREADY_IN
    assert reception.arrive(other).result is Result.SUPPORTER_IN
    assert reception.is_in(owner.id, morning)
    assert reception.is_in(other.id, morning)
