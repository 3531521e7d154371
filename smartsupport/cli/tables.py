"""Rows as a table for a reader: words instead of codes, and the ids to copy at the end.

A script asks for `--json` and gets the codes themselves.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum, StrEnum
from typing import Any
from unicodedata import east_asian_width
from uuid import UUID

from smartsupport import formats
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _

HEADINGS = {
    "about": N_("Session"),
    "address": N_("Address"),
    "advice": N_("What to do"),
    "after": N_("New value"),
    "age_band": N_("Age"),
    "arrived_at": N_("Checked in at"),
    "at": N_("Time"),
    "attended": N_("Came"),
    "before": N_("Old value"),
    "booked": N_("Booked"),
    "column": N_("Column"),
    "companions": N_("Companions"),
    "computer": N_("Which computer"),
    "count": N_("How many"),
    "day": N_("Date"),
    "deed": N_("What was done"),
    "document": N_("Document or list"),
    "end": N_("End"),
    "field": N_("Field"),
    "first_visit": N_("First visit"),
    "force": N_("Weight"),
    "holiday": N_("Public holiday"),
    "id": "ID",
    "in_use": N_("In use now"),
    "kana": N_("Reading"),
    "kind": N_("Kind"),
    "lack": N_("Still missing"),
    "last_here": N_("Last here"),
    "last_year": N_("Last year"),
    "main_topic": N_("Main topic"),
    "missing": N_("Missing"),
    "name": N_("Name"),
    "number": N_("Reception number"),
    "outcome": N_("Outcome"),
    "participant": N_("Participant"),
    "person": N_("Person"),
    "phone": N_("Phone"),
    "phone_type": N_("Phone type"),
    "placed": N_("Placed"),
    "proposed": N_("Proposed end"),
    "reason": N_("Reason"),
    "reasons": N_("Reasons"),
    "referrals": N_("Referred to"),
    "role": N_("Role"),
    "row": N_("Row in the file"),
    "session": N_("Session"),
    "standing": N_("Standing"),
    "start": N_("Start"),
    "state": N_("State"),
    "supporter": N_("Supporter"),
    "task": N_("Task"),
    "text": N_("Reason"),
    "taken": N_("Passed over"),
    "title": N_("Title"),
    "to_complete": N_("To be completed"),
    "topics": N_("Topics"),
    "trainee": N_("In training"),
    "value": N_("Value"),
    "venue": N_("Venue"),
    "version": N_("Version"),
    "walk_in": N_("Without booking"),
    "who": N_("Who"),
}
"""What the columns of every table are called; in JSON they keep their names."""


def table(rows: list[dict[str, Any]], words: Mapping[str, str] | None = None) -> str:
    """Rows as aligned text, full-width characters counted as two; `words` says codes in words."""
    if not rows:
        return ""
    names = sorted(rows[0], key=lambda name: any(isinstance(row[name], UUID) for row in rows))
    cells = [
        [_(HEADINGS[name]) for name in names],
        *([_short(name, _cell(row[name], words or {})) for name in names] for row in rows),
    ]
    widths = [max(_width(line[i]) for line in cells) for i in range(len(names))]
    return "\n".join(
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in cells
    )


def _cell(value: object, words: Mapping[str, str]) -> str:
    """One value on one line; a day is written as a verb's `--on` takes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "○" if value else ""
    if isinstance(value, StrEnum):
        return words.get(value) or word(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | time):
        return formats.clock(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return _(", ").join(_cell(one, words) for one in value)
    text = str(value)
    return words.get(text, " ".join(text.split()))


def _short(name: str, text: str) -> str:
    """A title is known by its beginning; municipalities publish some of a hundred characters."""
    if name != "title" or _width(text) <= _TITLE_WIDTH:
        return text
    while _width(text) >= _TITLE_WIDTH:
        text = text[:-1]
    return text + "…"


_TITLE_WIDTH = 40


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
