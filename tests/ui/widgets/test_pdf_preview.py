import gc
import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from smartsupport.domain.errors import Known
from smartsupport.ui.background import Background
from smartsupport.ui.widgets.pdf_preview import PdfPreview

PORTRAIT, LANDSCAPE = (595.3, 841.9), (841.9, 595.3)


def document(*sizes: tuple[float, float]) -> bytes:
    """Each page black in its upper half."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for wide, high in sizes:
        canvas.setPageSize((wide, high))
        canvas.rect(0, high / 2, wide, high / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class Notes(list[tuple[str, int]]):
    def __call__(self, deed: str, count: int = 0) -> None:
        self.append((deed, count))


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def preview(qtbot: QtBot, background: Background) -> PdfPreview:
    preview = PdfPreview(background)
    qtbot.addWidget(preview)
    preview.resize(700, 500)
    preview.show()
    return preview


def drawn(preview: PdfPreview) -> list[bool]:
    return [not sheet.pixmap().isNull() for sheet in preview._sheets]


def test_only_pages_near_sight_are_drawn(qtbot: QtBot, preview: PdfPreview, notes: Notes) -> None:
    preview.show_document(document(*[PORTRAIT] * 12), Path("x.pdf"), notes)
    qtbot.waitUntil(lambda: any(drawn(preview)))

    assert preview.page_count == 12
    assert not drawn(preview)[-1]
    first = preview._sheets[0].pixmap().toImage()
    assert first.pixelColor(first.width() // 2, 20).name() == "#000000"
    assert first.pixelColor(first.width() // 2, first.height() - 20).name() == "#ffffff"

    preview._scroll.verticalScrollBar().setValue(preview._scroll.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: drawn(preview)[-1])


def test_pages_are_named_for_a_screen_reader(
    qtbot: QtBot, preview: PdfPreview, notes: Notes
) -> None:
    preview.show_document(document(PORTRAIT, LANDSCAPE), Path("x.pdf"), notes)
    qtbot.waitUntil(lambda: preview.page_count == 2)

    names = {sheet.accessibleName() for sheet in preview.findChildren(QLabel)}
    assert {"Page 1 of 2", "Page 2 of 2"} <= names


def test_printing_puts_each_page_on_its_own_paper_the_right_way_up(
    qtbot: QtBot, preview: PdfPreview, notes: Notes, tmp_path: Path
) -> None:
    preview.show_document(document(PORTRAIT, LANDSCAPE), Path("x.pdf"), notes)
    qtbot.waitUntil(lambda: preview.page_count == 2)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_on(printer)

    assert printed.args == [2]
    qtbot.waitUntil(lambda: notes == [("printed", 2)])
    pages = pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())
    sizes = [pages.get_page_size(n) for n in range(len(pages))]
    assert [wide < high for wide, high in sizes] == [True, False]
    for page in pages:
        bitmap = page.render(scale=0.2).to_pil().convert("L")
        assert bitmap.getpixel((bitmap.width // 2, 10)) < 40
        assert bitmap.getpixel((bitmap.width // 2, bitmap.height - 10)) > 200


def test_print_asks_for_a_printer_and_prints_on_it(
    qtbot: QtBot, preview: PdfPreview, notes: Notes, tmp_path: Path
) -> None:
    preview.show_document(document(PORTRAIT), Path("x.pdf"), notes)
    qtbot.waitUntil(lambda: preview.page_count == 1)
    preview._print.click()
    gc.collect()
    dialog = preview.findChild(QPrintDialog)
    assert dialog.isVisible()
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))

    with qtbot.waitSignal(preview.printed):
        QDialog.accept(dialog)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_saving_writes_the_very_same_bytes(
    qtbot: QtBot, preview: PdfPreview, notes: Notes, tmp_path: Path
) -> None:
    pdf = document(PORTRAIT)
    preview.show_document(pdf, tmp_path / "2026-10_活動時間.pdf", notes)

    with qtbot.waitSignal(preview.saved) as saved:
        preview.save_at(tmp_path / "2026-10_活動時間.pdf")

    assert saved.args == [tmp_path / "2026-10_活動時間.pdf"]
    assert (tmp_path / "2026-10_活動時間.pdf").read_bytes() == pdf
    qtbot.waitUntil(lambda: notes == [("saved", 0)])


def test_a_folder_that_is_gone_and_a_file_that_is_no_pdf_are_told(
    qtbot: QtBot, preview: PdfPreview, notes: Notes, tmp_path: Path
) -> None:
    told: list[Known] = []
    preview.failed.connect(told.append)
    preview.show_document(b"no pdf", tmp_path / "x.pdf", notes)
    qtbot.waitUntil(lambda: len(told) == 1)
    preview.save_at(tmp_path / "gone" / "x.pdf")
    qtbot.waitUntil(lambda: len(told) == 2)

    assert [error.code for error in told] == ["pdf_not_readable", "file_not_writable"]
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    preview.print_on(printer)
    assert [error.code for error in told[2:]] == ["printer_not_ready"]
    assert notes == []
