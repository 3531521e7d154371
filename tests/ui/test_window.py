from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport import i18n
from smartsupport.settings import Settings
from smartsupport.ui import language, theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.live import Live
from smartsupport.ui.palette import Finder, Found, Palette
from smartsupport.ui.screen import Around, Screen
from smartsupport.ui.shown import Shown
from smartsupport.ui.widgets.search_line import SearchLine
from smartsupport.ui.window import Window
from tests.ui.seen import cut_off, nameless

NOON = datetime(2026, 10, 3, 3, 0, tzinfo=UTC)


class Toy(QWidget):
    """A screen with a box, one command, and a log of what the window asks of it."""

    def __init__(self, around: Around, title: str) -> None:
        super().__init__()
        self.around = around
        self.log: list[object] = []
        self.box = QLineEdit()
        self.box.setAccessibleName(title)
        QVBoxLayout(self).addWidget(self.box)
        self.setFocusProxy(self.box)
        around.commands.bind(
            self,
            [Action(code=f"count_{title}", text=f"Count {title}", shortcut="F2", where=title)],
            {f"count_{title}": lambda: self.log.append("counted")},
        )

    def load(self) -> None:
        self.log.append("load")

    def show_record(self, record: object) -> None:
        self.log.append(record)

    def unsaved(self) -> bool:
        return bool(self.box.text())


def toy(code: str, icon: str) -> Screen:
    return Screen(code=code, title=code.title(), icon=icon, make=lambda around: Toy(around, code))


SCREENS = (
    toy("today", "today"),
    toy("people", "people"),
    Screen(code="desk", title="Desk", icon="desk", make=lambda a: Toy(a, "desk"), listed=False),
)


@pytest.fixture
def kept() -> list[Settings]:
    return []


@pytest.fixture
def japanese(tmp_path: Path) -> Path:
    folder = tmp_path / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "smartsupport.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Search"\nmsgstr "さがす"\n\nmsgid "People"\nmsgstr "名簿"\n',
        "utf-8",
    )
    return tmp_path


Make = Callable[..., Window]


@pytest.fixture
def make(
    qtbot: QtBot, background: Background, live: Live, kept: list[Settings], japanese: Path
) -> Make:
    def make(
        settings: Settings | None = None,
        screens: Sequence[Screen] = SCREENS,
        finders: Sequence[Finder] = (),
        who: str = "",
        **more: object,
    ) -> Window:
        window = Window(
            Shown(screens=screens, finders=finders, who=who),
            background=background,
            live=live,
            clock=lambda: NOON,
            settings=settings or Settings(language="en", theme="light"),
            remember=kept.append,
            locale_dir=japanese,
            title="Wakaba",
            **more,  # type: ignore[arg-type]
        )
        qtbot.addWidget(window, before_close_func=_empty)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    yield
    language.apply(qapp, "en", tmp_path)


def at(left: int, top: int, width: int, height: int, *, large: bool = False) -> Settings:
    """A window that was closed at this place."""
    return Settings(
        language="en",
        theme="light",
        large_type=large,
        maximized=False,
        window=(left, top, width, height),
    )


def _empty(window: Window) -> None:
    for box in window.findChildren(QLineEdit):
        box.clear()


def screen(window: Window) -> Toy:
    return next(toy for toy in window.findChildren(Toy) if toy.isVisible())


def words(window: Window) -> set[str]:
    parts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return {part.text().strip() for part in parts if part.isVisible()}


def test_the_first_screen_opens_and_the_others_are_made_when_gone_to(make: Make) -> None:
    window = make()
    today = screen(window)
    assert today.log == ["load"]
    assert len(window.findChildren(Toy)) == 1

    window.go("people", "a record")
    window.go("today")

    assert screen(window) is today
    assert today.log == ["load"]
    people = next(toy for toy in window.findChildren(Toy) if toy is not today)
    assert people.log == ["load", "a record"]


