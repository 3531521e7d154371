"""The matching rules in a word or two, where people are counted by what kept them out."""

from smartsupport.i18n import N_, _

REASON_WORDS: dict[str, str] = {
    "inactive": N_("not active"),
    "locked": N_("session over"),
    "already_here": N_("placed here already"),
    "refused_before": N_("declined here"),
    "role_lacking": N_("other roles only"),
    "not_available": N_("cannot come"),
    "not_answered": N_("no answer yet"),
    "beyond_own_reach": N_("too far for them"),
    "overlapping": N_("at another session then"),
    "kept_apart": N_("kept apart"),
    "over_own_cap": N_("at their own limit of sessions"),
    "over_own_minutes": N_("at their own limit of hours"),
    "in_training": N_("in training"),
    "strength_lacking": N_("lacks this strength"),
    "experience_lacking": N_("without experience"),
    "places_filled": N_("places filled"),
    "beyond_reach": N_("far away"),
    "many_sessions": N_("many sessions"),
    "second_venue": N_("at another venue that day"),
    "if_needed": N_("only if needed"),
    "not_chosen": N_("needed elsewhere"),
}


def reason_word(code: str) -> str:
    """A rule's word or two; a code nobody knows (of a newer version) stands as it is."""
    return _(REASON_WORDS[code]) if code in REASON_WORDS else code
