"""log: what was done on this computer, as a table, as JSON or as a file."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, office
from smartsupport.cli.tables import table
from smartsupport.clock import TOKYO
from smartsupport.domain.journal_words import deed_word, document_word
from smartsupport.domain.period import Month
from smartsupport.services import journal
from smartsupport.services.files import save
from smartsupport.services.journal_files import month_bytes


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("log")(log)


def log(
    context: typer.Context,
    month: Annotated[
        str, typer.Option(metavar="MONTH", help="Like 2026-10; this month if not said.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="FILE.xlsx or FILE.csv.")
    ] = None,
) -> None:
    """What was done on this computer in a month: who, when, what, how many."""
    with office(context) as opened:
        today = opened.clock().astimezone(TOKYO).date()
        meant = Month.parse(month) if month else Month.of(today)
        if out is not None:
            ending = out.suffix.removeprefix(".").lower()
            save(out, month_bytes(opened, meant, ending))
            answer(context, {"file": str(out)}, str(out))
            return
        lines = journal.lines(opened, journal.ids(opened, journal.of_month(meant))).values()
        found = [
            {
                "at": line.entry.at,
                "person": line.entry.person,
                "account": line.entry.account,
                "deed": line.entry.deed,
                "document": line.entry.document,
                "session": line.entry.about,
                "count": line.entry.count,
            }
            for line in lines
        ]
        rows = [
            {
                "day": line.entry.at.astimezone(TOKYO).date(),
                "at": line.entry.at,
                "who": line.entry.person,
                "deed": deed_word(line.entry.deed),
                "document": document_word(line.entry.document),
                "about": " ".join(str(part) for part in (line.day, line.venue) if part),
                "count": line.entry.count or None,
            }
            for line in lines
        ]
        answer(context, found, table(rows))
