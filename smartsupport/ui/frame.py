"""The fixed parts around a screen: navigation at the left, top bar, status line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from smartsupport.clock import TOKYO, Clock
from smartsupport.formats import clock as clock_face
from smartsupport.formats import short_day
from smartsupport.i18n import _, language
from smartsupport.ui import icons, theme
from smartsupport.ui.actions import key_text
from smartsupport.ui.screen import Screen
from smartsupport.ui.widgets.banner import SYMBOLS
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.elided import ElidedButton, ElidedLabel

_NAME_WIDTH = 14
"""The characters of a name that the smallest window has room for."""


class Navigation(QFrame):
    """The places one can go to; in a narrow window the words stand under their icons."""

    gone = Signal(str)

    def __init__(self, screens: Sequence[Screen]) -> None:
        super().__init__()
        theme.dress(self, kind="navigation")
        self.setAccessibleName(_("Places"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        self._buttons: dict[str, QToolButton] = {}
        self._titles = {screen.code: _(screen.title).replace("&", "&&") for screen in screens}
        for number, screen in enumerate(screens, 1):
            button = QToolButton()
            button.setIcon(icons.switch_icon(screen.icon, "text", "action"))
            button.setIconSize(icons.size())
            button.setCheckable(True)
            button.setAccessibleName(_(screen.title))
            button.setToolTip(f"{_(screen.title)} [{key_text(place_key(number))}]")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, code=screen.code: self.gone.emit(code))
            theme.dress(button, kind="place")
            column.addWidget(button)
            self._buttons[screen.code] = button
        column.addStretch(1)
        self.narrow(False)

    def mark(self, code: str) -> None:
        """Show where we are."""
        # No button group: in one, Tab would skip every place but the one we are at.
        for place, button in self._buttons.items():
            button.setChecked(place == code)

    def narrow(self, narrow: bool) -> None:
        """Take less room at the left."""
        large = theme.look().large
        for code, button in self._buttons.items():
            # Beside its icon the style leaves a word no room.
            button.setText(("" if narrow else "  ") + self._titles[code])
            theme.dress(button, narrow=narrow)
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextUnderIcon
                if narrow
                else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            )
        words = max((b.sizeHint().width() for b in self._buttons.values()), default=0)
        least = (116 if large else 96) if narrow else (200 if large else 168)
        self.setFixedWidth(max(least, words))


class ModeBar(QFrame):
    """受付モード: in whose name, and the steps that there are; search and places are not."""

    def __init__(self, name: str) -> None:
        super().__init__()
        theme.dress(self, kind="mode")
        title = ElidedLabel()
        title.say(_("Reception mode: {name}").format(name=name))
        theme.dress(title, kind="strong")
        self.menu_button = _menu_button()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setSpacing(12)
        self._row.addWidget(title, 1)
        self._row.addWidget(self.menu_button)

    def offer(self, action: QAction, icon: str) -> None:
        """A step of this mode."""
        self._row.insertWidget(self._row.count() - 1, BigButton.of(action, icon))


class TopBar(QFrame):
    """Where I am, search, menu."""

    searched = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, kind="top")
        self._title = QLabel()
        theme.dress(self._title, kind="heading")
        self._search = BigButton(_("Search"), "Ctrl+K", icon="search")
        self._search.clicked.connect(self.searched)
        self.menu_button = _menu_button()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self._search)
        row.addWidget(self.menu_button)

    def say(self, title: str) -> None:
        """Where I am."""
        self._title.setText(title)


def _menu_button() -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon("list", "action"))
    button.setIconSize(icons.size())
    button.setAccessibleName(_("Menu"))
    button.setToolTip(_("Menu") + f" [{key_text('Alt+M')}]")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


class StatusLine(QFrame):
    """What is saved, who is signed in, and the clock."""

    pressed = Signal()
    """More is wanted about what it says."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        theme.dress(self, kind="status")
        self._clock = clock
        self._symbol, self._who, self._time = (QLabel() for _n in range(3))
        self._state, self._way = ElidedLabel(), ElidedButton()
        theme.dress(self._way, kind="state")
        self._way.clicked.connect(self.pressed)
        self._way.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(self._symbol)
        row.addWidget(self._state, 1)
        row.addWidget(self._way, 1)
        row.addWidget(self._who)
        row.addSpacing(8)
        row.addWidget(self._time)
        self._tick = QTimer(self, interval=5000)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self._show_time()

    def state(self, text: str, tone: str = "ok", *, leads: bool = False) -> None:
        """What is saved, or what stands in the way; whether pressing it `leads` somewhere."""
        self._symbol.setPixmap(icons.picture(SYMBOLS[tone], tone, 20))
        for line, shown in ((self._state, not leads), (self._way, leads)):
            line.say(text)
            line.setVisible(shown)

    def who(self, name: str) -> None:
        """Who is signed in; "" for nobody. A long name ends in "…", whole in the tooltip."""
        room = _NAME_WIDTH * theme.look().sizes.text
        metrics = self._who.fontMetrics()
        self._who.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        self._who.setToolTip(name)
        self._who.setAccessibleName(name)

    def _show_time(self) -> None:
        now = self._clock().astimezone(TOKYO)
        self._time.setText(f"{short_day(now.date(), language())} {clock_face(now)}")


class PracticeStrip(QLabel):
    """Says that nothing here is real, for as long as that is so."""

    def __init__(self) -> None:
        super().__init__(_("Practice: nothing here is real."))
        theme.dress(self, kind="practice")
        self.setWordWrap(True)


def place_key(number: int) -> str:
    """The shortcut of the `number`th place."""
    return f"Ctrl+{number}"
