"""共有: the folder through which other computers keep this 台帳 too, and how it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from platform import node

import msgspec
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from smartsupport.domain.erasure import Erasure
from smartsupport.domain.errors import Known, Refused
from smartsupport.domain.laptop import Laptop, LaptopState
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.messages.sharing import moment
from smartsupport.services import drives, exchange, laptops, peers
from smartsupport.services.office import Office
from smartsupport.services.peers import Peer, Receipt
from smartsupport.services.sign_in import needs_password
from smartsupport.settings import Settings
from smartsupport.sync.side import Trouble
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.exchanging import TONES, Exchanging
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.account_ask import AccountAsk, Asked
from smartsupport.ui.screens.session_sides import WrappingRow, breaking
from smartsupport.ui.screens.settings_computers import Computers, Step
from smartsupport.ui.screens.settings_drive import DriveAsk
from smartsupport.ui.screens.settings_sharing_asked import losing, renaming, retiring
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.keyboard import keyboard_to
from smartsupport.ui.widgets.toned_lines import TonedLines
from smartsupport.ui.widgets.whole import keep_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the page shows of the register; `closed`: it has passwords."""

    closed: bool
    peers: Sequence[Peer]
    receipts: Sequence[Receipt]


def read_shared(office: Office) -> Shared:
    """What the page shows."""
    return Shared(
        closed=needs_password(office.places),
        peers=peers.peers(office),
        receipts=peers.receipts(office),
    )