def test_a_screen_without_an_entry_is_reached_by_its_code_only(make: Make) -> None:
    window = make()
    assert {"Today", "People"} <= words(window)
    assert "Desk" not in words(window)

    screen(window).around.go("desk")

    assert window.screen_code == "desk"
    assert "Desk" in words(window)  # the title says where we are
    with pytest.raises(KeyError):
        window.go("nowhere")


def test_places_are_one_key_away(qtbot: QtBot, make: Make) -> None:
    window = make()
    qtbot.keyClick(screen(window).box, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.screen_code == "people"
    assert QApplication.focusWidget() is screen(window).box


def test_a_command_works_on_its_own_screen_only(qtbot: QtBot, make: Make) -> None:
    window = make()
    today = screen(window)
    window.go("people")
    qtbot.keyClick(screen(window).box, Qt.Key.Key_F2)

    assert screen(window).log == ["load", "counted"]
    assert today.log == ["load"]


def test_escape_puts_the_banner_away(qtbot: QtBot, make: Make) -> None:
    window = make()
    screen(window).around.say("Two places are open.", "attention")
    assert "Two places are open." in words(window)

    qtbot.keyClick(screen(window).box, Qt.Key.Key_Escape)

    assert "Two places are open." not in words(window)


def test_the_status_line_says_what_is_typed_and_not_saved(qtbot: QtBot, make: Make) -> None:
    window = make()
    screen(window).box.setText("half a name")
    qtbot.waitUntil(lambda: "What you typed is not saved yet" in words(window))
    assert "Everything is saved" not in words(window)

    screen(window).box.clear()
    qtbot.waitUntil(lambda: "Everything is saved" in words(window))


def test_the_status_line_says_when_something_is_being_saved(
    qtbot: QtBot, make: Make, background: Background
) -> None:
    window = make(who="Sato")
    assert {"Everything is saved", "Sato", "Sat 3 Oct 12:00"} <= words(window)

    background.run(Lane.WRITE, lambda: None)
    assert "Saving…" in words(window)
    qtbot.waitUntil(lambda: "Everything is saved" in words(window))
    window.show_state("The shared folder does not answer", "attention")
    assert "The shared folder does not answer" in words(window)


def test_language_and_type_are_taken_up_at_once_and_remembered(
    make: Make, kept: list[Settings]
) -> None:
    window = make()
    window.go("people")
    chosen = Settings(language="ja", large_type=True, theme="dark")

    window.change(chosen)

    assert kept == [chosen]
    assert "名簿" in words(window)
    assert i18n.language() == "ja"
    assert window.screen_code == "people"
    assert theme.look().large
    assert theme.look().name == "dark"
    assert QApplication.font().pixelSize() == 20


def test_nothing_half_typed_is_lost_to_a_change_of_language(
    make: Make, kept: list[Settings]
) -> None:
    window = make()
    screen(window).box.setText("yama")

    window.change(Settings(language="ja"))

    assert screen(window).box.text() == "yama"
    assert kept == []
    assert "Please save or discard what you have typed first." in words(window)


def test_the_desk_switches_its_sounds_while_something_is_half_typed(
    make: Make, kept: list[Settings]
) -> None:
    window = make()
    screen(window).box.setText("yama")
    quiet = msgspec.structs.replace(window.settings, sounds=False)

    window.change(quiet)

    assert kept == [quiet]
    assert screen(window).box.text() == "yama"
    assert "Please save or discard what you have typed first." not in words(window)


def test_closing_asks_before_something_typed_is_lost(
    qtbot: QtBot, make: Make, kept: list[Settings]
) -> None:
    window = make()
    screen(window).box.setText("yama")

    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    box.button(QMessageBox.StandardButton.NoButton)
    leave = next(b for b in box.buttons() if "without" in b.text())
    leave.click()

    assert not window.isVisible()
    assert len(kept) == 1


def test_the_window_opens_where_it_was_closed(make: Make, kept: list[Settings]) -> None:
    window = make(at(40, 30, 900, 500))
    assert window.geometry().getRect() == (40, 30, 900, 500)
    window.resize(950, 520)
    window.close()

    assert kept[-1].window == (40, 30, 950, 520)


def test_a_new_computer_gives_it_the_whole_screen(make: Make) -> None:
    assert make().isMaximized()


def test_a_window_that_stood_on_a_screen_no_longer_there_comes_back(make: Make) -> None:
    window = make(at(9000, 9000, 900, 500))
    assert QGuiApplication.primaryScreen().geometry().intersects(window.geometry())


@pytest.mark.parametrize(("width", "narrow"), [(911, True), (1366, False)])
def test_a_narrow_window_leaves_the_screen_its_room(make: Make, width: int, narrow: bool) -> None:
    window = make(at(0, 0, width, 512))

    assert window.width() == width
    assert window.height() == 512
    assert (window._navigation.width() < 100) is narrow
    assert screen(window).width() >= width - 170


def test_practice_says_so(make: Make) -> None:
    assert "Practice: nothing here is real." in words(make(practice=True))
    assert "Practice: nothing here is real." not in words(make())


def test_one_line_finds_commands_and_people(qtbot: QtBot, make: Make) -> None:
    opened: list[str] = []

    def find(text: str) -> list[Found]:
        person = Found(
            text="Yamada", detail="12", icon="person", open=lambda: opened.append("Yamada")
        )
        return [person] if text in "yamada" else []

    window = make(finders=[find])
    qtbot.keyClick(screen(window).box, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)
    line, found = palette.findChild(SearchLine), palette.findChild(QListWidget)
    rows = [found.item(n).text() for n in range(found.count())]
    assert any(row.startswith("Count today") and "F2" in row for row in rows)

    qtbot.keyClicks(line, "yam")
    qtbot.waitUntil(lambda: found.count() == 1)
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert opened == ["Yamada"]
    assert not palette.isVisible()


def test_a_command_is_found_by_a_part_of_its_name(qtbot: QtBot, make: Make) -> None:
    window = make()
    window._search()
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette.findChild(SearchLine), "COUNT")
    qtbot.keyClick(palette.findChild(SearchLine), Qt.Key.Key_Return)

    assert screen(window).log == ["load", "counted"]


