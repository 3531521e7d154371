"""A walk through the whole window, station by station, on a practice day that is half over.

The test of every screen and the pictures of the documentation go the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget

from smartsupport.domain.change import UNSEEN
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import Behaviour, Session
from smartsupport.paths import Places, resources
from smartsupport.services import bookings, calendar, cards, desk, placements, records
from smartsupport.services.at_desk import Desk
from smartsupport.services.day import run_day
from smartsupport.services.demo import make_demo
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui import language, theme
from smartsupport.ui.background import Background
from smartsupport.ui.hands import Hands
from smartsupport.ui.live import Live
from smartsupport.ui.locked_desk import LockedDesk
from smartsupport.ui.screens.calendar import CalendarScreen
from smartsupport.ui.screens.desk import DeskScreen
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_room import DeskRoom
from smartsupport.ui.screens.register import RegisterScreen
from smartsupport.ui.screens.session import SessionPage
from smartsupport.ui.screens.settings import SettingsScreen
from smartsupport.ui.screens.volunteers import VolunteersScreen
from smartsupport.ui.start import make_window

W = TypeVar("W", bound=QWidget)

NOW = datetime(2026, 10, 17, 1, 5, tzinfo=UTC)
"""A Saturday, 10:05 in Tokyo: the morning's session has begun, the queue is at the desk."""
DAY = date(2026, 10, 17)
PATIENCE = 30
"""Seconds until a screen that does not come to rest is a fault."""
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
NO_WAIT = QEventLoop.ProcessEventsFlag.AllEvents

LIST = """氏名,ふりがな,電話,メール
見本 忠,みほん ただし,03-0000-2222,
見本 花,みほん はな,09000000678,hana@example.jp
,,12,
"""
"""A list of supporters with one row that cannot be stored."""


# The day


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDay:
    """A practice workspace and what of it the walk stops at."""

    office: Office
    morning: Session
    over: Session
    """A session earlier in the month, with its report."""
    next: Participant
    """Booked for the morning and about to come in."""


def practice_day(folder: Path, words: str) -> PracticeDay:
    """A workspace under `folder` in the language `words`, on a Saturday at NOW."""
    use_language(words)
    office = make_demo(Places(base=folder), seed=7, day=DAY, clock=lambda: NOW)
    over = _earlier(office)
    run_day(office, over.id, folder / "documents")
    morning = calendar.lines(office, DAY, DAY)[0].session
    placements.take(office, placements.propose(office, DAY, DAY + timedelta(days=7)))
    own = placements.of_sessions(office, [morning.id])
    placements.set_state(office, [line.placement for line in own], PlacementState.ACCEPTED)
    booked = [line.participant for line in bookings.of_session(office, morning.id)]
    came = [line.supporter.id for line in own] + [person.id for person in booked[:5]]
    for n, person_id in enumerate([*came, _not_booked(office)]):
        at = NOW - timedelta(minutes=3 * (len(came) - n) + 1)
        desk.arrive(office, person_id, Desk(venue_id=morning.venue_id, day=DAY, at=at))
    _two_versions(office, booked[6])
    records.add(office, replace(booked[7], id=office.new_id(), phone="", seen=UNSEEN))
    return PracticeDay(office=office, morning=morning, over=over, next=booked[5])


def _two_versions(office: Office, person: Participant) -> None:
    """As after a merge: two changes of one number, neither of which had seen the other."""
    with office.store.transaction() as work:
        for phone in ("03-0000-1111", "03-0000-7777"):
            work.change(person, phone=phone)


def _earlier(office: Office) -> Session:
    turns = {k.id for k in calendar.kinds(office) if k.behaviour is Behaviour.TURNS}
    lines = calendar.lines(office, DAY.replace(day=1), DAY - timedelta(days=1))
    return next(line.session for line in lines if line.booked and line.session.kind_id in turns)


def _not_booked(office: Office) -> UUID:
    """Somebody who comes on a day of no booking of theirs, and has to be decided about."""
    today = {
        line.participant.id
        for session in calendar.lines(office, DAY, DAY)
        for line in bookings.of_session(office, session.session.id)
    }
    with office.store.reading() as reading:
        people = [p for p in reading.find(Participant) if p.id not in today and p.name]
    return min(people, key=lambda person: person.kana).id


# The window


