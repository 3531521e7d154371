"""list versions and settle: what two computers entered differently, and which of it stands."""

from typing import Annotated, Any

import typer

from smartsupport.cli.run import answer, office, read_id
from smartsupport.cli.tables import table
from smartsupport.clock import TOKYO
from smartsupport.messages.history import column_label, kind_word, value_text
from smartsupport.services import journal, versions
from smartsupport.services.versions import Choice, Difference

VERSIONS = "versions"


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("settle")(settle)


def versions_of(context: typer.Context) -> None:
    """Print every value of every field in which two computers differ."""
    with office(context) as opened:
        found = versions.differences(opened)
        journal.list_opened(opened, VERSIONS, len(found))
        lines = [_line(one, choice) for one in found for choice in one.choices]
        answer(context, [_as_found(one) for one in found], table(lines))


def settle(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The id of the record.")],
    version: Annotated[str, typer.Argument(metavar="VERSION", help="The version that stands.")],
) -> None:
    """Let one of the versions in `list versions` stand, here and on the other computers."""
    with office(context) as opened:
        found, choice = versions.difference(opened, read_id(record), version)
        versions.settle(opened, found, choice)
        said = [value_text(field, value) for field, value in choice.values.items() if value]
        document = {"id": found.id, "kind": found.kind, "fields": found.fields, "settled": version}
        answer(context, document, "" if found.sensitive else " ".join(said))


def _as_found(found: Difference) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "id": found.id,
        "name": found.about.person or None,
        "session": found.about.session_id,
        "fields": found.fields,
        "versions": [
            {
                "version": choice.id,
                "values": None if found.sensitive else choice.values,
                "person": choice.account or None,
                "at": choice.at,
                "computer": choice.letters,
                "here": choice.here,
                "in_use": choice.in_use,
            }
            for choice in found.choices
        ],
    }


def _line(found: Difference, choice: Choice) -> dict[str, Any]:
    at = choice.at.astimezone(TOKYO)
    values = [value_text(field, value) for field, value in choice.values.items() if value]
    return {
        "kind": kind_word(found.kind),
        "name": found.about.person,
        "field": column_label(found.kind, found.fields[0]),
        "value": "" if found.sensitive else " ".join(values),
        "in_use": choice.in_use,
        "day": at.date(),
        "at": at,
        "who": choice.account,
        "computer": choice.letters,
        "version": choice.id,
        "id": found.id,
    }
