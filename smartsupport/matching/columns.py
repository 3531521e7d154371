"""A 0/1 model as plain lists of numbers: an object per variable would cost more than the solve."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from smartsupport.matching.pairs import Pair

INFINITE = float("inf")
Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class Model:
    """Columns and rows; the first `len(pairs)` columns are the pairs, the rest count something.

    Pins keep every row feasible: its limit rises to what is pinned already.
    """

    pairs: list[Pair]
    costs: list[int]
    uppers: list[float]
    offset: int = 0
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(self, cost: int, upper: float) -> int:
        """A new column from 0 to `upper`; its number."""
        self.costs.append(cost)
        self.uppers.append(upper)
        return len(self.costs) - 1

    def row(
        self, lower: float, upper: float, plus: Sequence[int], minus: Sequence[int] = ()
    ) -> None:
        """lower ≤ Σ plus - Σ minus ≤ upper."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.starts.append(len(self.indices))
        self.indices += plus
        self.indices += minus
        self.values += [1.0] * len(plus) + [-1.0] * len(minus)

    def at_most(self, limit: int, columns: Sequence[int]) -> None:
        """Σ columns ≤ limit, or as many as are pinned. Left out where it cannot bind."""
        held = sum(self.pairs[c].pinned for c in columns)
        if len(columns) > max(limit, held):
            self.row(-INFINITE, max(limit, held), columns)

    def at_most_minutes(self, limit: int, columns: Sequence[int]) -> None:
        """Σ minutes ≤ limit, or as many as are pinned. Left out where it cannot bind."""
        minutes = [self.pairs[c].slot.work.minutes for c in columns]
        held = sum(m for m, c in zip(minutes, columns, strict=True) if self.pairs[c].pinned)
        if sum(minutes) > max(limit, held):
            self.row(-INFINITE, max(limit, held), columns)
            self.values[-len(columns) :] = [float(m) for m in minutes]


def grouped(columns: Iterable[int], keys: Iterable[Key]) -> dict[Key, list[int]]:
    """Columns by key, in the order in which the keys first come."""
    out: defaultdict[Key, list[int]] = defaultdict(list)
    for column, key in zip(columns, keys, strict=True):
        out[key].append(column)
    return out