class Walk:
    """One window on a practice day, shown in one look and size."""

    def __init__(self, day: PracticeDay, settings: Settings, size: tuple[int, int]) -> None:
        self.day = day
        self._bugs: list[BaseException] = []
        self._background = Background(on_bug=self._bugs.append)
        self._dress(settings)
        self.window = make_window(
            day.office, self._background, Live(), settings, resources() / "locale"
        )
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def visit(self, station: "Station") -> None:
        """Go there, and wait until everything has come."""
        station.go(self)
        self.settle()

    def settle(self) -> None:
        """Every answer has come home and everything is laid out. TimeoutError if it never is."""
        come_to_rest(self.window, self._background, self._bugs)

    def __enter__(self) -> "Walk":
        return self

    def __exit__(self, *_how: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave; what was typed for show is let go."""
        for line in self.window.findChildren(QLineEdit):
            line.clear()
        self._background.stop()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def part(self, kind: type[W]) -> W:
        """The visible widget of this kind."""
        return next(part for part in self.window.findChildren(kind) if part.isVisible())

    def go(self, code: str, record: object = None) -> None:
        """What the window does when one is sent somewhere."""
        self.window.go(code, record)
        self.settle()

    @property
    def desk(self) -> DeskRoom:
        """The desk that is open."""
        room = self.part(DeskScreen).room
        assert room is not None
        return room

    def _dress(self, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        use_language(settings.language, app)
        theme.apply(app, theme.make(settings.theme, large=settings.large_type))


def come_to_rest(window: QWidget, background: Background, bugs: list[BaseException]) -> None:
    """Every answer has come home and `window` is laid out. TimeoutError if it never is."""
    until = monotonic() + PATIENCE
    waking = QTimer()  # else a wait for an event that never comes would have no end
    waking.start(100)
    quiet = 0
    while quiet < 3:
        under_way = bool(background._waiting) or any(
            timer.isActive() and timer.isSingleShot() and timer.interval() < 1_000
            for timer in window.findChildren(QTimer)
        )
        QApplication.processEvents(WAIT if under_way else NO_WAIT)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if under_way else quiet + 1
        if bugs:
            raise bugs[0]
        if monotonic() > until:
            raise TimeoutError


def use_language(words: str, app: QApplication | None = None) -> None:
    """Speak `words` from now on."""
    app = app or QApplication.instance()  # type: ignore[assignment]
    assert isinstance(app, QApplication)
    language.apply(app, words, resources() / "locale")


# The stations


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Something to look at, and how one comes to it from the station before."""

    code: str
    go: Callable[[Walk], None]


def _desk(walk: Walk) -> None:
    walk.go("desk", DeskPlace(venue_id=walk.day.morning.venue_id, day=DAY))


def _desk_green(walk: Walk) -> None:
    walk.desk.calls.arrive(walk.day.next.id)


def _desk_parked(walk: Walk) -> None:
    walk.desk.strip.opened.emit(walk.desk.strip.parked[0])


def _desk_page(page: str) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        side = walk.desk.side
        side.open(getattr(side, page))

    return go


def _desk_search(walk: Walk) -> None:
    walk.desk.side.close_page()
    walk.desk.list.line.setText(walk.day.next.kana[:2])


def _view(code: str) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        walk.go("calendar", DAY)
        screen = walk.part(CalendarScreen)
        screen.views.pick([code])
        screen.views.changed.emit()

    return go


def _board_seat(walk: Walk) -> None:
    _view("board")(walk)
    walk.settle()
    walk.part(CalendarScreen).board.board.setFocus()
    board = walk.part(CalendarScreen).board.board
    row, seat = board.current()
    board.opened.emit(row, seat)


def _board_proposal(walk: Walk) -> None:
    walk.part(CalendarScreen).board.propose.click()


def _session(page: int) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        if not walk.window.findChildren(SessionPage):
            walk.go("calendar", walk.day.morning)
        walk.part(SessionPage).tabs.setCurrentIndex(page)

    return go


def _session_new(walk: Walk) -> None:
    walk.part(SessionPage).leave()
    walk.settle()
    walk.part(CalendarScreen).add(DAY)


def _register(place: int) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        walk.go("register")
        screen = walk.part(RegisterScreen)
        screen.tabs.setCurrentIndex(place)
        walk.settle()
        screen.page.show_record(screen.page.list.ids[3 % len(screen.page.list.ids)])

    return go


def _record(page: int) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        walk.part(RegisterScreen).page.pane._tabs.setCurrentIndex(page)

    return go


def _import(walk: Walk) -> None:
    path = walk.day.office.places.base / "supporters.csv"
    path.write_text(LIST, "utf-8")
    screen = walk.part(RegisterScreen)
    screen.tabs.setCurrentIndex(0)
    screen.read_file(path)


def _reports(page: int) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        walk.go("reports")
        walk.part(QTabWidget).setCurrentIndex(page)

    return go


def _reports_document(walk: Walk) -> None:
    _reports(0)(walk)
    walk.settle()
    from smartsupport.ui.table import LongList

    walk.part(LongList).choose(walk.day.over.id)


def _settings(page: str) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        walk.go("settings")
        walk.part(SettingsScreen).show_record(page)

    return go


def _volunteers(walk: Walk) -> None:
    walk.go("volunteers", DeskPlace(venue_id=walk.day.morning.venue_id, day=DAY))


def _mode_desk(walk: Walk) -> None:
    screen = walk.part(VolunteersScreen)
    screen._take(screen._names[0])


def _mode_left(walk: Walk) -> None:
    hands = walk.window.findChild(Hands)
    hands._leave("", lambda _error: None)
    walk.settle()
    _desk(walk)
    walk.settle()
    hands.lock()
    walk.settle()
    walk.part(LockedDesk).scan(cards.reissue(walk.day.office, walk.day.next.id).code)


def _locked_alone(walk: Walk) -> None:
    hands = walk.window.findChild(Hands)
    hands._open(hands.office)
    walk.go("today")
    hands.lock()


def _unlocked(walk: Walk) -> None:
    hands = walk.window.findChild(Hands)
    hands._open(hands.office)


STATIONS = (
    Station(code="today", go=lambda walk: walk.go("today")),
    Station(code="versions", go=lambda walk: walk.go("versions")),
    Station(code="same-person", go=lambda walk: walk.go("same_person")),
    Station(code="desk", go=_desk),
    Station(code="desk-parked", go=_desk_parked),
    Station(code="desk-green", go=_desk_green),
    Station(code="desk-walk-in", go=_desk_page("walk_in")),
    Station(code="desk-record", go=_desk_page("record")),
    Station(code="desk-help", go=_desk_page("help")),
    Station(code="desk-closing", go=_desk_page("closing")),
    Station(code="desk-search", go=_desk_search),
    Station(code="desk-taken-back", go=lambda walk: walk.desk.calls.take_back()),
    Station(code="calendar-list", go=_view("list")),
    Station(code="calendar-month", go=_view("month")),
    Station(code="calendar-board", go=_view("board")),
    Station(code="calendar-seat", go=_board_seat),
    Station(code="calendar-proposal", go=_board_proposal),
    Station(code="session-overview", go=_session(0)),
    Station(code="session-bookings", go=_session(1)),
    Station(code="session-placements", go=_session(2)),
    Station(code="session-papers", go=_session(3)),
    Station(code="session-history", go=_session(4)),
    Station(code="session-new", go=_session_new),
    Station(code="supporter", go=_register(0)),
    Station(code="supporter-week", go=_record(1)),
    Station(code="supporter-history", go=_record(3)),
    Station(code="participant", go=_register(1)),
    Station(code="venue", go=_register(2)),
    Station(code="import", go=_import),
    Station(code="reports-documents", go=_reports_document),
    Station(code="reports-hours", go=_reports(1)),
    Station(code="settings-register", go=_settings("register")),
    Station(code="settings-people", go=_settings("people")),
    Station(code="settings-kinds", go=_settings("kinds")),
    Station(code="settings-topics", go=_settings("topics")),
    Station(code="settings-referrals", go=_settings("referrals")),
    Station(code="settings-keeping", go=_settings("keeping")),
    Station(code="settings-journal", go=_settings("journal")),
    Station(code="settings-sharing", go=_settings("sharing")),
    Station(code="settings-backups", go=_settings("backups")),
    Station(code="settings-handover", go=_settings("handover")),
    Station(code="settings-computer", go=_settings("computer")),
    Station(code="settings-leave", go=_settings("leave")),
    Station(code="settings-about", go=_settings("about")),
    Station(code="volunteers", go=_volunteers),
    Station(code="mode-desk", go=_mode_desk),
    Station(code="mode-name", go=lambda walk: walk.go("volunteers")),
    Station(code="mode-leave", go=lambda walk: walk.go("leave")),
    Station(code="locked-desk", go=_mode_left),
    Station(code="locked", go=_locked_alone),
    Station(code="unlocked", go=_unlocked),
)
