"""今日: the day's sessions by venue, the desk one key away, and what needs a person beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smartsupport.clock import TOKYO
from smartsupport.domain.account import Account, RecoverySheet
from smartsupport.domain.booking import Booking
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.tasks import TaskKind
from smartsupport.domain.venue import Venue
from smartsupport.formats import clock, short_day
from smartsupport.i18n import N_, _, language, ngettext
from smartsupport.services import calendar, venues
from smartsupport.services.office import Office
from smartsupport.services.tasks import OpenTask, open_tasks
from smartsupport.storage.queries.calendar import SessionLine
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.today_tasks import TaskList
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.card import Card
from smartsupport.ui.widgets.day_navigator import DayNavigator
from smartsupport.ui.widgets.empty_state import EmptyState
from smartsupport.ui.widgets.flow import FlowLayout

_AHEAD = timedelta(days=60)
"""How far an empty day looks for the next session."""
_TASKS_BEFORE, _TASKS_AFTER = timedelta(days=31), timedelta(days=14)
"""要対応 looks as far back as can still be mended, and ahead as people can still be asked."""
_CARD_WIDTH = 330
_MODE = Action(code="today_mode", text=N_("Begin reception mode"), icon="people", where="today")
_SHOWN = (
    *(Booking, Consultation, DoorEvent, Placement, Session, SessionKind, Venue),
    *(Account, RecoverySheet, SameAs),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShown:
    """One day as the screen shows it; `next_day` is asked for where the day is empty."""

    day: date
    lines: tuple[SessionLine, ...]
    any_venue: bool
    next_day: date | None = None


class TodayScreen(QWidget):
    """Opens first. Digits open the desk of a venue."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._places: list[DeskPlace] = []
        self._page: QWidget | None = None
        self._shown: DayShown | None = None
        self._tasks: Sequence[OpenTask] = ()
        self._unfolded: set[TaskKind] = set()
        self.days = DayNavigator(self._today)
        self.days.moved.connect(self._move)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 12, 24, 12)
        whole.setSpacing(12)
        whole.addWidget(self.days)
        whole.addWidget(area, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        around.commands.bind(self, [_MODE], {_MODE.code: self._hand_over})
        around.live.watch(self, _SHOWN, lambda _changes: self._ask())

    def load(self) -> None:
        """Ask for the day."""
        self._ask()

    def show_record(self, record: object) -> None:
        """Show the day `record`."""
        if isinstance(record, date):
            self.days.go(record)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the first thing to do."""
        self._to_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A venue's digit opens its desk; Enter opens the first."""
        key = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and focused.hasFocus():
                focused.click()
                return
            key = "1"
        if key.isdecimal() and 1 <= int(key) <= len(self._places):
            self._open(self._places[int(key) - 1])
        else:
            super().keyPressEvent(event)

    def _today(self) -> date:
        return self._around.clock().astimezone(TOKYO).date()

    def _move(self, _day: date) -> None:
        self._tasks = ()
        self._ask()

    def _ask(self) -> None:
        self._around.background.run(
            Lane.READ,
            partial(read_day, self._office, self.days.day),
            self._show,
            key=(id(self), "day"),
        )
        # Weeks of sessions are looked through: the desk's questions must not wait behind it.
        self._around.background.run(
            Lane.HEAVY,
            partial(tasks_around, self._office, self.days.day),
            self._show_tasks,
            key=(id(self), "tasks"),
        )

    def _show_tasks(self, tasks: Sequence[OpenTask]) -> None:
        self._tasks = tasks
        if self._shown is not None:
            self._show(self._shown)

    def _show(self, shown: DayShown) -> None:
        self._shown = shown
        by_venue: dict[UUID, list[SessionLine]] = {}
        for line in shown.lines:
            by_venue.setdefault(line.session.venue_id, []).append(line)
        had = self._page is not None and self._page.isAncestorOf(self.focusWidget() or self)
        self._places = [DeskPlace(venue_id=id, day=shown.day) for id in by_venue]
        page = self._filled(by_venue) if by_venue else self._empty(shown)
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._column.addWidget(page)
        page.show()
        if had or self.hasFocus():
            self._to_first()

    def _filled(self, by_venue: dict[UUID, list[SessionLine]]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for number, (place, lines) in enumerate(
            zip(self._places, by_venue.values(), strict=True), 1
        ):
            column.addLayout(self._venue_row(number, place, lines))
            cards = QWidget()
            row = FlowLayout(cards, gap=12)
            for line in lines:
                row.addWidget(self._card(line))
            column.addWidget(cards)
        if self._tasks:
            column.addWidget(TaskList(self._tasks, self._unfolded, self._around.go))
        column.addStretch(1)
        return page

    def _venue_row(
        self, number: int, place: DeskPlace, lines: Sequence[SessionLine]
    ) -> QHBoxLayout:
        name = lines[0].venue
        title = QLabel(name)
        title.setWordWrap(True)
        theme.dress(title, kind="heading")
        held = any(not line.session.cancelled for line in lines)
        key = str(number) if number < 10 else ""
        button = BigButton(_("Open the desk"), key, icon="desk", primary=held)
        button.setAccessibleName(_("Open the desk at {venue}").format(venue=name))
        button.clicked.connect(lambda _checked=False: self._open(place))
        mode = BigButton(_("Reception mode"), icon="people")
        mode.setAccessibleName(_("Reception mode at {venue}").format(venue=name))
        mode.setToolTip(_("For whoever stands at the desk: there is nothing else to open."))
        mode.clicked.connect(lambda _checked=False: self._around.go("volunteers", place))
        row = QHBoxLayout()
        row.addWidget(title, 1)
        for part in (button, mode):
            row.addWidget(part)
        return row

    def _card(self, line: SessionLine) -> Card:
        session = line.session
        kind = f"【{line.letter}】{line.kind}" if line.letter else line.kind
        same = session.title in ("", line.kind)
        lines = ["" if same else kind, session.room]
        counts = [
            _("{n} booked").format(n=line.booked),
            _("{n} here").format(n=line.attended),
            _("{n} supporters").format(n=line.placed),
        ]
        card = Card(
            kind if same else session.title,
            above=f"{clock(session.start)}–{clock(session.end)}",
            lines=[text for text in (*lines, "　".join(counts)) if text],
            notes=_notes(line),
            buttons=[self._to_places(line)] if line.missing and not session.cancelled else (),
        )
        card.setFixedWidth(_CARD_WIDTH * theme.look().sizes.text // theme.NORMAL.text)
        return card

    def _to_places(self, line: SessionLine) -> BigButton:
        button = BigButton(_("Fill the places"), icon="people")
        button.clicked.connect(lambda _checked=False: self._around.go("calendar", line.session))
        return button

    def _empty(self, shown: DayShown) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self._nothing(shown), 1)
        if self._tasks:
            column.addWidget(TaskList(self._tasks, self._unfolded, self._around.go))
        return page

    def _nothing(self, shown: DayShown) -> EmptyState:
        if not shown.any_venue:
            return EmptyState(
                _("Begin with a venue"),
                _("Enter the places where sessions are held, or bring in a list you have."),
                icon="venue",
                action=(_("Enter a venue"), lambda: self._around.go("register", "venues")),
            )
        if shown.next_day is None:
            return EmptyState(
                _("No session on this day"),
                _("Enter sessions in the schedule, or bring in a list you have."),
                icon="calendar",
                action=(_("Go to the schedule"), lambda: self._around.go("calendar", shown.day)),
            )
        following = shown.next_day
        day = short_day(following, language())
        return EmptyState(
            _("No session on this day"),
            _("The next one is on {day}.").format(day=day),
            icon="calendar",
            action=(_("Show {day}").format(day=day), lambda: self.days.go(following)),
        )

    def _to_first(self) -> None:
        first = self._page.findChild(BigButton) if self._page is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_over(self) -> None:
        self._around.go("volunteers", self._places[0] if len(self._places) == 1 else None)

    def _open(self, place: DeskPlace) -> None:
        self._around.go("desk", place)


def read_day(office: Office, day: date) -> DayShown:
    """What a day holds."""
    lines = tuple(calendar.lines(office, day, day))
    if lines:
        return DayShown(day=day, lines=lines, any_venue=True)
    coming = calendar.lines(office, day + timedelta(days=1), day + _AHEAD)
    return DayShown(
        day=day,
        lines=(),
        any_venue=bool(venues.ids(office)),
        next_day=coming[0].session.day if coming else None,
    )


def tasks_around(office: Office, day: date) -> Sequence[OpenTask]:
    """What is open in the weeks around a day."""
    return tuple(open_tasks(office, day - _TASKS_BEFORE, day + _TASKS_AFTER))


def _notes(line: SessionLine) -> Sequence[tuple[str, str]]:
    if line.session.cancelled:
        return [(_("Session cancelled"), "refused")]
    if line.missing:
        text = ngettext("{n} supporter short", "{n} supporters short", line.missing)
        return [(text.format(n=line.missing), "attention")]
    return []
