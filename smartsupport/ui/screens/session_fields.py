"""The fields of a session's form, and the way between what stands in them and the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from smartsupport.domain.session import Session, SessionKind, resized
from smartsupport.domain.supporter import STRENGTHS, Role
from smartsupport.domain.venue import Venue
from smartsupport.domain.words import strength_word
from smartsupport.i18n import N_
from smartsupport.services import calendar
from smartsupport.services import venues as venue_list
from smartsupport.services.office import Office
from smartsupport.ui.inputs import Field, FieldKind

REQUIRED = ("day", "start", "end", "venue_id", "kind_id")

_PLACES = {
    Role.ADVISER: N_("Advisers wanted"),
    Role.ASSISTANT: N_("Assistants wanted"),
    Role.LECTURER: N_("Lecturers wanted"),
    Role.RECEPTION: N_("People wanted at reception"),
}
_PLAIN = (
    *REQUIRED,
    "title",
    "gather",
    "dismiss",
    "room",
    "desks",
    "capacity",
    "accessible",
    "audience",
    "fee",
    "apply_how",
    "note",
)
"""Fields whose value is the record's own."""
FOLLOWING = ("title", "gather", "dismiss", "desks", *(f"places_{role}" for role in Role))
"""Fields that follow the venue and the kind until somebody types into them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The venues and kinds that a form offers."""

    venues: tuple[Venue, ...]
    kinds: tuple[SessionKind, ...]


def offered(office: Office) -> Offered:
    """What there is to choose from; retired kinds are there too, for the sessions that have one."""
    return Offered(venues=tuple(venue_list.everything(office)), kinds=tuple(calendar.kinds(office)))


def fields(offered: Offered, kept: Session | None = None) -> tuple[Field, ...]:
    """The form of a session; a retired kind is offered to a session that has it already."""
    kinds = [
        (k.id, f"{k.letter} {k.name}".strip())
        for k in offered.kinds
        if not k.retired or (kept and kept.kind_id == k.id)
    ]
    return (
        Field(name="day", label=N_("Day of the session"), kind=FieldKind.DATE, required=True),
        Field(name="start", label=N_("Start"), kind=FieldKind.TIME, required=True),
        Field(name="end", label=N_("End"), kind=FieldKind.TIME, required=True),
        _choice("venue_id", N_("Venue"), [(v.id, v.name) for v in offered.venues]),
        _choice("kind_id", N_("Kind of session"), kinds),
        _more("title", N_("Title")),
        _more("gather", N_("Gathering"), FieldKind.TIME),
        _more("dismiss", N_("Dismissal"), FieldKind.TIME),
        _more("room", N_("Room")),
        _more("desks", N_("Desks"), FieldKind.NUMBER),
        _more("capacity", N_("Places for participants"), FieldKind.NUMBER),
        _more("accessible", N_("For people with disabilities"), FieldKind.CHECK),
        Field(
            name="strengths",
            label=N_("Strengths needed"),
            kind=FieldKind.MULTICHOICE,
            choices=[(code, strength_word(code)) for code in STRENGTHS],
            advanced=True,
        ),
        *(_more(f"places_{role}", label, FieldKind.NUMBER) for role, label in _PLACES.items()),
        _more("audience", N_("For whom")),
        _more("fee", N_("Fee")),
        _more("apply_how", N_("How to apply")),
        _more("note", N_("Notes"), FieldKind.NOTES),
    )


def _choice(name: str, label: str, choices: Sequence[tuple[Any, str]]) -> Field:
    return Field(name=name, label=label, kind=FieldKind.CHOICE, choices=choices, required=True)


def _more(name: str, label: str, kind: FieldKind = FieldKind.TEXT) -> Field:
    return Field(name=name, label=label, kind=kind, advanced=True)


def values_of(session: Session) -> dict[str, Any]:
    """What a form shows of a session."""
    wanted = {role: sum(p.wanted for p in session.places if p.role is role) for role in Role}
    return {
        **{name: getattr(session, name) for name in _PLAIN},
        "strengths": tuple(code for code in STRENGTHS if code in session.strengths),
        **{f"places_{role}": number or None for role, number in wanted.items()},
    }


def record_values(typed: Mapping[str, Any], session: Session) -> dict[str, Any]:
    """What `typed` (form values, perhaps only some) means for the record.

    `session` gives what an emptied field falls back on, and the places whose numbers changed.
    """
    out = {name: value for name, value in typed.items() if name in _PLAIN}
    for name in ("gather", "dismiss", "desks"):
        if name in out and out[name] is None:
            out[name] = getattr(session, name)
    if "strengths" in typed:
        own = session.strengths - set(STRENGTHS)
        out["strengths"] = frozenset(typed["strengths"]) | own
    if any(name.startswith("places_") for name in typed):
        shown = values_of(session) | dict(typed)
        out["places"] = resized(
            session.places, {role: shown[f"places_{role}"] or 0 for role in Role}
        )
    return out


def drafted(typed: Mapping[str, Any], offered: Offered) -> Session | None:
    """The session that the venue and kind make of what is typed; None while too little is.

    An empty `desks` is the venue's.
    """
    venue = next((v for v in offered.venues if v.id == typed["venue_id"]), None)
    kind = next((k for k in offered.kinds if k.id == typed["kind_id"]), None)
    if venue is None or kind is None or any(typed[name] is None for name in REQUIRED):
        return None
    more = {name: typed[name] for name in ("capacity", "accessible")}
    if typed["desks"] is not None:
        more["desks"] = typed["desks"]
    return calendar.drafted(
        venue,
        kind,
        id=UUID(int=0),
        day=typed["day"],
        start=typed["start"],
        end=typed["end"],
        **more,
    )
