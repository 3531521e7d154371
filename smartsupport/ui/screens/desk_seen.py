"""Everything a desk shows besides the large card, as one value of one moment."""

from dataclasses import dataclass

from smartsupport.domain.consultation import Choice
from smartsupport.domain.session import Session
from smartsupport.services.desk_list import DeskView


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`sessions` are those held here on the desk's day, the nearest in time first."""

    venue: str
    today: bool
    view: DeskView
    sessions: tuple[Session, ...]
    topics: tuple[Choice, ...]
    referrals: tuple[Choice, ...]
