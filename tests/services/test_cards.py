"""受付カード: one live card a person, blank ones for walk-ins; what is lost is revoked at once."""

import pytest

from smartsupport.codes.token import ScanKind, parse
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.services import cards
from smartsupport.services.office import Office
from tests.services import given


def test_a_person_keeps_their_card(office: Office) -> None:
    guest, helper = given.participant(office), given.supporter(office)
    first = cards.for_people(office, [guest.id, helper.id])
    again = cards.for_people(office, [helper.id, guest.id])
    assert [one.code for one in again] == [one.code for one in reversed(first)]
    assert [one.person for one in first] == [guest, helper]
    assert {parse(one.code).kind for one in first} == {ScanKind.OURS}


def test_a_lost_card_is_replaced_by_one_new_one(office: Office) -> None:
    guest = given.participant(office)
    lost = given.card_of(office, guest)
    new = cards.reissue(office, guest.id).code
    assert new != lost
    assert given.card_of(office, guest) == new
    cards.reissue(office, guest.id)
    assert given.card_of(office, guest) not in (lost, new)


def test_blank_cards_are_all_different(office: Office) -> None:
    assert len({one.code for one in cards.blank(office, 100)}) == 100
    for number in (0, -1, 1001):
        with pytest.raises(Refused, match="card_number"):
            cards.blank(office, number)


def test_nobody_gets_no_card(office: Office) -> None:
    with pytest.raises(NotFound, match="person_not_found"):
        cards.for_people(office, [given.participant(office).id, office.new_id()])
    with pytest.raises(NotFound, match="person_not_found"):
        cards.reissue(office, office.new_id())
