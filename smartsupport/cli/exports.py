"""export: what leaves the register for others to use."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, office, read_day, read_id
from smartsupport.services import disclosure, exports
from smartsupport.services.files import save

PERSON = "person"
_KINDS = (*exports.EXPORTS, PERSON)


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    known = ", ".join(_KINDS)
    program.command("export", help=f"Write a file for others to use. KIND: {known}")(export)


def export(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    whose: Annotated[str, typer.Argument(metavar="[PERSON]", help="Whose, for a person.")] = "",
    *,
    out: Annotated[Path, typer.Option("-o", metavar="FILE", help="The file to write.")],
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help="First day, like 2026-10-01.")
    ] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day.")] = "",
) -> None:
    """Write a file for others to use."""
    if kind not in _KINDS:
        raise typer.BadParameter(", ".join(_KINDS), param_hint="KIND")
    if kind == PERSON:
        _disclose(context, whose, out)
        return
    with office(context) as opened:
        content, number = exports.export(
            opened, kind, read_day(first) if first else None, read_day(last) if last else None
        )
        save(out, content)
        answer(context, {"file": str(out), "rows": number}, str(out))


def _disclose(context: typer.Context, whose: str, out: Path) -> None:
    """Everything that is held of one person, as FILE.pdf or FILE.json."""
    if not whose:
        raise typer.BadParameter("PERSON", param_hint="PERSON")
    with office(context) as opened:
        format = out.suffix.removeprefix(".").lower()
        save(out, disclosure.of_person(opened, read_id(whose), format).content)
        answer(context, {"file": str(out)}, str(out))
