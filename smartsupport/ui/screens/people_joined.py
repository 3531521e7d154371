"""Visits of one person, and above them which other entries are held to be the same person."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.domain.person import shown_name
from smartsupport.domain.same import SameAs, Verdict
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import same
from smartsupport.services.office import Office
from smartsupport.services.same import Joined
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.people_history import History
from smartsupport.ui.screens.register_kind import Opened
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton


class JoinedVisits(QWidget):
    """What joins entries is taken apart here, also long after it was decided."""

    def __init__(self, office: Office, around: Around, name: str) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._joined = QWidget()
        self._history = History(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._joined)
        self._column.addWidget(self._history, 1)
        self.setFocusProxy(self._history)

    def show_person(self, opened: Opened) -> None:
        """Show these visits and entries and no others."""
        self._history.show_visits(opened.visits or ())
        before, self._joined = self._joined, self._lines(opened.joined)
        self._column.replaceWidget(before, self._joined)
        before.hide()
        before.deleteLater()
        self._joined.setVisible(bool(opened.joined))

    def _lines(self, joined: Sequence[Joined]) -> QWidget:
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 8, 0, 0)
        for one in joined:
            told = QLabel(_told(one))
            told.setWordWrap(True)
            apart = BigButton(_("They are two people"), icon="people")
            apart.setAccessibleDescription(told.text())
            apart.clicked.connect(lambda _checked=False, link=one.link: self._take_apart(link))
            row = WrappingRow()
            row.flow.addWidget(apart)
            for part in (told, row):
                column.addWidget(part)
        return lines

    def _take_apart(self, link: SameAs) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(same.decide, self._office, link, Verdict.DIFFERENT),
            partial(self._apart, link),
            self._failed,
            owner=self,
        )

    def _apart(self, link: SameAs, decided: SameAs) -> None:
        undo = partial(
            self._around.background.run,
            Lane.WRITE,
            partial(same.undo, self._office, link, decided),
            failed=self._failed,
        )
        self._around.say(_("They are two people again."), "ok", action=(_("Undo"), undo))

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


def _told(joined: Joined) -> str:
    if joined.other is None:
        return _("One person with an entry that was erased.")
    name = shown_name(joined.other) or _("Nameless")
    phone = joined.other.phone or _("No number")
    return _("One person with the other entry “{name}” ({phone}).").format(name=name, phone=phone)
