"""設定 > バックアップ with a real office: made, listed, copied elsewhere, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from smartsupport.domain.journal import Deed
from smartsupport.domain.venue import Venue
from smartsupport.services import backups, journal, sign_in
from smartsupport.services.office import Office
from smartsupport.settings import DEFAULTS, Settings
from smartsupport.storage import probe
from smartsupport.storage.journal import Wanted
from smartsupport.storage.probe import Ground
from smartsupport.ui import theme
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.settings_backups import BackupPage
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services import given
from tests.ui.screens.corner import said
from tests.ui.seen import cut_off, nameless

__all__ = ["cheap_passwords", "closed"]

Made = Callable[[Office], BackupPage]


@pytest.fixture
def shown(around: Around, qtbot: QtBot) -> Made:
    """The page over an office, shown; its settings are in `page.kept[-1]`."""

    def make(office: Office) -> BackupPage:
        kept = [DEFAULTS]
        page = BackupPage(office, lambda: kept[-1], kept.append, around)
        page.kept = kept  # type: ignore[attr-defined]
        qtbot.addWidget(page)
        page.resize(900, 560)
        page.show()
        qtbot.waitUntil(lambda: page.last.text() != "")
        return page

    return make


def kept(page: BackupPage) -> Settings:
    return page.kept[-1]  # type: ignore[attr-defined,no-any-return]


def venues(office: Office) -> list[str]:
    with office.store.reading() as reading:
        return sorted(v.name for v in reading.find(Venue))


def test_one_is_made_now_and_listed(
    office: Office, around: Around, shown: Made, qtbot: QtBot
) -> None:
    page = shown(office)
    assert page.last.text() == "There is no backup yet."
    assert not page.back.isEnabled()
    page.now.click()
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    qtbot.waitUntil(lambda: "checked" in page.last.text())
    assert said(around) == ["The backup was made and checked."]
    assert page.progress.isHidden()
    assert page.now.isEnabled()
    page.list.selectRow(0)
    assert page.back.isEnabled()


def test_a_failure_is_said_and_the_button_comes_back(
    office: Office, around: Around, shown: Made, qtbot: QtBot
) -> None:
    office.places.backups.write_bytes(b"")
    page = shown(office)
    page.now.click()
    qtbot.waitUntil(lambda: bool(said(around)))
    assert "could not be written" in said(around)[0]
    assert page.now.isEnabled()


def test_a_backup_is_merged_with_the_password_of_the_person(
    closed: Office, around: Around, shown: Made, qtbot: QtBot
) -> None:
    given.venue(closed, "会館")
    backups.make(closed, DEFAULTS)
    page = shown(closed)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    page.list.selectRow(0)
    page.back.click()
    qtbot.waitUntil(page.strip.isVisible)
    page.strip.password.box.setText(OTHER)
    page.strip.password.entered.emit()
    qtbot.waitUntil(lambda: page.strip.password.problem != "")
    assert page.strip.password.problem == "The password is not right. Type it again."
    page.strip.password.box.setText(PASSWORD)
    page.strip.password.entered.emit()
    qtbot.waitUntil(page.strip.isHidden)
    assert said(around) == ["Changes that were missing here: 0"]


def test_replacing_ends_the_program_and_the_next_start_shows_the_backup(
    closed: Office, shown: Made, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.venue(closed, "むかし")
    backups.make(closed, DEFAULTS)
    given.venue(closed, "いま")
    page = shown(closed)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    page.list.selectRow(0)
    page.back.click()
    qtbot.waitUntil(page.strip.isVisible)
    page.strip.ways.button(1).setChecked(True)
    page.strip.password.box.setText(PASSWORD)
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    page.strip.password.entered.emit()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(QMessageBox)))
    (box,) = page.window().findChildren(QMessageBox)
    assert "The backup is in use now." in box.text()
    assert ended == []
    box.buttons()[0].click()
    assert ended == [True]
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert venues(again) == ["むかし"]
    again.close()


def test_a_wrong_file_is_refused_in_one_sentence(
    office: Office, around: Around, shown: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(office)
    (tmp_path / "letter.ssbackup").write_bytes(b"Dear")
    page.ask_about(tmp_path / "letter.ssbackup", "letter.ssbackup")
    qtbot.waitUntil(lambda: bool(said(around)))
    assert said(around) == ["letter.ssbackup is not a backup of this program. Choose another file."]
    assert page.strip.isHidden()


def test_a_second_place_is_kept_and_given_up(
    office: Office, shown: Made, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(office)
    assert "no second copy" in page.second.said.text()
    page.second.choose(tmp_path / "share")
    qtbot.waitUntil(lambda: kept(page).second_backup == str(tmp_path / "share"))
    page.now.click()
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    assert len(list((tmp_path / "share").iterdir())) == 1
    page.second.stop.click()
    assert kept(page).second_backup == ""
    assert page.second.stop.isHidden()


def test_a_usb_drive_asks_which_and_why(
    closed: Office,
    around: Around,
    shown: Made,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ground = probe.ground

    def pulled_out(folder: Path, markers: tuple[str, ...]) -> Ground:
        return replace(ground(folder, markers), removable=True)

    monkeypatch.setattr(probe, "ground", pulled_out)
    page = shown(closed)
    page.second.choose(tmp_path)
    qtbot.waitUntil(page.second.drive.isVisible)
    page.second.drive.allow.click()
    qtbot.waitUntil(lambda: bool(said(around)))
    assert kept(page).second_backup == ""
    page.second.drive.number.setText("USB-0012")
    page.second.drive.reason.setText("金庫で保管")
    page.second.drive.allow.click()
    qtbot.waitUntil(lambda: kept(page).second_backup == str(tmp_path))
    assert kept(page).allowed_drives == (str(tmp_path),)
    found = journal.lines(closed, journal.ids(closed, Wanted(deeds=[Deed.DRIVE_ALLOWED])))
    assert [x.entry.document for x in found.values()] == ["USB-0012 金庫で保管"]


@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_cut_off_or_nameless(
    closed: Office, shown: Made, qtbot: QtBot, large: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.make("light", large=large))
    backups.make(closed, DEFAULTS)
    page = shown(closed)
    page.ask_about(backups.listed(closed)[0].path, "10/3")
    qtbot.waitUntil(page.strip.isVisible)
    page.second.show()
    page.second.drive.ask()
    page.resize(1100, 900)
    assert cut_off(page) == []
    assert nameless(page) == []
    theme.apply(app, theme.make("light", large=False))
