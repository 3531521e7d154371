"""The window: the frame around the screens, and what they share.

Language, theme and type size are taken up by building everything inside the window anew.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smartsupport.clock import Clock
from smartsupport.i18n import N_, _
from smartsupport.settings import Settings
from smartsupport.ui import language, theme
from smartsupport.ui.actions import Action, Commands
from smartsupport.ui.background import Background
from smartsupport.ui.focus import FocusRing
from smartsupport.ui.frame import ModeBar, Navigation, PracticeStrip, StatusLine, TopBar, place_key
from smartsupport.ui.leaving import ask_before_closing
from smartsupport.ui.live import Live
from smartsupport.ui.palette import Palette
from smartsupport.ui.place import keep_place, restore_place
from smartsupport.ui.screen import Around, KeepsDraft, Loads, ShowsRecord
from smartsupport.ui.shown import Shown
from smartsupport.ui.widgets.banner import Banner

LEAST = (880, 480)
"""A 1366×768 laptop at 150 % leaves 911×512, less the task bar."""
NARROW = 1100

ACTIONS = (
    Action(code="search", text=N_("Search"), shortcut="Ctrl+K", icon="search", where="window"),
    Action(code="menu", text=N_("Menu"), shortcut="Alt+M"),
    Action(code="large_type", text=N_("Large type on or off"), where="window"),
    Action(code="close", text=N_("Close the program"), shortcut="Ctrl+Q", where="end"),
)
THEMES = (
    ("system", N_("Colours as the system has them")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)


class Window(QMainWindow):
    """The shell. `remember` is given the settings whenever they change."""

    state_pressed = Signal()

    def __init__(
        self,
        shown: Shown,
        *,
        background: Background,
        live: Live,
        clock: Clock,
        settings: Settings,
        remember: Callable[[Settings], None],
        locale_dir: Path,
        title: str,
        practice: bool = False,
    ) -> None:
        """`title` names the 台帳 in the title bar."""
        super().__init__()
        self._shown, self._code = shown, shown.screens[0].code
        self._background, self._live, self._clock = background, live, clock
        self._settings, self._remember = settings, remember
        self._locale_dir = locale_dir
        self._practice = practice
        self._frame = QFrame()
        self._cover: QWidget | None = None
        self._parts = QStackedWidget()
        self.setCentralWidget(self._parts)
        self._state: tuple[str, str, bool] | None = None
        self._sure = False
        self.setWindowTitle(title)
        self.setMinimumSize(*LEAST)
        restore_place(self, settings)
        self._build()
        background.busy_changed.connect(self._show_state)
        self._look = QTimer(self, interval=500)  # what is typed tells nobody: it is looked at
        self._look.timeout.connect(self._show_state)
        self._look.start()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    # What the program asks of it

    def hand_over(self, shown: Shown) -> None:
        """Show something else, built anew. What was half typed is lost: look at `unsaved`."""
        self._shown, self._code = shown, shown.screens[0].code
        self._build()

    def cover(self, page: QWidget) -> None:
        """Show nothing but `page`, not even a name in the title bar, until `uncover`.

        What is open stays as it is; what lies over the window closes.
        """
        for other in self.findChildren(QWidget):
            if other.isWindow() and other.isVisible():
                other.close()
        self._cover, self._title = page, self.windowTitle()
        self.setWindowTitle(QApplication.applicationDisplayName())
        self._show_part(page)
        FocusRing(page)
        page.setFocus()

    def uncover(self) -> None:
        """Show again what `cover` has hidden."""
        page, self._cover = self._cover, None
        if page is not None:
            self.setWindowTitle(self._title)
            self._show_part(self._frame)
            self._drop_part(page)
            self.screen_widget.setFocus()

    def _show_part(self, part: QWidget) -> None:
        self._parts.addWidget(part)
        self._parts.setCurrentWidget(part)

    def _drop_part(self, part: QWidget) -> None:
        self._parts.removeWidget(part)
        part.deleteLater()

    def go(self, code: str, record: object = None) -> None:
        """Show the screen `code`, and in it `record` if one is named. KeyError: no such screen."""
        screen = next((screen for screen in self._shown.screens if screen.code == code), None)
        if screen is None:
            raise KeyError(code)
        widget = self._made.get(code)
        if widget is None:
            widget = self._made[code] = screen.make(self._around)
            self._stack.addWidget(_scrolling(widget))
            if isinstance(widget, Loads):
                widget.load()
        self._code = code
        self._stack.setCurrentIndex(list(self._made).index(code))
        self._navigation.mark(code)
        if isinstance(self._top, TopBar):
            self._top.say(_(screen.title))
        widget.setFocus()
        if record is not None and isinstance(widget, ShowsRecord):
            widget.show_record(record)

    def say(
        self,
        text: str,
        tone: str = "info",
        *,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show a banner over whatever screen is open (see `Banner.say`)."""
        self._banner.say(text, tone, action=action)

    def show_state(self, text: str, tone: str = "ok", *, leads: bool = False) -> None:
        """What the status line says while nothing is being saved; "" = that all is saved.

        What was "refused" stays. `state_pressed` tells that more is wanted of what `leads` on.
        """
        if self._state is None or self._state[1] != "refused":
            self._state = (text, tone, leads) if text else None
        self._show_state()

    def change(self, settings: Settings) -> None:
        """Take up other settings, now; other words, type or colours build the screens anew.

        Says so and does nothing while a draft would be lost.
        """
        if _looks(settings) == _looks(self._settings):
            self._settings = settings
            self._remember(settings)
        elif self.unsaved:
            self.say(_("Please save or discard what you have typed first."), "attention")
        else:
            self._dress(settings)

    def _dress(self, settings: Settings) -> None:
        self._settings = settings
        self._remember(settings)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        language.apply(app, settings.language, self._locale_dir)
        theme.apply(app, theme.make(settings.theme, large=settings.large_type))
        self._build()

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self._settings

    @property
    def screen_code(self) -> str:
        """The code of the screen that is open."""
        return self._code

    @property
    def screen_widget(self) -> QWidget:
        """The screen that is open."""
        return self._made[self._code]

    # Building

    def _build(self) -> None:
        self._made: dict[str, QWidget] = {}
        frame = QFrame()
        self._banner = Banner()
        self._stack = QStackedWidget()
        self._top = ModeBar(self._shown.who) if self._shown.reception else TopBar()
        self._status = StatusLine(self._clock)
        self._status.pressed.connect(self.state_pressed)
        self._navigation = Navigation([screen for screen in self._shown.screens if screen.listed])
        self._commands = Commands(frame)
        self._around = Around(
            background=self._background,
            live=self._live,
            commands=self._commands,
            clock=self._clock,
            say=self.say,
            go=self.go,
        )
        self._lay_out(frame)
        before, self._frame = self._frame, frame
        self._show_part(frame)
        self._drop_part(before)  # and with it go the screens that were
        self._bind(frame)
        self._navigation.gone.connect(self.go)
        self._status.who(self._shown.who)
        self._show_state()
        self._ring = FocusRing(frame)
        self._fit()
        self.go(self._code)

    def _lay_out(self, frame: QFrame) -> None:
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._practice:
            frame.setObjectName("practice")
            column.addWidget(PracticeStrip())
        middle, right = QHBoxLayout(), QVBoxLayout()
        middle.setSpacing(0)
        right.setSpacing(0)
        # A message lies over the title, not above the screen: what a hand is about to press
        # must not move away under it.
        head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._top, 0, 0)
        head.addWidget(self._banner, 0, 0)
        right.addLayout(head)
        right.addWidget(self._stack, 1)
        if self._shown.reception:
            self._navigation.hide()
        middle.addWidget(self._navigation)
        middle.addLayout(right, 1)
        column.addLayout(middle, 1)
        column.addWidget(self._status)

    def _bind(self, frame: QFrame) -> None:
        places = [screen for screen in self._shown.screens if screen.listed]
        going = [
            Action(
                code=f"go_{screen.code}",
                text=screen.title,
                shortcut=place_key(number),
                icon=screen.icon,
                where="places",
            )
            for number, screen in enumerate(places, 1)
        ]
        run: dict[str, Callable[[], object]] = {
            f"go_{screen.code}": partial(self.go, screen.code) for screen in places
        }
        run |= {
            "search": self._search,
            **{action.code: call for action, call in self._shown.steps.items()},
            "menu": self._top.menu_button.click,
            "large_type": lambda: self._change_one(large_type=not self._settings.large_type),
            "close": self.close,
        }
        own = [
            action for action in ACTIONS if not (self._shown.reception and action.code == "search")
        ]
        bound = self._commands.bind(frame, [*going, *self._shown.steps, *own], run, everywhere=True)
        if isinstance(self._top, TopBar):
            self._top.searched.connect(self._search)
        else:
            for action in self._shown.steps:
                if action.where == "mode":
                    self._top.offer(bound[action.code], action.icon)
        menu = QMenu(self._top.menu_button)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        self._top.menu_button.setMenu(menu)

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        for where in ("places", "mode", self._code, "window"):
            self._commands.fill(menu, where)
            menu.addSeparator()
        colours, words = menu.addMenu(_("Colours")), menu.addMenu(_("Language") + " (Language)")
        for name, text in THEMES:
            _tick(colours, _(text), self._settings.theme == name, self._setter("theme", name))
        for code, text in language.NAMES.items():
            chosen = self._settings.language == code
            _tick(words, text, chosen, self._setter("language", code))
        menu.addSeparator()
        self._commands.fill(menu, "end")

    def _setter(self, field: str, value: str) -> Callable[[], None]:
        return lambda: self._change_one(**{field: value})

    def _change_one(self, **values: object) -> None:
        self.change(msgspec.structs.replace(self._settings, **values))

    # What happens to it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted puts the banner away."""
        self._banner.keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gives the screen what room there is."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where it stood; ask first when something typed would be lost."""
        if self.unsaved and not self._sure:
            event.ignore()
            ask_before_closing(self, self._close_anyway)
            return
        self._settings = keep_place(self, self._settings)
        self._remember(self._settings)
        super().closeEvent(event)

    def _fit(self) -> None:
        self._navigation.narrow(self.width() < NARROW)

    def _search(self) -> None:
        Palette(self._commands, self._shown.finders, self._background, self).open()

    def _show_state(self, *_busy: bool) -> None:
        if self._background.busy:
            self._status.state(_("Saving…"), "info")
        elif self.unsaved and not (self._state and self._state[1] == "refused"):
            self._status.state(_("What you typed is not saved yet"), "attention")
        elif self._state:
            text, tone, leads = self._state
            self._status.state(text, tone, leads=leads and not self._shown.reception)
        else:
            self._status.state(_("Everything is saved"), "ok")

    def _system_changed(self, *_what: object) -> None:
        if self._settings.theme == "system" and not self.unsaved and self._cover is None:
            self._dress(self._settings)

    @property
    def unsaved(self) -> bool:
        """Whether something typed would be lost."""
        made = self._made.values()
        return any(isinstance(widget, KeepsDraft) and widget.unsaved() for widget in made)

    def _close_anyway(self) -> None:
        self._sure = True
        self.close()


def _looks(settings: Settings) -> tuple[object, ...]:
    return (settings.language, settings.large_type, settings.theme)


def _scrolling(widget: QWidget) -> QScrollArea:
    """In large type on a small laptop a screen may need more height than there is."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def _tick(menu: QMenu, text: str, chosen: bool, run: Callable[[], None]) -> None:
    item = menu.addAction(text)
    item.setCheckable(True)
    item.setChecked(chosen)
    item.triggered.connect(lambda _checked=False: run())