class SharingPage(QWidget):
    """Not shared: what sharing is and one button. Shared: how it stands, and who takes part."""

    def __init__(
        self,
        office: Office,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        exchanging: Exchanging,
        around: Around,
    ) -> None:
        super().__init__()
        self._office, self._settings, self._change = office, settings, change
        self._exchanging, self._around = exchanging, around
        self._wanted: Path | None = None
        self._closed: bool | None = None
        self._pressed = False
        self._ask: AccountAsk | None = None
        self._make_parts()
        self._lay_out()
        self._show()
        exchanging.told.connect(self._told)
        around.live.watch(self, (Laptop, Erasure), lambda _changes: self.load())

    def showEvent(self, event: QShowEvent) -> None:
        """It went on meanwhile."""
        super().showEvent(event)
        self._show()
        self.load()

    def load(self) -> None:
        """Ask for the computers."""
        self._around.background.run(
            Lane.READ, partial(read_shared, self._office), self._put, key=(id(self), "shared")
        )

    def choose(self, folder: Path) -> None:
        """Share through `folder` from now on; a drive that can be pulled out is asked about."""
        self._wanted = folder
        self.drive.hide()
        self._wait(True)
        self._around.background.run(
            Lane.FOLDER,
            partial(exchange.connect, self._office, folder, self._settings(), self.computer.text()),
            self._connected,
            self._refused,
            owner=self,
        )

    # Building

    def _make_parts(self) -> None:
        self.lines = TonedLines()
        self.about, self.when, self.place = _text(), _text("muted"), _text()
        self.computer = QLineEdit(node())
        self.computer.setAccessibleName(_("Name of this computer"))
        self.choosing = BigButton(_("Choose the shared folder…"), icon="folder", primary=True)
        self.now = BigButton(_("Exchange now"), primary=True)
        self.fill = BigButton(_("Fill it again…"))
        self.refill = BigButton(_("Fill it again…"), primary=True)
        self.other = BigButton(_("Choose another folder…"), icon="folder")
        self.stop = BigButton(_("Stop sharing…"))
        for button, pressed in (
            (self.choosing, self._ask_where),
            (self.now, self._exchange),
            (self.fill, self._ask_to_fill),
            (self.refill, self._ask_to_fill),
            (self.other, self._ask_where),
            (self.stop, self._ask_to_stop),
        ):
            button.clicked.connect(lambda _checked=False, pressed=pressed: pressed())
        self.drive = DriveAsk(
            _(
                "This drive can be pulled out. What is written there is encrypted; all the same a "
                "coordinator must say which drive it is and why. The journal keeps this."
            )
        )
        self.drive.allow.clicked.connect(self._allow)
        self.drive.leave.clicked.connect(self.drive.hide)
        self.computers = Computers(self._steps)
        self.invitation = _text()
        self.invitation.setText(
            _(
                "On another computer: start smartsupport, choose “Join the register of other "
                "computers”, and then this folder."
            )
        )
        self.caveat = _text("muted")
        self.caveat.setText(
            _(
                "What is erased goes from every computer and from the shared folder. If whoever "
                "provides the folder keeps older versions of its files, they stay readable to "
                "those who hold this register's keys until that time is over."
            )
        )

    def _lay_out(self) -> None:
        self._body, self._named = QWidget(), QWidget()
        named = QVBoxLayout(self._named)
        named.setContentsMargins(0, 0, 0, 0)
        label = _text("strong")
        label.setText(_("Name of this computer"))
        label.setBuddy(self.computer)
        named.addWidget(label)
        named.addWidget(self.computer)
        self._named.setMaximumWidth(_NAME_WIDTH)
        first, more = WrappingRow(), WrappingRow()
        for button in (self.choosing, self.refill, self.now, self.other):
            first.flow.addWidget(button)
        for button in (self.fill, self.stop):
            more.flow.addWidget(button)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self._more = more
        for part in (
            *(self.about, self._named, self.lines, self.when, first, self.drive, self.place),
            *(self.computers, self.invitation, self.caveat, more),
        ):
            inside.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.drive.hide()
        keep_whole(self)

    # How it stands

    def _told(self) -> None:
        if self.isVisible():
            self._show()
            if not self._exchanging.running:
                self.load()

    def _put(self, shared: Shared) -> None:
        self._closed = shared.closed
        self.computers.put(shared.peers, shared.receipts, self._around.clock())
        own = [peer.laptop.name for peer in shared.peers if peer.is_this]
        if own and not self.computer.isModified():
            self.computer.setText(own[0])
        self._show()

    def _show(self) -> None:
        shared, report = bool(self._exchanging.folder), self._exchanging.report
        empty = shared and report is not None and report.trouble is Trouble.EMPTY
        open_to_all = self._closed is False
        for part, seen in (
            (self.about, not shared),
            (self._named, not shared and not open_to_all),
            (self.choosing, not shared and not open_to_all),
            (self.refill, empty),
            (self.now, shared and not empty),
            *((p, shared) for p in (self.lines, self.when, self.other, self.place)),
            *((p, shared) for p in (self.computers, self.invitation, self.caveat, self._more)),
        ):
            part.setVisible(seen)
        self.about.setText(
            sentence(Refused("sync_needs_password")) if open_to_all else _what_it_is()
        )
        self._pressed &= self._exchanging.running
        self.now.setEnabled(not self._pressed)
        self.now.say(_("Exchanging…") if self._pressed else _("Exchange now"))
        self.place.setText(
            _("Shared folder: {path}").format(path=breaking(Path(self._exchanging.folder)))
        )
        self._show_lines()

    def _show_lines(self) -> None:
        short, found = self._exchanging.in_short, self._exchanging.lines
        if short is not None and short.code == "reading":
            found = [short]
        lines = [(line.text, line.advice, TONES[line.tone]) for line in found]
        self.lines.put(lines or [(_("Looking at the shared folder…"), "", "info")])
        at = self._exchanging.at
        self.when.setText(
            _("Last looked at {time}").format(time=moment(at, self._around.clock())) if at else ""
        )

    def _exchange(self) -> None:
        self._pressed = True
        self._exchanging.now()

    def _stop(self) -> None:
        self._keep(shared_folder="")
        self._around.background.run(Lane.WRITE, partial(exchange.stop, self._office))

    # Choosing

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Choose the shared folder…"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.open()

    def _connected(self, folder: Path) -> None:
        self._wait(False)
        self._keep(shared_folder=str(folder.resolve()))
        self._exchanging.now()
        self._show()
        keyboard_to(self.choosing, self.refill, self.now)
        self._around.say(_("The register is shared through this folder now."), "ok")

    def _refused(self, error: Known) -> None:
        self._wait(False)
        if error.code == "drive_not_allowed":
            self.drive.ask()
        else:
            self._around.say(sentence(error), "attention")

    def _allow(self) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(drives.allow, self._office, self.drive.number.text(), self.drive.reason.text()),
            self._allowed,
            self._refused,
            owner=self,
        )

    def _allowed(self, _none: None) -> None:
        assert self._wanted is not None  # the drive is asked about only then
        kept = (*self._settings().allowed_drives, str(self._wanted))
        self._change(msgspec.structs.replace(self._settings(), allowed_drives=kept))
        self.choose(self._wanted)

    def _keep(self, **values: object) -> None:
        self._change(msgspec.structs.replace(self._settings(), **values))
        self._exchanging.forget()

    def _wait(self, waiting: bool) -> None:
        for button in (self.choosing, self.other, self.stop):
            button.setEnabled(not waiting)
        self.choosing.say(
            _("Looking at the folder…") if waiting else _("Choose the shared folder…")
        )

    # Asking first

    def _confirm(self, title: str, told: str, onward: str, then: Callable[[], None]) -> None:
        def done() -> None:
            then()
            self._back()

        asked = Asked(title=title, told=told, onward=onward, work=lambda _ask: then)
        self._question(asked).wanted.connect(done)

    def _question(self, asked: Asked) -> AccountAsk:
        self._ask = ask = AccountAsk(asked)
        ask.left.connect(self._back)
        self._body.hide()
        self._column.insertWidget(0, ask)
        ask.begin()
        return ask

    def _write(self, ask: AccountAsk) -> None:
        ask.wait(True)

        def failed(error: Known) -> None:
            ask.wait(False)
            ask.show_problem(sentence(error))

        self._around.background.run(
            Lane.WRITE, ask.work(), lambda _value: self._back(), failed, owner=ask
        )

    def _back(self) -> None:
        if self._ask is not None:
            self._ask.hide()
            self._ask.deleteLater()
            self._ask = None
        self._body.show()
        self._show()
        keyboard_to(self.choosing, self.refill, self.now)
        self.load()

    def _steps(self, peer: Peer) -> Sequence[Step]:
        rename = (N_("Rename"), "pencil", partial(self._about, renaming))
        if peer.is_this:
            return (rename,)
        if peer.laptop.state is not LaptopState.ACTIVE:
            return ((N_("It is in use again"), "undo", self._use_again),)
        return (
            rename,
            (N_("No longer in use…"), "minus", partial(self._about, retiring)),
            (N_("Lost…"), "exclamation", partial(self._about, losing)),
        )

    def _about(self, asked: Callable[[Office, Laptop], Asked], laptop: Laptop) -> None:
        ask = self._question(asked(self._office, laptop))
        ask.wanted.connect(lambda: self._write(ask))

    def _use_again(self, laptop: Laptop) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(laptops.use_again, self._office, laptop.id),
            failed=lambda error: self._around.say(sentence(error), "attention"),
            owner=self,
        )

    def _ask_to_fill(self) -> None:
        self._confirm(
            _("Fill the shared folder again?"),
            _(
                "Everything on this computer is put into the folder again, what came from the "
                "other computers too. Nothing is deleted. It is needed when the folder was "
                "emptied or files in it were lost."
            ),
            _("Fill it again"),
            self._exchanging.fill_again,
        )

    def _ask_to_stop(self) -> None:
        told = _(
            "This computer does not look at the shared folder any more. The register stays on this "
            "computer, the folder stays as it is, and the other computers go on."
        )
        report = self._exchanging.report
        if report is not None and report.unsent:
            told += " " + _("{n} changes of this computer were not sent.").format(n=report.unsent)
        self._confirm(
            _("Stop sharing on this computer?"),
            told,
            _("Stop sharing"),
            self._stop,
        )


_NAME_WIDTH = 420


def _what_it_is() -> str:
    return _(
        "Several computers can keep this register together, through a folder that all of them "
        "reach: a network folder, or one of OneDrive, Google Drive, Box or Dropbox. Each goes on "
        "working without it and catches up later. What is written there is encrypted."
    )


def _text(kind: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    theme.dress(label, kind=kind)
    return label
