"""One person entered twice: asked about once, decided anywhere, and listed as one."""

import pytest

from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.same import Verdict
from smartsupport.domain.session import Session
from smartsupport.domain.tasks import TaskKind
from smartsupport.services import (
    cards,
    desk,
    erasure,
    people,
    records,
    same,
    versions,
)
from smartsupport.services.office import Office
from smartsupport.services.same import Person
from tests.services import given
from tests.services.given import DAY, Reception
from tests.services.twins import HANAKO, asked, far, join, kinds_of_task, two
from tests.services.two_laptops import meet

__all__ = ["far", "two"]


# Whom to ask about


def test_two_entries_that_look_alike_are_asked_about_with_what_tells_them_apart(
    office: Office, reception: Reception, two: tuple[Person, Person], morning: Session
) -> None:
    given.participant(office, "ヤマダ ハナコ", name="山田 花子", phone="03-9999-9999")
    given.supporter(office, "ヤマダ ハナコ", **HANAKO)
    reception.admit(two[0], morning)
    found = same.pairs(office)
    assert len(found) == 2  # whoever has no number may be either
    by_ids = {pair.link.both: pair.entries for pair in found}
    one, other = by_ids[two[0].id, two[1].id]
    assert (one.person, other.person) == two
    assert (one.visits, one.last, other.visits, other.last) == (1, DAY, 0, None)
    assert (one.account, one.here, one.imported) == ("担当", True, False)
    assert kinds_of_task(office).count(TaskKind.LIKELY_SAME) == 2


def test_who_is_no_longer_alike_or_no_longer_there_is_not_asked_about(
    office: Office, two: tuple[Person, Person]
) -> None:
    one, other = two
    renamed = records.change(office, other, name="山本 花子")
    assert asked(office) == []
    records.change(office, renamed, name="山田 花子")
    assert asked(office) == [{one.id, other.id}]
    records.remove(office, one)
    assert asked(office) == []
    records.restore(office, [one])
    assert asked(office) == [{one.id, other.id}]
    erasure.erase(office, [one.id], Level.IDENTITY, "申出")
    assert asked(office) == []


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_a_pair_is_asked_about_once_on_any_laptop(
    office: Office, far: Office, two: tuple[Person, Person], verdict: Verdict
) -> None:
    before = same.link(office, two[0].id, two[1].id)
    decided = same.decide(office, before, verdict)
    meet(office, far)
    assert asked(office) == asked(far) == []
    same.undo(office, before, decided)
    meet(office, far)
    assert asked(office) == asked(far) == [{two[0].id, two[1].id}]
    [pair] = same.pairs(far)
    same.decide(far, pair.link, verdict)
    meet(office, far)
    assert asked(office) == []
    assert same.link(office, two[1].id, two[0].id).verdict is verdict


def test_decided_alike_on_both_laptops_at_once_it_is_one_row(
    office: Office, far: Office, two: tuple[Person, Person]
) -> None:
    meet(office, far)
    for laptop in (office, far):
        join(laptop, *two)
    meet(office, far)
    assert versions.differences(office) == []
    assert people.ids(far, Participant) == [two[0].id]


def test_decided_differently_at_once_a_person_chooses(
    office: Office, far: Office, two: tuple[Person, Person]
) -> None:
    meet(office, far)
    for laptop, verdict in ((office, Verdict.SAME), (far, Verdict.DIFFERENT)):
        same.decide(laptop, same.link(laptop, two[0].id, two[1].id), verdict)
    meet(office, far)
    [found] = versions.differences(office)
    assert found.about.person == "山田 花子"
    chosen = next(c for c in found.choices if c.values["verdict"] is Verdict.SAME)
    versions.settle(office, found, chosen)
    meet(office, far)
    assert versions.differences(far) == []
    assert people.ids(far, Participant) == [two[0].id]


def test_only_two_of_one_side_who_are_there_can_be_one(
    office: Office, two: tuple[Person, Person]
) -> None:
    helper = given.supporter(office)
    for other in (helper.id, two[0].id, office.new_id()):
        with pytest.raises(NotFound, match="person_not_found"):
            same.link(office, two[0].id, other)
    link = same.link(office, two[0].id, two[1].id)
    erasure.erase(office, [two[1].id], Level.IDENTITY, "申出")
    with pytest.raises(Refused, match="person_erased"):
        same.decide(office, link, Verdict.SAME)


# In the lists


def test_a_list_shows_one_of_them_found_by_what_either_says(
    office: Office, two: tuple[Person, Person]
) -> None:
    one, other = two
    records.change(office, other, phone="090-7777-0000", name="旧姓 花子")
    link = join(office, one, other)
    assert people.ids(office, Participant) == [one.id]
    assert people.count(office, Participant) == 1
    for text in ("ヤマダ", "7777", "旧姓", "2222"):
        assert people.ids(office, Participant, text) == [one.id]
    for person, its_other in ((one, other), (other, one)):
        [found] = same.joined(office, person.id)
        assert (found.link, found.other.id) == (link, its_other.id)
    for person in two:
        with pytest.raises(Refused, match="person_is_joined"):
            records.remove(office, person)
    same.decide(office, link, Verdict.DIFFERENT)
    assert same.joined(office, one.id) == []
    assert {*people.ids(office, Participant)} == {one.id, other.id}
    assert people.ids(office, Participant, "7777") == [other.id]


def test_who_was_removed_elsewhere_does_not_hide_the_other(
    office: Office, far: Office, two: tuple[Person, Person]
) -> None:
    one, other = two
    meet(office, far)
    join(office, one, other)
    records.remove(far, one)
    meet(office, far)
    for laptop in (office, far):
        assert people.ids(laptop, Participant) == [other.id]
    assert desk.whose(office, cards.for_people(office, [one.id])[0].code) == other.id
