"""Drives that can be pulled out: nothing goes there before a 担当者 has said why it may."""

from pathlib import Path

from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.text import clean
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import probe
from smartsupport.storage import vault as vaults


def check(office: Office, folder: Path, settings: Settings) -> None:
    """Whether something of this 台帳 may be written to `folder`.

    Raises Refused("drive_not_allowed" | "drive_needs_password").
    """
    _ = office.store  # closed to the reception
    if not probe.ground(folder, ()).removable:
        return
    if vaults.load(office.places.vault).database_key is not None:
        raise Refused("drive_needs_password")
    allowed = [Path(drive).resolve() for drive in settings.allowed_drives]
    if not any(drive in (folder.resolve(), *folder.resolve().parents) for drive in allowed):
        raise Refused("drive_not_allowed", path=str(folder))


def allow(office: Office, number: str, reason: str) -> None:
    """A 担当者 allows writing to a drive that can be pulled out; the journal keeps why.

    The caller keeps the folder in `Settings.allowed_drives`. Raises Refused("drive_why") without
    the drive's register number or a reason, Refused("text_not_storable").
    """
    _ = office.store  # closed to the reception
    number, reason = clean(number, "number"), clean(reason, "reason")
    if not number or not reason:
        raise Refused("drive_why")
    note(office, Deed.DRIVE_ALLOWED, document=f"{number} {reason}")
