"""会場: the place, with its desks, hours and defaults."""

from dataclasses import dataclass, field
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen

E7 = 10_000_000
"""Coordinates are stored as whole ten-millionths of a degree: floats never reach the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the map in ten-millionths of a degree."""

    lat_e7: int
    lon_e7: int

    @classmethod
    def of(cls, lat: float, lon: float) -> "Place":
        """From degrees."""
        return cls(lat_e7=round(lat * E7), lon_e7=round(lon * E7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place where sessions are held. `gather_before` and `dismiss_after` are minutes."""

    id: UUID
    name: str
    kana: str = ""
    municipality: str = ""
    """全国地方公共団体コード, six digits with its check digit, or ""."""
    postal_code: str = ""
    address: str = ""
    building: str = ""
    lat_e7: int | None = None
    lon_e7: int | None = None
    phone: str = ""
    rooms: tuple[str, ...] = ()
    desks: int = 2
    open_days: str = ""
    open_from: str = ""
    open_until: str = ""
    open_note: str = ""
    barrier_free: str = ""
    url: str = ""
    note: str = ""
    gather_before: int = 30
    dismiss_after: int = 15
    to_complete: bool = False
    """Made from a name alone by an import; its address waits to be filled in."""
    source: str = ""
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    @property
    def place(self) -> Place | None:
        """Where it is, when known."""
        if self.lat_e7 is None or self.lon_e7 is None:
            return None
        return Place(lat_e7=self.lat_e7, lon_e7=self.lon_e7)
