"""Which stored 会場 a written name means: 「中野区役所 7階会議室」 is a room of 中野区役所."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from smartsupport.domain.text import folded
from smartsupport.domain.venue import Venue
from smartsupport.sheets.municipalities import TOKYO, by_code

_MARKS = re.compile(r"[\s・.,、。()\[\]「」『』【】〔〕\-]")
_ROOM = re.compile(
    r"(?:地下|地上|b)?\d+階.*|.*(?:(?<!分)室|ホール|フロア|ロビー|コーナー|スペース)"
)
_SHORTEST = 3
"""Characters of a name that may be found within a longer one."""
_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_BLOCK = re.compile(r"([一二三四五六七八九]?十?[一二三四五六七八九]?)(?=丁目|番|号)")


def plain_name(name: str) -> str:
    """A venue's name for comparing: NFKC, lower case, without blanks, dots and brackets."""
    return _MARKS.sub("", folded(name))


def plain_address(address: str, municipality: str = "") -> str:
    """An address for comparing: 東京都中野区中野四丁目8番1号 and 中野4-8-1 are one.

    `municipality` is a code; its name and 東京都 in front are left out.
    """
    text = _BLOCK.sub(lambda found: _number(found[1]), folded(address))
    text = re.sub(r"丁目|番地|番|号|の(?=\d)|[ー―‐−]", "-", text)
    text = re.sub(r"-+", "-", text).strip("-")
    return text.removeprefix(TOKYO).removeprefix(_named(municipality))


def _number(kanji: str) -> str:
    if not kanji:
        return ""
    tens, ten, ones = kanji.rpartition("十")
    high = _DIGITS.get(tens, "1") if ten else ""
    return high + (_DIGITS.get(ones, "0") if ten else _DIGITS.get(ones, ""))


def _named(code: str) -> str:
    known = by_code().get(code)
    return folded(known.name) if known else ""


def compatible(a: str, b: str) -> bool:
    """Whether two texts are the same or one is not known."""
    return not a or not b or a == b


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a written name comes to: a venue and a room in it, or `among` several venues."""

    venue: Venue | None = None
    room: str = ""
    among: int = 0


@dataclass(slots=True)
class Places:
    """Venues by their names, with and without the municipality in front (中野区立…)."""

    by_name: dict[str, dict[UUID, Venue]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, venues: Iterable[Venue]) -> "Places":
        """All of `venues`."""
        places = cls()
        for venue in venues:
            places.add(venue)
        return places

    def add(self, venue: Venue) -> None:
        """One more."""
        for word in _words(plain_name(venue.name), venue.municipality):
            self.by_name[word][venue.id] = venue

    def called(self, plain: str, municipality: str) -> list[Venue]:
        """Those of this plain name in this municipality, or in one that is not known."""
        found: dict[UUID, Venue] = {}
        for word in _words(plain, municipality):
            found |= self.by_name.get(word, {})
        return [v for v in found.values() if compatible(v.municipality, municipality)]

    def meant(self, name: str, municipality: str, address: str) -> Meant:
        """The venue of this name; or the one with the longest name before that of a room."""
        plain = plain_name(name)
        found = self.called(plain, municipality)
        if found:
            return _one_of(found, municipality, address, "")
        for cut in range(len(plain) - 1, _SHORTEST - 1, -1):
            if not _ROOM.fullmatch(plain[cut:]):
                continue
            found = self.called(plain[:cut], municipality)
            if found:
                return _one_of(found, municipality, address, _tail(name, plain[cut:]))
        return Meant()


def _words(plain: str, municipality: str) -> Iterable[str]:
    town = _named(municipality)
    without = plain.removeprefix(TOKYO).removeprefix(town).removeprefix("立") if town else plain
    return {plain, without if len(without) >= 2 else plain}


def _one_of(venues: list[Venue], municipality: str, address: str, room: str) -> Meant:
    """The only one; of several the one in this municipality, at this address."""
    where = plain_address(address, municipality)
    tests = (
        lambda v: v.municipality == municipality,
        lambda v: plain_address(v.address, v.municipality) == where,
    )
    for test in tests:
        venues = [v for v in venues if test(v)] or venues
    return Meant(venue=venues[0], room=room) if len(venues) == 1 else Meant(among=len(venues))


def _tail(name: str, plain_room: str) -> str:
    """The room as it was written at the end of `name`."""
    start = max(i for i in range(len(name)) if plain_name(name[i:]) == plain_room)
    return name[start:].strip()
