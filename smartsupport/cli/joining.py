"""join: make this computer one more that keeps a register, from its shared folder."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, asked, failures, read_id, secret
from smartsupport.cli.users import NEW_PASSWORD, RECOVERY_CODE
from smartsupport.codes.recovery import read_code
from smartsupport.i18n import _
from smartsupport.services import joining
from smartsupport.services.restoring import Way


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("join")(join)


def join(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    name: Annotated[str, typer.Option(metavar="NAME", help="What people call this computer.")] = "",
    with_code: Annotated[
        bool, typer.Option("--code", help="Open it with a recovery sheet and set a new password.")
    ] = False,
    person: Annotated[
        str, typer.Option(metavar="ID", help="Whose password, where there are several.")
    ] = "",
) -> None:
    """Join the register in a shared folder; this computer has none yet."""
    with failures():
        opened = joining.join(asked(context).places, folder, _way(with_code, person), name)
        try:
            answer(
                context,
                {"id": opened.account.id, "name": opened.person},
                _("This computer keeps the register of {name} now.").format(
                    name=opened.workspace().name
                ),
            )
        finally:
            opened.close()


def _way(with_code: bool, person: str) -> Way:
    if not with_code:
        return Way(password=secret("SMARTSUPPORT_PASSWORD", _("Password")))
    return Way(
        code=read_code(secret(RECOVERY_CODE, _("Code of the recovery sheet"))),
        password=secret(NEW_PASSWORD, _("New password"), twice=True),
        account=read_id(person) if person else None,
    )
