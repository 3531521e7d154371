"""このプログラムについて: its version, where everything lies, and whose work it stands on."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport import __version__
from smartsupport.i18n import N_, _
from smartsupport.ui import theme
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import WrappingRow, breaking, say_lines
from smartsupport.ui.widgets.big_button import BigButton

LIBRARIES = (
    ("PySide6-Essentials, PySide6-Addons (Qt)", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("sqlcipher3 (SQLCipher)", "zlib (BSD-3-Clause)"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("qrcode", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"),
    ("zxing-cpp", "Apache-2.0"),
    ("reportlab", "BSD-3-Clause"),
    ("pypdfium2 (PDFium)", "Apache-2.0 / BSD-3-Clause"),
    ("babel", "BSD-3-Clause"),
    ("highspy (HiGHS)", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("xlsxwriter", "BSD-2-Clause"),
    ("openpyxl", "MIT"),
    ("msgspec", "BSD-3-Clause"),
    ("platformdirs", "MIT"),
    ("holidays", "MIT"),
    ("python-dateutil", "Apache-2.0 / BSD-3-Clause"),
    ("typer", "MIT"),
    ("rich", "MIT"),
    ("tzdata", "Apache-2.0"),
)
"""What the program is built on, with the licence of each; a test holds it against pyproject."""
WITH_IT = (
    (N_("Font BIZ UDPGothic"), "SIL Open Font License 1.1"),
    (N_("Font VL PGothic"), "M+ FONTS / BSD-3-Clause"),
    (N_("Colours: Digital Agency Design System"), "MIT"),
    (N_("Municipalities: code4fukui/localgovjp"), "CC0 1.0"),
    (N_("Icons and sounds of the program itself"), "MIT"),
)


class AboutPage(QScrollArea):
    """Read, never changed; the folder can be opened or its path taken along."""

    def __init__(self, folder: Path, around: Around) -> None:
        super().__init__()
        self._folder, self._around = folder, around
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("About this program"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(_label(f"smartsupport {__version__}", kind="heading"))
        column.addWidget(_label(_("It is not affiliated with the Tokyo Metropolitan Government.")))
        column.addWidget(_label(_("QR Code is a registered trademark of DENSO WAVE INCORPORATED.")))
        column.addWidget(_label(_("Where everything lies"), kind="strong"))
        where = _label(breaking(folder))
        where.setAccessibleName(str(folder))
        column.addWidget(where)
        column.addWidget(self._buttons())
        column.addWidget(_label(_("Licences"), kind="strong"))
        column.addWidget(_label(_("This program: MIT")))
        lines = [f"{_(name)}: {licence}" for name, licence in WITH_IT]
        lines += [f"{name}: {licence}" for name, licence in LIBRARIES]
        licences = _label("")
        say_lines(licences, "\n".join(lines))
        column.addWidget(licences)
        column.addStretch(1)
        self.setWidget(page)

    def open_folder(self) -> None:
        """Show the folder in the system's own window; its path is copied where there is none."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.copy_path()

    def copy_path(self) -> None:
        """Put the folder's path on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._folder))
        self._around.say(_("The folder's path was copied."), "ok")

    def _buttons(self) -> QWidget:
        row = WrappingRow()
        for text, icon, run in (
            (_("Open the folder"), "folder", self.open_folder),
            (_("Copy its path"), "", self.copy_path),
        ):
            button = BigButton(text, icon=icon)
            button.clicked.connect(run)
            row.flow.addWidget(button)
        return row


def _label(text: str, *, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if kind:
        theme.dress(label, kind=kind)
    return label
