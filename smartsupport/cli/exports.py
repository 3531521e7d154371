"""export: what leaves the register for others to use."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, office, read_day
from smartsupport.services import exports
from smartsupport.services.files import save


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    known = ", ".join(exports.EXPORTS)
    program.command("export", help=f"Write a file for others to use. KIND: {known}")(export)


def export(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    out: Annotated[Path, typer.Option("-o", metavar="FILE", help="The file to write.")],
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help="First day, like 2026-10-01.")
    ] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day.")] = "",
) -> None:
    """Write a file for others to use."""
    if kind not in exports.EXPORTS:
        raise typer.BadParameter(", ".join(exports.EXPORTS), param_hint="KIND")
    with office(context) as opened:
        content, number = exports.export(
            opened, kind, read_day(first) if first else None, read_day(last) if last else None
        )
        save(out, content)
        answer(context, {"file": str(out), "rows": number}, str(out))
