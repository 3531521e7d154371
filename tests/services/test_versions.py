"""入力の食い違い: shown with who and when, settled with one choice, and settled everywhere."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role
from smartsupport.services import (
    accounts,
    erasure,
    exchange,
    history,
    placements,
    records,
    versions,
)
from smartsupport.services.office import Office
from smartsupport.services.versions import Choice, Difference
from tests.services import given
from tests.services.conftest import new_office
from tests.services.two_laptops import meet
from tests.stores import HeldClock, kept


@pytest.fixture
def far(tmp_path: Path, office: Office, clock: HeldClock) -> Iterator[Office]:
    """Another laptop of the same 台帳, in the hands of 鈴木."""
    suzuki = accounts.add(office, "鈴木", office.account.role)
    other = new_office(tmp_path / "far", clock)
    with kept(other.store):
        meet(office, other)
        yield other.in_hands_of(suzuki)


@pytest.fixture
def differing(office: Office, far: Office, clock: HeldClock) -> Participant:
    """Somebody whose telephone number was changed here at 9:31, there at 9:32."""
    person = given.participant(office, "ヤマダ ハナコ", name="山田 花子", phone="1")
    meet(office, far)
    for laptop, phone in ((office, "03-1111-1111"), (far, "03-2222-2222")):
        clock.advance(minutes=1)
        records.change(laptop, _read(laptop, person), phone=phone)
    meet(office, far)
    return person


def _read(office: Office, person: Participant) -> Participant:
    with office.store.reading() as reading:
        return reading.get(Participant, person.id)


def _only(office: Office) -> Difference:
    (found,) = versions.differences(office)
    return found


def _phone(choice: Choice) -> str:
    return choice.values["phone"]


def test_both_values_are_shown_with_who_wrote_them_when_and_where(
    office: Office, far: Office, differing: Participant, clock: HeldClock
) -> None:
    here, there = _only(office), _only(far)
    first, last = here.choices
    assert (here.kind, here.id, here.fields) == ("participant", differing.id, ("phone",))
    assert here.about.person == "山田 花子"
    assert [_phone(c) for c in here.choices] == ["03-1111-1111", "03-2222-2222"]
    assert [(c.account, c.here, c.in_use) for c in here.choices] == [
        ("担当", True, False),
        ("鈴木", False, True),
    ]
    assert (last.at, (last.at - first.at).seconds) == (clock.now, 60)
    assert first.letters != last.letters
    assert [c.here for c in there.choices] == [False, True]
    assert _read(office, differing).phone == _phone(last)


def test_a_computer_is_called_as_people_call_it(
    office: Office, far: Office, differing: Participant
) -> None:
    assert [c.computer for c in _only(office).choices] == ["", ""]
    exchange.call_laptop(far, "会場PC")
    meet(office, far)
    assert [c.computer for c in _only(office).choices] == ["", "会場PC"]
    changes = history.of_record(office, differing.id).changes
    assert {(c.computer, c.here) for c in changes} == {("", True), ("会場PC", False)}


@pytest.mark.parametrize("chosen", [0, 1])
def test_settling_ends_it_on_the_other_laptop_too(
    office: Office, far: Office, differing: Participant, chosen: int
) -> None:
    found = _only(office)
    versions.settle(office, found, found.choices[chosen])
    assert versions.differences(office) == []
    meet(office, far)
    for laptop in (office, far):
        assert versions.differences(laptop) == []
        assert _read(laptop, differing).phone == _phone(found.choices[chosen])
    settled = history.of_record(far, differing.id).changes[0]
    assert (settled.happened, settled.fields[0].before) == (
        "settled",
        ("03-1111-1111", "03-2222-2222"),
    )


def test_settled_differently_at_once_it_is_asked_again(
    office: Office, far: Office, differing: Participant, clock: HeldClock
) -> None:
    for laptop, chosen in ((office, 0), (far, 1)):
        clock.advance(minutes=1)
        found = _only(laptop)
        versions.settle(laptop, found, found.choices[chosen])
    meet(office, far)
    again = _only(far)
    assert [(_phone(c), c.account) for c in again.choices] == [
        ("03-1111-1111", "担当"),
        ("03-2222-2222", "鈴木"),
    ]
    versions.settle(far, again, again.choices[0])
    meet(office, far)
    assert versions.differences(office) == versions.differences(far) == []


def test_settled_alike_at_once_it_is_settled(
    office: Office, far: Office, differing: Participant
) -> None:
    for laptop in (office, far):
        found = _only(laptop)
        versions.settle(laptop, found, found.choices[0])
    meet(office, far)
    assert versions.differences(office) == []


def test_taken_back_both_stand_again_as_they_were(
    office: Office, far: Office, differing: Participant, clock: HeldClock
) -> None:
    found = _only(office)
    for _again in range(2):
        clock.advance(minutes=1)
        settled = versions.settle(office, found, found.choices[0])
        meet(office, far)
        clock.advance(minutes=1)
        versions.take_back(office, found, settled)
        meet(office, far)
        for laptop in (office, far):
            back = _only(laptop)
            assert [(_phone(c), c.account, c.at, c.in_use) for c in back.choices] == [
                (_phone(c), c.account, c.at, c.in_use) for c in found.choices
            ]
            assert _read(laptop, differing).phone == "03-2222-2222"
        found = _only(office)


def test_what_came_in_after_it_was_shown_is_not_decided_by_it(
    office: Office, far: Office, differing: Participant, clock: HeldClock
) -> None:
    shown = _only(office)
    clock.advance(minutes=1)
    seen_there = _only(far)
    versions.settle(far, seen_there, seen_there.choices[1])
    records.change(far, _read(far, differing), phone="03-3333-3333")
    meet(office, far)
    assert versions.differences(office) == []
    versions.settle(office, shown, shown.choices[0])
    assert [_phone(c) for c in _only(office).choices] == ["03-3333-3333", "03-1111-1111"]


def test_the_same_value_entered_twice_is_one_choice(
    office: Office, far: Office, tmp_path: Path, clock: HeldClock
) -> None:
    person = given.participant(office, phone="1")
    third = new_office(tmp_path / "third", clock)
    with kept(third.store):
        meet(office, far)
        meet(office, third)
        for laptop, phone in ((office, "3"), (far, "2"), (third, "3")):
            clock.advance(minutes=1)
            records.change(laptop, _read(laptop, person), phone=phone)
        meet(office, far)
        meet(office, third)
        assert [_phone(c) for c in _only(office).choices] == ["2", "3"]
        assert _only(office).choices[1].at == clock.now


def test_of_a_placement_it_is_told_which_session(
    office: Office, far: Office, morning: Session
) -> None:
    helper = given.supporter(office, "アキ", name="安芸 一郎")
    placement = given.placed(office, helper, morning)
    meet(office, far)
    for laptop, state in ((office, PlacementState.ACCEPTED), (far, PlacementState.DECLINED)):
        placements.set_state(laptop, [placement], state)
    meet(office, far)
    found = _only(office)
    about = found.about
    assert (about.person, about.session, about.venue, about.role) == (
        "安芸 一郎",
        morning.title,
        "中央会館",
        Role.ADVISER,
    )
    assert (about.day, about.start) == (morning.day, morning.start)
    assert {c.values["state"] for c in found.choices} == {
        PlacementState.ACCEPTED,
        PlacementState.DECLINED,
    }
    taken = next(c for c in found.choices if c.values["state"] is PlacementState.ACCEPTED)
    assert versions.settle(office, found, taken).state is PlacementState.ACCEPTED


def test_what_is_not_shown_unless_asked_for_says_so(office: Office, far: Office) -> None:
    person = given.participant(office)
    meet(office, far)
    for laptop, needs in ((office, "筆談"), (far, "車いす")):
        records.change(laptop, _read(laptop, person), access_needs=needs)
    meet(office, far)
    assert _only(office).sensitive


def test_of_who_is_removed_or_erased_nothing_is_settled(
    office: Office, far: Office, differing: Participant
) -> None:
    found = _only(office)
    records.remove(office, _read(office, differing))
    assert versions.differences(office) == []
    with pytest.raises(NotFound, match="version_not_found"):
        versions.settle(office, found, found.choices[0])
    shown_there = _only(far)
    erasure.erase(far, [differing.id], Level.IDENTITY, "申出")
    with pytest.raises(Refused, match="person_erased"):
        versions.settle(far, shown_there, shown_there.choices[0])
    meet(office, far)
    assert versions.differences(far) == []


def test_a_version_is_found_by_its_id(office: Office, differing: Participant) -> None:
    found = _only(office)
    assert versions.difference(office, found.id, found.choices[1].id) == (found, found.choices[1])
    for record, version in ((uuid4(), found.choices[1].id), (found.id, "0" * 16)):
        with pytest.raises(NotFound, match="version_not_found"):
            versions.difference(office, record, version)
