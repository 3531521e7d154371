"""list versions, settle, list twins and same: what was entered twice, and what is decided."""

from typing import Annotated, Any

import typer

from smartsupport.cli.run import answer, office, read_id
from smartsupport.cli.tables import table
from smartsupport.clock import TOKYO
from smartsupport.domain.same import Verdict
from smartsupport.domain.words import word
from smartsupport.messages.history import column_label, kind_word, value_text
from smartsupport.services import journal, same, versions
from smartsupport.services.same import Entry
from smartsupport.services.versions import Choice, Difference

VERSIONS, TWINS = "versions", "twins"


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("settle")(settle)
    program.command("same")(same_person)


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


def twins_of(context: typer.Context) -> None:
    """Print every two entries that may be one person and about whom nobody decided."""
    with office(context) as opened:
        found = same.pairs(opened)
        journal.list_opened(opened, TWINS, len(found))
        lines = [_entry(entry) for pair in found for entry in pair.entries]
        pairs = [[_entry(entry) for entry in pair.entries] for pair in found]
        answer(context, pairs, table(lines))


def same_person(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="PERSON", help="The id of one entry.")],
    other: Annotated[str, typer.Argument(metavar="PERSON", help="The id of the other.")],
    verdict: Annotated[Verdict, typer.Option(help="open: asked again.")] = Verdict.SAME,
) -> None:
    """Say whether two entries are one person; nothing that was entered is written over."""
    with office(context) as opened:
        link = same.link(opened, read_id(one), read_id(other))
        stored = same.decide(opened, link, verdict)
        document = {"id": stored.id, "entries": stored.both, "verdict": stored.verdict}
        answer(context, document, word(stored.verdict))


def _entry(entry: Entry) -> dict[str, Any]:
    person = entry.person
    return {
        "name": person.name,
        "kana": person.kana,
        "phone": person.phone,
        "attended": entry.visits,
        "last_here": entry.last,
        "day": entry.at.astimezone(TOKYO).date(),
        "who": entry.account,
        "computer": entry.letters,
        "id": person.id,
    }


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
