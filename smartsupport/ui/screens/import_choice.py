"""Which list to read: a file that a person chooses, or what they copied."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from smartsupport.i18n import _
from smartsupport.ui.screen import Around

_FILES = "*.csv *.tsv *.txt *.xlsx *.xlsm"


def choose_list(parent: QWidget, read: Callable[[Path], object]) -> None:
    """Let the person choose a file; `read` is called with it, later or never."""
    dialog = QFileDialog(parent, _("Read a list from a file"))
    dialog.setNameFilter(_("Lists") + f" ({_FILES})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: read(Path(name)))
    dialog.open()


def copied_list(around: Around) -> str:
    """The cells that were copied; "" where there are none, which is said."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        around.say(
            _("Nothing is copied. Mark the cells in Excel and copy them first."), "attention"
        )
        return ""
    return text
