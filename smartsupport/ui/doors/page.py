"""One page of a way in: what it is about, one thing to do, and what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.announce import announce
from smartsupport.ui.form import Form
from smartsupport.ui.widgets.big_button import BigButton

WIDTH = 720
"""A line of text longer than this is hard to follow."""


class DoorPage(QWidget):
    """A heading, a sentence or two, `body`, and the buttons right below.

    Enter goes on and Esc goes back, wherever the keyboard is.
    """

    wanted = Signal()
    """The person wants to go on."""
    left = Signal()
    """Back to the page before."""
    put_off = Signal()
    """Later."""

    def __init__(
        self,
        title: str,
        lines: Sequence[str] = (),
        body: QWidget | None = None,
        *,
        onward: str = "",
        later: str = "",
        back: bool = True,
        tall: bool = False,
    ) -> None:
        """`onward` and `later` are the words of their buttons, "" for none.

        A `tall` body scrolls by itself and has all the height there is; the buttons then stand
        at the foot of the window.
        """
        super().__init__()
        self.setAccessibleName(title)
        self._first = body
        self._waiting, self._allowed = False, True
        self.may_leave = True
        self._focused: QWidget | None = None
        self._inside = QWidget()
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.hide()
        theme.dress(self._said, tone="info")  # its frame has no width unless it begins with one
        self.onward = BigButton(onward, "Return", primary=True) if onward else None
        self.later = BigButton(later) if later else None
        self.back = BigButton(_("Back"), "Esc") if back else None
        for button, signal in (
            (self.back, self.left),
            (self.later, self.put_off),
            (self.onward, self.wanted),
        ):
            if button is not None:
                button.clicked.connect(signal)
        self._lay_out(title, lines, body, tall)

    def begin(self) -> None:
        """Put the keyboard where one begins."""
        target = self._first or self.onward
        if isinstance(target, Form):
            target.focus()
        elif target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self, text: str, tone: str = "refused") -> None:
        """Say something above the buttons; "" takes it away."""
        theme.dress(self._said, tone=tone)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        announce(self, text, urgent=tone == "refused")

    @property
    def said(self) -> str:
        """What it says just now."""
        return self._said.text()

    def wait(self, text: str, *, may_leave: bool = False) -> None:
        """Nothing can be done for a moment, and `text` says what for.

        `may_leave`: the window may be closed meanwhile, and nothing of it is left.
        """
        self.may_leave = may_leave
        self._focused = QApplication.focusWidget()  # what is disabled loses the keyboard
        self._waiting = True
        self._enable()
        self.say(text, "info")

    def go_on(self) -> None:
        """The wait is over."""
        if not self._waiting:
            return
        self._waiting = False
        self._enable()
        self.say("")
        if self._focused is not None and self.isAncestorOf(self._focused):
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow(self, onward: bool) -> None:
        """Whether one may go on."""
        self._allowed = onward
        self._enable()

    @property
    def waiting(self) -> bool:
        """Whether something is being done."""
        return self._waiting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it and elsewhere goes on; Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            button = focused if isinstance(focused, QPushButton) else self.onward
            if button is not None:
                button.click()
        elif event.key() == Qt.Key.Key_Escape and self.back is not None:
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str, lines: Sequence[str], body: QWidget | None, tall: bool) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(12)
        column.addWidget(_text(title, "heading"))
        for line in lines:
            column.addWidget(_text(line))
        if body is not None:
            column.addSpacing(8)
            column.addWidget(body, int(tall))
        frame = QWidget()
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._inside, int(tall))
        whole.addLayout(self._foot())
        shown = frame if tall else _scrolling(frame, whole)
        shown.setMaximumWidth(WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.addStretch(1)
        row.addWidget(shown, 1000)
        row.addStretch(1)

    def _foot(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.back, self.later, self.onward):
            if button is self.onward:
                row.addStretch(1)
            if button is not None:
                row.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 8, 8, 8)
        foot.setSpacing(12)
        foot.addWidget(self._said)
        foot.addLayout(row)
        return foot

    def _enable(self) -> None:
        for part in (self._inside, self.back, self.later):
            if part is not None:
                part.setEnabled(not self._waiting)
        if self.onward is not None:
            self.onward.setEnabled(self._allowed and not self._waiting)


def _scrolling(frame: QWidget, whole: QVBoxLayout) -> QScrollArea:
    whole.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(frame)
    return area


def _text(text: str, kind: str = "") -> QLabel:
    label = QLabel()
    theme.dress(label, kind=kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
