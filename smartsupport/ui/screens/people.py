"""サポーター and 参加者 as lists of the 名簿: their columns and their forms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from smartsupport.domain.kana import hiragana
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.supporter import STRENGTHS, Standing, Supporter
from smartsupport.domain.words import (
    AGE_BANDS,
    PHONE_TYPES,
    ROLES,
    SCHEME_STATES,
    STANDINGS,
    SUPPORTER_KINDS,
    strength_word,
    word,
)
from smartsupport.i18n import N_, _
from smartsupport.services import people, same, venues
from smartsupport.services.office import Office
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.rows import Column
from smartsupport.ui.screens.register_kind import Opened, Query, Register, Week
from smartsupport.ui.widgets.chips import Choice

_KANA = Column[Any](title=N_("Reading"), text=lambda p: hiragana(p.kana), width=145, sort="kana")
_NAME = Column[Any](
    title=N_("Name"), text=lambda p: p.name or ("" if p.kana else _("Nameless")), width=115
)
_PHONE = Column[Any](title=N_("Phone"), text=lambda p: p.phone, width=165)


def _choices(words: Mapping[Any, str]) -> list[Choice]:
    return [(value, _(text)) for value, text in words.items()]


def _who(*, required: bool) -> tuple[Field, ...]:
    return (
        Field(name="name", label=N_("Name")),
        Field(
            name="kana",
            label=N_("Reading"),
            kind=FieldKind.KANA,
            required=required,
            reading_of="name",
        ),
        Field(name="phone", label=N_("Phone"), kind=FieldKind.PHONE),
    )


def _choice(name: str, label: str, words: Mapping[Any, str]) -> Field:
    return Field(
        name=name, label=label, kind=FieldKind.CHOICE, always=True, choices=_choices(words)
    )


def supporter_fields() -> Sequence[Field]:
    """The form of a supporter."""
    more = (
        Field(
            name="strengths",
            label=N_("Good at"),
            kind=FieldKind.MULTICHOICE,
            choices=[(code, strength_word(code)) for code in STRENGTHS],
        ),
        Field(name="scheme_seen_on", label=N_("Registration seen on"), kind=FieldKind.DATE),
        Field(
            name="scheme_seen_by",
            label=N_("What was seen"),
            example=N_("for example the registration card"),
        ),
        Field(name="certificate_on", label=N_("Date of the certificate"), kind=FieldKind.DATE),
        Field(name="certificate_number", label=N_("Number of the certificate")),
        Field(name="email", label=N_("E-mail")),
        Field(
            name="municipality",
            label=N_("Lives or works in"),
            kind=FieldKind.CHOICE,
            choices=venues.municipalities(),
        ),
        Field(name="monthly_cap", label=N_("Sessions a month at most"), kind=FieldKind.NUMBER),
        Field(
            name="monthly_minutes_cap", label=N_("Minutes a month at most"), kind=FieldKind.NUMBER
        ),
        Field(name="reach_minutes", label=N_("Travel time at most"), kind=FieldKind.NUMBER),
        Field(name="note", label=N_("Notes"), kind=FieldKind.NOTES),
    )
    return (
        *_who(required=True),
        _choice("kind", N_("Kind of supporter"), SUPPORTER_KINDS),
        _choice("scheme_status", N_("Registered with the metropolis"), SCHEME_STATES),
        Field(
            name="roles",
            label=N_("Roles"),
            kind=FieldKind.MULTICHOICE,
            choices=_choices(ROLES),
        ),
        Field(name="trainee", label=N_("In training"), kind=FieldKind.CHECK),
        _choice("standing", N_("Standing"), STANDINGS),
        *(replace(field, advanced=True) for field in more),
    )


def participant_fields() -> Sequence[Field]:
    """The form of a participant; nothing in it is required."""
    return (
        *_who(required=False),
        _choice("age_band", N_("Age"), AGE_BANDS),
        _choice("phone_type", N_("Kind of phone"), PHONE_TYPES),
        Field(name="note", label=N_("Notes"), kind=FieldKind.NOTES),
    )


def _private() -> Sequence[Field]:
    return (
        Field(
            name="access_needs",
            label=N_("Access needs"),
            kind=FieldKind.NOTES,
            help=N_("Only what this person agreed to have noted."),
        ),
    )


def _ids(kind: type[people.Person], office: Office, query: Query) -> list[UUID]:
    return people.ids(
        office,
        kind,
        query.text,
        descending=query.descending,
        limit=query.limit,
        **dict(query.equal),
    )


def _index(kind: type, office: Office, query: Query) -> dict[str, int]:
    return people.index(office, kind, query.text, descending=query.descending, **dict(query.equal))


def _read(kind: type[people.Person], office: Office, id: UUID) -> Opened:
    week = people.week_of(office, id) if kind is Supporter else None
    return Opened(
        record=people.rows(office, kind, [id]).get(id),
        week=week.answers if week else None,
        others=week.others if week else 0,
        visits=tuple(people.visits_of(office, id)),
        joined=tuple(same.joined(office, id)),
    )


def _save(office: Office, before: Any, values: Mapping[str, Any], week: Week | None) -> Any:
    return people.save(office, before, values, week)


def _called(person: people.Person) -> str:
    return shown_name(person) or person.phone or _("Nameless")


SUPPORTERS = Register(
    kind=Supporter,
    code="supporters",
    title=N_("Supporters"),
    icon="people",
    hint=N_("Name, reading or phone"),
    empty=(
        N_("No supporter is registered yet"),
        N_("Register the first one here, or read a list from a file."),
    ),
    new=N_("New supporter"),
    history=N_("Activity"),
    columns=(
        _KANA,
        _NAME,
        Column[Any](title=N_("Kind"), text=lambda s: word(s.kind), width=120),
        _PHONE,
    ),
    fields=supporter_fields,
    filters=lambda: [(("standing", value), word(value)) for value in Standing],
    mark=lambda s: "" if s.standing is Standing.ACTIVE else "pause",
    blank=lambda id: Supporter(id=id),
    ids=partial(_ids, Supporter),
    rows=lambda office, ids: people.rows(office, Supporter, ids),
    index=partial(_index, Supporter),
    read=partial(_read, Supporter),
    save=_save,
    called=_called,
    cards=True,
    week=True,
)

PARTICIPANTS = Register(
    kind=Participant,
    code="participants",
    title=N_("Participants"),
    icon="person",
    hint=N_("Name, reading or phone"),
    empty=(
        N_("No participant is registered yet"),
        N_("Whoever comes to a session is added at the desk; you can also begin here."),
    ),
    new=N_("New participant"),
    history=N_("Visits"),
    columns=(
        _KANA,
        _NAME,
        Column[Any](
            title=N_("Age"),
            text=lambda p: "" if p.age_band is AgeBand.UNKNOWN else word(p.age_band),
            width=115,
        ),
        _PHONE,
    ),
    fields=participant_fields,
    private=_private,
    blank=lambda id: Participant(id=id),
    ids=partial(_ids, Participant),
    rows=lambda office, ids: people.rows(office, Participant, ids),
    index=partial(_index, Participant),
    read=partial(_read, Participant),
    save=_save,
    called=_called,
    cards=True,
)
