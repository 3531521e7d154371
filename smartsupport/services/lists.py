"""The editable lists: kinds of session, topics, つなぎ先. Entries are retired, never deleted."""

from smartsupport.domain.consultation import Choice
from smartsupport.domain.errors import Refused
from smartsupport.domain.session import Behaviour, SessionKind
from smartsupport.services.consultations import choices_in
from smartsupport.services.office import Office
from smartsupport.services.records import add_in, change_in


def entries(office: Office, list_name: str) -> list[Choice]:
    """Every entry of a list in its order, retired ones too."""
    with office.store.reading() as reading:
        return choices_in(reading, list_name, retired=True)


def add_entry(office: Office, list_name: str, name: str) -> Choice:
    """A new entry at the end. Raises Refused("name_required"), Refused("entry_known")."""
    with office.store.transaction() as work:
        known = choices_in(work, list_name, retired=True)
        _check_name(name, [c.name for c in known])
        id = office.new_id()
        return add_in(
            work,
            Choice(
                id=id,
                list_name=list_name,
                code=f"own_{id.hex[:12]}",
                name=name,
                position=max((c.position for c in known), default=-1) + 1,
            ),
        )


def rename_entry(office: Office, entry: Choice, name: str) -> Choice:
    """Another name for the same entry; records that use it show the new one."""
    with office.store.transaction() as work:
        known = choices_in(work, entry.list_name, retired=True)
        _check_name(name, [c.name for c in known if c.id != entry.id])
        return change_in(work, entry, name=name)


def retire(office: Office, entry: Choice | SessionKind, retired: bool) -> None:
    """Take an entry out of what is offered, or offer it again; what used it keeps it."""
    with office.store.transaction() as work:
        work.change(entry, retired=retired)


def add_kind(office: Office, name: str, behaviour: Behaviour) -> SessionKind:
    """A new 種別 with the places of the first kind that runs the same way."""
    with office.store.transaction() as work:
        known = sorted(work.find(SessionKind), key=lambda k: k.position)
        _check_name(name, [k.name for k in known])
        like = next((k for k in known if k.behaviour is behaviour), None)
        return add_in(
            work,
            SessionKind(
                id=office.new_id(),
                name=name,
                letter=name.strip()[:1],
                behaviour=behaviour,
                places=like.places if like else (),
                turn_minutes=like.turn_minutes if like else 30,
                position=max((k.position for k in known), default=-1) + 1,
            ),
        )


def _check_name(name: str, known: list[str]) -> None:
    if not name.strip():
        raise Refused("name_required", field="name")
    if name.strip() in known:
        raise Refused("entry_known", field="name", name=name.strip())
