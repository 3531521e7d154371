"""The digest: the same for the same set of ops, kept with every write, and cheap to ask for."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from smartsupport.domain.card import CardEvent, CardMove
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.storage import check, digest, oplog
from smartsupport.storage.book import StoredBook
from smartsupport.storage.op import ADD, Op
from smartsupport.storage.row_sums import RowSum
from smartsupport.storage.unit_of_work import Store
from tests.storage.logs import ops_of
from tests.storage.ops import make_op, void_of
from tests.storage.test_erasing import about, erase_op
from tests.storage.test_heads import written
from tests.stores import HeldClock


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """What three laptops wrote of a person, a card and its void, and who was erased."""
    ops = [about(op) for op in draw(written())]
    values = {"row": {"code": "S1", "move": "issue", "at": 0, "reason": ""}}
    card = make_op(50, ADD, values, table="card_event", row=bytes(16))
    ops += [card, void_of(51, 2, 1, [card.id]), make_op(52, replica=4, txn=9, count=2)]
    levels = draw(st.lists(st.sampled_from(list(Level)), max_size=2))
    return ops + [erase_op(n, level) for n, level in enumerate(levels, 100)]


@given(histories(), st.data())
@settings(max_examples=40)
def test_it_depends_on_the_set_of_ops_alone(ops: list[Op], data: st.DataObject) -> None:
    found = set()
    for _ in range(2):
        coming = data.draw(st.permutations(ops))
        with check.in_memory() as connection:
            digest.fill(connection)
            while coming:
                cut = data.draw(st.integers(1, len(coming)))
                oplog.merge(connection, coming[:cut])
                coming = coming[cut:]
            assert check.sum_differences(connection) == []
            found.add(digest.total(digest.noted(connection)))
    assert len(found) == 1


def test_it_changes_with_every_write_and_goes_back_to_no_value_it_had(
    store: Store, another: Callable[[str], Store], clock: HeldClock
) -> None:
    book, far = StoredBook(store), another("far")
    seen = [book.state_digest()]
    person = Participant(id=uuid4(), name="山田")
    card = CardEvent(id=uuid4(), code="S1", move=CardMove.ISSUE, at=clock())
    with store.transaction() as work:
        work.add(person)
        work.add(card)
    seen.append(book.state_digest())
    with store.transaction() as work:
        work.change(work.get(Participant, person.id), name="鈴木")
    seen.append(book.state_digest())
    with store.transaction() as work:
        work.change(work.get(Participant, person.id), name="山田")
        work.void(card)
    seen.append(book.state_digest())
    with store.transaction() as work:
        work.delete(work.get(Participant, person.id))
    seen.append(book.state_digest())
    assert len(set(seen)) == len(seen)
    far.merge(ops_of(store))
    assert StoredBook(far).state_digest() == seen[-1]


def test_a_transaction_that_is_taken_back_leaves_it_as_it_was(store: Store) -> None:
    with store.transaction() as work:
        person = work.add(Participant(id=UUID(int=1), name="山田"))
    before = StoredBook(store).state_digest()
    with pytest.raises(Refused), store.transaction() as work:
        work.change(person, name="鈴木")
        work.add(Participant(id=UUID(int=1), name="同じ番号"))
    assert StoredBook(store).state_digest() == before


def test_a_row_that_is_refused_is_not_counted(store: Store) -> None:
    with store.transaction() as work:
        person = work.add(Participant(id=UUID(int=1), name="山田"))
        with pytest.raises(Refused):
            work.add(Participant(id=UUID(int=1), name="同じ番号"))
        work.change(person, name="鈴木")
    assert check.replay_differences(store) == []


def test_asking_for_it_reads_no_row(store: Store) -> None:
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    ran: list[str] = []

    def remember(_c: object, _u: object, statement: str, *_rest: object) -> None:
        ran.append(statement)

    with store.reading() as reading:
        engine = reading.connection.engine
    event.listen(engine, "before_cursor_execute", remember)
    StoredBook(store).state_digest()
    event.remove(engine, "before_cursor_execute", remember)
    assert {s.partition("FROM ")[2] for s in ran if "FROM" in s} == {"row_sum"}


def test_a_sum_never_grows_beyond_what_a_database_counts(store: Store) -> None:
    for n in range(40):
        with store.transaction() as work:
            work.add(Participant(id=uuid4(), name=f"山田{n}"))
    with store.reading() as reading:
        [kept] = reading.connection.execute(
            text("SELECT first, second FROM row_sum WHERE name = 'participant'")
        )
        assert all(type(half) is int and 0 <= half < 2**62 for half in kept)
        assert RowSum(*kept) == digest.added_up(reading.connection)["participant"]


def test_a_wrong_sum_is_named(store: Store) -> None:
    with store.maintenance() as connection:
        connection.execute(text("UPDATE row_sum SET second = 1 WHERE name = 'venue'"))
    assert check.replay_differences(store) == ["sum venue"]
    with store.maintenance() as connection:
        digest.fill(connection)
