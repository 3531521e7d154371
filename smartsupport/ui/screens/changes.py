"""変更の履歴 of one record: who, when, on which computer, and each field old → new."""

from functools import partial
from html import escape
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.domain.history import Change
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.messages.history import (
    field_lines,
    happened_word,
    kind_word,
    writer_text,
)
from smartsupport.services import history
from smartsupport.services.history import History
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.day_picker import long_day

_PARAGRAPH = '<p style="line-height: 140%; margin: 0 0 12px 0"><b>{what}</b><br>{lines}</p>'

MOST = 500
"""Changes that are shown; what is older stands in the list of the command line."""


class Changes(QTextBrowser):
    """Asks when it comes into sight, for most records are opened without anybody looking here."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._record: UUID | None = None
        self.setAccessibleName(_("History of changes"))
        self.setTabChangesFocus(True)

    def show_record(self, record_id: UUID | None) -> None:
        """Show this record's changes as they are now, at once if somebody is looking."""
        if record_id != self._record:
            self.clear()
        self._record = record_id
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is to be seen now."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self._record is not None:
            self._around.background.run(
                Lane.READ,
                partial(history.of_record, self._office, self._record),
                partial(self._show, self._record),
                self._failed,
                key=(id(self), "changes"),
                owner=self,
            )

    def _show(self, record_id: UUID, found: History) -> None:
        if record_id == self._record:
            self.setHtml("".join(_told(change, found) for change in found.changes[:MOST]))

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


def _told(change: Change, found: History) -> str:
    """One change as a paragraph: what, by whom, and a line for each field."""
    at = change.at.astimezone(TOKYO)
    fields = (
        f"{label}: " + (f"{before} → {after}" if before else after)
        for label, before, after in field_lines(change, found.names, found.words)
        if label
    )
    lines = (f"{long_day(at.date())} {formats.clock(at)} {_who(change, found)}", *fields)
    return _PARAGRAPH.format(
        what=escape(_what(change, found)), lines="<br>".join(escape(line) for line in lines)
    )


def _who(change: Change, found: History) -> str:
    name = found.accounts.get(change.account, "") if change.account else ""
    return writer_text(name, change.letters, change.computer, here=change.here)


def _what(change: Change, found: History) -> str:
    about = _(", ").join(found.names.get(id, "") or _("Nameless") for id in found.about_of(change))
    return _("{kind}: {what}").format(
        kind=" ".join(part for part in (kind_word(change.kind), about) if part),
        what=happened_word(change.happened),
    )
