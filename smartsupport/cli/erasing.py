"""erase, retention and incident: what leaves the register for good, and what it holds."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, office, read_id, say
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Unavailable
from smartsupport.domain.retention import Kept
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.services import erasure, holdings, retention
from smartsupport.services.files import check_target, save
from smartsupport.services.office import Office


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("erase")(erase)
    program.command("retention")(retained)
    program.command("incident")(incident)


def erase(
    context: typer.Context,
    people: Annotated[
        list[str], typer.Argument(metavar="PERSON…", help="Every id that is theirs.")
    ],
    level: Annotated[
        Level,
        typer.Option(help="identity: names and notes go, figures stay. all: everything goes."),
    ],
    reason: Annotated[str, typer.Option(help="Why; it stays, so it must not name anybody.")],
) -> None:
    """Erase one person for good. It cannot be taken back."""
    with office(context) as opened:
        ids = [read_id(text) for text in people]
        lost = {id: erasure.held(opened, id).rows for id in ids}
        erasure.erase(opened, ids, level, reason)
        _write_anew(opened)
        answer(context, {"erased": ids, "level": level, "rows": lost}, word(level))


def retained(
    context: typer.Context,
    due: Annotated[bool, typer.Option("--due", help="What is kept longer than the rules.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Dispose of it.")] = False,
    kind: Annotated[
        list[Kept] | None, typer.Option("--kind", help="Only these kinds; without it, all.")
    ] = None,
    counted: Annotated[
        int | None, typer.Option(metavar="N", help="The number, when it is more than 50.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE.pdf", help="This year's record of disposal.")
    ] = None,
) -> None:
    """What is due for disposal; with --apply it is disposed of, names and notes only."""
    if apply and not due:
        raise typer.BadParameter("--due --apply")
    with office(context) as opened:
        if out is not None:
            check_target(out)
        found = [d for d in retention.due(opened) if kind is None or d.kind in kind]
        done = 0
        if apply:
            for one in found:
                ids = [line.id for line in one.lines]
                done += retention.dispose(opened, one.kind, ids, counted)
            _write_anew(opened)
        if out is not None:
            save(out, retention.record(opened, retention.this_year(opened)).content)
        told = [
            {
                "kind": d.kind,
                "months": d.months,
                "before": d.before,
                "due": [{"id": line.id, "since": line.since} for line in d.lines],
            }
            for d in found
        ]
        lines = [
            _("{kind}: {count} (kept {months} months, before {day})").format(
                kind=word(d.kind), count=len(d.lines), months=d.months, day=d.before
            )
            for d in found
        ]
        answer(context, {"kinds": told, "disposed": done}, "\n".join(lines))
        if not retention.rules(opened).confirmed:
            say(_("These months are provisional until they are checked against your rules."))


def _write_anew(opened: Office) -> None:
    """What was erased is erased, also where the file cannot be written anew now."""
    try:
        erasure.sweep(opened)
    except Unavailable:
        say(_("It is erased. The file is written anew when the window is closed next."))


def incident(
    context: typer.Context,
    out: Annotated[Path, typer.Option("-o", metavar="FILE.pdf", help="The PDF to write.")],
) -> None:
    """What this computer holds of whom: the draft for the report of an incident."""
    with office(context) as opened:
        save(out, holdings.sheet(opened).content)
        answer(context, {"file": str(out), "held": holdings.of_register(opened)}, str(out))
