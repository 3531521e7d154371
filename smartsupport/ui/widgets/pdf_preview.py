"""A document before it is printed: its pages, Print and Save."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.errors import Known, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.i18n import _, ngettext
from smartsupport.ui import theme
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.pages import Page, picture, sizes
from smartsupport.ui.widgets.big_button import BigButton

Note = Callable[..., None]
"""Notes a `Deed`, perhaps with a `count`."""

PRINT_DPI = 300
_MARGIN = 24


class PdfPreview(QWidget):
    """Pages are drawn when they come into sight, printing goes page by page."""

    opened = Signal()
    """Its pages are known: it can be printed and saved."""
    printed = Signal(int)
    """How many pages went to the printer."""
    saved = Signal(object)
    """The `Path` it was saved at."""
    failed = Signal(object)
    """A `Known` error: pdf_not_readable, file_not_writable, printer_not_ready."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._pdf = b""
        self._file = Path("document.pdf")
        self._note: Note  # comes with the document: without one nothing is printed or saved
        self._sheets: list[QLabel] = []
        self._sizes: list[tuple[float, float]] = []
        self._drawn: set[int] = set()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._draw_in_sight)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        self._scroll.viewport().installEventFilter(self)

    def show_document(self, pdf: bytes, suggested: Path, note: Note) -> None:
        """Show a PDF; `suggested` is the folder and name Save offers.

        `note` is called in the write lane after it was printed or saved.
        """
        self._pdf, self._file, self._note = pdf, suggested, note
        self._background.run(
            Lane.HEAVY, partial(sizes, pdf), self._opened, self.failed.emit, key=(id(self), "open")
        )

    @property
    def page_count(self) -> int:
        """How many pages it has; 0 until it has been opened."""
        return len(self._sheets)

    def ask_print(self) -> None:
        """Let the person choose a printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The dialog does not keep the printer; without this one holder it would be gone at once.
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print every page on `printer`, each at its own size."""
        printer.setFullPage(True)
        painter = QPainter()
        if self._sizes:
            _turn(printer, self._sizes[0])
        if not self._sizes or not painter.begin(printer):
            self.failed.emit(Unavailable("printer_not_ready"))
            return
        self._print_page(printer, painter, 0)

    def ask_save(self) -> None:
        """Let the person choose a file, then save."""
        dialog = QFileDialog(self, _("Save"), str(self._file), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._file.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_at(Path(name)))
        QDialog.open(dialog)

    def save_at(self, path: Path) -> None:
        """Save the document at `path`."""
        note = partial(self._note, Deed.SAVED)

        def written(path: Path) -> None:
            self.saved.emit(path)
            self._keep(note)

        self._background.run(
            Lane.FOLDER, partial(_written, path, self._pdf), written, self.failed.emit, owner=self
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons need the room of the number of pages."""
        super().resizeEvent(event)
        self._fit_count()

    def minimumSizeHint(self) -> QSize:
        """The number of pages is not worth a wider window."""
        buttons = [button.minimumSizeHint().width() for button in (self._save, self._print)]
        return QSize(sum(buttons) + self._above.spacing(), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wider view shows wider pages."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(_("Pages"))
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._count = QLabel()
        theme.dress(self._count, kind="muted")
        self._print = BigButton(_("Print"), "Ctrl+P", icon="printer", primary=True)
        self._save = BigButton(_("Save as PDF"), "Ctrl+S", icon="save")
        self._print.setShortcut("Ctrl+P")
        self._save.setShortcut("Ctrl+S")
        self._print.clicked.connect(self.ask_print)
        self._save.clicked.connect(self.ask_save)
        self._above = row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self._save, self._print):
            button.setEnabled(False)
            row.addWidget(button)
        self.setFocusProxy(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._scroll, 1)

    def _keep(self, note: Callable[[], None]) -> None:
        self._background.run(Lane.WRITE, note, failed=self.failed.emit, owner=self)

    def _opened(self, page_sizes: list[tuple[float, float]]) -> None:
        self._sizes, self._drawn = page_sizes, set()
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setSpacing(_MARGIN)
        self._sheets = []
        for number in range(1, len(page_sizes) + 1):
            sheet = QLabel()
            sheet.setStyleSheet("background: white; border: 1px solid #767676;")
            sheet.setAccessibleName(
                _("Page {number} of {count}").format(number=number, count=len(page_sizes))
            )
            self._sheets.append(sheet)
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._scroll.setWidget(desk)
        count = len(page_sizes)
        self._count.setText(ngettext("{n} page", "{n} pages", count).format(n=count))
        self._print.setEnabled(True)
        self._save.setEnabled(True)
        self._fit_count()
        self._fit()
        self.opened.emit()

    def _fit_count(self) -> None:
        buttons = [button.sizeHint().width() for button in (self._save, self._print)]
        room = self.width() - sum(buttons) - 3 * self._above.spacing()
        self._count.setVisible(self._count.sizeHint().width() <= room)

    def _fit(self) -> None:
        width = min(self._scroll.viewport().width() - 2 * _MARGIN, 1000)
        for sheet, (wide, high) in zip(self._sheets, self._sizes, strict=True):
            sheet.setFixedSize(width, round(width * high / wide))
        self._drawn.clear()
        self._soon.start()

    def _draw_in_sight(self) -> None:
        seen = self._scroll.viewport().rect()
        for number, sheet in enumerate(self._sheets):
            place = sheet.rect().translated(sheet.mapTo(self._scroll.viewport(), seen.topLeft()))
            if number not in self._drawn and place.intersects(seen.adjusted(0, -800, 0, 800)):
                self._drawn.add(number)
                pixels = round(sheet.width() * self.devicePixelRatioF())
                self._background.run(
                    Lane.HEAVY,
                    partial(picture, self._pdf, number, pixels),
                    partial(self._show_page, sheet),
                    self.failed.emit,
                    key=(id(self), number),
                    owner=sheet,
                )

    def _show_page(self, sheet: QLabel, page: Page) -> None:
        pixmap = QPixmap.fromImage(_image(page))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        sheet.setPixmap(pixmap)

    def _print_page(self, printer: QPrinter, painter: QPainter, number: int) -> None:
        if number == len(self._sizes):
            painter.end()
            self.printed.emit(number)
            self._keep(partial(self._note, Deed.PRINTED, count=number))
            return

        def draw(page: Page) -> None:
            if number:
                _turn(printer, self._sizes[number])
                printer.newPage()
            painter.drawImage(_on_paper(printer, page), _image(page))
            self._print_page(printer, painter, number + 1)

        def stop(error: Known) -> None:
            painter.end()
            self.failed.emit(error)

        pixels = round(self._sizes[number][0] / 72 * PRINT_DPI)
        self._background.run(
            Lane.HEAVY, partial(picture, self._pdf, number, pixels), draw, stop, owner=self
        )


def _turn(printer: QPrinter, size: tuple[float, float]) -> None:
    wide, high = size
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if wide > high else orientation.Portrait)


def _on_paper(printer: QPrinter, page: Page) -> QRectF:
    """As large as the paper allows, at its own proportions."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = QSizeF(page.width, page.height).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(0, 0, size.width(), size.height())


def _image(page: Page) -> QImage:
    return QImage(
        page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32
    ).copy()


def _written(path: Path, pdf: bytes) -> Path:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise Unavailable("file_not_writable", file=path.name) from error
    return path
