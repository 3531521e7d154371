"""A walk through the ways in, page by page, in one look and size.

From nothing to a new register with its first list, then the next morning: the password, wrong
ones, the recovery sheet, and what stands in the way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from smartsupport.codes.recovery import Code, new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.paths import Places, resources
from smartsupport.services import accounts, recovery, sign_in
from smartsupport.settings import Settings
from smartsupport.ui.doors.first_start import FirstStart
from smartsupport.ui.doors.guide import Guide
from smartsupport.ui.doors.join import Join
from smartsupport.ui.doors.new_register import NewRegister
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.recover import Recover
from smartsupport.ui.doors.sign_in import SignIn
from smartsupport.ui.doors.window import DoorWindow
from smartsupport.ui.errors import Faults
from smartsupport.ui.start import Program
from tests.ui.tour import come_to_rest

PASSWORD = "kumo ni noru neko"
NAKANO = "131148"


class Bugs(Faults):
    """Keeps faults of the program instead of showing them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[BaseException] = []

    def report(self, error: BaseException) -> None:
        """Keep it."""
        self.found.append(error)


class DoorWalk:
    """One person at the doors of `base`, where nothing lies yet."""

    def __init__(self, base: Path, settings: Settings, size: tuple[int, int]) -> None:
        self.places = Places(base=base)
        self._settings, self._size = settings, size
        self._bugs = Bugs()
        self.code: Code
        self._begin()

    @property
    def window(self) -> DoorWindow:
        """What is looked at."""
        assert self.program.doors is not None
        return self.program.doors

    @property
    def page(self) -> DoorPage:
        """The page in sight."""
        page = self.window.page
        assert page is not None
        return page

    def visit(self, station: "DoorStation") -> None:
        """Go there, and wait until everything has come."""
        station.go(self)
        self.settle()

    def settle(self) -> None:
        """Everything is laid out. TimeoutError if it never is."""
        come_to_rest(self.window, self.program._background, self._bugs.found)

    def onward(self) -> None:
        """Press the button that goes on."""
        assert self.page.onward is not None
        self.page.onward.click()

    def close(self) -> None:
        """Leave the program."""
        window = self.window
        self.program.end()
        window.leave()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def next_morning(self) -> None:
        """Leave, and start again on the register that is there now, with another coordinator."""
        self.close()
        office = sign_in.sign_in(self.places, PASSWORD)
        accounts.add(office, "見本 太郎", AccountRole.COORDINATOR, "yuki no furu machi")
        self.code = new_code()
        recovery.make_sheet(office, self.code)
        office.close()
        self._begin()

    def _begin(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        locale = resources() / "locale"
        self.program = Program(app, self.places, self._settings, locale, self._bugs)
        self.program.begin()
        self.window.resize(*self._size)
        self.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorStation:
    """Something to look at, and how one comes to it from the one before."""

    code: str
    go: Callable[[DoorWalk], None]


def _new(walk: DoorWalk) -> NewRegister:
    new = walk.window.findChild(NewRegister)
    assert new is not None
    return new


def _guide(walk: DoorWalk) -> Guide:
    guide = walk.window.findChild(Guide)
    assert guide is not None
    return guide


def _recover(walk: DoorWalk) -> Recover:
    found = walk.window.findChild(Recover)
    assert found is not None
    return found


def _join(walk: DoorWalk) -> None:
    first = walk.window.findChild(FirstStart)
    assert first is not None
    Join(first.way, first.page, first)._seen(walk.places.base.parent)


def _whose(walk: DoorWalk) -> None:
    first = walk.window.findChild(FirstStart)
    assert first is not None
    first.buttons[1].click()


def _named(walk: DoorWalk) -> None:
    form = _new(walk).form
    for name, value in (
        ("organiser", "見本区シニア支援係"),
        ("municipality", NAKANO),
        ("person", "見本 花子"),
    ):
        form.input(name).write(value)


def _short(walk: DoorWalk) -> None:
    walk.onward()
    walk.settle()
    _new(walk).password.first.box.setText("kumo")


def _made(walk: DoorWalk) -> None:
    for line in (_new(walk).password.first, _new(walk).password.second):
        line.box.setText(PASSWORD)
    walk.onward()


def _saved(walk: DoorWalk) -> None:
    _new(walk).sheet.preview.save_at(walk.places.base.parent / "sheet.pdf")


def _not_these(walk: DoorWalk) -> None:
    _new(walk).sheet.back_from_paper.box.setText("????")
    walk.onward()


def _venue(walk: DoorWalk) -> None:
    assert walk.page.later is not None
    walk.page.later.click()


def _session(walk: DoorWalk) -> None:
    _guide(walk).venue.input("name").write("見本区民センター")
    walk.onward()


def _list(walk: DoorWalk) -> None:
    _guide(walk).session.input("day").write(date(2026, 12, 5))
    walk.onward()


def _list_saved(walk: DoorWalk) -> None:
    _guide(walk).preview.save_at(walk.places.base.parent / "list.pdf")


def _wrong(walk: DoorWalk) -> None:
    way = walk.window.findChild(SignIn)
    assert way is not None
    for _try in range(4):
        way._left = 0
        way.line.box.setText("ちがうことばです")
        way.open()
        walk.settle()


def _forgotten(walk: DoorWalk) -> None:
    assert walk.page.later is not None
    walk.page.later.click()


def _mistyped(walk: DoorWalk) -> None:
    for box in _recover(walk).code.rows:
        box.setText("0000 0000")
    walk.onward()


def _renew(walk: DoorWalk) -> None:
    for box, row in zip(_recover(walk).code.rows, walk.code.rows, strict=True):
        box.setText(" ".join(row))
    walk.onward()


DOORS = (
    DoorStation(code="doors", go=lambda walk: None),
    DoorStation(code="doors-join", go=_join),
    DoorStation(code="doors-join-empty", go=DoorWalk.onward),
    DoorStation(code="doors-whose", go=_whose),
    DoorStation(code="doors-named", go=_named),
    DoorStation(code="doors-password", go=_short),
    DoorStation(code="doors-sheet", go=_made),
    DoorStation(code="doors-sheet-saved", go=_saved),
    DoorStation(code="doors-sheet-wrong", go=_not_these),
    DoorStation(code="doors-venue", go=_venue),
    DoorStation(code="doors-session", go=_session),
    DoorStation(code="doors-list", go=_list),
    DoorStation(code="doors-list-saved", go=_list_saved),
    DoorStation(code="sign-in", go=DoorWalk.next_morning),
    DoorStation(code="sign-in-wrong", go=_wrong),
    DoorStation(code="sign-in-forgotten", go=_forgotten),
    DoorStation(code="recover-code", go=DoorWalk.onward),
    DoorStation(code="recover-mistyped", go=_mistyped),
    DoorStation(code="recover-renew", go=_renew),
    DoorStation(
        code="trouble", go=lambda walk: walk.program._fail(Refused("vault_damaged", path="vault"))
    ),
)
