"""会場 as a list of the 名簿: its columns and its form."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from smartsupport.domain.kana import hiragana
from smartsupport.domain.venue import Venue
from smartsupport.i18n import N_, _
from smartsupport.services import people, records, venues
from smartsupport.services.office import Office
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.rows import Column
from smartsupport.ui.screens.register_kind import Opened, Query, Register, Week


def venue_fields() -> Sequence[Field]:
    """The form of a venue."""
    return (
        Field(name="name", label=N_("Name of the venue"), required=True),
        Field(
            name="kana",
            label=N_("Reading of the venue"),
            kind=FieldKind.KANA,
            reading_of="name",
        ),
        Field(name="to_complete", label=N_("Still to be completed"), kind=FieldKind.CHECK),
        Field(
            name="municipality",
            label=N_("Municipality"),
            kind=FieldKind.CHOICE,
            choices=venues.municipalities(),
        ),
        Field(name="address", label=N_("Address")),
        Field(name="building", label=N_("Building")),
        Field(name="phone", label=N_("Phone"), kind=FieldKind.PHONE),
        Field(name="desks", label=N_("Desks"), kind=FieldKind.NUMBER),
        Field(
            name="gather_before",
            label=N_("Supporters gather, minutes before the start"),
            kind=FieldKind.NUMBER,
        ),
        Field(
            name="dismiss_after",
            label=N_("Supporters are dismissed, minutes after the end"),
            kind=FieldKind.NUMBER,
        ),
        Field(
            name="rooms",
            label=N_("Rooms"),
            example=N_("for example Room 1, Hall"),
            advanced=True,
        ),
        Field(name="open_days", label=N_("Days it can be used"), advanced=True),
        Field(name="open_from", label=N_("Can be used from"), advanced=True),
        Field(name="open_until", label=N_("Can be used until"), advanced=True),
        Field(name="open_note", label=N_("About these hours"), advanced=True),
        Field(name="barrier_free", label=N_("Step-free access"), advanced=True),
        Field(name="postal_code", label=N_("Postal code"), advanced=True),
        Field(name="url", label=N_("Web page"), advanced=True),
        Field(name="note", label=N_("Notes"), kind=FieldKind.NOTES, advanced=True),
    )


def _ids(office: Office, query: Query) -> list[UUID]:
    return venues.ids(
        office, query.text, descending=query.descending, limit=query.limit, **dict(query.equal)
    )


def _index(office: Office, query: Query) -> dict[str, int]:
    return people.index(office, Venue, query.text, descending=query.descending, **dict(query.equal))


def _save(office: Office, before: Venue, values: Mapping[str, Any], _week: Week | None) -> Venue:
    return records.save(office, before, values)


VENUES = Register(
    kind=Venue,
    code="venues",
    title=N_("Venues"),
    icon="venue",
    hint=N_("Name, reading or address"),
    empty=(
        N_("No venue is registered yet"),
        N_("Register the first place here, or read a list of public facilities."),
    ),
    new=N_("New venue"),
    history="",
    columns=(
        Column[Any](title=N_("Name of the venue"), text=lambda v: v.name, width=250, sort="kana"),
        Column[Any](title=N_("Reading"), text=lambda v: hiragana(v.kana), width=270),
        Column[Any](title=N_("Address"), text=lambda v: v.address, width=270),
    ),
    fields=venue_fields,
    filters=lambda: [(("to_complete", True), _("To complete"))],
    mark=lambda v: "exclamation" if v.to_complete else "",
    blank=lambda id: Venue(id=id, name=""),
    ids=_ids,
    rows=venues.rows,
    index=_index,
    read=lambda office, id: Opened(record=venues.rows(office, [id]).get(id)),
    save=_save,
    called=lambda v: str(v.name),
)
