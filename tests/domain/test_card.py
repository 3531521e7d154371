from itertools import permutations
from uuid import UUID

from smartsupport.domain.card import CardEvent, CardMove, CardState, Party, card_from
from tests.domain.given import at

CODE = "S1ABCDEFGH123456"


def moved(n: int, move: CardMove, when: str, person: int | None = None) -> CardEvent:
    return CardEvent(
        id=UUID(int=n),
        code=CODE,
        move=move,
        at=at(when),
        person_id=UUID(int=person) if person else None,
        party=Party.PARTICIPANT if person else None,
    )


ISSUE = moved(1, CardMove.ISSUE, "9:00")
BIND = moved(2, CardMove.BIND, "10:00", person=7)
BIND_LATER = moved(3, CardMove.BIND, "10:05", person=8)
REVOKE = moved(4, CardMove.REVOKE, "11:00")


def test_a_card_that_never_was():
    assert card_from([]) is None


def test_a_printed_card_is_nobodys():
    card = card_from([ISSUE])
    assert (card.state, card.person_id, card.since) == (CardState.UNASSIGNED, None, at("9:00"))


def test_a_card_is_in_use_from_when_it_was_given_out():
    card = card_from([ISSUE, BIND])
    assert (card.state, card.person_id.int, card.since) == (CardState.IN_USE, 7, at("10:00"))
    assert card.party is Party.PARTICIPANT


def test_a_card_printed_for_a_person_is_in_use_at_once():
    assert card_from([moved(1, CardMove.ISSUE, "9:00", person=7)]).state is CardState.IN_USE


def test_given_to_two_people_by_two_laptops_the_earlier_keeps_it():
    assert card_from([ISSUE, BIND_LATER, BIND]).person_id.int == 7


def test_once_revoked_always_revoked():
    given_again = moved(5, CardMove.BIND, "12:00", person=9)
    card = card_from([ISSUE, BIND, REVOKE, given_again])
    assert (card.state, card.person_id.int, card.since) == (CardState.REVOKED, 7, at("11:00"))


def test_the_order_in_which_the_moves_arrive_changes_nothing():
    told = {card_from(order) for order in permutations([ISSUE, BIND, BIND_LATER, REVOKE])}
    assert len(told) == 1
