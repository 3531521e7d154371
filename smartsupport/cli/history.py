"""list history: who changed what of one record, when and on which computer, old → new."""

from typing import Any

import typer

from smartsupport.cli.run import answer, office, read_id
from smartsupport.cli.tables import table
from smartsupport.clock import TOKYO
from smartsupport.domain.history import Change
from smartsupport.messages.history import field_lines, happened_word, kind_word
from smartsupport.services import history, journal
from smartsupport.services.history import History

HISTORY = "history"


def history_of(context: typer.Context, record: str) -> None:
    """Print the history of the record with this id."""
    if not record:
        raise typer.BadParameter("--id ID")
    with office(context) as opened:
        found = history.of_record(opened, read_id(record))
        journal.list_opened(opened, HISTORY, len(found.changes))
        rows = [line for change in found.changes for line in _lines(change, found)]
        answer(context, [_as_found(change, found) for change in found.changes], table(rows))


def _as_found(change: Change, found: History) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.row,
        "at": change.at,
        "account": change.account,
        "person": found.accounts.get(change.account) if change.account else None,
        "computer": change.letters,
        "here": change.here,
        "what": change.happened,
        "fields": [
            {
                "field": field.field,
                "before": None if field.hidden else list(field.before),
                "after": None if field.hidden else field.after,
            }
            for field in change.fields
        ],
    }


def _lines(change: Change, found: History) -> list[dict[str, Any]]:
    at = change.at.astimezone(TOKYO)
    return [
        {
            "day": at.date(),
            "at": at,
            "who": found.accounts.get(change.account, "") if change.account else "",
            "computer": change.letters,
            "kind": kind_word(change.kind),
            "deed": happened_word(change.happened),
            "field": label,
            "before": before,
            "after": after,
        }
        for label, before, after in field_lines(change, found.names, found.words)
    ]
