"""A card for one thing on a screen: a session of today, a document, a feature."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.ui import icons, theme
from smartsupport.ui.widgets.flow import FlowLayout


class Card(QFrame):
    """A heading, lines of text, labels with a tone, and buttons below."""

    def __init__(
        self,
        title: str,
        *,
        above: str = "",
        lines: Sequence[str] = (),
        notes: Sequence[tuple[str, str]] = (),
        buttons: Sequence[QWidget] = (),
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`above` is a small line over the title (the time); `notes` are pairs of text and tone."""
        super().__init__(parent)
        theme.dress(self, kind="card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        if above:
            layout.addWidget(_text(above, "strong"))
        layout.addLayout(_headed(title, icon))
        for line in lines:
            layout.addWidget(_text(line, "muted"))
        if notes:
            layout.addWidget(_notes(notes))
        layout.addStretch(1)
        if buttons:
            row = QHBoxLayout()
            row.setContentsMargins(0, 4, 0, 0)  # the focus ring must not cover the line above
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            layout.addLayout(row)
        self.setAccessibleName(" ".join((above, title)).strip())
        self.setAccessibleDescription(" ".join((*lines, *(text for text, _tone in notes))))


def _headed(title: str, icon: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    if icon:
        picture = QLabel()
        picture.setPixmap(icons.picture(icon, "action"))
        row.addWidget(picture)
    row.addWidget(_text(title, "heading"), 1)
    return row


def _notes(notes: Sequence[tuple[str, str]]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for text, tone in notes:
        label = QLabel(text)
        theme.dress(label, tone=tone)
        flow.addWidget(label)
    return row


def _text(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.dress(label, kind=kind)
    return label
