"""What a service may rely on when it writes."""

from uuid import uuid4

from smartsupport.domain.participant import Participant
from smartsupport.storage.unit_of_work import Store


def test_what_was_added_is_read_back(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="髙﨑 𠮷子", kana="タカサキヨシコ"))
    with store.reading() as reading:
        assert reading.get(Participant, added.id) == added
