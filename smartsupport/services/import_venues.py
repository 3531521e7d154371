"""会場 of a file beside those who are stored; a list of facilities completes what a name made."""

from collections import Counter
from typing import Any
from uuid import UUID

from smartsupport.domain.venue import Venue
from smartsupport.services.import_places import Places, plain_address, plain_name
from smartsupport.services.import_plan import Context, Plan, Row, by_source, compared, new_row
from smartsupport.services.records import tidy
from smartsupport.sheets.draft import Draft, Problem


def plan_venues(context: Context) -> Plan:
    """A row for every draft; a venue of the same name elsewhere is named in a warning."""
    drafts = context.sheet.drafts
    stored = by_source(context.reading, Venue, (d.key for d in drafts))
    places = Places.of(context.reading.find(Venue))
    taken = {venue.id for venue in stored.values()}
    times = Counter(_named(d) for d in drafts)
    rows: list[Row] = []
    problems: list[Problem] = []
    for draft in drafts:
        namesakes = [] if draft.key in stored else _namesakes(places, draft, taken)
        only = times[_named(draft)] == 1
        before = stored.get(draft.key) or _surely_same(namesakes, draft, only=only)
        if before:
            taken.add(before.id)
            rows.append(compared(draft, before.name, before, _fields(draft, before)))
            continue
        if namesakes:
            problems.append(
                context.warning(draft, "name", "possible_twin", other=namesakes[0].name)
            )
        fields: dict[str, Any] = dict(draft.fields)
        venue = tidy(Venue(id=context.office.new_id(), source=draft.key, **fields))
        rows.append(new_row(draft, venue.name, venue))
    return Plan(rows=rows, problems=problems)


def _named(draft: Draft) -> tuple[str, str]:
    return plain_name(str(draft.fields["name"])), str(draft.fields.get("municipality", ""))


def _namesakes(places: Places, draft: Draft, taken: set[UUID]) -> list[Venue]:
    return [v for v in places.called(*_named(draft)) if v.id not in taken]


def _surely_same(namesakes: list[Venue], draft: Draft, *, only: bool) -> Venue | None:
    """The one at the row's address; without one, the namesake that waits for its address.

    `only` says that no other row has this name: else nothing but the address can tell.
    """
    _name, municipality = _named(draft)
    where = plain_address(str(draft.fields.get("address", "")), municipality)
    for test in (_is_at, _may_be_at):
        same = [v for v in namesakes if test(v, where)]
        if len(same) == 1 and (only or test is _is_at):
            return same[0]
    return None


def _is_at(venue: Venue, where: str) -> bool:
    return bool(where) and plain_address(venue.address, venue.municipality) == where


def _may_be_at(venue: Venue, where: str) -> bool:
    return venue.to_complete or not where or not venue.address


def _fields(draft: Draft, before: Venue) -> dict[str, object]:
    """What the row says; a venue made from a name alone is complete with an address."""
    complete = before.to_complete and "address" in draft.fields
    return {**draft.fields, "to_complete": False} if complete else dict(draft.fields)
