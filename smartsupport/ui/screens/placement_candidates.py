"""Who could take a place: ranked, with what speaks against each, last time here, and the phone."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from smartsupport import formats
from smartsupport.domain.errors import Known
from smartsupport.domain.kana import hiragana
from smartsupport.domain.supporter import Role
from smartsupport.i18n import _, language, ngettext
from smartsupport.messages import reason_sentence, sentence
from smartsupport.services import explaining
from smartsupport.services.explaining import Substitute
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.placement_lines import LinesList
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.search_line import SearchLine


class Candidates(QWidget):
    """One list: those who fit, or those whose name was typed, with all that is against them."""

    chosen = Signal(object, str)
    """The `Supporter` to place, and why a hard rule is set aside ("" = none is)."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._place: tuple[UUID, Role] | None = None
        self._taken = False
        self._shown: list[Substitute] = []
        self._said = QLabel()
        self._said.setWordWrap(True)
        theme.dress(self._said, kind="strong")
        self.line = SearchLine(_("Anybody else: name or reading"))
        self.line.searched.connect(self._ask)
        self.list = LinesList(_("Candidates"))
        self.line.entered.connect(self.list.setFocus)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self._place_button = BigButton(_("Place"), "Enter", icon="plus", primary=True)
        self._place_button.clicked.connect(self._choose)
        self.why = _Why()
        self.why.given.connect(self._choose)
        self.list.currentRowChanged.connect(lambda _row: self.why.hide())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._said)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.why)
        layout.addWidget(self._place_button)
        layout.addWidget(self.line)
        self.setFocusProxy(self.list)

    def show_place(self, session_id: UUID, role: Role, *, taken: bool = False) -> None:
        """Ask who could take a place of `role` at a session; `taken`: in place of who has it."""
        self._taken = taken
        if self._place != (session_id, role):
            self._place = (session_id, role)
            self.line.blockSignals(True)
            self.line.clear()
            self.line.blockSignals(False)
        self.why.hide()
        self._ask()

    def ask_reason(self, error: Known) -> None:
        """The engine's rule stands against it: ask why it is set aside."""
        self.why.ask(sentence(error))

    def _ask(self, _text: str = "") -> None:
        if self._place is None:
            return
        session_id, role = self._place
        text = self.line.shown.strip()
        if text:
            work = partial(explaining.looked_up, self._office, session_id, role, text)
        else:
            work = partial(explaining.substitutes, self._office, session_id, role.value)
        self._around.background.run(
            Lane.READ, work, self._show, self._failed, key=(id(self), "candidates"), owner=self
        )

    def _show(self, found: Sequence[Substitute]) -> None:
        kept = self.current()
        self._shown = list(found)
        self.list.show_entries(_said(candidate, self._taken) for candidate in found)
        ids = [candidate.supporter.id for candidate in found]
        row = ids.index(kept.supporter.id) if kept and kept.supporter.id in ids else 0
        self.list.setCurrentRow(row if found else -1)
        self._place_button.setEnabled(bool(found))
        self._said.setText(
            ngettext("{n} person could come", "{n} people could come", len(found)).format(
                n=len(found)
            )
            if not self.line.shown.strip()
            else _("Found by name, with what speaks against each")
        )

    def current(self) -> Substitute | None:
        """Whoever is marked in the list."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _choose(self, reason: str = "") -> None:
        candidate = self.current()
        if candidate is not None:
            self.chosen.emit(candidate.supporter, reason if isinstance(reason, str) else "")

    def _failed(self, error: Known) -> None:
        self._show([])
        self._said.setText(sentence(error))


class _Why(QFrame):
    """Asks for a reason in place; it is kept with the placement."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, tone="attention")
        self._said = QLabel()
        self._said.setWordWrap(True)
        self.box = QLineEdit()
        self.box.setAccessibleName(_("Reason"))
        self.box.setPlaceholderText(_("Why it is all right here"))
        self.box.returnPressed.connect(self._give)
        layout = QVBoxLayout(self)
        layout.addWidget(self._said)
        layout.addWidget(self.box)
        self.hide()

    def ask(self, said: str) -> None:
        """Show why it was refused and wait for a reason."""
        self._said.setText(said)
        self.box.clear()
        self.show()
        self.box.setFocus()

    def _give(self) -> None:
        if text := self.box.text().strip():
            self.given.emit(text)


def _said(candidate: Substitute, taken: bool) -> str:
    person = candidate.supporter
    named = "  ".join(part for part in (person.name, hiragana(person.kana)) if part)
    facts = [
        ngettext("{n} session this month", "{n} sessions this month", candidate.sessions).format(
            n=candidate.sessions
        )
    ]
    if candidate.way is not None:
        facts.append(_("{n} min away").format(n=candidate.way))
    if candidate.last_here is not None:
        day = formats.short_day(candidate.last_here, language())
        facts.append(_("last here {day}").format(day=day))
    facts.append(person.phone or _("No number"))
    # That the places are filled is no news to whoever replaces somebody.
    against = [
        f"! {reason_sentence(r.code, r.seen)}"
        for r in candidate.reasons
        if not (taken and r.code == "places_filled")
    ]
    return "\n".join([named, " / ".join(facts), *against])
