"""cards, card reissue, read-codes: printing cards and reading codes from pictures."""

from pathlib import Path
from typing import Annotated, Any

import typer

from smartsupport.cli.run import (
    PROBLEMS,
    answer,
    exit_code,
    leave,
    office,
    read_id,
    say,
)
from smartsupport.domain.errors import Known, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.messages import sentence
from smartsupport.services import cards as issuing
from smartsupport.services import documents, people
from smartsupport.services.files import check_target, codes_in, save

_KINDS: dict[str, type[people.Person]] = {
    "supporters": Supporter,
    "participants": Participant,
}


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("cards")(cards)
    card = typer.Typer(help="One person's card.")
    card.callback()(_card)
    card.command("reissue")(reissue)
    program.add_typer(card, name="card")
    program.command("read-codes")(read_codes)


def _card() -> None:
    """One person's card."""


def cards(
    context: typer.Context,
    out: Annotated[Path, typer.Option("-o", metavar="FILE", help="The PDF to write.")],
    kind: Annotated[str, typer.Option(metavar="|".join(_KINDS), help="For whom.")] = "",
    ids: Annotated[str, typer.Option(metavar="ID,ID…", help="Only these people.")] = "",
    blank: Annotated[int, typer.Option(metavar="N", help="So many cards with no name.")] = 0,
) -> None:
    """Print cards: for everybody of a kind, for some, or blank ones."""
    with office(context) as opened:
        check_target(out)
        if blank:
            issued = issuing.blank(opened, blank)
        elif kind in _KINDS:
            wanted = [read_id(i) for i in ids.split(",")] if ids else []
            issued = issuing.for_people(opened, wanted or people.ids(opened, _KINDS[kind]))
        else:
            raise Refused("cards_for_whom")
        save(out, documents.card_sheet(opened, issued))
        found = [{"code": i.code, "person": i.person.id if i.person else None} for i in issued]
        answer(context, {"cards": found, "file": str(out)}, str(out))


def reissue(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The person's id.")],
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="The PDF to write.")
    ] = None,
) -> None:
    """Revoke a person's cards at once and give out a new one."""
    with office(context) as opened:
        if out is not None:
            check_target(out)
        issued = issuing.reissue(opened, read_id(person))
        if out is not None:
            save(out, documents.card_sheet(opened, [issued]))
        answer(context, {"code": issued.code}, issued.code)


def read_codes(
    context: typer.Context, pictures: Annotated[list[Path], typer.Argument(metavar="IMAGE…")]
) -> None:
    """Every code in each picture, as the desk's camera would read it."""
    found: list[dict[str, Any]] = []
    failed: list[Known] = []
    for picture in pictures:
        try:
            found.append({"file": str(picture), "texts": codes_in(picture)})
        except Known as error:
            say(f"{picture}: {sentence(error)}")
            failed.append(error)
    if not found:
        leave(max(exit_code(error) for error in failed))
    lines = [f"{one['file']}\t{text}" for one in found for text in one["texts"]]
    answer(context, found, "\n".join(lines))
    if failed:
        leave(PROBLEMS)
