"""A file on its way into the 名簿: shown first, stored when asked, the rest to be mended."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from smartsupport.domain.supporter import Supporter
from smartsupport.services import people, records
from smartsupport.services.import_plan import AT_ONCE, Outcome
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.import_page import ImportPage
from smartsupport.ui.screens.register import RegisterScreen
from tests.ui.screens.corner import corner, said

LIST = """氏名,ふりがな,電話
阿部 忠,あべ ただし,03-1111-2222
佐藤 花,さとう はな,09012345678
,,12
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "supporters.csv"
    path.write_text(LIST, "utf-8")
    return path


@pytest.fixture
def screen(qtbot: QtBot, office: Office, around: Around) -> RegisterScreen:
    screen = RegisterScreen(office, around)
    qtbot.addWidget(screen)
    screen.resize(1150, 650)
    screen.show()
    screen.load()
    return screen


@pytest.fixture
def page(screen: RegisterScreen) -> ImportPage:
    return screen.importing


def came(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.waitUntil(lambda: page._found is not None, timeout=20_000)


def outcomes(page: ImportPage) -> list[Outcome]:
    return [line.outcome for line in page.rows.lines]


def test_nothing_is_stored_before_somebody_says_so(
    qtbot: QtBot, office: Office, screen: RegisterScreen, page: ImportPage, file: Path
) -> None:
    screen.read_file(file)
    came(qtbot, page)

    assert page.isVisible()
    assert outcomes(page) == [Outcome.NEW, Outcome.NEW, Outcome.LEFT_OUT]
    assert people.ids(office, Supporter) == []
    page.back()
    assert people.ids(office, Supporter) == []
    assert screen.page.isVisible()


def test_the_good_rows_are_stored_and_the_others_stay_to_be_mended(
    qtbot: QtBot,
    office: Office,
    around: Around,
    screen: RegisterScreen,
    page: ImportPage,
    file: Path,
    tmp_path: Path,
) -> None:
    screen.read_file(file)
    came(qtbot, page)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(said(around)))

    assert said(around) == ["2 rows were added, 0 were changed."]
    assert len(people.ids(office, Supporter)) == 2
    assert outcomes(page) == [Outcome.LEFT_OUT]
    assert "12" in page._notes.text()
    page.save_at(tmp_path / "mend.xlsx")
    qtbot.waitUntil(lambda: len(said(around)) == 2, timeout=20_000)
    sheet = load_workbook(tmp_path / "mend.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 2


def test_the_same_file_again_changes_nothing(
    qtbot: QtBot, screen: RegisterScreen, page: ImportPage, file: Path, around: Around
) -> None:
    screen.read_file(file)
    came(qtbot, page)
    page.accept()
    qtbot.waitUntil(lambda: bool(said(around)))

    screen.read_file(file)
    came(qtbot, page)

    assert outcomes(page) == [Outcome.SAME, Outcome.SAME, Outcome.LEFT_OUT]
    assert not page._accept.isEnabled()


def test_a_change_says_what_it_changes(
    qtbot: QtBot, office: Office, screen: RegisterScreen, page: ImportPage, file: Path
) -> None:
    records.add(
        office,
        Supporter(id=office.new_id(), name="阿部 忠", kana="アベ タダシ", email="a@example.jp"),
    )
    screen.read_file(file)
    came(qtbot, page)
    assert outcomes(page)[0] is Outcome.CHANGED
    assert "Phone: (empty) → 03-1111-2222" in page.rows.lines[0].notes


def test_a_chip_shows_only_its_rows(
    qtbot: QtBot, screen: RegisterScreen, page: ImportPage, file: Path
) -> None:
    screen.read_file(file)
    came(qtbot, page)
    chips = {chip.text().strip(): chip for _value, chip in page.chips._chips}
    assert list(chips)[:4] == [
        "Will be added 2",
        "Will be changed 0",
        "Same as before 0",
        "To be mended 1",
    ]
    chips["To be mended 1"].click()
    assert outcomes(page) == [Outcome.LEFT_OUT]
    chips["To be mended 1"].click()
    assert len(outcomes(page)) == 3


def test_copied_cells_come_the_same_way(
    qtbot: QtBot, screen: RegisterScreen, page: ImportPage
) -> None:
    QGuiApplication.clipboard().setText(LIST.replace(",", "\t"))
    screen.paste()
    came(qtbot, page)
    assert outcomes(page) == [Outcome.NEW, Outcome.NEW, Outcome.LEFT_OUT]


def test_an_empty_clipboard_says_what_to_do(screen: RegisterScreen, around: Around) -> None:
    QGuiApplication.clipboard().clear()
    screen.paste()
    assert "copy them first" in said(around)[-1]
    assert not screen.importing.isVisible()


def test_a_file_may_be_dropped_on_the_list(
    qtbot: QtBot, screen: RegisterScreen, page: ImportPage, file: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    screen.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    came(qtbot, page)
    assert len(outcomes(page)) == 3


def test_a_file_that_is_no_list_says_why_and_goes_back(
    qtbot: QtBot, screen: RegisterScreen, page: ImportPage, around: Around, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"%PDF-1.7")
    screen.read_file(path)
    qtbot.waitUntil(lambda: bool(said(around)), timeout=20_000)
    assert "PDF" in said(around)[0]
    assert screen.page.isVisible()


def test_a_list_of_another_kind_is_told_and_one_button_away(
    qtbot: QtBot,
    office: Office,
    around: Around,
    screen: RegisterScreen,
    page: ImportPage,
    file: Path,
) -> None:
    screen.show_record("venues")
    screen.read_file(file)
    qtbot.waitUntil(lambda: bool(said(around)), timeout=20_000)
    assert said(around) == [
        "This looks like a list of supporters, not of venues. Nothing was stored."
    ]
    [(button, press)] = corner(around).actions
    assert button == "Read it as a list of supporters"

    press()
    [(code, there)] = corner(around).gone
    assert code == "register"
    screen.show_record(there)
    came(qtbot, page)
    assert screen.page.register.code == "supporters"
    assert outcomes(page)[0] is Outcome.NEW


def test_storing_can_be_stopped_and_goes_on_from_there(
    qtbot: QtBot,
    office: Office,
    around: Around,
    screen: RegisterScreen,
    page: ImportPage,
    tmp_path: Path,
) -> None:
    path = tmp_path / "many.csv"
    rows = (f"見本{n},みほん,090-0000-{n:04d}" for n in range(AT_ONCE + 20))
    path.write_text("\n".join(["氏名,ふりがな,電話", *rows]), "utf-8")
    screen.read_file(path)
    came(qtbot, page)
    page.accept()
    page.progress.cancelled.emit()
    qtbot.waitUntil(lambda: bool(said(around)), timeout=20_000)

    assert len(people.ids(office, Supporter)) == AT_ONCE
    assert "20 rows are not stored" in said(around)[0]
    page.accept()
    qtbot.waitUntil(lambda: len(people.ids(office, Supporter)) == AT_ONCE + 20, timeout=20_000)
    qtbot.waitUntil(lambda: len(said(around)) == 2)
