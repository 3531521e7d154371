"""What tests of importing look at."""

from typing import TypeVar

from smartsupport.services.import_plan import Done
from smartsupport.services.office import Office

T = TypeVar("T")


def stored(office: Office, record: type[T]) -> list[T]:
    """Every record of a kind that is in sight."""
    with office.store.reading() as reading:
        return reading.find(record)


def counts(done: Done) -> tuple[int, int, int]:
    """New, same, changed."""
    return (done.new, done.same, done.changed)
