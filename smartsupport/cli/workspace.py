"""init and check: making a register, and asking whether it is whole."""

from typing import Annotated

import typer

from smartsupport.cli.run import (
    PROBLEMS,
    answer,
    asked,
    failures,
    leave,
    office,
    say,
    secret,
)
from smartsupport.domain.errors import Refused
from smartsupport.i18n import _
from smartsupport.services import sign_in
from smartsupport.services.office import is_there, make
from smartsupport.services.upkeep import look_over


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("init")(init)
    program.command("check")(check)


def init(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="What the register is called.")],
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Keep its key openly beside it.")
    ] = False,
    organiser: Annotated[str, typer.Option(help="Whose sessions these are.")] = "",
    person: Annotated[str, typer.Option(help="Who sits here, as records show it.")] = "",
) -> None:
    """Make an empty register, with a password unless `--no-password` says otherwise."""
    with failures():
        places = asked(context).places
        person = person or _("Coordinator")
        if no_password:
            made = make(places, name=name, organiser=organiser, person=person)
            say(_("No password: whoever has this folder can read every name in it."))
        else:
            if is_there(places):
                raise Refused("workspace_exists", path=str(places.base))
            password = secret("SMARTSUPPORT_PASSWORD", _("New password"), twice=True)
            made = sign_in.make(
                places, name=name, organiser=organiser, person=person, password=password
            )
            say(_("Nobody can help with a lost password. Print a recovery sheet: users recovery."))
        answer(context, {"workspace": made.workspace_id}, str(places.base))
        made.close()


def check(context: typer.Context) -> None:
    """Ask the file whether it is sound, and the log whether it tells the same as the tables."""
    with office(context) as opened:
        found = look_over(opened)
        answer(context, {"problems": found}, _("All is well.") if not found else "\n".join(found))
        if found:
            leave(PROBLEMS)
