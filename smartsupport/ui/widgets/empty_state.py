"""What an empty screen says: why it is empty and what to do first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.ui import icons, theme
from smartsupport.ui.widgets.big_button import BigButton


class EmptyState(QWidget):
    """A picture, a sentence or two, and the one button that starts."""

    def __init__(
        self,
        title: str,
        text: str,
        *,
        icon: str,
        action: tuple[str, Callable[[], None]] | None = None,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture, heading, sentence = QLabel(), QLabel(title), QLabel(text)
        picture.setPixmap(icons.picture(icon, "muted", 64))
        theme.dress(heading, kind="heading")
        theme.dress(sentence, kind="muted")
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        for label in (picture, heading, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(label is not picture)
            layout.addWidget(label)
        if action is not None:
            self.button = BigButton(action[0], key, primary=True)
            begin = action[1]
            self.button.clicked.connect(lambda _checked=False: begin())
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
