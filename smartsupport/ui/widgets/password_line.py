"""A password box: it can show what was typed, keeps the IME out, and says when Caps Lock is on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from smartsupport.domain.account import SHORTEST_PASSWORD, checked_password
from smartsupport.domain.errors import Refused
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.ui import theme
from smartsupport.ui.announce import announce

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhLatinOnly
)


class PasswordLine(QWidget):
    """A label, the box with 「表示」 beside it, and below a sentence when something is wrong."""

    entered = Signal()
    """Enter in the box."""
    changed = Signal()
    """The person changed what stands in it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """`label` stands above the box and names it, in the reader's language."""
        super().__init__(parent)
        self.box = _Box()
        self.box.setAccessibleName(label)
        self.box.returnPressed.connect(self.entered)
        self.box.textChanged.connect(lambda _text: self.changed.emit())
        self.box.caps_lock.connect(self._show_caps)
        self._name = QLabel(label.replace("&", "&&"))
        self._name.setBuddy(self.box)
        theme.dress(self._name, kind="strong")
        self._eye = QPushButton(_("Show"))
        self._eye.setCheckable(True)
        self._eye.setAccessibleName(f"{label}: {_('Show')}")
        self._eye.toggled.connect(self._show_typed)
        self._caps = QLabel(_("Caps Lock is on: small letters come out as capitals."))
        self._wrong = QLabel()
        for line, kind in ((self._caps, "strong"), (self._wrong, "wrong")):
            line.setWordWrap(True)
            line.hide()
            theme.dress(line, kind=kind)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self._eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addLayout(row)
        column.addWidget(self._caps)
        column.addWidget(self._wrong)
        self.setFocusProxy(self.box)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.box.text()

    @property
    def problem(self) -> str:
        """The sentence below the box; "" for none."""
        return self._wrong.text()

    def show_problem(self, sentence: str) -> None:
        """Say below the box what is wrong, and select what was typed; "" takes it away."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.box.setAccessibleDescription(sentence)
        theme.dress(self.box, wrong=bool(sentence))
        if sentence:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.selectAll()
            announce(self.box, sentence, urgent=True)

    def clear(self) -> None:
        """Forget what was typed, and hide the next."""
        self.box.clear()
        self._eye.setChecked(False)
        self.show_problem("")

    def _show_typed(self, shown: bool) -> None:
        self.box.conceal(not shown)
        self._eye.setText(_("Hide") if shown else _("Show"))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_caps(self, on: bool) -> None:
        if on and self._caps.isHidden():
            announce(self.box, self._caps.text())
        self._caps.setVisible(on)


class NewPassword(QWidget):
    """A new password typed twice, and one line that says in plain words what is still missing."""

    entered = Signal()
    """Enter in the second box."""
    changed = Signal()
    """The person changed something; look at `ready`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordLine(_("New password"))
        self.second = PasswordLine(_("The same password again"))
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        theme.dress(self._hint, kind="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.first, self.second, self._hint):
            column.addWidget(part)
        self.first.entered.connect(self.second.box.setFocus)
        self.second.entered.connect(self.entered)
        for line in (self.first, self.second):
            line.changed.connect(self._say)
        self.setFocusProxy(self.first)
        self._say()

    @property
    def text(self) -> str:
        """The first of the two."""
        return self.first.text

    @property
    def ready(self) -> bool:
        """Whether it is long enough and the same twice."""
        return not self.missing()

    @property
    def hint(self) -> str:
        """The line below the boxes."""
        return self._hint.text()

    def missing(self) -> str:
        """What is still missing, in the reader's language; "" = nothing."""
        if not self.text:
            return _(
                "12 characters or more, or four words with spaces between them. "
                "Digits and symbols are not needed."
            )
        try:
            checked_password(self.text)
        except Refused as error:
            if error.code != "password_short":
                return sentence(error)
            left = SHORTEST_PASSWORD - len(self.text)
            return ngettext(
                "{n} more character, or four words with spaces between them.",
                "{n} more characters, or four words with spaces between them.",
                left,
            ).format(n=left)
        if self.text == self.second.text:
            return ""
        if self.text.startswith(self.second.text):
            return _("Now type the same password again below.")
        return _("The two passwords are not the same. Type them again.")

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()

    def _say(self) -> None:
        missing = self.missing()
        self._hint.setText(missing or _("This password can be used."))
        self.first.show_problem("")
        self.changed.emit()


class _Box(QLineEdit):
    """Takes what the keys type as it is: a password composed by the IME is typed blindly."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.conceal(True)

    def conceal(self, hidden: bool) -> None:
        """Show dots, or what was typed."""
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self.setInputMethodHints(self.inputMethodHints() | _HINTS)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, tells that Caps Lock is on."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)  # not known until the next letter
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # `entered` has told it; what lies around need not hear it too
