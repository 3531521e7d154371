"""Ctrl+K: one line that finds commands, people and sessions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smartsupport.domain.kana import katakana
from smartsupport.i18n import _
from smartsupport.ui import icons
from smartsupport.ui.actions import Commands, key_text
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.focus import FocusRing
from smartsupport.ui.widgets.search_line import SearchLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something a finder found; `open` is called on the GUI thread when it is chosen."""

    text: str
    detail: str
    icon: str
    open: Callable[[], None]


Finder = Callable[[str], Sequence[Found]]
"""Asked in the read lane with what was typed; gives its best few, best first."""


class Palette(QDialog):
    """Opens over the window; Enter does what is marked, Esc closes."""

    def __init__(
        self,
        commands: Commands,
        finders: Sequence[Finder],
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        # Taken before it opens: behind a dialog the window's commands are still its own.
        self._commands = commands.alive()
        self._finders = tuple(finders)
        self._background = background
        self.setWindowTitle(_("Search"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(min(640, parent.width() - 40), min(480, parent.height() - 40))
        self._line = SearchLine(_("People, sessions, commands"))
        self._list = QListWidget()
        self._list.setAccessibleName(_("Found"))
        self._list.setIconSize(icons.size())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        self._line.searched.connect(self._search)
        self._line.entered.connect(self._do_marked)
        self._line.installEventFilter(self)
        self._list.itemActivated.connect(self._do)
        self._search("")
        self._line.setFocus()
        FocusRing(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ move the mark while typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._list.count():
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return False

    def _search(self, text: str) -> None:
        folded = _folded(text)
        self._list.clear()
        for action, item in self._commands:
            words = item.text()
            if folded in _folded(words):
                keys = key_text(action.shortcut)
                self._add(Found(text=words, detail=keys, icon=action.icon, open=item.trigger))
        self._list.setCurrentRow(0)
        if folded:
            self._background.run(
                Lane.READ, partial(_ask, self._finders, text), self._found, key="palette"
            )
        else:
            self._background.forget(Lane.READ, "palette")

    def _found(self, found: Sequence[Found]) -> None:
        for place, item in enumerate(found):
            self._add(item, place)
        self._list.setCurrentRow(0)

    def _add(self, found: Found, place: int | None = None) -> None:
        words = f"{found.text}   {found.detail}".rstrip()
        item = QListWidgetItem(icons.icon(found.icon), words)
        item.setData(Qt.ItemDataRole.UserRole, found)
        self._list.insertItem(self._list.count() if place is None else place, item)

    def _do_marked(self) -> None:
        if (item := self._list.currentItem()) is not None:
            self._do(item)

    def _do(self, item: QListWidgetItem) -> None:
        found: Found = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        found.open()


def _ask(finders: Sequence[Finder], text: str) -> list[Found]:
    return [found for finder in finders for found in finder(text)]


def _folded(text: str) -> str:
    return katakana(text).casefold().strip()