def test_the_menu_lists_places_the_screens_own_commands_and_the_language(make: Make) -> None:
    window = make()
    menu = window._top.menu_button.menu()
    window._fill_menu(menu)
    texts = [action.text() for action in menu.actions() if action.text()]

    assert texts == [
        "Today", "People", "Count today", "Search", "Large type on or off", "Colours",
        "Language (Language)", "Close the program",
    ]  # fmt: skip


def test_every_control_has_a_name_for_those_who_do_not_see_it(make: Make) -> None:
    window = make(practice=True, who="Wakaba Community Centre, Ichiro Sato")
    window.say("Two places are open.", action=("Show", list))
    window._search()

    assert nameless(window) == []


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(911, 512), (1366, 768)])
def test_no_word_is_cut_off(
    make: Make, qapp: QApplication, size: tuple[int, int], large: bool
) -> None:
    settings = Settings(
        language="en", theme="light", large_type=large, maximized=False, window=(0, 0, *size)
    )
    theme.apply(qapp, theme.make("light", large=large))
    window = make(settings, practice=True, who="Wakaba Community Centre, Ichiro Sato")
    window.say("Two places of the session in the afternoon are open.", action=("Show", list))
    qapp.processEvents()

    assert (window.width(), window.height()) == size
    assert cut_off(window) == []
    assert window._status._who.toolTip() == "Wakaba Community Centre, Ichiro Sato"


def test_tab_walks_through_the_window_in_reading_order(qtbot: QtBot, make: Make) -> None:
    window = make()
    start = window._navigation._buttons["today"]
    start.setFocus()
    names = []
    for _step in range(5):
        names.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert names == ["Today", "People", "Search", "Menu", "today"]
