"""The large result card: one colour, one symbol, one word, the number as large as the name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from smartsupport.i18n import _
from smartsupport.ui import icons, theme
from smartsupport.ui.announce import announce
from smartsupport.ui.screens.desk_faces import Face
from smartsupport.ui.screens.desk_offers import Offer
from smartsupport.ui.screens.desk_watch import steady_ms
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.flow import FlowLayout

LEAST_SIZE = 28
"""Pixels: the number and the name are never smaller (look.md)."""
_LOW = 360
"""A card lower than this keeps its words close together."""
TOO_QUICK_MS = 300
"""A key or tap this soon after the card changed was meant for the card before."""


class ResultCard(QFrame):
    """Draws a `Face`. The screen hears the keys, wherever the keyboard is, and hands them on."""

    taken = Signal(object)
    """The `Offer` whose button or key was pressed."""

    def __init__(
        self, now_ms: Callable[[], int] = steady_ms, parent: QWidget | None = None
    ) -> None:
        """`now_ms` is any steady clock in milliseconds."""
        super().__init__(parent)
        self._now = now_ms
        self._changed_at = -TOO_QUICK_MS
        self._face = Face(tone="", symbol="", word="")
        self._buttons: list[tuple[Offer, BigButton]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._symbol, self._word = QLabel(), _line("")
        self._number, self._called = QLabel(), QLabel()
        self._lines = QVBoxLayout()
        self._offers = QWidget()
        self._offer_row = FlowLayout(self._offers)
        self._lay_out()

    @property
    def face(self) -> Face:
        """What is shown."""
        return self._face

    def show_face(self, face: Face) -> None:
        """Draw another face and say it aloud."""
        if face.answer != self._face.answer:
            self._changed_at = self._now()
        self._face = face
        if face.tone != (self.property("tone") or ""):
            theme.dress(self, kind="" if face.tone else "card", tone=face.tone)
        self._symbol.setPixmap(icons.picture(face.symbol, face.tone or "muted", self._symbol_size))
        self._word.setText(face.word)
        self._number.setText(face.number)
        self._called.setText(face.called)
        self._number.setVisible(bool(face.number))
        self._called.setVisible(bool(face.called))
        self._show_lines()
        self._show_offers()
        self._fit()
        said = face.spoken or " ".join((face.word, *face.lines))
        self.setAccessibleName(_("Result"))
        self.setAccessibleDescription(said)
        if face.answer is not None or face.spoken:
            announce(self, said, urgent=True)

    def press(self, key: str) -> bool:
        """Take what is offered on "Enter", "1", "+" …; False when nothing is.

        "1" also means the next step.
        """
        key = "+" if key == "＋" else key
        offers = self._face.offers
        found = next((offer for offer in offers if offer.key == key), None)
        if found is None and key == "1" and offers and offers[0].key == "Enter":
            found = offers[0]
        if found is not None:
            self._take(found)
        return found is not None

    def take_keyboard(self) -> None:
        """Put the keyboard on the next step, or on the card when nothing is to be decided."""
        button = next((b for offer, b in self._buttons if offer.primary), None)
        (button or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number and the name take what room there is."""
        super().resizeEvent(event)
        self._fit()

    def _take(self, offer: Offer) -> None:
        if self._now() - self._changed_at >= TOO_QUICK_MS:
            self.taken.emit(offer)

    # Laying out

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._symbol)
        head.addWidget(self._word, 1)
        self._who = QHBoxLayout()
        self._who.setSpacing(24)
        self._called.setWordWrap(True)
        for label in (self._number, self._called):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._who.addWidget(self._number)
        self._who.addWidget(self._called, 1)
        self._column.addLayout(head)
        self._column.addLayout(self._who)
        self._column.addLayout(self._lines)
        self._column.addStretch(1)
        self._column.addWidget(self._offers)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 4, 4, 4)
        outer.addWidget(area)

    @property
    def _low(self) -> bool:
        return self.height() < _LOW

    @property
    def _symbol_size(self) -> int:
        sizes = theme.look().sizes
        return sizes.heading + 6 if self._low else sizes.result + 16

    def _fit(self) -> None:
        low = self._low
        margin = 8 if low else 16
        self._column.setContentsMargins(margin + 8, margin, margin + 8, margin)
        self._column.setSpacing(6 if low else 12)
        if self._face.symbol:
            tone = self._face.tone or "muted"
            self._symbol.setPixmap(icons.picture(self._face.symbol, tone, self._symbol_size))
        self._lines.setSpacing(2 if low else 6)
        sizes = theme.look().sizes
        self._lines_size(sizes.text if low else sizes.heading)
        room = self.width() - 2 * margin - 48
        word = sizes.heading if low else sizes.result
        beside = self._symbol_size + 12
        _sized(self._word, self._largest(word, room - beside, self._face.word), bold=True)
        self._fit_offers(room)
        size = self._name_size(room)
        for label in (self._number, self._called):
            _sized(label, size, bold=True)

    def _lines_size(self, size: int) -> None:
        for n in range(self._lines.count()):
            item = self._lines.itemAt(n)
            if item is not None and (label := item.widget()) is not None:
                _sized(label, size, bold=label.property("kind") == "strong")

    def _fit_offers(self, room: int) -> None:
        """The longest words that a button has room for; a screen reader hears them all.

        On a low card the shortest, but for the next step: more of them are in sight.
        """
        for offer, button in self._buttons:
            texts = (offer.text, *offer.shorter)
            for text in texts if offer.primary or not self._low else texts[-1:]:
                button.say(text)
                if button.sizeHint().width() <= room:
                    break
            else:  # a title as long as somebody made it: its begin and the time tell it apart
                beside = button.sizeHint().width() - button.fontMetrics().horizontalAdvance(text)
                middle = Qt.TextElideMode.ElideMiddle
                button.say(button.fontMetrics().elidedText(text, middle, room - beside))
            button.setAccessibleName(offer.text)

    def _name_size(self, room: int) -> int:
        """The largest size in which the number and the name stand in one line."""
        sizes = theme.look().sizes
        most = sizes.result if self._low else sizes.number
        number = self._face.number
        room -= self._who.spacing() * bool(number)
        return max(LEAST_SIZE, self._largest(most, room, self._face.called + number))

    def _largest(self, most: int, room: int, text: str) -> int:
        """The largest size up to `most` in which a text stands in one line; never tiny."""
        font = QFont(self.font())
        font.setBold(True)
        for size in range(most, theme.look().sizes.text, -4):
            font.setPixelSize(size)
            if QFontMetrics(font).horizontalAdvance(text) <= room:
                return size
        return theme.look().sizes.text

    def _show_lines(self) -> None:
        notes = "　".join(self._face.notes)
        texts = [(line, "") for line in self._face.lines] + [(notes, "strong")] * bool(notes)
        while self._lines.count() < len(texts):
            self._lines.addWidget(_line(""))
        for n in range(self._lines.count()):
            item = self._lines.itemAt(n)
            label = item.widget() if item is not None else None
            if isinstance(label, QLabel):
                text, kind = texts[n] if n < len(texts) else ("", "")
                label.setProperty("kind", kind)
                label.setText(text)
                label.setVisible(n < len(texts))

    def _show_offers(self) -> None:
        had = any(button.hasFocus() for _offer, button in self._buttons)
        _empty(self._offer_row)
        self._buttons = []
        for offer in self._face.offers:
            button = BigButton(offer.text, offer.key, primary=offer.primary)
            button.clicked.connect(lambda _checked=False, offer=offer: self._take(offer))
            self._offer_row.addWidget(button)
            self._buttons.append((offer, button))
        self._offers.setVisible(bool(self._buttons))
        if had:
            self.take_keyboard()


def _line(kind: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        theme.dress(label, kind=kind)
    return label


def _sized(label: QWidget, size: int, *, bold: bool) -> None:
    """Only where something changes: a stylesheet takes a millisecond to read."""
    weight = "bold" if bold else "normal"
    wanted = f"font-size: {size}px; font-weight: {weight};"
    if label.styleSheet() != wanted:
        label.setStyleSheet(wanted)


def _empty(row: FlowLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
