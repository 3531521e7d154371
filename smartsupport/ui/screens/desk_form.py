"""What the desk's two forms share: a title, questions below each other, and what to do with them.

Enter goes on to the next question and after the last one is done; Ctrl+Enter is done anywhere;
Esc puts the form away with everything in it kept.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.announce import announce
from smartsupport.ui.inputs import NameBox
from smartsupport.ui.widgets.big_button import BigButton

_LOW, _ABOVE, _MARGINS = 340, 40, 28


class EnterBox(NameBox):
    """A text box that tells Enter, but never the Enter that ended a composition."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._composing = False
        # Some systems send that Enter on to the box, at once; a person's own comes later.
        self._just_committed = QTimer(self, singleShot=True, interval=60)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember when a composition ended."""
        was, self._composing = self._composing, bool(event.preeditString())
        super().inputMethodEvent(event)
        if was and not self._composing:
            self._just_committed.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks to go on."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif not self._composing and not self._just_committed.isActive():
            self.entered.emit()


class DeskForm(QFrame):
    """One of the forms in the right zone. Its `questions` are gone through in order by Enter."""

    done = Signal()
    """The last question was answered."""
    put_away = Signal()
    """Esc."""

    def __init__(self, title: str, done: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self, kind="card")
        self.setAccessibleName(title)
        self._heading = QLabel(title)
        theme.dress(self._heading, kind="heading")
        self.done_button = BigButton(done, "Enter", primary=True)
        self.done_button.clicked.connect(self.done)
        self._away = BigButton(_("Close"), "Esc")
        self._away.clicked.connect(self.put_away)
        self._says = QLabel()
        self._says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._says.hide()
        self._inside = inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 4, 12, 0)
        self.column.setSpacing(6)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        below = QHBoxLayout()
        below.addWidget(self.done_button)
        below.addWidget(self._away)
        below.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 4, 8)
        whole.setSpacing(6)
        whole.addWidget(self._heading)
        whole.addWidget(self._says)
        whole.addWidget(self._area, 1)
        self.foot = QVBoxLayout()
        whole.addLayout(self.foot)
        whole.addLayout(below)
        self.questions: Sequence[QWidget] = ()
        """In the order in which Enter goes through them."""

    def ask(self, label: str, widget: QWidget) -> None:
        """Put a question below the ones before."""
        words = QLabel(label)
        words.setWordWrap(True)
        words.setBuddy(widget)
        theme.dress(words, kind="strong")
        if self.column.count():
            self.column.addSpacing(6)
        self.column.addWidget(words)
        self.column.addWidget(widget)

    def say(self, text: str, tone: str = "") -> None:
        """A short line under the title; "" takes it away."""
        theme.dress(self._says, tone=tone, kind="" if tone else "muted")
        self._says.setFrameStyle(self._says.frameStyle())  # else a new border gets no room
        self._says.setText(text)
        self._says.setVisible(bool(text))
        announce(self, text, urgent=tone == "refused")

    def go(self, question: QWidget) -> None:
        """Put the keyboard on a question and bring it into sight."""
        question.setFocus(Qt.FocusReason.TabFocusReason)
        if question is not self.done_button:
            # From its label on: a long row of choices is read from its beginning.
            top = question.mapTo(self._inside, QPoint(0, 0)).y()
            self._area.verticalScrollBar().setValue(top - _ABOVE)

    def take_keyboard(self) -> None:
        """Begin with the first question."""
        self.go(self.questions[0])

    def next_question(self) -> None:
        """On to the question after the one that has the keyboard; after the last, done."""
        focused = QApplication.focusWidget()
        place = next((n for n, q in enumerate(self.questions) if q is focused), None)
        if place is None or place + 1 == len(self.questions):
            self.done.emit()
        else:
            self.go(self.questions[place + 1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the title gives way to the questions, and a word to a sign."""
        super().resizeEvent(event)
        self._heading.setVisible(self.height() > _LOW)
        self._away.say(_("Close"))
        wide = self.done_button.sizeHint().width() + self._away.sizeHint().width()
        if wide + _MARGINS > self.width():
            self._away.setText("✕")
            self._away.setToolTip(_("Close") + " [Esc]")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no question wanted."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.done.emit()
            else:
                self.next_question()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif not self.other_key(event.text()):
            super().keyPressEvent(event)

    def other_key(self, text: str) -> bool:
        """A further key of this form; False when it is none."""
        return False
