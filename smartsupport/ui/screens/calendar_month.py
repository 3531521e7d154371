"""日程 as a month: a week a row, each day with its sessions by letter, time and venue."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartsupport import formats
from smartsupport.domain.period import Month
from smartsupport.i18n import _, language, ngettext
from smartsupport.services import board
from smartsupport.services.board import BoardRow
from smartsupport.services.office import Office
from smartsupport.services.recurrence import japanese_holidays
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens import calendar_words as words

Index = QModelIndex | QPersistentModelIndex
_DAY = Qt.ItemDataRole.UserRole
_ROWS = Qt.ItemDataRole.UserRole + 1
_HOLIDAY = Qt.ItemDataRole.UserRole + 2
_OUTSIDE = Qt.ItemDataRole.UserRole + 3
_TODAY = Qt.ItemDataRole.UserRole + 4


class MonthView(QWidget):
    """Arrows move by day, Enter takes the day."""

    taken = Signal(object, object)
    """A day and the ids of its sessions, in order."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._month = Month.of(around.clock().astimezone(formats.TOKYO).date())
        self.table = _Table()
        self.table.setItemDelegate(_DayDelegate(self.table))
        self.table.taken.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_month(self, day: date) -> None:
        """Ask for the month that `day` lies in."""
        self._month = Month.of(day)
        self._around.background.run(
            Lane.READ,
            partial(_read, self._office, self._month),
            self._show,
            key=(id(self), "month"),
        )

    def _show(self, answer: tuple[Month, list[BoardRow], dict[date, str]]) -> None:
        month, rows, holidays = answer
        by_day: defaultdict[date, list[BoardRow]] = defaultdict(list)
        for row in rows:
            by_day[row.line.session.day].append(row)
        today = self._around.clock().astimezone(formats.TOKYO).date()
        self.table.fill(month, by_day, holidays, today)

    def _take(self, day: date, rows: list[BoardRow]) -> None:
        self.taken.emit(day, [row.line.session.id for row in rows])


def _read(office: Office, month: Month) -> tuple[Month, list[BoardRow], dict[date, str]]:
    wanted = board.ids(office, month.first, month.last)
    found = board.rows(office, wanted)
    name_of = japanese_holidays()
    holidays = {day: name for day in month.days() if (name := name_of(day))}
    return month, [found[id] for id in wanted if id in found], holidays


