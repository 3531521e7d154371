"""leave: remove the register from this computer, once everything lies in a backup elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, asked, failures, office, say, secret
from smartsupport.domain.errors import Refused
from smartsupport.i18n import _
from smartsupport.services import leaving
from smartsupport.services.files import check_target, save
from smartsupport.services.sign_in import needs_password


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("leave")(leave)


def leave(
    context: typer.Context,
    backup: Annotated[
        Path, typer.Argument(metavar="BACKUP", help="Made after the last change, elsewhere.")
    ],
    out: Annotated[Path, typer.Option("-o", metavar="FILE", help="The record of disposal, a PDF.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; else it is only said what would go.")
    ] = False,
) -> None:
    """Remove the register from this computer; the backup elsewhere is what is left of it."""
    with office(context) as opened:
        gone = leaving.what_goes(opened)
        if leaving.is_inside(opened, out):
            raise Refused("record_inside")
        check_target(out)
        leaving.check(opened, backup)
        if yes:
            save(out, leaving.record(opened, backup).content)
            closed = needs_password(opened.places)
            again = secret("SMARTSUPPORT_PASSWORD", _("Password once more")) if closed else ""
            leaving.leave(opened, backup, again)
    with failures():
        leaving.finish(asked(context).places)
    what = _(
        "Supporters: {supporters}, participants: {participants}, backups in the folder: "
        "{backups}, documents: {documents}"
    ).format(
        supporters=gone.supporters,
        participants=gone.participants,
        backups=gone.backups,
        documents=gone.documents,
    )
    answer(context, {"removed": yes, "goes": gone, "backup": backup.resolve()}, what)
    say(_("It was removed.") if yes else _("Nothing was removed yet; --yes does it."))
