"""このプログラムについて: what somebody asks before they trust a program, and its folder."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport import __version__
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.settings_about import AboutPage
from tests.ui.screens.corner import said

FOLDER = Path("/somewhere/register")


class Desktop(QObject):
    """Stands where the system's file window would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    yield desktop
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def page(around: Around, qtbot: QtBot) -> AboutPage:
    page = AboutPage(FOLDER, around)
    qtbot.addWidget(page)
    page.show()
    return page


def words(page: AboutPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def press(page: AboutPage, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text().strip() == text).click()


def test_it_says_which_version_it_is_and_whose_it_is_not(page: AboutPage) -> None:
    assert f"smartsupport {__version__}" in words(page)
    assert "not affiliated with the Tokyo Metropolitan Government" in words(page)
    assert "QR Code is a registered trademark of DENSO WAVE INCORPORATED." in words(page)


def test_every_library_is_named_with_its_licence(page: AboutPage) -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    needed = [re.match(r"[\w.-]+", line) for line in project["project"]["dependencies"]]
    named = words(page)
    missing = [m[0] for m in needed if m and not re.search(rf"{m[0]}[^:<]*: \S", named)]
    assert missing == []


def test_the_folder_is_opened(page: AboutPage, desktop: Desktop) -> None:
    press(page, "Open the folder")
    assert desktop.opened == [QUrl.fromLocalFile(str(FOLDER))]


def test_the_folder_s_path_is_copied(page: AboutPage, around: Around) -> None:
    press(page, "Copy its path")
    assert QGuiApplication.clipboard().text() == str(FOLDER)
    assert said(around) == ["The folder's path was copied."]
