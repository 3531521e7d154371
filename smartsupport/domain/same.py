"""同じ人: two entries of one person, joined by a link and never written over.

People joined by links make a component; one of its entries speaks for all of them. Nothing of what
was entered changes: without the link every entry is as it was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple
from uuid import UUID, uuid5

from smartsupport.domain.card import Party
from smartsupport.domain.change import UNSEEN, Seen
from smartsupport.domain.kana import katakana
from smartsupport.domain.person import phone_digits
from smartsupport.domain.text import folded


class Verdict(StrEnum):
    """What a person decided about two entries; 未定 asks again."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"


_PAIRS = UUID("0d2f0f0a-7a55-5c52-8a1b-54d2c7b40b39")


def pair_id(one: UUID, other: UUID) -> UUID:
    """The id of what is decided about two people, whichever is named first.

    Derived, so that two laptops apart from each other make one row and not two; never change how.
    """
    first, second = sorted((one, other))
    return uuid5(_PAIRS, f"{first} {second}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs:
    """What was decided about two entries of one party; `first` has the lesser id."""

    id: UUID
    first: UUID
    second: UUID
    party: Party
    verdict: Verdict = Verdict.OPEN
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    @property
    def both(self) -> tuple[UUID, UUID]:
        """The two people."""
        return self.first, self.second

    @classmethod
    def of(cls, one: UUID, other: UUID, party: Party, verdict: Verdict) -> "SameAs":
        """The one row there is about these two."""
        first, second = sorted((one, other))
        return cls(id=pair_id(one, other), first=first, second=second, party=party, verdict=verdict)


def components(links: Iterable[tuple[UUID, UUID]]) -> list[frozenset[UUID]]:
    """Who is joined to whom, directly or through others, whatever the order of the links."""
    joined: dict[UUID, set[UUID]] = {}
    for one, other in links:
        both = joined.get(one, {one}) | joined.get(other, {other})
        for person in both:
            joined[person] = both
    return list({min(people): frozenset(people) for people in joined.values()}.values())


def canonical(people: Collection[UUID], out_of_sight: Collection[UUID] = ()) -> UUID:
    """Who speaks for a component: the least id, of those in sight if any of them is."""
    return min([id for id in people if id not in out_of_sight] or people)


class Entry(NamedTuple):
    """What two entries are compared by."""

    id: UUID
    name: str
    kana: str
    phone: str

    @property
    def key(self) -> str:
        """What entries that may be one person have in common; "" for one like nobody."""
        return katakana(folded(self.kana)) or folded(self.name)


def likely_same(entries: Iterable[Entry]) -> set[tuple[UUID, UUID]]:
    """Pairs of entries of one party that may be one person, each with the lesser id first.

    The same name and reading and no two different telephone numbers, or the same number and the
    same reading. Whoever has neither a name nor a reading is like nobody, and a family name's
    reading alone tells nothing without a number.
    """
    by_phone: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[tuple[UUID, str]]] = defaultdict(list)
    for entry in entries:
        name, digits = folded(entry.name), phone_digits(entry.phone)
        if not entry.key:
            continue
        if name or len(entry.kana.split()) > 1:
            by_name[entry.key, name].append((entry.id, digits))
        if digits:
            by_phone[entry.key, digits].append(entry.id)
    found = [pair for same in by_phone.values() for pair in combinations(same, 2)]
    for named in by_name.values():
        silent = [id for id, digits in named if not digits]
        found += [(one, other) for one in silent for other, _digits in named if one != other]
    return {(min(pair), max(pair)) for pair in found}
