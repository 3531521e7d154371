"""cancel: a session or a whole day, with the list of whom to phone."""

from typing import Annotated

import typer

from smartsupport.cli.run import answer, office, read_day, read_id
from smartsupport.cli.tables import table
from smartsupport.domain.errors import Refused
from smartsupport.services import calendar


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("cancel")(cancel)


def cancel(
    context: typer.Context,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the session.")],
    session: Annotated[str, typer.Option(metavar="ID", help="This session.")] = "",
    on: Annotated[
        str, typer.Option(metavar="DAY", help="Every session of this day, like 2026-10-03.")
    ] = "",
    venue: Annotated[str, typer.Option(metavar="ID", help="With --on: only at this venue.")] = "",
) -> None:
    """Cancel, and print whom to phone."""
    with office(context) as opened:
        if not session and not on:
            raise Refused("cancel_what")
        to_phone = calendar.cancel(
            opened,
            reason=reason,
            session_id=read_id(session) if session else None,
            day=read_day(on) if on else None,
            venue_id=read_id(venue) if venue else None,
        )
        rows = [
            {"name": p.name, "phone": p.phone, "about": p.about, "supporter": p.supporter}
            for p in to_phone
        ]
        answer(context, to_phone, table(rows))
