"""設定 with a real office: what is saved there is stored, and lists keep what was used."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.domain.consultation import Choice
from smartsupport.domain.session import SessionKind
from smartsupport.domain.workspace import Workspace
from smartsupport.services import records
from smartsupport.services.defaults import TOPICS
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.exchanging import Exchanging
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.settings import ComputerPage, HostPage, SettingsScreen
from smartsupport.ui.screens.settings_lists import entry_list, kind_list
from tests.ui.screens.corner import said
from tests.ui.seen import cut_off, nameless


def stored(office: Office) -> Workspace:
    return office.workspace()


def test_the_organiser_is_saved_and_said(office: Office, around: Around, qtbot: QtBot) -> None:
    page = HostPage(office, around)
    qtbot.addWidget(page)
    page.load()
    qtbot.waitUntil(lambda: page.form.values()["name"] == stored(office).name)
    page.form.input("organiser").write("中野区 地域支えあい課")
    page.save()
    qtbot.waitUntil(lambda: bool(said(around)))
    assert stored(office).organiser == "中野区 地域支えあい課"
    assert not page.form.unsaved


def test_a_register_keeps_a_name(office: Office, around: Around, qtbot: QtBot) -> None:
    page = HostPage(office, around)
    qtbot.addWidget(page)
    before = stored(office).name
    page.load()
    qtbot.waitUntil(lambda: page.form.values()["name"] == before)
    page.form.input("name").write("")
    page.save()
    assert stored(office).name == before
    assert "name" in page.form.unsaved


def test_what_is_typed_survives_a_change_from_elsewhere(
    office: Office, around: Around, qtbot: QtBot
) -> None:
    page = HostPage(office, around)
    qtbot.addWidget(page)
    page.show()
    page.load()
    qtbot.waitUntil(lambda: page.form.values()["name"] != "")
    page.form.input("addressee").write("高齢福祉課長 様")
    heard: list[object] = []
    around.live.watch(page, (Workspace,), heard.append)
    records.change(office, office.workspace(), organiser="別の端末から")
    qtbot.waitUntil(lambda: bool(heard))
    around.background.run(Lane.READ, office.workspace, heard.append, owner=page)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert page.form.values()["addressee"] == "高齢福祉課長 様"


def test_a_topic_is_added_renamed_and_retired(office: Office, around: Around, qtbot: QtBot) -> None:
    page = entry_list(office, around, TOPICS)
    qtbot.addWidget(page)
    page.load()
    qtbot.waitUntil(lambda: _list(page).count() == 20)
    _type(page, "年賀状アプリ")
    qtbot.waitUntil(lambda: _topic(office, "年賀状アプリ") is not None)
    page.load()
    qtbot.waitUntil(lambda: _list(page).count() == 21)
    _list(page).setCurrentRow(20)
    _press(page, "Stop using")
    qtbot.waitUntil(lambda: bool(_retired(office, "年賀状アプリ")))


def _list(page: QWidget) -> QListWidget:
    found = page.findChild(QListWidget)
    assert found is not None
    return found


def _line(page: QWidget) -> QLineEdit:
    found = page.findChild(QLineEdit)
    assert found is not None
    return found


def _type(page: QWidget, name: str) -> None:
    _line(page).setText(name)
    _press(page, "Add")


def _press(page: QWidget, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if text in b.text()).click()


def _topic(office: Office, name: str) -> Choice | None:
    with office.store.reading() as reading:
        return reading.first(Choice, list_name=TOPICS, name=name)


def _retired(office: Office, name: str) -> bool:
    found = _topic(office, name)
    return found is not None and found.retired


def test_a_topic_twice_is_refused_in_words(office: Office, around: Around, qtbot: QtBot) -> None:
    page = entry_list(office, around, TOPICS)
    qtbot.addWidget(page)
    page.load()
    qtbot.waitUntil(lambda: _list(page).count() == 20)
    _type(page, "LINE")
    qtbot.waitUntil(lambda: bool(said(around)))
    assert "LINE" in said(around)[0]
    assert _line(page).text() == "LINE", "what was typed stays to be mended"


def test_a_new_kind_runs_like_those_of_its_behaviour(
    office: Office, around: Around, qtbot: QtBot
) -> None:
    page = kind_list(office, around)
    qtbot.addWidget(page)
    page.load()
    qtbot.waitUntil(lambda: _list(page).count() == 6)
    _type(page, "出張相談")
    qtbot.waitUntil(lambda: _kind(office, "出張相談") is not None)
    kind = _kind(office, "出張相談")
    assert kind is not None
    assert kind.places and kind.position == 6


def _kind(office: Office, name: str) -> SessionKind | None:
    with office.store.reading() as reading:
        return reading.first(SessionKind, name=name)


def test_large_type_is_taken_up_at_once(around: Around, qtbot: QtBot) -> None:
    taken: list[Settings] = []
    page = ComputerPage(Settings, taken.append, around)
    qtbot.addWidget(page)
    page.form.input("large_type").write(True)
    assert taken == [msgspec.structs.replace(Settings(), large_type=True)]


def test_what_the_desk_switched_is_shown_and_left_alone(around: Around, qtbot: QtBot) -> None:
    now = Settings()
    taken: list[Settings] = []
    page = ComputerPage(lambda: now, taken.append, around)
    qtbot.addWidget(page)
    now = Settings(sounds=False, camera_on=True)  # meanwhile, at the desk
    page.show()
    assert page.form.values()["sounds"] is False

    page.form.input("large_type").write(True)
    assert taken == [Settings(sounds=False, camera_on=True, large_type=True)]


@pytest.mark.parametrize("large", [False, True])
def test_no_text_is_cut_off(office: Office, around: Around, qtbot: QtBot, large: bool) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.make("light", large=large))
    screen = SettingsScreen(
        office,
        Settings,
        lambda _settings: None,
        Exchanging(office, around.background, Settings),
        around,
    )
    qtbot.addWidget(screen)
    screen.resize(1180, 640)
    screen.show()
    for page in ("register", "kinds", "computer", "about"):
        screen.show_record(page)
        assert cut_off(screen) == []
        assert nameless(screen) == []


@pytest.mark.parametrize(("typed", "minutes"), [("5", 5), ("", 10), ("0", 10), ("999", 120)])
def test_the_minutes_until_the_lock_are_never_none(
    around: Around, qtbot: QtBot, typed: str, minutes: int
) -> None:
    now = [Settings()]
    page = ComputerPage(lambda: now[-1], now.append, around)
    qtbot.addWidget(page)
    page.form.input("lock_minutes").box.setText(typed)
    assert now[-1].lock_minutes == minutes
