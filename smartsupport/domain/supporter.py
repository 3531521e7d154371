"""サポーター: a volunteer who helps at sessions."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


class SupporterKind(StrEnum):
    """区分, as the host counts its supporters."""

    METROPOLITAN = "metropolitan"
    MUNICIPAL = "municipal"
    STUDENT = "student"
    ORGANISATION = "organisation"
    STAFF = "staff"
    OTHER = "other"


class SchemeStatus(StrEnum):
    """都の登録: a note of what was seen; the metropolis registers, this program does not."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    NONE = "none"


class Standing(StrEnum):
    """Whether the supporter is to be asked at all."""

    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


class Role(StrEnum):
    """役割 at a session."""

    ADVISER = "adviser"
    ASSISTANT = "assistant"
    LECTURER = "lecturer"
    RECEPTION = "reception"


STRENGTHS = ("iphone", "android", "sign_language", "visual_support", "english", "chinese", "korean")
"""Codes a session may require and a supporter may have; `messages.py` holds their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """A volunteer. Times are minutes; an empty text or None means "not known" or "no own limit"."""

    id: UUID
    name: str = ""
    kana: str = ""
    kind: SupporterKind = SupporterKind.METROPOLITAN
    scheme_status: SchemeStatus = SchemeStatus.UNCONFIRMED
    scheme_seen_on: date | None = None
    scheme_seen_by: str = ""
    certificate_on: date | None = None
    certificate_number: str = ""
    phone: str = ""
    email: str = ""
    municipality: str = ""
    roles: frozenset[Role] = frozenset({Role.ADVISER, Role.ASSISTANT})
    strengths: frozenset[str] = frozenset()
    trainee: bool = False
    monthly_cap: int | None = None
    monthly_minutes_cap: int | None = None
    reach_minutes: int | None = None
    keep_with: frozenset[UUID] = frozenset()
    keep_apart: frozenset[UUID] = frozenset()
    standing: Standing = Standing.ACTIVE
    note: str = ""
    source: str = ""
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)