class _Table(QTableWidget):
    taken = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(0, 7)
        self.setAccessibleName(_("Month view"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setAccessibleName(_("Weekdays"))
        self.verticalHeader().setMinimumSectionSize(theme.look().sizes.text * 5)
        self.setHorizontalHeaderLabels([_weekday(n) for n in range(7)])
        self.doubleClicked.connect(self._take)

    def fill(
        self,
        month: Month,
        by_day: Mapping[date, Sequence[BoardRow]],
        holidays: Mapping[date, str],
        today: date,
    ) -> None:
        """Show a month; the day that was current stays so, if it is in it."""
        kept = self._day(self.currentIndex())
        weeks = Calendar().monthdatescalendar(month.year, month.month)
        self.setRowCount(len(weeks))
        items: dict[date, QTableWidgetItem] = {}
        for row, week in enumerate(weeks):
            for column, day in enumerate(week):
                item = _item(day, by_day.get(day, []), holidays.get(day, ""))
                item.setData(_OUTSIDE, Month.of(day) != month)
                item.setData(_TODAY, day == today)
                self.setItem(row, column, item)
                items[day] = item
        wanted = (day for day in (kept, today) if day and Month.of(day) == month)
        self.setCurrentItem(items[next(wanted, month.first)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current day."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        if (day := self._day(index)) is not None:
            self.taken.emit(day, index.data(_ROWS))

    @staticmethod
    def _day(index: QModelIndex) -> date | None:
        day = index.data(_DAY) if index.isValid() else None
        return day if isinstance(day, date) else None


def _item(day: date, rows: Sequence[BoardRow], holiday: str) -> QTableWidgetItem:
    item = QTableWidgetItem()
    item.setData(_DAY, day)
    item.setData(_ROWS, list(rows))
    item.setData(_HOLIDAY, holiday)
    said = [formats.short_day(day, language()), holiday, *(_said(row) for row in rows)]
    text = "\n".join(part for part in said if part)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
    item.setToolTip(text)
    return item


def _said(row: BoardRow) -> str:
    line = row.line
    return f"{words.kind(line)} {words.hours(line.session)} {line.venue} {words.places(row)}"


def _weekday(number: int) -> str:
    # Any week will do: the name is what comes before the day in English, after it in Japanese.
    shown = formats.short_day(date(2024, 1, 1 + number), language())
    return shown[-2] if language() == "ja" else shown.split()[0]


class _DayDelegate(QStyledItemDelegate):
    """Draws a day: its number and holiday, then a line a session as long as there is room."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the day and its sessions."""
        look = theme.look()
        chosen = bool(option.state & option.state.State_Selected)
        rect = option.rect
        painter.save()
        painter.setClipRect(rect)
        outside = bool(index.data(_OUTSIDE))
        ground = "action_ground" if chosen else "panel" if outside else "ground"
        painter.fillRect(rect, look.colour(ground))
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 4, rect.height()), look.colour("action"))
        inside = rect.adjusted(8, 4, -4, -4)
        high = painter.fontMetrics().height() + 4
        self._number(painter, inside, index, outside)
        rows: list[BoardRow] = index.data(_ROWS) or []
        room = max(1, (inside.height() - high) // high)
        shown = rows if len(rows) <= room else rows[: max(0, room - 1)]
        at = QRect(inside.x(), inside.y() + high, inside.width(), high)
        for row in shown:
            _line(painter, at, row)
            at.translate(0, high)
        if len(rows) > len(shown):
            more = ngettext("{n} session", "{n} sessions", len(rows))
            if shown:
                more = _("{n} more")
            more = more.format(n=len(rows) - len(shown))
            _write(painter, at, more, look.colour("muted"))
        painter.restore()

    @staticmethod
    def _number(painter: QPainter, inside: QRect, index: Index, outside: bool) -> None:
        look = theme.look()
        day: date = index.data(_DAY)
        holiday: str = index.data(_HOLIDAY) or ""
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        free = bool(holiday) or day.weekday() == 6
        colour = "muted" if outside else "refused" if free else "text"
        number = _("{day} today").format(day=day.day) if index.data(_TODAY) else str(day.day)
        _write(painter, inside, number, look.colour(colour), top=True)
        font.setBold(False)
        painter.setFont(font)
        left = painter.fontMetrics().horizontalAdvance(number) + 12
        _write(painter, inside.adjusted(left, 0, 0, 0), holiday, look.colour(colour), top=True)


def _line(painter: QPainter, rect: QRect, row: BoardRow) -> None:
    look = theme.look()
    line = row.line
    side = rect.height() - 4
    badge = QRect(rect.x(), rect.y() + 2, side, side)
    gone = line.session.cancelled
    bold = painter.font()
    bold.setBold(True)
    plain = painter.font()
    painter.setFont(bold)
    _write(painter, badge, line.letter, look.colour("muted" if gone else "action"))
    painter.setFont(plain)
    text = f"{formats.clock(line.session.start)} {line.venue}"
    colour = look.colour("text")
    if gone:
        text, colour = _("Cancelled: {what}").format(what=text), look.colour("muted")
    elif row.short:
        text, colour = f"! {text}", look.colour("attention")
    _write(painter, rect.adjusted(side + 6, 0, 0, 0), text, colour)


def _write(painter: QPainter, rect: QRect, text: str, colour: QColor, *, top: bool = False) -> None:
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    across = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | across, shown)
