"""会場 of a file beside those who are stored; a list of facilities completes what a name made."""

from typing import Any
from uuid import UUID

from smartsupport.domain.venue import Venue
from smartsupport.services.import_places import Places, compatible, plain_address
from smartsupport.services.import_plan import Context, Plan, Row, by_source, compared, new_row
from smartsupport.services.records import tidy
from smartsupport.sheets.draft import Draft, Problem


def plan_venues(context: Context) -> Plan:
    """A row for every draft; a venue of the same name elsewhere is named in a warning."""
    drafts = context.sheet.drafts
    stored = by_source(context.reading, Venue, (d.key for d in drafts))
    places = Places.of(context.reading.find(Venue))
    taken = {venue.id for venue in stored.values()}
    rows: list[Row] = []
    problems: list[Problem] = []
    for draft in drafts:
        namesakes = [] if draft.key in stored else _namesakes(places, draft, taken)
        before = stored.get(draft.key) or _surely_same(namesakes, draft)
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


def _namesakes(places: Places, draft: Draft, taken: set[UUID]) -> list[Venue]:
    called = places.called(str(draft.fields["name"]), str(draft.fields.get("municipality", "")))
    return [v for v in called if v.id not in taken]


def _surely_same(namesakes: list[Venue], draft: Draft) -> Venue | None:
    """The one whose address agrees, or that waits for its address."""
    where = plain_address(
        str(draft.fields.get("address", "")), str(draft.fields.get("municipality", ""))
    )
    same = [
        v
        for v in namesakes
        if v.to_complete or compatible(plain_address(v.address, v.municipality), where)
    ]
    return same[0] if len(same) == 1 else None


def _fields(draft: Draft, before: Venue) -> dict[str, object]:
    """What the row says; a venue made from a name alone is complete with an address."""
    complete = before.to_complete and "address" in draft.fields
    return {**draft.fields, "to_complete": False} if complete else dict(draft.fields)
