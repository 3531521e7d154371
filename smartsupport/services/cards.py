"""受付カード: giving out codes. The picture of a card is `documents`' work."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from smartsupport.codes.token import new_code
from smartsupport.domain.card import Card, CardEvent, CardMove, CardState, Party
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.workspace import Workspace
from smartsupport.services.at_desk import person_of
from smartsupport.services.journal import note_in
from smartsupport.services.office import Office
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Reading, Work

MOST_BLANK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A code and whose it is; a blank card is nobody's yet."""

    code: str
    person: Supporter | Participant | None = None


def for_people(office: Office, people: Iterable[UUID]) -> list[Issued]:
    """A card for each of these people: the one they have, or a new one."""
    with office.store.transaction() as work:
        out = []
        for person_id in people:
            person = person_of(work, person_id)
            live = _live(work, person_id)
            code = live[0].code if live else _issue(office, work, person).code
            out.append(Issued(code=code, person=person))
        _note(office, work, len(out))
        return out


def blank(office: Office, number: int) -> list[Issued]:
    """New cards with no name. Raises Refused("card_number") outside 1 to 1,000."""
    if not 1 <= number <= MOST_BLANK:
        raise Refused("card_number", most=MOST_BLANK)
    with office.store.transaction() as work:
        _note(office, work, number)
        return [Issued(code=_issue(office, work, None).code) for _n in range(number)]


def reissue(office: Office, person_id: UUID) -> Issued:
    """Revoke every card of a person at once and give out a new one."""
    with office.store.transaction() as work:
        person = person_of(work, person_id)
        for card in _live(work, person_id):
            work.add(
                CardEvent(
                    id=office.new_id(),
                    code=card.code,
                    move=CardMove.REVOKE,
                    at=work.now,
                    person_id=card.person_id,
                    party=card.party,
                )
            )
        _note(office, work, 1)
        return Issued(code=_issue(office, work, person).code, person=person)


def _note(office: Office, work: Work, count: int) -> None:
    note_in(office, work, Deed.CARDS_ISSUED, document="cards", count=count)


def _live(reading: Reading, person_id: UUID) -> list[Card]:
    entries = same.entries(reading, person_id)
    return [
        card
        for card in queries.cards_of(reading, person_id)
        if card.state is CardState.IN_USE and card.person_id in entries
    ]


def _issue(office: Office, work: Work, person: Supporter | Participant | None) -> CardEvent:
    practice = work.get(Workspace, office.workspace_id).practice
    party = None
    if person is not None:
        party = Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT
    return work.add(
        CardEvent(
            id=office.new_id(),
            code=new_code(practice=practice),
            move=CardMove.ISSUE,
            at=work.now,
            person_id=person.id if person else None,
            party=party,
        )
    )
