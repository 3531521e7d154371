"""handover: the sheet for a successor, and last year's sessions a year later."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, office, say
from smartsupport.cli.tables import table
from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Refused
from smartsupport.domain.period import FiscalYear
from smartsupport.i18n import _
from smartsupport.services import next_year
from smartsupport.services.files import check_target, save
from smartsupport.services.handover import sheet


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("handover")(handover)


def handover(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="The PDF to write.")
    ] = None,
    next_year_too: Annotated[
        bool, typer.Option("--next-year", help="Show last year's sessions a year later.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Store them.")] = False,
    year: Annotated[
        int, typer.Option(metavar="YYYY", help="Which fiscal year's; this one if not said.")
    ] = 0,
) -> None:
    """Print what a successor must know, or draft next year's calendar from this year's."""
    if not out and not next_year_too:
        raise typer.BadParameter(_("Say -o FILE or --next-year."))
    with office(context) as opened:
        if out:
            check_target(out)
            save(out, sheet(opened).content)
        if not next_year_too:
            answer(context, {"file": str(out)}, str(out))
            return
        of = FiscalYear(year) if year else FiscalYear.of(opened.clock().astimezone(TOKYO).date())
        if not 2000 <= of.year <= 2090:
            raise Refused("year_not_readable", value=year)
        found = next_year.draft(opened, of)
        stored = len(next_year.accept(opened, found)) if apply else 0
        rows = [
            {
                "day": p.day,
                "start": p.before.start,
                "venue": p.venue,
                "title": p.before.title,
                "last_year": p.before.day,
                "holiday": p.holiday,
                "taken": p.taken,
            }
            for p in found
        ]
        answer(context, {"sessions": rows, "stored": stored}, table(rows))
        if apply:
            say(_("Stored: {number}").format(number=stored))
