"""init and check: making a register, and asking whether it is whole."""

from typing import Annotated

import typer

from smartsupport.cli.run import PROBLEMS, answer, asked, failures, leave, office, say
from smartsupport.i18n import _
from smartsupport.services.office import make
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
    """Make an empty register. Only `--no-password` can be chosen so far."""
    if not no_password:
        raise typer.BadParameter(_("Say --no-password: the key will lie openly beside the data."))
    with failures():
        made = make(
            asked(context).places, name=name, organiser=organiser, person=person or _("Coordinator")
        )
        say(_("No password: whoever has this folder can read every name in it."))
        answer(context, {"workspace": made.workspace_id}, str(asked(context).places.base))
        made.close()


def check(context: typer.Context) -> None:
    """Ask the file whether it is sound, and the log whether it tells the same as the tables."""
    with office(context) as opened:
        found = look_over(opened)
        answer(context, {"problems": found}, _("All is well.") if not found else "\n".join(found))
        if found:
            leave(PROBLEMS)
