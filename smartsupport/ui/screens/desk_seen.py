"""Everything a desk shows besides the large card, as one value of one moment."""

from dataclasses import dataclass

from smartsupport.domain.booking import Booking
from smartsupport.domain.card import CardEvent
from smartsupport.domain.consultation import Choice
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.desk_list import DeskView

MADE_OF = (
    Booking,
    CardEvent,
    Choice,
    DoorEvent,
    Participant,
    Placement,
    SameAs,
    Session,
    Supporter,
    Venue,
)
"""Where one of these changes, the desk looks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`sessions` are those held here on the desk's day, the nearest in time first."""

    venue: str
    today: bool
    view: DeskView
    sessions: tuple[Session, ...]
    topics: tuple[Choice, ...]
    referrals: tuple[Choice, ...]
