"""One person entered twice, for tests of what becomes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport.domain.participant import Participant
from smartsupport.domain.same import SameAs, Verdict
from smartsupport.domain.tasks import TaskKind
from smartsupport.services import (
    records,
    same,
    tasks,
)
from smartsupport.services.office import Office
from smartsupport.services.same import Person
from tests.services import given
from tests.services.conftest import new_office
from tests.services.given import DAY
from tests.stores import HeldClock, kept

HANAKO = {"name": "山田 花子", "phone": "03-1111-2222"}


@pytest.fixture
def far(tmp_path: Path, office: Office, clock: HeldClock) -> Iterator[Office]:
    """Another laptop of the same 台帳."""
    other = new_office(tmp_path / "far", clock)
    with kept(other.store):
        yield other


@pytest.fixture
def two(office: Office) -> tuple[Participant, Participant]:
    """花子, entered twice; the one that speaks first."""
    return enter_twice(office)


def enter_twice(office: Office, make=given.participant) -> tuple[Person, Person]:
    both = [make(office, kana, **HANAKO) for kana in ("ヤマダ ハナコ", "ヤマダハナコ")]
    one, other = sorted(both, key=lambda person: person.id)
    return one, records.change(office, other, phone="")


def join(office: Office, one: Person, other: Person) -> SameAs:
    return same.decide(office, same.link(office, one.id, other.id), Verdict.SAME)


def asked(office: Office) -> list[set]:
    return [{entry.person.id for entry in pair.entries} for pair in same.pairs(office)]


def kinds_of_task(office: Office) -> list[TaskKind]:
    return [task.kind for task in tasks.open_tasks(office, DAY, DAY)]
