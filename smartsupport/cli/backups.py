"""backup and restore: one file that opens by itself, and the ways to take it back."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from smartsupport import settings
from smartsupport.cli.run import answer, asked, enter, failures, office, read_id, say, secret
from smartsupport.cli.users import NEW_PASSWORD, RECOVERY_CODE
from smartsupport.codes.recovery import read_code
from smartsupport.domain.errors import Known, Refused
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.paths import Places
from smartsupport.services import backups, drives, restoring
from smartsupport.services.office import Office, is_there
from smartsupport.services.restoring import Way

BACKUP_PASSWORD = "SMARTSUPPORT_BACKUP_PASSWORD"


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("backup")(backup)
    program.command("restore")(restore)


def backup(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Else beside the register.")
    ] = None,
    allow_drive: Annotated[
        str, typer.Option(metavar="NUMBER", help="Allow this USB drive, by its register number.")
    ] = "",
    reason: Annotated[
        str, typer.Option(help="Why the drive is allowed; the journal says so.")
    ] = "",
) -> None:
    """Make a backup: one encrypted file, checked, which opens on any computer."""
    with office(context) as opened:
        known = settings.load(opened.places.settings)
        if file is not None and allow_drive:
            drives.allow(opened, allow_drive, reason)
            folders = (*known.allowed_drives, str(file.resolve().parent))
            known = msgspec.structs.replace(known, allowed_drives=folders)
            settings.save(opened.places.settings, known)
        made = backups.make(opened, known, file)
        if made.failure is not None:
            say(sentence(made.failure))
        answer(
            context,
            {"file": made.backup.path, "bytes": made.backup.size, "second": made.second},
            str(made.backup.path),
        )


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    merge: Annotated[bool, typer.Option("--merge", help="Add what is missing here.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of all.")] = False,
    with_code: Annotated[
        bool, typer.Option("--code", help="Open it with a recovery sheet and set a new password.")
    ] = False,
    person: Annotated[
        str, typer.Option(metavar="ID", help="Whose password, where there are several.")
    ] = "",
) -> None:
    """Take a backup back. Where there is no register, it makes one."""
    with failures():
        places = asked(context).places
        way = partial(_way, file, with_code, person)
        if is_there(places) and merge == replace:
            raise Refused("restore_how")
        if merge:
            opened = enter(places)
            try:
                new = restoring.merge(opened, file, way())
            finally:
                opened.close()
            answer(context, {"new": new}, _("Changes that were missing here: {n}").format(n=new))
            return
        current = _current(places)
        try:
            account = restoring.replace(places, file, way(), current=current)
        finally:
            if current is not None:
                current.close()
        answer(context, {"id": account.id, "name": account.name}, _("The backup is in use now."))


def _way(file: Path, with_code: bool, person: str) -> Way:
    if not backups.needs_password(file):
        return Way()
    if with_code:
        return Way(
            code=read_code(secret(RECOVERY_CODE, _("Code of the recovery sheet"))),
            password=secret(NEW_PASSWORD, _("New password"), twice=True),
            account=read_id(person) if person else None,
        )
    variable = BACKUP_PASSWORD if BACKUP_PASSWORD in os.environ else "SMARTSUPPORT_PASSWORD"
    return Way(password=secret(variable, _("Password of the backup")))


def _current(places: Places) -> Office | None:
    """The register that is here, open; None where nobody could open it."""
    try:
        return enter(places) if is_there(places) else None
    except Known as error:
        if error.code not in restoring.BROKEN:
            raise
        return None
