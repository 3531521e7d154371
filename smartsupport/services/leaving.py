"""このパソコンから台帳を消す: only with everything in a backup elsewhere, and on paper first.

The keys go first, so that whatever is left behind by a cut-off cannot be read; the program's next
start removes the rest.
"""

from dataclasses import dataclass
from pathlib import Path

from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.retention import REGISTER, Disposal
from smartsupport.i18n import _
from smartsupport.paper import disposal_record
from smartsupport.paper.dates import moment_text
from smartsupport.paths import Places
from smartsupport.services import backups, holdings, paper_content, retention, sign_in
from smartsupport.services.documents import Paper, file_name
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.storage import backup, leaving
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace as storage
from smartsupport.storage.backup import Header


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What will be gone from this computer."""

    supporters: int
    participants: int
    backups: int
    """Those in the register's own folder."""
    documents: int
    """Files in the program's own folder of documents."""


def what_goes(office: Office) -> Gone:
    """What `leave` would remove."""
    held = holdings.of_register(office)
    return Gone(
        supporters=held.supporters.people,
        participants=held.participants.people,
        backups=len(backups.listed(office)),
        documents=sum(1 for file in office.places.documents.rglob("*") if file.is_file()),
    )


def check(office: Office, path: Path) -> Header:
    """Whether the backup at `path` holds all of this register, outside its folder; takes as long
    as reading it.

    Raises Refused("backup_inside" | "backup_of_another" | "backup_not_complete") and what
    `backup.verify` raises.
    """
    _ = office.store  # closed to the reception
    if is_inside(office, path):
        raise Refused("backup_inside", path=str(path))
    header = backup.verify(path)
    if header.vault.workspace != office.workspace_id:
        raise Refused("backup_of_another")
    if not backups.is_complete(office, header):
        raise Refused("backup_not_complete", file=path.name)
    return header


def is_inside(office: Office, path: Path) -> bool:
    """Whether a file would be removed together with the register."""
    _ = office.store
    return path.resolve().is_relative_to(office.places.base.resolve())


def record(office: Office, path: Path) -> Paper:
    """廃棄記録 of the register as a whole, naming the backup at `path`. Raises like `check`."""
    made = check(office, path).made_at
    held = holdings.of_register(office)
    line = Disposal(
        id=office.new_id(),
        kind=REGISTER,
        how_many=held.supporters.people + held.participants.people,
        level=Level.ALL,
        at=office.clock(),
        by=office.person,
        reason=_("Use on this computer ends"),
    )
    year = retention.this_year(office)
    with office.store.reading() as reading:
        content = disposal_record.DisposalRecord(
            issue=paper_content.issue(office, reading),
            year=year,
            register=office.workspace().name,
            lines=(line,),
            backup=f"{path.resolve()} ({moment_text(made)})",
        )
    note(office, Deed.DOCUMENT_MADE, document="disposal-record", count=1)
    name = file_name(f"{year.year}_{disposal_record.title()}_{disposal_record.kind_text(REGISTER)}")
    return Paper(content=disposal_record.render(content), name=f"{name}.pdf")


def leave(office: Office, path: Path, password: str = "") -> None:
    """Destroy the keys of this register here; close the office, then `finish`.

    The backup at `path` must open with `password`, which is a 担当者's; an open 台帳 takes any.
    Raises what `check` raises, Refused("password_wrong" | "register_open"),
    Unavailable("workspace_not_writable"); nothing has changed then.
    """
    if office.occupancy is None:
        storage.occupied(office.places).leave()
    if sign_in.needs_password(office.places):
        sign_in.confirm(office, password)
    vaults.open_with_password(check(office, path).vault, password)
    leaving.decide(office.places)


def is_under_way(places: Places) -> bool:
    """Whether the register that was here is being removed."""
    return leaving.is_decided(places)


def finish(places: Places) -> None:
    """Remove what is left after `leave`; nothing where nobody left.

    Raises Refused("register_open") and Unavailable("workspace_not_writable").
    """
    leaving.finish(places)
