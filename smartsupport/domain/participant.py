"""参加者: a person who comes for help. Nothing is required, not even a name."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


class AgeBand(StrEnum):
    """Age as asked at the desk (keys 1-8); an imported 60代 stays 60代, never guessed."""

    UNDER_60 = "under_60"
    FROM_60 = "60_64"
    FROM_65 = "65_69"
    FROM_70 = "70_74"
    FROM_75 = "75_79"
    FROM_80 = "80_84"
    FROM_85 = "85_over"
    UNKNOWN = "unknown"
    DECADE_60 = "60s"
    DECADE_70 = "70s"
    DECADE_80 = "80s"
    DECADE_90 = "90s"

    @property
    def is_65_or_over(self) -> bool | None:
        """True, False, or None where the answer does not tell (60代, 未回答)."""
        if self in (AgeBand.UNKNOWN, AgeBand.DECADE_60):
            return None
        return self not in (AgeBand.UNDER_60, AgeBand.FROM_60)


ASKED_AGE_BANDS = tuple(AgeBand)[:8]
"""What the desk offers, in the order of its keys 1 to 8."""


class PhoneType(StrEnum):
    """機種 (keys 1-6); having none is a first-class answer."""

    IPHONE = "iphone"
    ANDROID = "android"
    SENIOR = "senior"
    FEATURE_PHONE = "feature_phone"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person who comes for help; perhaps only a reading, perhaps nothing (匿名)."""

    id: UUID
    name: str = ""
    kana: str = ""
    phone: str = ""
    age_band: AgeBand = AgeBand.UNKNOWN
    phone_type: PhoneType = PhoneType.UNKNOWN
    access_needs: str = ""
    note: str = ""
    source: str = ""
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    @property
    def anonymous(self) -> bool:
        """Whether nobody could tell who this is."""
        return not (self.name or self.kana or self.phone)
