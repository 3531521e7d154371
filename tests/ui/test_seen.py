"""The eyes of these tests see what is wrong, and nothing where nothing is."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport.paths import resources
from tests.ui.seen import cut_columns, cut_titles, out_of_sight, overlapping
from tests.ui.words_seen import English, texts, undrawable


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """Three hundred by two hundred pixels."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    yield made


def put(part: QWidget, parent: QWidget, left: int, top: int, width: int, height: int) -> None:
    part.setParent(parent)
    part.setGeometry(left, top, width, height)
    part.show()


def test_two_parts_on_top_of_each_other_are_seen_whoever_holds_them(window: QWidget) -> None:
    holder = QWidget()
    put(holder, window, 0, 0, 100, 100)
    put(QLabel("Name"), holder, 0, 0, 60, 20)
    put(QPushButton("Save"), window, 60, 0, 80, 20)
    assert overlapping(window) == []

    put(QPushButton("Away"), window, 50, 10, 80, 20)
    assert sorted(overlapping(window)) == ["Name / Away", "Save / Away"]


def test_what_reaches_beyond_its_holder_is_seen_unless_one_can_scroll_down_to_it(
    window: QWidget,
) -> None:
    area, page = QScrollArea(), QWidget()
    put(area, window, 0, 0, 300, 100)
    page.resize(280, 900)
    area.setWidget(page)
    put(QLabel("far below"), page, 0, 800, 100, 20)
    assert out_of_sight(window) == []

    put(QLabel("far right"), page, 250, 0, 100, 20)
    put(QLabel("half gone"), window, 0, 190, 100, 20)
    assert sorted(out_of_sight(window)) == ["far right", "half gone"]


def test_titles_and_columns_without_room_are_seen(window: QWidget) -> None:
    table = QTableWidget(2, 3)
    table.setHorizontalHeaderLabels(["Day", "Telephone number", "Remark"])
    for row in range(2):
        for column, text in enumerate(("3 Oct and very much more", "", "a long remark at the end")):
            table.setItem(row, column, QTableWidgetItem(text))
    tabs = QTabBar()
    tabs.setUsesScrollButtons(False)
    tabs.addTab("Whole")
    put(table, window, 0, 40, 300, 150)
    for column in range(3):
        table.setColumnWidth(column, 90)
    put(tabs, window, 0, 0, 300, 40)
    assert cut_titles(window) == ["Telephone number"]
    assert cut_columns(window) == ["Day: 3 Oct and very much more"]

    tabs.addTab("Much too long to be read in a window this narrow")
    assert "Much too long to be read in a window this narrow" in cut_titles(window)


def test_english_is_found_inside_other_words_too() -> None:
    english = English(["Search", "{n} booked", "T", "Everything is saved"])
    fine = {"さがす", "PDFで保存  [Ctrl+S]", "Excel (.xlsx)", "T", "iPhone"}
    assert english.left_in(fine) == []
    for text in (
        "Search  [Ctrl+K]",
        "受付\n12 booked",
        "予約　Everything is saved",
        "To be mended",
    ):
        assert english.left_in([text]) == [text]


def test_a_character_without_a_picture_is_found(window: QWidget) -> None:
    put(QLabel("髙𠮷"), window, 0, 0, 100, 20)
    put(QLabel("<b>見本</b>"), window, 0, 20, 100, 20)
    font = QRawFont(str(resources() / "fonts" / "BIZUDPGothic-Regular.ttf"), 16)

    assert {"髙𠮷", "見本"} <= texts(window)
    assert undrawable(["髙"], [font]) == []
    assert undrawable(["\U0001f600"], [font]) == ["\U0001f600 U+1F600 in \U0001f600"]
