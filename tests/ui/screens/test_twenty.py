"""Twenty people before opening, through the whole window, with nothing but keys and a scanner.

9 have the card ready, 4 have it in the bag (the next ones go first), 3 forgot it, 3 come without
a booking, 1 came on the wrong day (desk.md).
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smartsupport.domain.participant import Participant
from smartsupport.paths import resources
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.live import Live
from smartsupport.ui.screens import desk_watch
from smartsupport.ui.start import make_window
from smartsupport.ui.window import Window
from tests.services import given
from tests.services.given import DAY, booked, card_of, participant
from tests.ui.screens.desk_driver import DeskDriver, Milliseconds, Own

ENTER, F2, F3 = Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_F3

BOOKED = (
    "アベ サチ", "イトウ ケイ", "ウエダ リエ", "エンドウ マリ", "オカダ ミツ", "カトウ キヨ",
    "キムラ ケン", "クドウ ナオ", "ケズカ ヨシ", "コンドウ フミ", "サトウ タロウ", "シミズ アイ",
    "スギタ ミナ", "タナカ ジロウ", "チバ ユキ", "ツジ ハル",
)  # fmt: skip
WALK_INS = ("なかむら", "にしだ", "ぬまた")


@pytest.fixture
def ms(monkeypatch: pytest.MonkeyPatch) -> Milliseconds:
    """The desk's steady clock."""
    held = Milliseconds()
    clock = SimpleNamespace(monotonic_ns=lambda: held() * 1_000_000)
    monkeypatch.setattr(desk_watch, "time", clock)
    return held


@pytest.fixture
def window(qtbot: QtBot, office: Office, background: Background, live: Live) -> Iterator[Window]:
    """The whole window, as the program puts it together."""
    window = make_window(office, background, live, Own().settings, resources() / "locale")
    window.resize(1366, 768)
    qtbot.addWidget(window, before_close_func=_empty)
    yield window
    background.stop()


def _empty(window: Window) -> None:
    for box in window.findChildren(QLineEdit):
        box.clear()


def test_twenty_people_before_opening(
    qtbot: QtBot, office: Office, background: Background, window: Window, ms: Milliseconds
) -> None:
    hall = given.venue(office, "中央会館")
    today = given.session(office, hall, "10:00", "12:00", title="相談会", capacity=24)
    next_week = given.session(office, hall, "10:00", "12:00", DAY.replace(day=10), title="相談会")
    everyone = [participant(office, kana) for kana in BOOKED]
    for person in everyone:
        booked(office, person, today)
    wrong_day = participant(office, "テラダ ミキ")
    booked(office, wrong_day, next_week)
    cards = {person.id: card_of(office, person) for person in (*everyone, wrong_day)}
    ready, in_the_bag, forgot = everyone[:9], everyone[9:13], everyone[13:]

    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: not background._waiting)
    desk = DeskDriver(qtbot, background, lambda: window._made["desk"], window, ms)
    desk._click(Qt.Key.Key_1)  # from 今日 one key to the desk
    qtbot.waitUntil(lambda: "desk" in window._made)
    desk.settle()

    def scan(person: Participant) -> None:
        desk.scan(cards[person.id])

    for person in ready[:5]:
        scan(person)
    scan(wrong_day)  # waits in 保留; nobody behind waits for it
    # A walk-in is typed in; whoever finds the card in the bag meanwhile is scanned in between.
    for name, person in zip(WALK_INS, in_the_bag, strict=False):
        desk.press(F2)
        desk.type(name[:2])
        scan(person)
        assert desk.room.walk_in.box.text() == name[:2]
        desk.type(name[2:])
        desk.press(ENTER)
        desk.key("5")
        desk.key("1")
        desk.press(ENTER)
    for person in ready[5:]:
        scan(person)
    # Who forgot the card is found: by a reading, in romaji, by the beginning of a name.
    for typed in ("たなか", "chiba", "つじ"):
        desk.press(F3)
        desk.type(typed)
        desk.press(ENTER)
    scan(in_the_bag[3])

    assert len(forgot) == 3
    assert len(desk.here) == 19
    assert set(WALK_INS) <= set(desk.here)
    assert sorted(desk.here.values(), key=int) == [str(n) for n in range(1, 20)]
    assert desk.chips == ["てらだ みき"]
    assert not desk.room.unsaved()
    assert desk.room.list.line.text() == ""
    with office.store.reading() as reading:
        kana = {p.kana for p in reading.find(Participant)}
    assert {"ナカムラ", "ニシダ", "ヌマタ"} <= kana
