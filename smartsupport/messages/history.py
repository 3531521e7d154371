"""変更の履歴 in words: what happened, to which field, from what to what."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from smartsupport import formats
from smartsupport.domain.history import Change, Changed, Happened
from smartsupport.domain.session import WantedPlaces
from smartsupport.domain.words import STRENGTHS, strength_word, word
from smartsupport.i18n import N_, _, language
from smartsupport.messages.fields import FIELDS

HAPPENED: dict[Happened, str] = {
    Happened.ADDED: N_("Entered"),
    Happened.IMPORTED: N_("Read from a file"),
    Happened.CHANGED: N_("Changed"),
    Happened.SETTLED: N_("Two versions settled"),
    Happened.DELETED: N_("Removed"),
    Happened.RESTORED: N_("Brought back"),
    Happened.ERASED: N_("Erased"),
}

KINDS: dict[str, str] = {
    "supporter": N_("Supporter"),
    "participant": N_("Participant"),
    "venue": N_("Venue"),
    "session": N_("Session"),
    "booking": N_("Booking"),
    "placement": N_("Placement"),
    "availability": N_("Availability"),
    "consultation": N_("Consultation"),
    "same_as": N_("Two entries"),
}
"""What is shown of the history, by table."""

COLUMNS: dict[str, str] = {
    "accessible": N_("For people with disabilities"),
    "age_band": N_("Age"),
    "answer": N_("Answer"),
    "apply_how": N_("How to apply"),
    "apply_until": N_("Apply until"),
    "audience": N_("For whom"),
    "barrier_free": N_("Step-free access"),
    "booking.at": N_("Time of the turn"),
    "booking.reason": N_("Remark"),
    "booking.state": N_("State of the booking"),
    "certificate_number": N_("Number of the certificate"),
    "certificate_on": N_("Date of the certificate"),
    "contact": N_("Contact"),
    "availability.day": N_("Date"),
    "dismiss_after": N_("Supporters are dismissed, minutes after the end"),
    "fee": N_("Fee"),
    "first": N_("One entry"),
    "gather_before": N_("Supporters gather, minutes before the start"),
    "keep_apart": N_("To be kept apart from"),
    "keep_with": N_("To be placed with"),
    "lat_e7": N_("Latitude"),
    "lon_e7": N_("Longitude"),
    "main_topic": N_("Main topic"),
    "minutes": N_("Minutes"),
    "municipality": N_("Municipality"),
    "open_days": N_("Days it can be used"),
    "open_from": N_("Can be used from"),
    "open_note": N_("About these hours"),
    "open_until": N_("Can be used until"),
    "outcome": N_("Outcome"),
    "override": N_("Why a rule was set aside"),
    "party": N_("Supporter or participant"),
    "paper": N_("From paper"),
    "participant_id": N_("Participant"),
    "phone_type": N_("Kind of phone"),
    "places": N_("Places for supporters"),
    "placement.state": N_("State of the placement"),
    "postal_code": N_("Postal code"),
    "referrals": N_("Referred to"),
    "role": N_("Role"),
    "roles": N_("Roles"),
    "rooms": N_("Rooms"),
    "scheme_seen_by": N_("What was seen"),
    "scheme_seen_on": N_("Registration seen on"),
    "scheme_status": N_("Registered with the metropolis"),
    "second": N_("Other entry"),
    "series_id": N_("Series"),
    "session.state": N_("State of the session"),
    "session_id": N_("Session"),
    "standing": N_("Standing"),
    "strengths": N_("Good at"),
    "session.strengths": N_("Strengths needed"),
    "supporter.kind": N_("Kind of supporter"),
    "supporter.municipality": N_("Lives or works in"),
    "supporter_id": N_("Supporter"),
    "to_complete": N_("Still to be completed"),
    "topics": N_("Topics"),
    "trainee": N_("In training"),
    "url": N_("Web page"),
    "verdict": N_("One person or two"),
    "venue.name": N_("Name of the venue"),
    "walk_in": N_("Came without a booking"),
    "weekday": N_("Day of the week"),
}
"""Labels of columns that no sentence speaks of, before them "table." where tables differ."""


def happened_word(happened: Happened) -> str:
    """What a change was."""
    return _(HAPPENED[happened])


def kind_word(kind: str) -> str:
    """What kind of record was changed."""
    return _(KINDS.get(kind, kind))


def column_label(table: str, column: str) -> str:
    """What a column is called on the forms."""
    for labels, key in ((COLUMNS, f"{table}.{column}"), (FIELDS, column), (COLUMNS, column)):
        if key in labels:
            return _(labels[key])
    return column


def field_lines(
    change: Change, names: Mapping[UUID, str], words: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Label, before and after of each field; of a change without fields one empty line."""
    lines = [
        (column_label(change.kind, field.field), *_changed(field, names, words))
        for field in change.fields
    ]
    return lines or [("", "", "")]


def _changed(
    changed: Changed, names: Mapping[UUID, str], words: Mapping[str, str]
) -> tuple[str, str]:
    """Before and after: several versions before with a stroke between, nothing as a dash."""
    if changed.hidden:
        hidden = _("(not shown here)")
        return (hidden if changed.before else "", hidden)
    before = " / ".join(_value(changed.field, value, names, words) for value in changed.before)
    return before, _value(changed.field, changed.after, names, words)


def value_text(field: str, value: Any) -> str:
    """A value as a person reads it, nothing as a dash; ids and a register's own codes apart."""
    return _value(field, value, {}, {})


def writer_text(name: str, letters: str, computer: str, *, here: bool) -> str:
    """Who wrote something and on which computer; `name` and `computer` may be unknown ("")."""
    where = (
        _("this computer") if here else computer or _("computer {letters}").format(letters=letters)
    )
    return _("{name} ({where})").format(name=name, where=where) if name else where


def _value(field: str, value: Any, names: Mapping[UUID, str], words: Mapping[str, str]) -> str:
    if value is None or value == "" or value in ((), frozenset()):
        return "–"
    if isinstance(value, tuple | frozenset):
        said = [_value(field, one, names, words) for one in value]
        return _(", ").join(said if isinstance(value, tuple) else sorted(said))
    if isinstance(value, UUID):
        return names.get(value, "") or _("Nameless")
    if field.endswith("_e7"):
        return f"{value / 10_000_000:.7f}"
    if field == "weekday":
        return formats.weekday(value, language())
    return _plain(value, words)


def _plain(value: Any, words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, WantedPlaces):
        return f"{word(value.role)} {value.minimum}–{value.wanted}"
    if isinstance(value, datetime | time):
        return formats.clock(value)
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    text = str(value)
    return strength_word(text) if text in STRENGTHS else words.get(text, text)
