"""保有状況: how much is held of whom, as a report of an incident asks for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People of one kind: how many, and of how many what is known. Erased ones are not in it."""

    people: int
    with_phone: int
    with_notes: int
    with_needs: int = 0
    """Of whom something that needs special care (要配慮個人情報) may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a stolen or lost laptop would hold."""

    participants: Group
    supporters: Group
    bookings: int
    visits: int
    consultations: int
    consultation_notes: int
    erased: int
    """People of whom only figures are left, or nothing."""
