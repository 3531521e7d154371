"""What the fields of a form are called when a sentence speaks of one."""

from smartsupport.i18n import N_, _

FIELDS = {
    "name": N_("Name"),
    "kana": N_("Reading"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "note": N_("Notes"),
    "address": N_("Address"),
    "building": N_("Building"),
    "desks": N_("Desks"),
    "capacity": N_("Places for participants"),
    "venue_id": N_("Venue"),
    "kind_id": N_("Kind of session"),
    "title": N_("Title"),
    "room": N_("Room"),
    "day": N_("Day of the session"),
    "start": N_("Start"),
    "end": N_("End"),
    "gather": N_("Gathering"),
    "dismiss": N_("Dismissal"),
    "companions": N_("Companions"),
    "monthly_cap": N_("Sessions a month at most"),
    "monthly_minutes_cap": N_("Minutes a month at most"),
    "reach_minutes": N_("Travel time at most"),
    "reason": N_("Reason"),
    "access_needs": N_("Access needs"),
}

LISTS = {
    "venues": N_("venues"),
    "sessions": N_("sessions"),
    "supporters": N_("supporters"),
    "participants": N_("participants"),
    "bookings": N_("applications"),
}
"""What the kinds of list that can be imported hold."""


def list_name(code: str) -> str:
    """What a kind of list holds, in the plural."""
    return _(LISTS[code])


def field_name(code: str) -> str:
    """The label of a field, or its own text where it is a heading of somebody's sheet."""
    return _(FIELDS[code]) if code in FIELDS else code
