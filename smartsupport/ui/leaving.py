"""Asks before something typed would be lost by closing."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from smartsupport.i18n import _


def ask_before_closing(window: QWidget, close: Callable[[], None]) -> None:
    """Over `window`; `close` is what is done if the person lets it go."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("Something you typed is not saved yet."))
    leave = box.addButton(_("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Go back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    leave.clicked.connect(close)
    box.open()
