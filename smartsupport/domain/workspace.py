"""台帳: what the whole program is about on this laptop, and what the host decided once."""

from dataclasses import dataclass, field
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One 台帳. `practice` workspaces wear an orange frame and print 練習 (or 見本)."""

    id: UUID
    name: str
    organiser: str = ""
    municipality: str = ""
    practice: bool = False
    addressee: str = ""
    """宛先 printed on reports."""
    features: frozenset[str] = frozenset()
    """Codes of switched-on features (使う機能)."""
    monthly_warning: int = 5
    """Sessions in a month from which a supporter's placement warns."""
    reach_minutes: int = 60
    """Travel beyond this warns."""
    travel_kmh: int = 15
    travel_overhead: int = 15
    """Minutes added to every journey."""
    courtesy: str = ""
    """お願い, printed and on the consent sheet."""
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)
