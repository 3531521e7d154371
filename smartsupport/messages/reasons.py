"""Why somebody is not, or only perhaps, a candidate: the matching rules in words."""

from collections.abc import Mapping
from datetime import date, datetime

from smartsupport import formats
from smartsupport.domain.supporter import Role
from smartsupport.domain.words import strength_word, word
from smartsupport.i18n import N_, _, language

REASONS: dict[str, str] = {
    "inactive": N_("Is not to be asked at present."),
    "locked": N_("This session is over."),
    "already_here": N_("Is already placed here ({role})."),
    "refused_before": N_("Has declined or cancelled for this session."),
    "role_lacking": N_("Does not take this role."),
    "not_available": N_("Cannot come at that time."),
    "not_answered": N_("Has not said whether they can come: ask first."),
    "beyond_own_reach": N_("About {minutes} minutes away; their own limit is {limit}."),
    "overlapping": N_("Is at another session from {start} to {end}, travel included."),
    "kept_apart": N_("Is to be kept apart from somebody placed here."),
    "over_own_cap": N_("Already has {sessions} sessions that month; their own limit is {limit}."),
    "over_own_minutes": N_("Would have {minutes} minutes that month; their own limit is {limit}."),
    "in_training": N_("Is in training: joins, but fills no place."),
    "strength_lacking": N_("Lacks what this session needs: {strengths}."),
    "places_filled": N_("All places of this role are filled."),
    "beyond_reach": N_("About {minutes} minutes away (guide: up to {limit})."),
    "many_sessions": N_("Would be session number {number} that month."),
    "second_venue": N_("Is at another venue that day, from {start} to {end}."),
    "if_needed": N_("Would come only if needed."),
}

FIXES: dict[str, str] = {
    "place": N_("{name} could take this place now."),
    "ask": N_("Ask {name}, who has not answered yet."),
    "swap": N_("Move {name} here from “{leaves}”; {steps_in} takes the place there."),
    "raise_cap": N_("Ask {name} for one session more than their limit."),
    "raise_minutes_cap": N_("Ask {name} for more time than their limit this month."),
    "go_farther": N_("Ask {name} to come from farther than they wish."),
    "take_role": N_("Ask {name} to take this role this once."),
    "ask_again": N_("Ask {name} once more, who said no."),
}

LACKS: dict[str, str] = {
    "strength": N_("Nobody with {strength}"),
    "experienced": N_("Nobody with experience"),
}


def fix_sentence(code: str, name: str, leaves: str = "", steps_in: str = "") -> str:
    """The one change that would help, in the language in use."""
    return _(FIXES[code]).format(name=name, leaves=leaves, steps_in=steps_in)


def short_words(role: Role, missing: int) -> str:
    """How many of a role a session lacks: 相談員 1人不足."""
    return _("{role}: {missing} short").format(role=word(role), missing=missing)


def lack_words(
    lack: str, role: Role | None, strength: str, missing: int, below_minimum: int
) -> str:
    """What a session is short of, in a few words; `lack` and the rest are a `Shortage`'s."""
    if role is not None:
        if below_minimum:
            return short_words(role, missing)
        return _("{role}: {missing} more would be good").format(role=word(role), missing=missing)
    return _(LACKS[lack]).format(strength=strength_word(strength))


def reason_sentence(code: str, seen: Mapping[str, object]) -> str:
    """A rule that is not kept, with what it saw, in the language in use."""
    return _(REASONS[code]).format(**{name: _shown(value) for name, value in seen.items()})


def _shown(value: object) -> object:
    if isinstance(value, Role):
        return word(value)
    if isinstance(value, datetime):
        return formats.clock(value)
    if isinstance(value, date):
        return formats.short_day(value, language())
    if isinstance(value, tuple):
        return _(", ").join(strength_word(str(v)) for v in value)
    return value
