"""The glossary's words for the domain's codes, in one place for paper, sheets and screen.

Here they stand in English, as the catalogue's keys; `word` gives one in the language in use.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from smartsupport.domain.account import AccountRole
from smartsupport.domain.availability import Answer
from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import CardState, Party
from smartsupport.domain.consultation import Outcome
from smartsupport.domain.door import Source
from smartsupport.domain.erasure import Level
from smartsupport.domain.hours import RoundedOver, RoundingDirection
from smartsupport.domain.participant import AgeBand, PhoneType
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.retention import Kept
from smartsupport.domain.same import Verdict
from smartsupport.domain.session import Behaviour, SessionState
from smartsupport.domain.supporter import Role, SchemeStatus, Standing, SupporterKind
from smartsupport.domain.tasks import TaskKind
from smartsupport.i18n import N_, _

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
    RoundedOver.EACH: N_("each session"),
    RoundedOver.DAY: N_("each day"),
    RoundedOver.MONTH: N_("the month's total"),
}

ROUNDING_DIRECTIONS = {
    RoundingDirection.UP: N_("up"),
    RoundingDirection.DOWN: N_("down"),
    RoundingDirection.NEAREST: N_("to the nearest"),
}

PHONE_TYPES = {
    PhoneType.IPHONE: N_("iPhone"),
    PhoneType.ANDROID: N_("Android"),
    PhoneType.SENIOR: N_("Phone for seniors"),
    PhoneType.FEATURE_PHONE: N_("Feature phone"),
    PhoneType.NONE: N_("Has no phone"),
    PhoneType.UNKNOWN: N_("Phone not known"),
}

SCHEME_STATES = {
    SchemeStatus.CONFIRMED: N_("Registration confirmed"),
    SchemeStatus.UNCONFIRMED: N_("Registration not confirmed"),
    SchemeStatus.NONE: N_("Not registered"),
}

STANDINGS = {
    Standing.ACTIVE: N_("Active"),
    Standing.PAUSED: N_("Paused"),
    Standing.LEFT: N_("Has left"),
}

ANSWERS = {
    Answer.YES: N_("Can come"),
    Answer.IF_NEEDED: N_("If needed"),
    Answer.NO: N_("Cannot come"),
    Answer.UNKNOWN: N_("No answer yet"),
}

CARD_STATES = {
    CardState.UNASSIGNED: N_("Nobody's yet"),
    CardState.IN_USE: N_("In use"),
    CardState.REVOKED: N_("Revoked"),
}

PARTIES = {
    Party.PARTICIPANT: N_("Participant"),
    Party.SUPPORTER: N_("Supporter"),
}

BEHAVIOURS = {
    Behaviour.TURNS: N_("One to one, in turns"),
    Behaviour.LECTURE: N_("Together, with a lecturer"),
    Behaviour.DROP_IN: N_("Drop in at any time"),
}

SESSION_STATES = {
    SessionState.PLANNED: N_("Planned"),
    SessionState.CANCELLED: N_("Session cancelled"),
}

ACCOUNT_ROLES = {
    AccountRole.COORDINATOR: N_("Coordinator"),
    AccountRole.RECEPTIONIST: N_("Receptionist"),
}

TASKS = {
    TaskKind.REMOVED_EACH_OTHER: N_("Users removed each other; decide who stays"),
    TaskKind.NO_RECOVERY_SHEET: N_("There is no recovery sheet yet (within 7 days)"),
    TaskKind.RECOVERY_SHEET_UNREAD: N_("Nobody has confirmed that the recovery sheet was printed"),
    TaskKind.SHARING_DIVERGED: N_("Two computers show different things from the same records"),
    TaskKind.VERSION_OLD: N_("A newer version of the program is needed for sharing"),
    TaskKind.SHARING_LATE: N_("Sharing has not been complete for a day"),
    TaskKind.BACKUP_OLD: N_("There was no backup for a week"),
    TaskKind.SHORT: N_("Supporters are missing"),
    TaskKind.NOT_ANSWERED: N_("Asked, no answer yet"),
    TaskKind.OVERFULL: N_("More bookings than places"),
    TaskKind.NOTHING_ENTERED: N_("Nothing entered"),
    TaskKind.NOT_SEEN: N_("Accepted, but not seen at the door"),
    TaskKind.TIME_UNCONFIRMED: N_("Confirm when the work began and ended"),
    TaskKind.DEPARTURE_ALONE: N_("Left without having come"),
    TaskKind.NOT_RECORDED: N_("Consultations not recorded"),
    TaskKind.TWO_VERSIONS: N_("Two computers entered different things"),
    TaskKind.LIKELY_SAME: N_("These may be one person"),
    TaskKind.HALF_ERASED: N_("The same person as one who was erased"),
    TaskKind.VENUE_TO_COMPLETE: N_("Venue to complete"),
}

VERDICTS = {
    Verdict.SAME: N_("The same person"),
    Verdict.DIFFERENT: N_("Different people"),
    Verdict.OPEN: N_("Not decided"),
}

STRENGTHS = {
    "iphone": N_("iPhone"),
    "android": N_("Android"),
    "sign_language": N_("Sign language"),
    "visual_support": N_("Help with low vision"),
    "english": N_("English"),
    "chinese": N_("Chinese"),
    "korean": N_("Korean"),
}

ERASURE_LEVELS = {
    Level.IDENTITY: N_("Names and notes erased; figures stay, unnamed"),
    Level.ALL: N_("Everything erased, the figures too"),
}

KEPT = {
    Kept.NOTES: N_("Notes of consultations"),
    Kept.APPLICANTS: N_("People who were not drawn"),
    Kept.PARTICIPANTS: N_("Participants who no longer come"),
    Kept.SUPPORTERS: N_("Supporters who left"),
    Kept.HOURS: N_("Remarks on supporters' hours"),
}

# By type: members of two enums may be the same text, and so the same key.
_LISTS: tuple[Mapping[Any, str], ...] = (
    AGE_BANDS,
    OUTCOMES,
    SUPPORTER_KINDS,
    ROLES,
    SOURCES,
    BOOKING_STATES,
    PLACEMENT_STATES,
    ROUNDING_BASES,
    ROUNDING_DIRECTIONS,
    PHONE_TYPES,
    SCHEME_STATES,
    STANDINGS,
    ANSWERS,
    CARD_STATES,
    PARTIES,
    BEHAVIOURS,
    SESSION_STATES,
    ACCOUNT_ROLES,
    TASKS,
    VERDICTS,
    ERASURE_LEVELS,
    KEPT,
)
_WORDS = {type(next(iter(words))): words for words in _LISTS}


def word(value: StrEnum) -> str:
    """The word for a code, in the language in use."""
    return _(_WORDS[type(value)][value])


def strength_word(code: str) -> str:
    """The word for a strength; an unknown one (of a newer version) stands as it is."""
    return _(STRENGTHS[code]) if code in STRENGTHS else code
