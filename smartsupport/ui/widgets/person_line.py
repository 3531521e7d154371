"""One person in one line: reading above the name, and what matters now beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.ui import icons, theme


class PersonLine(QWidget):
    """ふりがな, name, and a few short notes ("初参加", "付き添い 1") as labels.

    `number` is the 受付番号, shown first and large: people are called by it.
    """

    def __init__(
        self,
        name: str,
        reading: str = "",
        *,
        number: str = "",
        detail: str = "",
        notes: tuple[tuple[str, str], ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`notes` are pairs of text and tone ("ok", "attention", "info" …)."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        if number:
            row.addWidget(_label(number, "heading"))
        else:
            picture = QLabel()
            picture.setPixmap(icons.picture("person", "muted"))
            row.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(3)
        for text, kind in ((reading, "muted"), (name, "strong"), (detail, "muted")):
            if text:
                words.addWidget(_label(text, kind))
        row.addLayout(words, 1)
        for text, tone in notes:
            note = QLabel(text)
            theme.dress(note, tone=tone)
            row.addWidget(note, 0, Qt.AlignmentFlag.AlignVCenter)
        said = (number, name, reading, detail, *(text for text, _tone in notes))
        self.setAccessibleName(" ".join(part for part in said if part))


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.dress(label, kind=kind)
    return label
