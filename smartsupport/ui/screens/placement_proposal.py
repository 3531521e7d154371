"""おまかせ: the engine looks for a plan while one waits, and what is short is said first."""

import threading
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.i18n import N_, _, ngettext
from smartsupport.messages import sentence
from smartsupport.messages.reason_words import reason_word
from smartsupport.messages.reasons import fix_sentence, lack_words
from smartsupport.services import placements, proposals
from smartsupport.services.office import Office
from smartsupport.services.placements import SECONDS
from smartsupport.services.proposals import Report, Short
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens import calendar_words as words
from smartsupport.ui.screens.placement_lines import LinesList
from smartsupport.ui.screens.session_sides import say_lines
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.progress import Progress

PRESETS = (
    ("fill", N_("Fill every place")),
    ("near", N_("Short ways")),
    ("fair", N_("Evenly shared")),
)
_TENTHS = 10


class ProposalPanel(QWidget):
    """Nothing is stored before [この案で登録]."""

    taken = Signal(int)
    """A plan was stored; how many placements it changed."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._days: tuple[date, date] | None = None
        self._search: _Search | None = None
        self._report: Report | None = None
        self.presets = Chips(
            [(code, _(text)) for code, text in PRESETS], name=_("What matters most"), needed=True
        )
        self.begin = BigButton(_("Look for a plan"), icon="play", primary=True)
        self.begin.clicked.connect(self.search)
        self.progress = Progress()
        self.progress.cancelled.connect(self._cancel)
        self.said = QLabel()
        self.said.setWordWrap(True)
        theme.dress(self.said, kind="strong")
        self.list = LinesList(_("What stays short"))
        self.take = BigButton(_("Enter this plan"), icon="check", primary=True)
        self.take.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.presets, self.begin, self.progress, self.said):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.take)
        layout.addStretch(0)
        self.setFocusProxy(self.begin)
        self._forget()

    def show_days(self, first: date, last: date) -> None:
        """The period a plan is for; a plan for another one is let go."""
        if self._days != (first, last):
            self._cancel()
            self._days = (first, last)
            self._forget()

    def search(self) -> None:
        """Look for the best plan; can be broken off."""
        if self._days is None:
            return
        self._forget()
        self._cancel()
        search = self._search = _Search(self._around.background)
        search.told.connect(self._moved)
        self.progress.begin(_("Looking for the best plan…"))
        self.begin.setEnabled(False)
        first, last = self._days
        self._around.background.run(
            Lane.HEAVY,
            partial(search.run, self._office, first, last, self.presets.picked[0]),
            partial(self._found, search),
            self._failed,
            key=(id(self), "plan"),
            owner=self,
        )

    def _forget(self) -> None:
        self._report = None
        for part in (self.said, self.list, self.take):
            part.hide()

    def _cancel(self) -> None:
        if self._search is not None:
            self._search.stop()

    def _moved(self, seconds: float) -> None:
        self.progress.at(
            min(round(seconds * _TENTHS), round(SECONDS * _TENTHS)), round(SECONDS * _TENTHS)
        )

    def _found(self, search: "_Search", report: Report) -> None:
        search.deleteLater()
        if search is not self._search:
            return
        self._search = None
        self.progress.end()
        self.begin.setEnabled(True)
        self._report = report
        say_lines(self.said, _summary(report))
        self.list.show_entries(_short_words(short) for short in report.short)
        self.said.show()
        self.list.setVisible(bool(report.short))
        self.take.setVisible(bool(report.added or report.freed))
        (self.take if not self.take.isHidden() else self.begin).setFocus()

    def _take(self) -> None:
        if self._report is None:
            return
        self.take.setEnabled(False)
        self._around.background.run(
            Lane.WRITE,
            partial(placements.take, self._office, self._report.proposal),
            self._stored,
            self._failed,
        )

    def _stored(self, changes: int) -> None:
        self.take.setEnabled(True)
        self._forget()
        self.taken.emit(changes)

    def _failed(self, error: Known) -> None:
        self._search = None
        self.progress.end()
        self.begin.setEnabled(True)
        self.take.setEnabled(True)
        self._around.say(sentence(error), "attention")


class _Search(QObject):
    """One search in the heavy lane; tells the GUI thread how long it has been at it."""

    told = Signal(float)

    def __init__(self, parent: QObject) -> None:
        # Not the panel's child: the panel may be gone while the lane still tells.
        super().__init__(parent)
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End it with the best plan so far."""
        self._stopped.set()

    def run(self, office: Office, first: date, last: date, preset: str) -> Report:
        """The plan and its report. Raises what `placements.propose` raises."""
        proposal = placements.propose(
            office,
            first,
            last,
            preset=preset,
            cancelled=self._stopped.is_set,
            progress=lambda at: self.told.emit(at.seconds),
        )
        return proposals.report(office, proposal, self._stopped.is_set)


def _summary(report: Report) -> str:
    if report.short:
        needed = sum(short.shortage.below_minimum for short in report.short)
        first = ngettext(
            "{n} place needed stays empty.", "{n} places needed stay empty.", needed
        ).format(n=needed)
        if not needed:
            first = _("Everything needed is there; some wishes stay open.")
    else:
        first = _("Nothing is short.")
    placed = ngettext("{n} person placed", "{n} people placed", report.placed).format(
        n=report.placed
    )
    changes = _("{added} new, {freed} let go").format(added=report.added, freed=report.freed)
    if not report.added and not report.freed:
        changes = _("as it stands already")
    return f"{first}\n{placed} ({changes})"


def _short_words(short: Short) -> str:
    shortage = short.shortage
    lack = lack_words(
        shortage.lack.value,
        shortage.role,
        shortage.strength,
        shortage.missing,
        shortage.below_minimum,
    )
    lines = [words.heading(short.line), ("! " if shortage.below_minimum else "") + lack]
    if shortage.reasons:
        counted = _(", ").join(
            _("{reason} {n}").format(reason=reason_word(code), n=n)
            for code, n in shortage.reasons.items()
        )
        people = sum(shortage.reasons.values())
        lines.append(_("Of {n} people: {counted}").format(n=people, counted=counted))
    if short.remedy is not None:
        said = fix_sentence(
            short.remedy.fix.code, short.remedy.name, short.remedy.leaves, short.remedy.steps_in
        )
        lines.append(f"→ {said}")
    return "\n".join(lines)
