"""What every use case is given: one open workspace, a clock and a source of ids."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from smartsupport.clock import Clock, NewId, system_clock
from smartsupport.domain.errors import Refused
from smartsupport.domain.text import clean
from smartsupport.domain.workspace import Workspace
from smartsupport.paths import Places
from smartsupport.services.defaults import first_choices, first_kinds, first_workspace
from smartsupport.storage import workspace as storage
from smartsupport.storage.occupancy import Occupancy
from smartsupport.storage.schema import SYNCED
from smartsupport.storage.unit_of_work import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One open 台帳. `person` is who sits here, as records show it."""

    store: Store
    places: Places
    workspace_id: UUID
    person: str
    new_id: NewId = uuid4
    occupancy: Occupancy | None = None
    """Of a window; a command works beside it."""

    @property
    def clock(self) -> Clock:
        """Gives the present moment, UTC."""
        return self.store.clock

    def workspace(self) -> Workspace:
        """The workspace's own record."""
        with self.store.reading() as reading:
            return reading.get(Workspace, self.workspace_id)

    def tell_changes(self, heard: Callable[[Mapping[type, Collection[UUID]]], None]) -> None:
        """Call `heard` after each commit, in the thread that wrote: ids by domain class."""
        self.store.after_commit = lambda touched: heard(
            {SYNCED[name].record: ids for name, ids in touched.items()}
        )

    def close(self) -> None:
        """Close the database and give up the place."""
        self.store.close()
        if self.occupancy is not None:
            self.occupancy.leave()


def make(
    places: Places,
    *,
    name: str,
    organiser: str = "",
    person: str,
    practice: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Make a workspace with its first kinds of session and lists of choices.

    Raises Refused("name_required"), Refused("text_not_storable"), Refused("workspace_exists") and
    Unavailable("workspace_not_writable"); nothing is left behind then.
    """
    name, organiser, person = (
        clean(text, field)
        for text, field in ((name, "name"), (organiser, "organiser"), (person, "person"))
    )
    if not name:
        raise Refused("name_required", field="name")
    workspace_id = new_id()
    store = storage.create(
        places, workspace=workspace_id, actor=new_id(), actor_name=person, clock=clock
    )
    with store.transaction() as work:
        work.add(first_workspace(workspace_id, name, organiser, practice))
        for record in (*first_kinds(new_id), *first_choices(new_id)):
            work.add(record)
    return Office(
        store=store, places=places, workspace_id=workspace_id, person=person, new_id=new_id
    )


def open_office(
    places: Places,
    *,
    alone: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Open the workspace that lies at `places`; `alone`, as the one window there may be.

    Raises NotFound("no_workspace"), Refused("register_open") and the errors of a vault or
    database that cannot be opened.
    """
    occupancy = storage.occupied(places) if alone else None
    try:
        store, vault = storage.open_store(places, clock, alone=alone)
    except BaseException:
        if occupancy is not None:
            occupancy.leave()
        raise
    return Office(
        store=store,
        places=places,
        workspace_id=vault.workspace,
        person=vault.actor_name,
        new_id=new_id,
        occupancy=occupancy,
    )


def is_there(places: Places) -> bool:
    """Whether a workspace lies at `places`."""
    return storage.exists(places)
