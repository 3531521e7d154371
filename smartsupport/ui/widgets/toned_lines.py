"""Sentences that say how something stands, each on the ground of its tone and with what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.ui import icons, theme
from smartsupport.ui.widgets.banner import SYMBOLS


class TonedLines(QWidget):
    """Made anew only where something is different, or a screen reader would lose its place."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[tuple[str, str, str]] = ()
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def put(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Show these: text, what to do ("" for nothing), and tone."""
        if lines == self._shown:
            return
        self._shown = lines
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [_toned(*line) for line in lines]
        for part in self._parts:
            self._column.addWidget(part)


def _toned(text: str, advice: str, tone: str) -> QFrame:
    frame, symbol = QFrame(), QLabel()
    theme.dress(frame, tone=tone)
    symbol.setPixmap(icons.picture(SYMBOLS[tone], tone))
    row, words = QHBoxLayout(frame), QVBoxLayout()
    row.setContentsMargins(16, 10, 16, 10)
    row.setSpacing(12)
    words.setSpacing(4)
    row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    words.addWidget(_words(text, "strong"))
    if advice:
        words.addWidget(_words(advice))
    return frame


def _words(text: str, kind: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    theme.dress(label, kind=kind)
    return label
