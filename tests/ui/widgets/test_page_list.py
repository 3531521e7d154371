"""Pages by their titles: made when gone to, and never without a way to the others."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.ui.widgets.page_list import Page, PageList

TITLES = {"register": "Register", "backups": "Backups", "about": "About this program"}


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def pages(qtbot: QtBot, made: list[str]) -> PageList:
    def page(code: str) -> Page:
        def make() -> QWidget:
            made.append(code)
            return QLabel(f"the page {code}")

        return Page(code=code, title=TITLES[code], make=make)

    widget = PageList([page(code) for code in TITLES], name="Settings")
    qtbot.addWidget(widget)
    widget.resize(1200, 600)
    widget.show()
    return widget


def seen(pages: PageList) -> list[str]:
    return [label.text() for label in pages.findChildren(QLabel) if label.isVisible()]


def test_the_first_page_is_open_and_no_other_is_made_before_it_is_gone_to(
    pages: PageList, made: list[str]
) -> None:
    assert (seen(pages), made) == (["the page register"], ["register"])
    pages.show_page("about")
    pages.show_page("register")
    pages.show_page("about")
    assert (seen(pages), made) == (["the page about"], ["register", "about"])
    assert pages.page == "about"
    with pytest.raises(KeyError):
        pages.show_page("nowhere")


def test_arrow_keys_walk_through_the_titles(qtbot: QtBot, pages: PageList) -> None:
    titles = pages.findChild(QListWidget)
    assert titles is not None
    qtbot.keyClick(titles, Qt.Key.Key_Down)
    assert seen(pages) == ["the page backups"]


def test_a_small_window_has_the_titles_in_one_line_above(qtbot: QtBot, pages: PageList) -> None:
    titles, line = pages.findChild(QListWidget), pages.findChild(QComboBox)
    assert titles is not None and line is not None
    assert (titles.isVisible(), line.isVisible()) == (True, False)
    pages.resize(700, 400)
    assert (titles.isVisible(), line.isVisible()) == (False, True)
    line.setCurrentIndex(1)
    assert seen(pages) == ["the page backups"]
    pages.resize(1200, 600)
    assert titles.currentRow() == 1
