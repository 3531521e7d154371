"""回復キー用紙: the one way in when every password is forgotten."""

from pathlib import Path
from uuid import UUID

from smartsupport.codes.recovery import Code, is_last_four, last_four
from smartsupport.domain.account import RecoverySheet
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.journal import Deed
from smartsupport.paths import Places
from smartsupport.services.journal import note_in
from smartsupport.services.keys import write_again
from smartsupport.services.office import Office
from smartsupport.storage import sealing


def make_sheet(office: Office, code: Code) -> RecoverySheet:
    """Let a code open the 台帳 that is then printed. The code itself is kept nowhere.

    Earlier sheets go on opening it until this one is confirmed: a sheet that was never printed
    must not take the last way in away.
    """
    sheet = RecoverySheet(
        id=office.new_id(),
        made_at=office.clock(),
        public_key=sealing.public_key(sealing.private_key_from_code(code.secret)).hex(),
        last_four=last_four(code.text),
    )
    with office.store.transaction() as work:
        sheet = work.add(sheet)
        note_in(office, work, Deed.DOCUMENT_MADE, document="recovery")
    write_again(office)
    return sheet


def confirm_sheet(office: Office, id: UUID, typed: str) -> None:
    """The last four characters were typed back from paper; earlier sheets open nothing any more.

    Raises Refused("last_four_wrong"), NotFound("recovery_sheet_not_found").
    """
    with office.store.transaction() as work:
        sheet = work.get(RecoverySheet, id)
        if not is_last_four(typed, sheet.last_four):
            raise Refused("last_four_wrong")
        work.change(sheet, confirmed=True)
        for other in work.find(RecoverySheet, revoked=False):
            if other.id != id:
                work.change(other, revoked=True)
    write_again(office)


def standing_sheet(office: Office) -> RecoverySheet | None:
    """The sheet to rely on: a confirmed one, else the newest, else None."""
    return max(_standing(office), key=lambda s: (s.confirmed, s.made_at, s.id), default=None)


def newest_sheet(office: Office) -> RecoverySheet:
    """The sheet that was made last. Raises NotFound("recovery_sheet_not_found")."""
    found = _standing(office)
    if not found:
        raise NotFound("recovery_sheet_not_found")
    return max(found, key=lambda s: (s.made_at, s.id))


def _standing(office: Office) -> list[RecoverySheet]:
    with office.store.reading() as reading:
        return reading.find(RecoverySheet, revoked=False)


def on_same_disk(places: Places, file: Path) -> bool:
    """Whether a saved sheet lies where the 台帳 does: then it protects nothing.

    A disk that does not say counts as the same.
    """
    try:
        return file.stat().st_dev == places.base.stat().st_dev
    except OSError:
        return True
