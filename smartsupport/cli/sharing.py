"""sync and digest: one round at the shared folder, and whether two computers hold the same."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from smartsupport import settings
from smartsupport.cli.run import answer, office
from smartsupport.domain.errors import Refused
from smartsupport.messages.sharing import sharing_lines
from smartsupport.services import exchange


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("sync")(sync)
    program.command("digest")(digest)


def sync(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="Share through this folder from now on."),
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="What people call this computer.")] = "",
    refill: Annotated[
        bool,
        typer.Option("--refill", help="Put everything on this computer into the folder again."),
    ] = False,
) -> None:
    """Exchange what is new with the other computers, through the shared folder."""
    with office(context) as opened:
        known = settings.load(opened.places.settings)
        if folder is not None:
            chosen = exchange.connect(opened, folder, known, name)
            known = msgspec.structs.replace(known, shared_folder=str(chosen.resolve()))
            settings.save(opened.places.settings, known)
        if not known.shared_folder:
            raise Refused("not_shared")
        shared = exchange.sharing(opened, Path(known.shared_folder))
        report = (
            exchange.start_again(shared) if refill else exchange.exchange_now(shared, thorough=True)
        )
        lines = sharing_lines(report, opened.clock())
        answer(
            context,
            {"state": lines[0].code, **asdict(report)},
            "\n".join(line.text + (f"\n  {line.advice}" if line.advice else "") for line in lines),
        )


def digest(context: typer.Context) -> None:
    """Print what the records add up to: the same on two computers that hold the same."""
    with office(context) as opened:
        found = exchange.digest(opened)
        answer(context, {"digest": found}, found)
