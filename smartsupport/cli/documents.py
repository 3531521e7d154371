"""report and hours: the documents by their English names."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, asked, office, read_id
from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import RoundedOver, Rounding, RoundingDirection
from smartsupport.domain.period import Month
from smartsupport.i18n import _
from smartsupport.services import documents, figures
from smartsupport.services import hours as monthly
from smartsupport.services.files import save
from smartsupport.services.hours_files import ENDINGS, hours_bytes


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("report")(report)
    program.command("hours")(hours)


def report(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")] = "",
    session: Annotated[str, typer.Option(metavar="ID", help="Whose document it is.")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="The PDF to write.")
    ] = None,
    names: Annotated[bool, typer.Option("--list", help="The documents by name.")] = False,
) -> None:
    """Print a document of a session; with `--json` and no -o, its figures."""
    known = {d.code: _(d.title) for d in documents.SESSION_DOCUMENTS}
    if names:
        answer(context, known, "\n".join(f"{code}\t{title}" for code, title in known.items()))
        return
    if kind not in known:
        raise typer.BadParameter(", ".join(known), param_hint="KIND")
    if not session or (out is None and not asked(context).json):
        raise typer.BadParameter("--session … -o FILE.pdf")
    with office(context) as opened:
        session_id = read_id(session)
        if out is not None:
            save(out, documents.of_session(opened, kind, session_id).content)
        found = figures.of_session(opened, session_id) if asked(context).json else None
        answer(context, {"file": str(out) if out else None, "figures": found}, str(out))


def hours(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="Like 2026-10.")],
    out: Annotated[
        Path, typer.Option("-o", metavar="FILE", help="FILE.xlsx, FILE.csv or FILE.pdf.")
    ],
    rounding: Annotated[
        str,
        typer.Option(metavar="RULE", help="UNIT:up|down|nearest:each|day|month, like 30:up:day."),
    ] = "",
) -> None:
    """Export a month's supporter hours."""
    with office(context) as opened:
        sheet = monthly.of_month(opened, Month.parse(month), _rounding(rounding))
        ending = out.suffix.removeprefix(".").lower()
        if ending not in ENDINGS:
            raise Refused("format_unknown", value=ending, known=", ".join(ENDINGS))
        save(out, hours_bytes(opened, sheet, ending))
        found = {
            "file": str(out),
            "supporters": len(sheet.supporters),
            "credited": sheet.credited,
            "unconfirmed": sheet.unconfirmed,
        }
        answer(context, found, str(out))


def _rounding(text: str) -> Rounding:
    """A rounding rule as typed. Raises Refused("rounding_not_readable")."""
    if not text:
        return monthly.EXACT
    try:
        unit, direction, base = text.split(":")
        return Rounding(
            unit=int(unit), direction=RoundingDirection(direction), base=RoundedOver(base)
        )
    except ValueError:
        raise Refused("rounding_not_readable", value=text) from None
