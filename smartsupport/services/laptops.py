"""The computers that share a 台帳: what each is called, and whether it is still in use."""

from uuid import UUID

from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.laptop import Laptop, LaptopState, laptop_id
from smartsupport.domain.text import clean
from smartsupport.services.journal import note_in
from smartsupport.services.office import Office
from smartsupport.storage.book import StoredBook
from smartsupport.storage.ring import want_another
from smartsupport.sync.side import REPLICA

_LET_IN = "let_in"
"""The fact that a 担当者 signed in on this computer although it is marked lost."""


def everyone(office: Office) -> list[Laptop]:
    """All of them, those in use first, then by name."""
    with office.store.reading() as reading:
        found = reading.find(Laptop)
    return sorted(found, key=lambda one: (one.state is not LaptopState.ACTIVE, one.name, one.id))


def this_one(office: Office) -> UUID:
    """The id of the record of the computer at which somebody sits."""
    _ = office.store  # closed to the reception
    return _this(office)


def _this(office: Office) -> UUID:
    return laptop_id(StoredBook(office.opened).me()[:REPLICA])


def rename(office: Office, id: UUID, name: str) -> Laptop:
    """What people call it.

    Raises Refused("name_required" | "text_not_storable"), NotFound("laptop_not_found").
    """
    name = clean(name, "name")
    if not name:
        raise Refused("name_required", field="name")
    with office.store.transaction() as work:
        return work.change(work.get(Laptop, id), name=name)


def retire(office: Office, id: UUID) -> Laptop:
    """It is not used any more, and nothing is left on it: nobody waits for it.

    Raises Refused("laptop_is_this"), NotFound("laptop_not_found").
    """
    return _gone(office, id, LaptopState.RETIRED, Deed.LAPTOP_RETIRED)


def mark_lost(office: Office, id: UUID) -> Laptop:
    """Nobody knows who has it. What is written from now on goes under a key that is not on it; what
    it has already it keeps, behind the passwords of its people. Raises like `retire`.
    """
    return _gone(office, id, LaptopState.LOST, Deed.LAPTOP_LOST)


def use_again(office: Office, id: UUID) -> Laptop:
    """It was found, or never gone. Raises NotFound("laptop_not_found")."""
    with office.store.transaction() as work:
        return work.change(work.get(Laptop, id), state=LaptopState.ACTIVE)


def is_kept_out(office: Office) -> bool:
    """Whether this computer was marked lost and no 担当者 has signed in on it since.

    Then it locks, and what the others write from then on stays closed to it until a 担当者 signs
    in again: that shows who has it.
    """
    return _is_lost(office) and not StoredBook(office.opened).fact(_LET_IN)


def let_in(office: Office) -> None:
    """A 担当者 signed in: a computer that is marked lost is in good hands."""
    if office.is_coordinators and _is_lost(office):
        StoredBook(office.opened).keep_fact(_LET_IN, b"1")


def count_anew(office: Office) -> None:
    """Where this computer is in use again, the next loss asks for another sign-in."""
    book = StoredBook(office.opened)
    if book.fact(_LET_IN) and not _is_lost(office):
        book.keep_fact(_LET_IN, b"")


def _is_lost(office: Office) -> bool:
    with office.desk_store.reading() as reading:
        found = reading.first(Laptop, id=_this(office))
    return found is not None and found.state is LaptopState.LOST


def _gone(office: Office, id: UUID, state: LaptopState, deed: Deed) -> Laptop:
    if id == this_one(office):
        raise Refused("laptop_is_this")
    with office.store.transaction() as work:
        laptop = work.change(work.get(Laptop, id), state=state)
        note_in(office, work, deed)
        if state is LaptopState.LOST:
            want_another(work)
    return laptop
