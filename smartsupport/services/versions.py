"""入力の食い違い: the values that stand beside each other, who wrote each, and which is to stay.

Settling is an ordinary change, so it travels and ends the 食い違い elsewhere too. Two people who
settle one differently without having seen each other make another, and are asked again.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.history import account_names
from smartsupport.services.office import Office
from smartsupport.storage.history import records
from smartsupport.storage.unit_of_work import Reading
from smartsupport.storage.versions import OpenVersions, Version, open_versions

Person = Participant | Supporter


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom and which session a 食い違い is about; what does not apply is empty."""

    person_id: UUID
    person: str
    session_id: UUID | None = None
    session: str = ""
    day: date | None = None
    start: time | None = None
    venue: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values: `account` is who wrote it `at` their clock, on the computer `letters`.

    People call that `computer`, "" where nobody named it; `here` says that this is it.
    """

    id: str
    values: dict[str, Any]
    account: str
    at: datetime
    letters: str
    computer: str
    here: bool
    in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One 入力の食い違い: `fields` of one record, and the values in them, the one in use last."""

    kind: str
    record: Any
    """As it was read; what came in afterwards is not decided by whoever looks at this."""
    fields: tuple[str, ...]
    about: About
    choices: tuple[Choice, ...]
    sensitive: bool
    """Whether the values are not shown unless asked for."""

    @property
    def id(self) -> UUID:
        """The id of the record."""
        found: UUID = self.record.id
        return found


def differences(office: Office) -> list[Difference]:
    """Every 入力の食い違い, in the order in which 要対応 lists them."""
    with office.store.reading() as reading:
        return differences_in(reading)


def differences_in(reading: Reading) -> list[Difference]:
    """`differences` inside a snapshot."""
    found = open_versions(reading)
    names = account_names(reading, {v.by for one in found for v in one.versions if v.by})
    return [_difference(reading, one, names) for one in found]


def difference(office: Office, record: UUID, version: str) -> tuple[Difference, Choice]:
    """The 食い違い of a record that has this version, and the version.

    Raises NotFound("version_not_found") where it is settled, or never was.
    """
    for one in differences(office):
        for choice in one.choices:
            if (one.id, choice.id) == (record, version):
                return one, choice
    raise NotFound("version_not_found")


def settle(office: Office, found: Difference, choice: Choice) -> Any:
    """Let one value stand; returns the record as it now is, for `take_back`.

    Raises NotFound("version_not_found") when the record was removed meanwhile.
    """
    with office.store.transaction() as work:
        if getattr(work.get(type(found.record), found.id), "deleted", False):
            raise NotFound("version_not_found")
        return work.settle(found.record, **choice.values)


def take_back(office: Office, found: Difference, settled: Any) -> None:
    """Put the values beside each other again, as they were before `settled`."""
    with office.store.transaction() as work:
        for choice in found.choices:
            work.settle(settled, **choice.values)


def _difference(reading: Reading, found: OpenVersions, names: dict[UUID, str]) -> Difference:
    """The same value written twice is one choice, by whoever wrote it last."""
    in_use = found.versions[-1]
    distinct: dict[tuple[Any, ...], Version] = {}
    for version in found.versions:
        key = tuple(version.values.values())
        distinct.pop(key, None)
        distinct[key] = version
    return Difference(
        kind=found.kind,
        record=found.record,
        fields=found.fields,
        about=_about(reading, found.record),
        choices=tuple(
            Choice(
                id=version.id,
                values=version.values,
                account=names.get(version.by, "") if version.by else "",
                at=version.at,
                letters=version.letters,
                computer=version.computer,
                here=version.here,
                in_use=version is in_use,
            )
            for version in distinct.values()
        ),
        sensitive=found.sensitive,
    )


def _about(reading: Reading, record: Any) -> About:
    if isinstance(record, SameAs):
        kind: type[Person] = Supporter if record.party is Party.SUPPORTER else Participant
        people: list[Person] = records(reading, kind, record.both)
        names = filter(None, map(shown_name, people))
        return About(person_id=record.first, person=next(names, ""))
    if not isinstance(record, Placement):
        return About(person_id=record.id, person=shown_name(record))
    supporters = records(reading, Supporter, [record.supporter_id])
    sessions = records(reading, Session, [record.session_id])
    session = sessions[0] if sessions else None
    venues = records(reading, Venue, [session.venue_id]) if session else []
    return About(
        person_id=record.supporter_id,
        person=shown_name(supporters[0]) if supporters else "",
        session_id=record.session_id,
        session=session.title if session else "",
        day=session.day if session else None,
        start=session.start if session else None,
        venue=venues[0].name if venues else "",
        role=record.role,
    )
