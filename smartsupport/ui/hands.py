"""In whose hands the window is: a 担当者's, a volunteer's (受付モード), or nobody's (locked)."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from smartsupport.domain.account import Account
from smartsupport.domain.errors import Known
from smartsupport.domain.laptop import Laptop
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import lock as locks
from smartsupport.services import reception_mode
from smartsupport.services.office import Office
from smartsupport.services.sign_in import needs_password
from smartsupport.settings import Settings
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.exchanging import TONES, Exchanging
from smartsupport.ui.finders import finders
from smartsupport.ui.idle import IdleWatch
from smartsupport.ui.screens import all_screens, reception_screens
from smartsupport.ui.screens.desk_place import DeskPlace, HasDesk, OpenDesk
from smartsupport.ui.shown import Shown
from smartsupport.ui.window import Window

if TYPE_CHECKING:  # loads when the window is locked for the first time
    from smartsupport.ui.lock_page import LockPage

LOCK = Action(code="lock", text=N_("Lock"), shortcut="Ctrl+L", icon="lock", where="window")
NAME = Action(code="mode_name", text=N_("Change the name"), icon="person", where="mode")
LEAVE = Action(code="mode_leave", text=N_("End reception mode"), icon="lock", where="mode")


class Hands(QObject):
    """Owns the office: whoever takes the window over gets one of their own."""

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__()
        self.office = office
        self.exchanging = Exchanging(office, background, self._settings, self)
        self._background = background
        self._passwords = needs_password(office.places)
        self._place: DeskPlace | None = None
        self._page: LockPage | None = None
        self._window: Window  # comes with `sit_at`; what is shown leads to it only later

    def sit_at(self, window: Window) -> None:
        """From now on `window` is what is handed over and locked."""
        self._window = window
        self.setParent(window)
        self.exchanging.told.connect(self._show_sharing)
        window.state_pressed.connect(partial(window.go, "settings", "sharing"))
        if self._passwords:
            watch = IdleWatch(
                self.office.clock, lambda: window.settings.lock_minutes, self._desk_until, self
            )
            watch.left.connect(self.lock)

    @property
    def shown(self) -> Shown:
        """What the window shows in these hands."""
        office = self.office
        settings, change = self._settings, self._change
        steps: dict[Action, Callable[[], object]] = {LOCK: self.lock} if self._passwords else {}
        if office.is_coordinators:
            return Shown(
                screens=all_screens(office, settings, change, self._begin, self.exchanging),
                finders=finders(office, lambda: self._window.go),
                steps=steps,
                who=office.person,
            )
        screens = reception_screens(
            office,
            settings,
            change,
            begin=self._begin,
            leave=self._leave,
            place=self._place,
            asks=self._passwords,
        )
        own = {NAME: partial(self._go, "volunteers"), LEAVE: partial(self._go, "leave")}
        return Shown(screens=screens, steps={**own, **steps}, who=office.person, reception=True)

    def _settings(self) -> Settings:
        return self._window.settings

    def _change(self, wanted: Settings) -> None:
        self._window.change(wanted)

    def _go(self, code: str, record: object = None) -> None:
        self._window.go(code, record)

    def _show_sharing(self) -> None:
        line = self.exchanging.in_short
        if line is None:
            self._window.show_state("")
        else:
            self._window.show_state(line.text, TONES[line.tone], leads=True)

    # 受付モード

    def _begin(self, place: DeskPlace, volunteer: Account) -> None:
        if self._is_free():
            self._background.run(
                Lane.WRITE,
                partial(reception_mode.begin, self.office, volunteer),
                partial(self._begun, place),
                self._failed,
                owner=self,
            )

    def _begun(self, place: DeskPlace, office: Office) -> None:
        self._place = place
        self._hand_over(office)

    def _leave(self, password: str, refuse: Callable[[Known], None]) -> None:
        if self._is_free():
            self._background.run(
                Lane.HEAVY,
                partial(reception_mode.end, self.office, password),
                self._hand_over,
                refuse,
                owner=self,
            )

    def _is_free(self) -> bool:
        """Whether nothing typed would be lost; says so if it would."""
        if self._window.unsaved:
            self._window.say(_("Please save or discard what you have typed first."), "attention")
        return not self._window.unsaved

    def _hand_over(self, office: Office) -> None:
        self.office = office
        self._window.hand_over(self.shown)

    def _failed(self, error: Known) -> None:
        self._window.say(sentence(error), "refused")

    # ロック

    def heard(self, changes: Mapping[type, Collection[UUID]]) -> None:
        """Records changed: whoever another computer removed works no more on this one, and nobody
        does on one that was marked lost.
        """
        self.exchanging.heard(changes)
        if self._passwords and (Account in changes or Laptop in changes):
            self._background.run(
                Lane.READ,
                partial(locks.is_in, self.office),
                lambda inside: None if inside else self.lock(),
                key=(id(self), "inside"),
                owner=self,
            )

    def lock(self) -> None:
        """Show nothing of the 台帳 until somebody's password is typed; the desk goes on."""
        if self._page is not None:
            return
        from smartsupport.ui.lock_page import LockPage
        from smartsupport.ui.locked_desk import LockedDesk

        desk = self._open_desk()
        counter = None
        if desk is not None:
            counter = LockedDesk(self.office, self._background, desk.place, self._window.settings)
        self._page = page = LockPage(counter)
        page.given.connect(self._unlock)
        self._window.cover(page)
        self._background.run(Lane.WRITE, partial(locks.lock, self.office))

    def _unlock(self, password: str) -> None:
        page = self._page
        assert page is not None
        self._background.run(
            Lane.HEAVY,
            partial(locks.unlock, self.office, password),
            self._unlocked,
            page.refuse,
            owner=page,
        )

    def _unlocked(self, office: Office) -> None:
        page = self._page
        assert page is not None
        if office.account.id != self.office.account.id and self._window.unsaved:
            page.insisted.connect(partial(self._open, office))
            page.warn_of_loss()
        else:
            self._open(office)

    def _open(self, office: Office) -> None:
        self._page = None
        self._window.uncover()
        if office.account.id != self.office.account.id:
            self._hand_over(office)

    def _open_desk(self) -> OpenDesk | None:
        screen = self._window.screen_widget
        return screen.open_desk() if isinstance(screen, HasDesk) else None

    def _desk_until(self) -> datetime | None:
        desk = self._open_desk()
        return desk.until if desk else None
