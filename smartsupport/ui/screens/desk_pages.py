"""Two pages of the right zone that only tell: the keys, and what is open at the close of day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport.domain.card import Party
from smartsupport.i18n import _, ngettext
from smartsupport.ui import theme
from smartsupport.ui.screens.desk_head import printed_keys
from smartsupport.ui.screens.desk_seen import Seen
from smartsupport.ui.widgets.big_button import BigButton


class _Page(QFrame):
    left = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        theme.dress(self, kind="card")
        self.setAccessibleName(title)
        heading = QLabel(title)
        theme.dress(heading, kind="heading")
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 12, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.back = BigButton(_("Back"), "Esc")
        self.back.clicked.connect(self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 4, 8)
        whole.addWidget(heading)
        whole.addWidget(area, 1)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def take_keyboard(self) -> None:
        """Begin at the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HelpPage(_Page):
    """Every key and what it does."""

    def __init__(self) -> None:
        super().__init__(_("Help"))
        self.column.addWidget(
            _words(_("Scan a card, type its code, find by name, or tap the list."))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        own = (
            ("Enter", _("The next step on the card")),
            ("Esc", _("Put aside; what needs a decision stays parked")),
            ("1 2 3", _("What is numbered on the card")),
            ("+", _("One more companion")),
            ("↑ ↓", _("In the list")),
            (_("Space"), _("Mark several in the list, then Enter")),
        )
        for row, (key, text) in enumerate((*own, *printed_keys())):
            name = QLabel(key)
            theme.dress(name, kind="strong")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_words(text), row, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)


class ClosingPage(_Page):
    """What is still open; nothing is settled by closing."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Close the desk"))
        self._open = QVBoxLayout()
        self._open.setSpacing(8)
        self._close = BigButton(_("Close the desk"), "Enter", primary=True)
        self._close.clicked.connect(self.closed)
        self.column.addLayout(self._open)
        self.column.addSpacing(12)
        self.column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def put(self, seen: Seen | None) -> None:
        """Say what is open."""
        items = open_items(seen) if seen else []
        nothing = _("Nothing is open. Thank you for your work.")
        while (item := self._open.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.deleteLater()
        for text in [f"・{open_item}" for open_item in items] or [nothing]:
            self._open.addWidget(_words(text))

    def take_keyboard(self) -> None:
        """Begin at closing."""
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)


def open_items(seen: Seen) -> Sequence[str]:
    """What a desk leaves open, in sentences."""
    lines = seen.view.lines
    parked = len(seen.view.parked)
    inside = sum(
        line.party is Party.SUPPORTER and line.visit is not None and line.visit.inside
        for line in lines
    )
    absent = {line.person_id for line in lines if line.party is Party.PARTICIPANT} - {
        line.person_id for line in lines if line.visit is not None and line.visit.arrival
    }
    found = [
        (parked, ngettext("{n} parked, to be decided", "{n} parked, to be decided", parked)),
        (
            inside,
            ngettext(
                "{n} supporter has not ended work", "{n} supporters have not ended work", inside
            ),
        ),
        (
            len(absent),
            ngettext("{n} booked and not here", "{n} booked and not here", len(absent)),
        ),
    ]
    return [text.format(n=n) for n, text in found if n]


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
