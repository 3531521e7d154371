"""The check that stands at the end of every test must itself be able to fail."""

from uuid import uuid4

from sqlalchemy import delete, text

from smartsupport.domain.participant import Participant
from smartsupport.storage import check, digest
from smartsupport.storage.fold import FOLDING
from smartsupport.storage.schema import OP
from smartsupport.storage.unit_of_work import Store


def test_a_row_that_the_log_does_not_tell_of_is_named(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田"))
    assert check.replay_differences(store) == []
    for value in ("鈴木", "山田"):
        with store.maintenance() as connection:
            connection.execute(
                text("UPDATE participant SET name = :name"),
                {"name": value},
                execution_options=FOLDING,
            )
        named = [f"participant {added.id.hex}", "sum participant"]
        expected = [] if value == "山田" else named
        assert check.replay_differences(store) == expected


def test_an_op_that_left_no_row_is_named(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田"))
    with store.maintenance() as connection:
        connection.execute(text("DELETE FROM participant"), execution_options=FOLDING)
    named = [f"participant {added.id.hex}", "sum participant"]
    assert check.replay_differences(store) == named
    with store.maintenance() as connection:
        connection.execute(delete(OP))
        digest.fill(connection)
    assert check.replay_differences(store) == []
