"""配置 as a board: a session a row, a place a cell; the session stands at the left throughout."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.services.board import BoardRow, Seat, Seated
from smartsupport.ui import icons, theme
from smartsupport.ui.screens import calendar_words as words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SEAT = Qt.ItemDataRole.UserRole
_STATE_ICONS = {
    PlacementState.ACCEPTED: ("check", "ok"),
    PlacementState.ASKED: ("phone", "action"),
    PlacementState.CANDIDATE: ("question", "action"),
}


def seat_words(seat: Seat) -> tuple[str, str]:
    """What a cell says: the role and how it stands, then who it is."""
    role = word(seat.role)
    if seat.line is None:
        name = _("Empty, needed") if seat.seated is Seated.NEEDED else _("Empty")
        return role, name
    state = word(seat.line.placement.state)
    if seat.line.placement.trainee:
        state = _("{state}, in training").format(state=state)
    name = shown_name(seat.line.supporter)
    return _("{role}: {state}").format(role=role, state=state), name


class BoardModel(QAbstractTableModel):
    """Rows keep their order while they change, so that nothing jumps under the hand."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[BoardRow] = []

    def show_rows(self, rows: Sequence[BoardRow], *, keep_order: bool) -> None:
        """Take other rows."""
        before = {row.line.session.id: n for n, row in enumerate(self.rows)} if keep_order else {}
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: before.get(row.line.session.id, len(before)))
        self.endResetModel()

    def seat(self, index: Index) -> Seat | None:
        """The place of a cell; None where a session has no more of them."""
        if not index.isValid():
            return None
        seats = self.rows[index.row()].seats
        return seats[index.column()] if index.column() < len(seats) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many sessions there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as the session with most places has."""
        return 0 if parent.isValid() else max((len(row.seats) for row in self.rows), default=0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell in words; drawing it is the delegate's."""
        seat = self.seat(index)
        if seat is None:
            return None
        if role == _SEAT:
            return seat
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(seat_words(seat))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words.heading(self.rows[index.row()].line)} {' '.join(seat_words(seat))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The session at the left."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is not Qt.Orientation.Vertical or role not in shown:
            return None
        return "\n".join(_session_lines(self.rows[section]))


def _session_lines(row: BoardRow) -> tuple[str, str, str]:
    line = row.line
    return (
        words.day_and_hours(line.session),
        f"{line.letter} {line.venue}".strip(),
        words.places(row),
    )


class Board(QTableView):
    """Arrows move, Enter opens a place, Delete frees it; several cells can be selected."""

    opened = Signal(object, object)
    """The `BoardRow` and the `Seat` on which Enter was pressed or that was double-clicked."""
    removed = Signal(object)
    """The `Placement` to take off."""
    moved = Signal()
    """Another cell is current, or other cells are selected."""

    def __init__(self) -> None:
        super().__init__()
        self.model_ = BoardModel()
        self._wanted: tuple[UUID, UUID] | None = None
        self.setModel(self.model_)
        self.setAccessibleName(_("Board of placements"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_SeatDelegate(self))
        self.horizontalHeader().hide()
        self.setVerticalHeader(_SessionHeader(self.model_, self))
        size = theme.look().sizes.text
        self.horizontalHeader().setDefaultSectionSize(size * 12)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_changed: self.moved.emit())

    def show_rows(self, rows: Sequence[BoardRow], *, keep_order: bool) -> None:
        """Show these; the current place stays current."""
        row, _seat = self.current()
        column = self.currentIndex().column()
        kept = row.line.session.id if row else None
        self.model_.show_rows(rows, keep_order=keep_order)
        if self._find_wanted():
            return
        place = next((n for n, r in enumerate(self.model_.rows) if r.line.session.id == kept), 0)
        index = self.model_.index(place, max(0, column))
        if not index.isValid():
            index = self.model_.index(place, 0)
        self._choose(index)

    def want(self, session_id: UUID, supporter_id: UUID) -> None:
        """Make this person's place the current one as soon as it is there."""
        self._wanted = (session_id, supporter_id)

    def current(self) -> tuple[BoardRow | None, Seat | None]:
        """The session and the place of the current cell."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.model_.rows):
            return None, None
        return self.model_.rows[index.row()], self.model_.seat(index)

    def chosen(self) -> list[Placement]:
        """The placements of the selected cells."""
        seats = [self.model_.seat(index) for index in self.selectionModel().selectedIndexes()]
        return [seat.line.placement for seat in seats if seat is not None and seat.line]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current place, Delete frees it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            _row, seat = self.current()
            if seat is not None and seat.line is not None:
                self.removed.emit(seat.line.placement)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What opens beside the board must not push the current place out of sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _open(self, index: Index) -> None:
        seat = self.model_.seat(index)
        if seat is not None:
            self.opened.emit(self.model_.rows[index.row()], seat)

    def _find_wanted(self) -> bool:
        if self._wanted is None:
            return False
        session_id, supporter_id = self._wanted
        for n, row in enumerate(self.model_.rows):
            for column, seat in enumerate(row.seats):
                if (
                    row.line.session.id == session_id
                    and seat.line is not None
                    and seat.line.supporter.id == supporter_id
                ):
                    self._wanted = None
                    self._choose(self.model_.index(n, column))
                    return True
        return False

    def _choose(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)


def _row_height() -> int:
    return theme.look().sizes.text * 5


class _SessionHeader(QHeaderView):
    """Day and time, venue, and what is short in words."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._rows = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(_row_height())
        self.setSectionsClickable(False)
        self.setAccessibleName(_("Sessions"))

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """Wide enough for a day, its hours and a venue."""
        return QSize(theme.look().sizes.text * 16, _row_height())

    def sizeHint(self) -> QSize:
        """As wide as one of its sections."""
        return QSize(theme.look().sizes.text * 16, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Three lines; the last in the colour of a shortage, with a sign."""
        if logical >= len(self._rows.rows):
            return
        look = theme.look()
        row = self._rows.rows[logical]
        painter.save()
        painter.fillRect(rect, look.colour("panel"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inside = rect.adjusted(10, 6, -6, -6)
        high = inside.height() // 3
        for n, text in enumerate(_session_lines(row)):
            at = QRect(inside.x(), inside.y() + n * high, inside.width(), high)
            font = painter.font()
            font.setBold(n == 0 or (n == 2 and bool(row.short)))
            painter.setFont(font)
            name = words.places_icon(row) if n == 2 else ""
            role = "attention" if n == 2 and row.short else "muted" if row.over else "text"
            if name:
                _picture(painter, at, name, role)
                at.setLeft(at.left() + 24)
            _write(painter, at, text, role)
        painter.restore()


class _SeatDelegate(QStyledItemDelegate):
    """Draws a place: role and state above, the name below, a sign before it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """An absent place stays blank."""
        seat = index.data(_SEAT)
        look = theme.look()
        rect: QRect = option.rect
        chosen = bool(option.state & option.state.State_Selected)
        if seat is None:
            painter.fillRect(rect, look.colour("panel"))
            return
        painter.save()
        painter.fillRect(rect, look.colour("action_ground" if chosen else "ground"))
        if seat.seated is Seated.NEEDED:
            bar = QRect(rect.x(), rect.y(), 6, rect.height())
            painter.fillRect(bar, look.colour("attention"))
        if chosen:
            painter.setPen(look.colour("action"))
            for inset in range(3):
                painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        inside = rect.adjusted(14, 8, -6, -8)
        half = inside.height() // 2
        above = QRect(inside.x(), inside.y(), inside.width(), half)
        below = above.translated(0, half)
        state, name = seat_words(seat)
        _write(painter, above, state, "muted")
        sign, role = _sign(seat)
        if sign:
            _picture(painter, below, sign, role)
            below.setLeft(below.left() + 24)
        font = painter.font()
        font.setBold(seat.line is not None and seat.seated is not Seated.OUT)
        font.setStrikeOut(seat.seated is Seated.OUT)
        painter.setFont(font)
        _write(painter, below, name, _ink(seat))
        painter.restore()


def _ink(seat: Seat) -> str:
    if seat.seated is Seated.NEEDED:
        return "attention"
    return "muted" if seat.seated in (Seated.WISHED, Seated.OUT) else "text"


def _sign(seat: Seat) -> tuple[str, str]:
    if seat.seated is Seated.NEEDED:
        return "exclamation", "attention"
    if seat.line is None:
        return "", ""
    return _STATE_ICONS.get(seat.line.placement.state, ("cross", "muted"))


def _picture(painter: QPainter, rect: QRect, name: str, role: str) -> None:
    high = rect.y() + (rect.height() - 18) // 2
    painter.drawPixmap(rect.x(), high, icons.picture(name, role, 18))


def _write(painter: QPainter, rect: QRect, text: str, role: str) -> None:
    painter.setPen(theme.look().colour(role))
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
