"""本人への開示: what is held of one person, in words that the person reads."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from smartsupport.domain import words
from smartsupport.domain.card import CardMove
from smartsupport.domain.door import Direction
from smartsupport.i18n import N_, _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts
from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Row, table

TABLES = {
    "participant": N_("Participant"),
    "supporter": N_("Supporter"),
    "availability": N_("Availability"),
    "booking": N_("Booking"),
    "placement": N_("Placement"),
    "consultation": N_("Consultation record"),
    "door_event": N_("At the door"),
    "card_event": N_("Reception card"),
}
"""What each kind of record is called; one of a newer version stands as it is."""

LABELS = {
    "name": N_("Name"),
    "kana": N_("Reading"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "age_band": N_("Age"),
    "phone_type": N_("Kind of phone"),
    "access_needs": N_("Access needs"),
    "note": N_("Notes"),
    "source": N_("Where it came from"),
    "kind": N_("Kind of supporter"),
    "scheme_status": N_("Registered with the metropolis"),
    "scheme_seen_on": N_("Seen on"),
    "scheme_seen_by": N_("Seen how"),
    "certificate_on": N_("Training certificate of"),
    "certificate_number": N_("Certificate number"),
    "municipality": N_("Municipality"),
    "roles": N_("Roles"),
    "strengths": N_("Strengths"),
    "trainee": N_("In training"),
    "monthly_cap": N_("Sessions a month at most"),
    "monthly_minutes_cap": N_("Minutes a month at most"),
    "reach_minutes": N_("Travel time at most"),
    "standing": N_("Standing"),
    "answer": N_("Answer"),
    "weekday": N_("Day of the week"),
    "day": N_("Day"),
    "start": N_("Start"),
    "end": N_("End"),
    "session_id": N_("Session"),
    "state": N_("State"),
    "reason": N_("Reason"),
    "override": N_("Placed in spite of"),
    "at": N_("Time"),
    "companions": N_("Companions"),
    "walk_in": N_("Came without booking"),
    "role": N_("Role"),
    "gather": N_("Gathering"),
    "dismiss": N_("Dismissal"),
    "topics": N_("Topics"),
    "main_topic": N_("Main topic"),
    "outcome": N_("Outcome"),
    "referrals": N_("Referred to"),
    "minutes": N_("Minutes"),
    "paper": N_("Keyed from paper"),
    "direction": N_("Came or left"),
    "number": N_("Reception number"),
    "by": N_("Noted by"),
    "code": N_("Code"),
    "move": N_("What happened"),
    "deleted": N_("Taken out of sight"),
}

UNSAID = {
    *("id", "seen", "participant_id", "supporter_id", "person_id", "venue_id"),
    *("letter", "after", "party", "keep_with", "keep_apart"),
}
"""Fields that tie records together, say again what another says, or are about somebody else."""

_MOVES = {
    CardMove.ISSUE: N_("Card made"),
    CardMove.BIND: N_("Card given"),
    CardMove.REVOKE: N_("Card withdrawn"),
    Direction.IN: N_("Came"),
    Direction.OUT: N_("Left"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who changed what, and when."""

    at: datetime
    by: str
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """`records` by table; `named` says what an id or a code of a list is called."""

    issue: Issue
    name: str
    records: dict[str, list[Any]]
    named: dict[Any, str]
    months: int
    """How long it is kept after the last visit, or after leaving."""
    changes: tuple[Change, ...]


def render(content: Disclosure) -> bytes:
    """The whole as a PDF."""
    title = _("What is held of you")
    sheet = framed_sheet(content.issue, title)
    title_block(sheet, title)
    made = dates.moment_text(content.issue.made_at)
    facts(sheet, [[(_("Name"), content.name or _("Anonymous"))], [(_("As of"), made)]])
    for text in (
        _(
            "It is used to receive you at sessions, to record what was asked, and to report "
            "figures without names."
        ),
        _(
            "It is kept for {months} months after the last visit or after leaving, then erased "
            "once the coordinator confirms it."
        ).format(months=content.months),
        _("It lies encrypted on the organiser's computer and is given to nobody else."),
    ):
        sheet.paragraph(text, 10)
    sheet.y += 3
    for name, records in content.records.items():
        sheet.heading(_(TABLES[name]) if name in TABLES else name)
        for record in records:
            _record(sheet, content, record)
    _changes(sheet, content.changes)
    return sheet.pdf()


def _record(sheet: Sheet, content: Disclosure, record: Any) -> None:
    said = [
        (_(LABELS.get(f.name, f.name)), _text(content, getattr(record, f.name)))
        for f in fields(record)
        if f.name not in UNSAID
    ]
    pairs = [(label, text) for label, text in said if text]
    facts(sheet, [pairs[n : n + 2] for n in range(0, len(pairs), 2)], size=9)


def _text(content: Disclosure, value: Any) -> str:
    """A value as it is read; "" where there is nothing to say."""
    if not value:
        return ""
    if isinstance(value, tuple | frozenset):
        parts = sorted(value, key=str) if isinstance(value, frozenset) else value
        return _(", ").join(_text(content, part) for part in parts)
    if isinstance(value, StrEnum):
        return _(_MOVES[value]) if value in _MOVES else words.word(value)
    if isinstance(value, bool):
        return _("Yes")
    if isinstance(value, datetime):
        return dates.moment_text(value)
    if isinstance(value, date):
        return dates.day_text(value)
    if isinstance(value, time):
        return dates.clock_text(value)
    return content.named.get(value, "" if isinstance(value, UUID) else str(value))


def _changes(sheet: Sheet, changes: Sequence[Change]) -> None:
    sheet.heading(_("Who entered or changed it"))
    columns = [
        Column(title=_("When"), width=48),
        Column(title=_("By"), width=34),
        Column(title=_("What"), width=34),
        Column(title=_("Fields"), width=sheet.width - 116),
    ]
    rows = [
        Row(
            cells=(
                dates.moment_text(c.at),
                c.by,
                _(TABLES[c.table]) if c.table in TABLES else c.table,
                _(", ").join(_(LABELS[n]) for n in c.columns if n in LABELS),
            )
        )
        for c in changes
    ]
    table(sheet, columns, rows)
