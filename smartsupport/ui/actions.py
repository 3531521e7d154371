"""Commands as values: one list gives the menu, the key printed on a button, and the Ctrl+K palette.

A screen names its commands in a constant list and binds functions to their codes; a command is
alive while the widget it is bound to is visible.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from smartsupport.i18n import _
from smartsupport.ui import icons

TAKEN_BY_THE_IME = frozenset({"F6", "F7", "F8", "F9", "F10"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One command. `text` is a msgid (`N_`); `shortcut` as Qt writes it ("Ctrl+K", "F2").

    `where` names the menu it is listed under; "" = only its button and the palette show it.
    """

    code: str
    text: str
    shortcut: str = ""
    icon: str = ""
    where: str = ""

    def __post_init__(self) -> None:
        """The IME has F6 to F10; a command on one of them would vanish while typing Japanese."""
        if self.shortcut.rpartition("+")[2] in TAKEN_BY_THE_IME:
            raise ValueError(f"{self.code}: {self.shortcut} belongs to the IME")


def key_text(shortcut: str) -> str:
    """A shortcut as this system prints it on its keys; "" for none."""
    text = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")


class Commands(QObject):
    """Every command bound in one window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bound: list[tuple[Action, QAction, QWidget]] = []

    def bind(
        self,
        owner: QWidget,
        actions: Sequence[Action],
        run: Mapping[str, Callable[[], object]],
        *,
        everywhere: bool = False,
    ) -> dict[str, QAction]:
        """Bind each action of `actions` to `run[code]`, on `owner`; code → its QAction.

        The shortcut works while the keyboard is inside `owner`; with `everywhere` in the whole
        window. KeyError when a code has no function.
        """
        made: dict[str, QAction] = {}
        for action in actions:
            call = run[action.code]
            made[action.code] = item = QAction(icons.icon(action.icon), _(action.text), owner)
            item.triggered.connect(lambda _checked=False, call=call: call())
            if action.shortcut:
                item.setShortcut(QKeySequence(action.shortcut))
                item.setShortcutContext(
                    Qt.ShortcutContext.WindowShortcut
                    if everywhere
                    else Qt.ShortcutContext.WidgetWithChildrenShortcut
                )
            owner.addAction(item)
            self._bound.append((action, item, owner))
        return made

    def alive(self) -> list[tuple[Action, QAction]]:
        """The commands that can be given just now."""
        self._bound = [bound for bound in self._bound if shiboken6.isValid(bound[1])]
        return [
            (action, item)
            for action, item, owner in self._bound
            if item.isEnabled() and owner.isVisible()
        ]

    def fill(self, menu: QMenu, where: str) -> None:
        """Put the living commands listed under `where` into a menu."""
        for action, item in self.alive():
            if action.where == where:
                menu.addAction(item)
