"""The form of one session: what the venue and the kind give fills in by itself."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from smartsupport.clock import TOKYO, Clock
from smartsupport.domain.session import Session
from smartsupport.i18n import _
from smartsupport.ui.form import Form
from smartsupport.ui.screens.session_fields import (
    FOLLOWING,
    REQUIRED,
    Offered,
    drafted,
    fields,
    record_values,
    values_of,
)

_ALWAYS_SET = {*REQUIRED, *FOLLOWING}


class SessionForm(Form):
    """Of a new session on `day`, or of one that is stored.

    集合, 解散, the desks, the places and the name follow the venue, the kind and the hours until
    somebody types into them.
    """

    def __init__(
        self,
        clock: Clock,
        offered: Offered,
        *,
        session: Session | None = None,
        day: date | None = None,
    ) -> None:
        today = clock().astimezone(TOKYO).date()
        super().__init__(fields(offered, session), name=_("Session"), today=today)
        self._offered = offered
        self._session = session
        self._followed: dict[str, Any] = {}
        self._following = False
        if session is None:
            self._begin(day)
        else:
            self.show_session(session)
        self.changed.connect(self._follow)

    def show_session(self, session: Session) -> None:
        """Show a session as it was read; nothing is unsaved afterwards."""
        self._session = session
        values = values_of(session)
        made = drafted({**values, "desks": None}, self._offered)
        self._followed = values_of(made) if made is not None else {}
        if any(value for name, value in values.items() if name not in _ALWAYS_SET):
            self.fill(values)
            return
        # What every session has is no reason to unfold the details.
        self.fill({name: values[name] for name in REQUIRED})
        self._write(values)
        self.saved()

    def made(self) -> Session | None:
        """The new session as it would be stored; None while something required is missing."""
        return drafted(self.values(), self._offered)

    def more(self) -> dict[str, Any]:
        """What a new session has besides its day, hours, venue and kind."""
        made = self.made()
        if made is None:
            return {}
        typed = {name: v for name, v in self.values().items() if name not in REQUIRED}
        values = record_values(typed, made)
        if not values["title"]:
            values["title"] = made.title
        return values

    def changes(self) -> dict[str, Any]:
        """What is to be changed in the record that was shown."""
        return record_values(self.unsaved, self._session) if self._session else {}

    def _begin(self, day: date | None) -> None:
        venues = self._offered.venues
        self.fill(
            {
                "day": day,
                "start": time(10),
                "end": time(12),
                "venue_id": venues[0].id if len(venues) == 1 else None,
                "kind_id": next((k.id for k in self._offered.kinds if not k.retired), None),
            }
        )
        self._follow()
        self.saved()

    def _follow(self) -> None:
        if self._following:
            return
        typed = self.values()
        ours = {name for name in FOLLOWING if typed[name] == self._followed.get(name)}
        if "desks" in ours:
            typed["desks"] = None
        made = drafted(typed, self._offered)
        if made is None:
            return
        fresh = values_of(made)
        self._followed |= {name: fresh[name] for name in ours}
        self._write({name: fresh[name] for name in ours if typed[name] != fresh[name]})

    def _write(self, values: Mapping[str, Any]) -> None:
        self._following = True
        for name, value in values.items():
            self.input(name).write(value)
        self._following = False
