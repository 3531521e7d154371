"""The window before the window: the program's name, and one page at a time."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smartsupport.i18n import _
from smartsupport.settings import Settings
from smartsupport.ui import language, theme
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.focus import FocusRing
from smartsupport.ui.window import LEAST

NAME = "smartsupport"


class DoorWindow(QMainWindow):
    """Shows pages. On the first of a way the type may be made larger and the language changed."""

    looked = Signal(object)
    """Other `Settings` are wanted; whoever hears it dresses the program and begins anew."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._leaving = False
        self.setWindowTitle(NAME)
        self.setMinimumSize(*LEAST)
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1100, room.width()), min(720, room.height()))
        self.build(settings)

    def build(self, settings: Settings) -> None:
        """Everything anew, in the look and language in use; no page is left."""
        self._settings = settings
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._looks: list[QPushButton] = []
        self._pages = QStackedWidget()
        column.addWidget(self._head())
        column.addWidget(self._pages, 1)
        self.setCentralWidget(inside)
        inside.show()
        self._ring = FocusRing(inside)

    @property
    def page(self) -> DoorPage | None:
        """The page in sight."""
        page = self._pages.currentWidget()
        return page if isinstance(page, DoorPage) else None

    def show_page(self, page: DoorPage, *, first: bool = False) -> None:
        """Show `page`; what is typed in the others stays."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        for button in self._looks:
            button.setVisible(first)
        page.begin()

    def leave(self) -> None:
        """Close, whatever is under way."""
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What has begun ends first: it takes a second, and half a register helps nobody."""
        page = self.page
        if page is not None and page.waiting and not page.may_leave and not self._leaving:
            event.ignore()
            return
        super().closeEvent(event)

    def _head(self) -> QFrame:
        head = QFrame()
        theme.dress(head, kind="top")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        name = QLabel()
        theme.dress(name, kind="heading")
        name.setText(NAME)
        row.addWidget(name, 1)
        large = self._settings.large_type
        self._look(_("Normal type") if large else _("Large type"), large_type=not large)
        for code, word in language.NAMES.items():
            if code != self._settings.language:
                self._look(word, language=code)
        for button in self._looks:
            row.addWidget(button)
        return head

    def _look(self, text: str, **values: object) -> None:
        button = QPushButton(text)
        place = button.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # the head keeps its height
        button.setSizePolicy(place)
        wanted = msgspec.structs.replace(self._settings, **values)
        button.clicked.connect(lambda _checked=False: self._look_at(wanted))
        self._looks.append(button)

    def _look_at(self, wanted: Settings) -> None:
        if self.page is not None and not self.page.waiting:
            self.looked.emit(wanted)
