"""このパソコンから台帳を消す in the window: the last step opens after the two before it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smartsupport.services import backups, leaving
from smartsupport.services.office import Office, is_there
from smartsupport.settings import DEFAULTS
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.settings_leave import LeavePage
from tests.accounts import PASSWORD, cheap_passwords, closed
from tests.services import given
from tests.ui.screens.corner import said
from tests.ui.seen import cut_off, nameless, overlapping

__all__ = ["cheap_passwords", "closed"]

Left = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, office: Office, around: Around, left: list[int]) -> LeavePage:
    page = LeavePage(office, lambda: DEFAULTS, around, lambda: left.append(1))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: "supporters" in page.goes.text())
    return page


@pytest.fixture
def left() -> list[int]:
    """How often the program was ended."""
    return []


@pytest.fixture
def page(qtbot: QtBot, closed: Office, around: Around, left: list[int]) -> LeavePage:
    given.participant(closed, "ヤマダ ハナコ", name="山田 花子")
    return shown(qtbot, closed, around, left)


def backed_up(page: LeavePage, path: Path, qtbot: QtBot) -> None:
    page.back_up_to(path)
    qtbot.waitUntil(page.show_record.isEnabled)


def recorded(page: LeavePage, path: Path, qtbot: QtBot) -> None:
    page.print_record()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview.page_count > 0)
    with qtbot.waitSignal(dialog.preview.saved):
        dialog.preview.save_at(path)
    dialog.close()


def test_in_order_and_with_the_password_it_is_removed_and_the_program_ends(
    page: LeavePage, closed: Office, tmp_path: Path, left: list[int], qtbot: QtBot
) -> None:
    assert "1 participants" in page.goes.text()
    assert not page.show_record.isEnabled()
    assert not page.gate.isEnabled()
    backed_up(page, tmp_path / "safe" / "all.ssbackup", qtbot)
    assert "all.ssbackup" in page.kept.text()
    assert not page.gate.isEnabled()
    recorded(page, tmp_path / "safe" / "record.pdf", qtbot)
    qtbot.waitUntil(page.gate.isEnabled)

    page.gate.line.box.setText("not-the-right-words")
    qtbot.mouseClick(page.gate.onward, Left)
    qtbot.waitUntil(lambda: bool(page.gate.line.problem))
    assert is_there(closed.places)
    page.gate.line.box.setText(PASSWORD)
    qtbot.mouseClick(page.gate.onward, Left)
    qtbot.waitUntil(lambda: left == [1])
    assert leaving.is_under_way(closed.places)
    assert not closed.places.vault.exists()


def test_a_record_saved_with_the_register_does_not_count(
    page: LeavePage, closed: Office, tmp_path: Path, around: Around, qtbot: QtBot
) -> None:
    backed_up(page, tmp_path / "safe" / "all.ssbackup", qtbot)
    recorded(page, closed.places.base / "record.pdf", qtbot)
    qtbot.waitUntil(lambda: any("together with the register" in text for text in said(around)))
    assert not page.gate.isEnabled()


def test_a_backup_that_lacks_the_last_change_is_refused_at_once_and_at_the_end(
    page: LeavePage, closed: Office, tmp_path: Path, around: Around, qtbot: QtBot
) -> None:
    old = backups.make(closed, DEFAULTS, tmp_path / "safe" / "old.ssbackup").backup.path
    given.participant(closed, "タナカ ミノル")
    page.choose(old)
    qtbot.waitUntil(lambda: "does not hold the last changes" in page.kept.text())
    assert not page.show_record.isEnabled()

    backed_up(page, tmp_path / "safe" / "all.ssbackup", qtbot)
    recorded(page, tmp_path / "safe" / "record.pdf", qtbot)
    qtbot.waitUntil(page.gate.isEnabled)
    given.participant(closed, "スズキ イチロウ")
    page.gate.line.box.setText(PASSWORD)
    qtbot.mouseClick(page.gate.onward, Left)
    qtbot.waitUntil(lambda: "does not hold the last changes" in said(around)[-1])
    assert is_there(closed.places)


def test_without_a_password_a_tick_stands_for_it(
    qtbot: QtBot, office: Office, around: Around, tmp_path: Path, left: list[int]
) -> None:
    page = shown(qtbot, office, around, left)
    qtbot.waitUntil(page.sure.isVisible)
    assert not page.gate.isVisible()
    backed_up(page, tmp_path / "safe" / "all.ssbackup", qtbot)
    recorded(page, tmp_path / "safe" / "record.pdf", qtbot)
    qtbot.waitUntil(page.sure.isEnabled)
    assert not page.go.isEnabled()
    page.sure.setChecked(True)
    qtbot.mouseClick(page.go, Left)
    qtbot.waitUntil(lambda: left == [1])
    assert not is_there(office.places)


def test_nothing_is_cut_off(page: LeavePage) -> None:
    assert (nameless(page), cut_off(page), overlapping(page)) == ([], [], [])
