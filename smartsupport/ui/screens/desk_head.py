"""The row above the zones: where this desk stands, and what can be done at any moment."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartsupport.formats import short_day
from smartsupport.i18n import N_, _, language
from smartsupport.ui import icons, theme
from smartsupport.ui.actions import Action, key_text
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.day_picker import long_day
from smartsupport.ui.widgets.elided import ElidedLabel

ACTIONS = (
    Action(code="desk_walk_in", text=N_("Walk-in"), shortcut="F2", icon="plus", where="desk"),
    Action(code="desk_find", text=N_("Find somebody"), shortcut="F3", icon="search", where="desk"),
    Action(code="desk_list", text=N_("Today's list"), shortcut="F4", icon="list", where="desk"),
    Action(
        code="desk_parked", text=N_("What is parked"), shortcut="F5", icon="inbox", where="desk"
    ),
    Action(
        code="desk_record",
        text=N_("Consultation record"),
        shortcut="Ctrl+R",
        icon="pencil",
        where="desk",
    ),
    Action(code="desk_undo", text=N_("Take back"), shortcut="Ctrl+Z", icon="undo", where="desk"),
    Action(code="desk_sound", text=N_("Sounds"), shortcut="Ctrl+M", icon="sound", where="desk"),
    Action(code="desk_camera", text=N_("Camera"), shortcut="Ctrl+J", icon="camera", where="desk"),
    Action(code="desk_help", text=N_("Help"), shortcut="F1", icon="question", where="desk"),
    Action(code="desk_close", text=N_("Close the desk"), icon="today", where="desk"),
)
MODE = Action(code="desk_mode", text=N_("Begin reception mode"), icon="people", where="desk")
"""For a 担当者 only, who hands the desk to a volunteer."""
_LARGE = ("desk_walk_in", "desk_record", "desk_undo")
_SMALL = ("desk_sound", "desk_camera", "desk_help", "desk_mode", "desk_close")
_FOLDED = (
    (),
    ("desk_camera", "desk_help", "desk_mode", "desk_close"),
    ("desk_camera", "desk_help", "desk_mode", "desk_close", "desk_record"),
)
"""What goes into the menu at the end of the row, the less room there is."""
_VENUE_WIDTH = 130
_PRINTED = {action.code: action for action in (*ACTIONS, MODE)}


class DeskHead(QWidget):
    """Made from the bound commands; the buttons of sound and camera show whether they are on."""

    def __init__(self, bound: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._venue, self._day = ElidedLabel(), ElidedLabel()
        theme.dress(self._venue, kind="strong")
        where = QVBoxLayout()
        where.setSpacing(2)
        where.addWidget(self._venue)
        where.addWidget(self._day)
        self._buttons: dict[str, QAbstractButton] = {}
        self._actions = bound
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addLayout(where, 1)
        for code in _LARGE:
            self._buttons[code] = BigButton.of(bound[code])
        for code in (code for code in _SMALL if code in bound):
            self._buttons[code] = self._small(code, bound[code])
        self._more = _tool("list", _("Further commands"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (*self._buttons.values(), self._more):
            row.addWidget(button)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is no room for goes into a menu."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """It folds: it never makes the desk wider."""
        return QSize(0, super().minimumSizeHint().height())

    def say(self, venue: str, day: date, today: bool) -> None:
        """Where the desk stands; a day that is not today is said so, and which times count."""
        self._venue.say(venue)
        theme.dress(self._day, kind="muted" if today else "wrong")
        if today:
            self._day.say(short_day(day, language()))
        else:
            self._day.say(_("{day}, not today: planned times").format(day=long_day(day)))

    def show_sound(self, on: bool) -> None:
        """Whether sounds are on: by symbol and by name."""
        self._show("desk_sound", "sound" if on else "sound-off", _("Sounds"), on)

    def show_camera(self, on: bool) -> None:
        """Whether the camera is on."""
        self._show("desk_camera", "camera", _("Camera"), on)

    def _small(self, code: str, action: QAction) -> QToolButton:
        button = _tool(_PRINTED[code].icon, action.text(), _PRINTED[code].shortcut)
        button.clicked.connect(lambda _checked=False: action.trigger())
        return button

    def _fold(self) -> None:
        for folded in _FOLDED:
            shown = [b for code, b in self._buttons.items() if code not in folded]
            if folded:
                shown.append(self._more)
            wide = sum([b.sizeHint().width() + self._row.spacing() for b in shown])
            if wide + _VENUE_WIDTH <= self.width():
                break
        for code, button in self._buttons.items():
            button.setVisible(code not in folded)
        self._more.setVisible(bool(folded))
        menu = QMenu(self._more)
        for code in folded:
            if code in self._actions:
                menu.addAction(self._actions[code])
        self._more.setMenu(menu)

    def _show(self, code: str, icon: str, name: str, on: bool) -> None:
        button = self._buttons[code]
        button.setIcon(icons.icon(icon, "action"))
        said = _("{what}: on") if on else _("{what}: off")
        button.setAccessibleName(said.format(what=name))
        button.setToolTip(f"{said.format(what=name)} [{key_text(_PRINTED[code].shortcut)}]")


def _tool(icon: str, name: str, shortcut: str = "") -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon, "action"))
    button.setIconSize(icons.size())
    button.setAccessibleName(name)
    button.setToolTip(f"{name} [{key_text(shortcut)}]" if shortcut else name)
    return button


def printed_keys() -> Sequence[tuple[str, str]]:
    """Every key of the desk's commands with what it does, for the help page."""
    return [(key_text(a.shortcut), _(a.text)) for a in ACTIONS if a.shortcut]
