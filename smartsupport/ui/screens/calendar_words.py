"""How 日程 writes a session, its places and what is short, alike in list, month and board."""

from smartsupport import formats
from smartsupport.domain.session import Session
from smartsupport.i18n import _, language
from smartsupport.messages.reasons import short_words
from smartsupport.services.board import BoardRow
from smartsupport.storage.queries.calendar import SessionLine


def hours(session: Session) -> str:
    """10:00–12:00."""
    return f"{formats.clock(session.start)}–{formats.clock(session.end)}"


def day_and_hours(session: Session) -> str:
    """10月3日(土) 10:00–12:00."""
    return f"{formats.short_day(session.day, language())} {hours(session)}"


def heading(line: SessionLine) -> str:
    """When and where, and what it is called."""
    return f"{day_and_hours(line.session)} {line.venue}"


def kind(line: SessionLine) -> str:
    """The kind's letter and its name."""
    return f"{line.letter} {line.kind}".strip()


def booked(line: SessionLine) -> str:
    """予約/定員."""
    if line.session.capacity is None:
        return str(line.booked)
    return f"{line.booked}/{line.session.capacity}"


def short(row: BoardRow) -> str:
    """What is short, or stayed so until it was over, in words; "" when nothing is."""
    return _(", ").join(short_words(role, n) for role, n in row.short or row.lacked)


def places(row: BoardRow) -> str:
    """The shortage in words, then how many places of how many are taken."""
    if row.line.session.cancelled:
        return _("Session cancelled")
    counted = _("{taken} of {wanted}").format(taken=row.taken, wanted=row.wanted)
    if words := short(row):
        if row.over:
            return _("Past: {short} ({counted})").format(short=words, counted=counted)
        return _("{short} ({counted})").format(short=words, counted=counted)
    return counted if row.wanted else ""


def places_icon(row: BoardRow) -> str:
    """The sign beside the places: not by colour alone."""
    if row.line.session.cancelled:
        return "cross"
    if row.short:
        return "exclamation"
    return "check" if row.wanted and row.taken >= row.wanted else ""
