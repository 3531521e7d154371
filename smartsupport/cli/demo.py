"""demo and day: a practice register, and the whole main job in one go."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, asked, enter, failures, leave, read_id
from smartsupport.i18n import _
from smartsupport.paths import Places, practice_places
from smartsupport.services import calendar
from smartsupport.services.day import DayDone, run_day
from smartsupport.services.demo import SIZES, make_demo
from smartsupport.services.office import Office, is_there


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("demo")(demo)
    program.command("day")(day)


def demo(
    context: typer.Context,
    size: Annotated[str, typer.Option(metavar="|".join(SIZES), help="How many people.")] = "small",
    seed: Annotated[int, typer.Option(help="Same seed, same people.")] = 1,
    no_window: Annotated[bool, typer.Option("--no-window", help="Only make it.")] = False,
) -> None:
    """Open the window on a practice register of invented people; makes it if there is none."""
    before = asked(context)
    places = Places(base=before.base_dir) if before.base_dir else practice_places()
    with failures():
        if no_window or not is_there(places):
            make_demo(places, size=size, seed=seed).close()
        if not no_window:
            leave(before.open_window(places, before.language))
        answer(context, {"base_dir": str(places.base)}, str(places.base))


def day(
    context: typer.Context,
    out: Annotated[Path, typer.Option("-o", metavar="DIR", help="Where the documents go.")],
    session: Annotated[
        str, typer.Option(metavar="ID", help="A session of a practice register.")
    ] = "",
    seed: Annotated[int, typer.Option(help="Same seed, same people.")] = 1,
) -> None:
    """Play a whole session on practice data: match, cards, check-in, reports, hours."""
    with failures(), _practice(context, session, seed) as opened:
        lines = calendar.lines(opened)
        today = opened.clock().date()
        chosen = (
            read_id(session)
            if session
            else next(x.session.id for x in lines if x.session.day >= today and x.booked)
        )
        done = run_day(opened, chosen, out)
        answer(context, done, _text(done))


@contextmanager
def _practice(context: typer.Context, session: str, seed: int) -> Iterator[Office]:
    """The register that was named, or a fresh one that is gone afterwards."""
    before = asked(context)
    if session or (before.base_dir and is_there(before.places)):
        opened = enter(before.places)
        try:
            yield opened
        finally:
            opened.close()
        return
    with tempfile.TemporaryDirectory(prefix="smartsupport-") as folder:
        opened = make_demo(Places(base=Path(folder) / "practice"), seed=seed)
        try:
            yield opened
        finally:
            opened.close()


def _text(done: DayDone) -> str:
    said = [
        (_("Supporters placed"), done.placed),
        (_("Places below the minimum"), done.missing),
        (_("Cards read back from the printed page"), done.cards_read_back),
        (_("Participants checked in"), done.checked_in),
        (_("Set aside for a decision"), done.parked),
        (_("Supporters at work"), done.supporters),
        (_("Consultations recorded"), done.consultations),
        (_("Minutes credited in the month"), done.credited_minutes),
    ]
    lines = [f"{words}: {number}" for words, number in said]
    return "\n".join([*lines, *map(str, done.files)])
