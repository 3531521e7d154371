"""受付 while the window is locked: cards are taken, and only the 受付番号 is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from smartsupport.codes.keyboard import Repeats
from smartsupport.domain.desk import Answer
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import result_word, sentence
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui import icons, theme
from smartsupport.ui.announce import announce
from smartsupport.ui.background import Background
from smartsupport.ui.screens.desk_calls import DeskCalls
from smartsupport.ui.screens.desk_faces import look_of
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_sounds import Sounds
from smartsupport.ui.screens.desk_watch import CardCamera
from smartsupport.ui.widgets.scan_line import ScanLine

_WIDTH = 560


class LockedDesk(QFrame):
    """The same ways in as at the desk but a list, which would be names."""

    def __init__(
        self, office: Office, background: Background, place: DeskPlace, settings: Settings
    ) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDTH)
        self._symbol, self.word, self.number, self._next = (QLabel() for _n in range(4))
        theme.dress(self.word, kind="heading")
        theme.dress(self.number, kind="number")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (self._symbol, self.word, self.number, self._next):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(label in (self.word, self._next))
            column.addWidget(label)
        self.camera = CardCamera(background, Repeats())
        column.addWidget(self.camera)
        column.addStretch(2)
        self._sounds = Sounds(self)
        self._sounds.on = settings.sounds
        self._calls = DeskCalls(office, background, place, self)
        self._calls.answered.connect(self._show)
        self._calls.failed.connect(self._failed)
        self.camera.scanned.connect(self.scan)
        scanner = ScanLine(self)
        scanner.scanned.connect(self.scan)
        scanner.unreadable.connect(self.scan)
        self._say("card", "", _("The reception goes on"), _("Scan a card."))
        self.camera.switch(settings.camera_on, settings.camera)

    def scan(self, text: str) -> None:
        """A code was read."""
        self._calls.scan(text)

    def _show(self, answer: Answer) -> None:
        tone, symbol = look_of(answer.result)
        waits = _("Parked. It is decided after unlocking.") if answer.result.waits else ""
        self._say(symbol, tone, result_word(answer.result), waits, answer.number)
        self._sounds.play("attention" if tone == "info" else tone)

    def _failed(self, error: Known) -> None:
        self._say("cross", "refused", sentence(error), "")

    def _say(self, symbol: str, tone: str, word: str, following: str, number: str = "") -> None:
        theme.dress(self, tone=tone)
        self._symbol.setPixmap(icons.picture(symbol, tone or "action", 48))
        self.word.setText(word)
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self._next.setText(following)
        announce(self, " ".join(part for part in (word, number, following) if part))
