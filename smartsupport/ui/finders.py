"""What Ctrl+K finds besides commands: people, venues and coming sessions."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.domain.person import shown_name
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.text import folded
from smartsupport.i18n import _, language
from smartsupport.services import calendar, people, venues
from smartsupport.services.office import Office
from smartsupport.ui.palette import Finder, Found
from smartsupport.ui.screen import Go

MOST = 5
"""Of each sort: the palette is for the few best."""

_BEHIND, _AHEAD = timedelta(days=31), timedelta(days=93)


def finders(office: Office, go: Callable[[], Go]) -> list[Finder]:
    """The window's finders; `go()` gives the window's way to a screen when something is chosen."""
    return [
        partial(_people, office, go),
        partial(_venues, office, go),
        partial(_sessions, office, go),
    ]


def _people(office: Office, go: Callable[[], Go], text: str) -> Sequence[Found]:
    return [
        Found(
            text=shown_name(person),
            detail=_("Supporter") if isinstance(person, Supporter) else _("Participant"),
            icon="person",
            open=lambda person=person: go()("register", person),  # type: ignore[misc]
        )
        for person in people.find(office, text, limit=MOST)
    ]


def _venues(office: Office, go: Callable[[], Go], text: str) -> Sequence[Found]:
    if not text.strip():
        return []
    ids = venues.ids(office, text)[:MOST]
    found = venues.rows(office, ids)
    return [
        Found(
            text=found[id].name,
            detail=_("Venue"),
            icon="venue",
            open=lambda venue=found[id]: go()("register", venue),  # type: ignore[misc]
        )
        for id in ids
        if id in found
    ]


def _sessions(office: Office, go: Callable[[], Go], text: str) -> Sequence[Found]:
    wanted = folded(text)
    if not wanted:
        return []
    today = office.clock().astimezone(TOKYO).date()
    lines = calendar.lines(office, today - _BEHIND, today + _AHEAD)
    near = sorted(lines, key=lambda line: abs((line.session.day - today).days))
    return [
        Found(
            text=f"{formats.short_day(line.session.day, language())} {line.session.title}",
            detail=line.venue,
            icon="calendar",
            open=lambda session=line.session: go()("calendar", session),  # type: ignore[misc]
        )
        for line in near
        if wanted in folded(f"{line.session.title} {line.venue}")
    ][:MOST]
