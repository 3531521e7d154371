"""Words that paper prints for the domain's codes, and days and spans as paper writes them."""

from datetime import date, datetime, time

from smartsupport import i18n
from smartsupport.clock import TOKYO
from smartsupport.domain.booking import BookingState
from smartsupport.domain.consultation import Outcome
from smartsupport.domain.door import Source
from smartsupport.domain.hours import RoundingBase, RoundingDirection
from smartsupport.domain.participant import AgeBand
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.supporter import Role, SupporterKind
from smartsupport.formats import clock, short_day, wareki
from smartsupport.i18n import N_

AGE_BANDS = {
    AgeBand.UNDER_60: N_("59 or under"),
    AgeBand.FROM_60: N_("60-64"),
    AgeBand.FROM_65: N_("65-69"),
    AgeBand.FROM_70: N_("70-74"),
    AgeBand.FROM_75: N_("75-79"),
    AgeBand.FROM_80: N_("80-84"),
    AgeBand.FROM_85: N_("85 or over"),
    AgeBand.UNKNOWN: N_("Age not given"),
    AgeBand.DECADE_60: N_("In their 60s"),
    AgeBand.DECADE_70: N_("In their 70s"),
    AgeBand.DECADE_80: N_("In their 80s"),
    AgeBand.DECADE_90: N_("In their 90s"),
}

OUTCOMES = {
    Outcome.SOLVED: N_("Solved"),
    Outcome.PARTLY: N_("Partly solved"),
    Outcome.CONTINUES: N_("To be continued"),
    Outcome.NOT_POSSIBLE: N_("Not possible"),
    Outcome.NOT_RECORDED: N_("Not recorded"),
}

SUPPORTER_KINDS = {
    SupporterKind.METROPOLITAN: N_("Metropolitan supporter"),
    SupporterKind.MUNICIPAL: N_("Municipal supporter"),
    SupporterKind.STUDENT: N_("Student"),
    SupporterKind.ORGANISATION: N_("NPO or organisation"),
    SupporterKind.STAFF: N_("Staff member"),
    SupporterKind.OTHER: N_("Other kind of supporter"),
}

ROLES = {
    Role.ADVISER: N_("Adviser"),
    Role.ASSISTANT: N_("Assistant"),
    Role.LECTURER: N_("Lecturer"),
    Role.RECEPTION: N_("Reception"),
}

SOURCES = {
    Source.SCANNED: N_("Scanned"),
    Source.LIST: N_("From the list"),
    Source.PAPER: N_("From paper"),
    Source.TYPED: N_("Typed in"),
    Source.ESTIMATED: N_("Estimated"),
}

BOOKING_STATES = {
    BookingState.APPLIED: N_("Applied"),
    BookingState.CONFIRMED: N_("Booking confirmed"),
    BookingState.WAITING: N_("Waiting list"),
    BookingState.NOT_DRAWN: N_("Not drawn"),
    BookingState.CANCELLED: N_("Booking cancelled"),
    BookingState.ABSENT_TOLD: N_("Absent (told us)"),
    BookingState.ABSENT_SILENT: N_("Absent (no word)"),
}

PLACEMENT_STATES = {
    PlacementState.CANDIDATE: N_("Candidate"),
    PlacementState.ASKED: N_("Being asked"),
    PlacementState.ACCEPTED: N_("Accepted"),
    PlacementState.DECLINED: N_("Declined"),
    PlacementState.CANCELLED: N_("Placement cancelled"),
    PlacementState.ABSENT_TOLD: N_("Absent (told us)"),
    PlacementState.ABSENT_SILENT: N_("Absent (no word)"),
}

ROUNDING_BASES = {
    RoundingBase.EACH: N_("each session"),
    RoundingBase.DAY: N_("each day"),
    RoundingBase.MONTH: N_("the month's total"),
}

ROUNDING_DIRECTIONS = {
    RoundingDirection.UP: N_("up"),
    RoundingDirection.DOWN: N_("down"),
    RoundingDirection.NEAREST: N_("to the nearest"),
}


def day_text(day: date) -> str:
    """令和8年10月3日(土) in Japanese; Sat 3 Oct 2026 in English."""
    if i18n.language() == "ja":
        return wareki(day)
    return f"{short_day(day, 'en')} {day.year}"


def moment_text(at: datetime) -> str:
    """The day and the time that a clock in Tokyo shows at `at`."""
    return f"{day_text(at.astimezone(TOKYO).date())} {clock(at)}"


def clock_text(at: datetime | time | None) -> str:
    """13:05, or "" when the time is not known."""
    return "" if at is None else clock(at)


def span_text(start: time, end: time) -> str:
    """13:00〜16:00."""
    return f"{clock(start)}〜{clock(end)}"
