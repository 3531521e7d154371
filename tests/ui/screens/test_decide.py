"""What 要対応 asks to decide: one press settles, the next one comes, and it can be undone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.same import Verdict
from smartsupport.domain.words import word
from smartsupport.services import people, records, same, versions
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.decide import TOO_QUICK_MS, DecideScreen, Matter
from smartsupport.ui.screens.decide_card import DecideCard
from smartsupport.ui.screens.people_joined import JoinedVisits
from smartsupport.ui.screens.register_kind import Opened
from smartsupport.ui.screens.same_person import SAME_PERSON
from smartsupport.ui.screens.today import TodayScreen
from smartsupport.ui.screens.versions import VERSIONS
from smartsupport.ui.widgets.big_button import BigButton
from tests.services import given
from tests.services.conftest import new_office
from tests.services.two_laptops import meet
from tests.stores import HeldClock, kept
from tests.ui.screens.corner import corner, said
from tests.ui.seen import cut_off, nameless


class Hand:
    """A hand that takes its time, unless told otherwise."""

    now = 0

    def __call__(self) -> int:
        self.now += TOO_QUICK_MS
        return self.now


class Deciding:
    """The screen, and what is seen on it."""

    def __init__(
        self, qtbot: QtBot, office: Office, around: Around, background: Background, matter: Matter
    ) -> None:
        self.qtbot, self.background, self.hand = qtbot, background, Hand()
        self.screen = DecideScreen(office, around, matter, self.hand)
        self.screen.resize(1000, 600)
        qtbot.addWidget(self.screen)
        self.screen.show()
        self.screen.activateWindow()
        self.screen.load()
        self.settle()
        self.screen.setFocus()

    def settle(self) -> None:
        for _round in range(2):
            self.qtbot.waitUntil(lambda: not self.background._waiting)
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.background._waiting)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key)
        self.settle()

    @property
    def words(self) -> list[str]:
        parts = [*self.screen.findChildren(QLabel), *self.screen.findChildren(QPushButton)]
        return [part.text().strip() for part in parts if part.isVisible()]

    @property
    def title(self) -> str:
        assert isinstance(self.screen.page, DecideCard)
        return self.screen.page.question.title


@pytest.fixture
def far(tmp_path: Path, office: Office, clock: HeldClock) -> Iterator[Office]:
    other = new_office(tmp_path / "far", clock)
    with kept(other.store):
        yield other


@pytest.fixture
def differing(office: Office, far: Office, clock: HeldClock) -> list[Participant]:
    """Two people whose numbers were changed on both laptops."""
    people = [given.participant(office, kana) for kana in ("アオキ", "イノウエ")]
    meet(office, far)
    for laptop, phone in ((office, "03-1111-1111"), (far, "03-2222-2222")):
        clock.advance(minutes=1)
        for person in people:
            records.change(laptop, read(laptop, person), phone=phone)
    meet(office, far)
    return people


@pytest.fixture
def deciding(
    qtbot: QtBot, office: Office, around: Around, background: Background
) -> Callable[[Matter], Deciding]:
    return lambda matter: Deciding(qtbot, office, around, background, matter)


def read(office: Office, person: Participant) -> Participant:
    with office.store.reading() as reading:
        return reading.get(Participant, person.id)


def phones(office: Office, people: list[Participant]) -> set[str]:
    return {read(office, person).phone for person in people}


def test_the_values_stand_side_by_side_with_who_and_when(
    deciding: Callable[[Matter], Deciding], differing: list[Participant]
) -> None:
    seen = deciding(VERSIONS)
    assert {"03-1111-1111", "03-2222-2222", "1 of 2", "In use now"} <= {*seen.words}
    assert "担当 (this computer)" in seen.words
    assert any("9:31" in text for text in seen.words)
    assert {"This is right  [1]", "This is right  [2]"} <= {*seen.words}
    assert nameless(seen.screen) == []
    assert cut_off(seen.screen) == []


def test_a_key_settles_and_the_next_one_comes(
    deciding: Callable[[Matter], Deciding],
    office: Office,
    around: Around,
    differing: list[Participant],
) -> None:
    seen = deciding(VERSIONS)
    first = seen.title
    seen.press(Qt.Key.Key_1)
    assert said(around) == ["Settled: 03-1111-1111."]
    assert seen.title != first
    assert seen.screen.isAncestorOf(QApplication.focusWidget())
    seen.press(Qt.Key.Key_Return)
    assert "Nothing is entered twice" in seen.words
    assert versions.differences(office) == []
    assert phones(office, differing) == {"03-1111-1111"}
    seen.press(Qt.Key.Key_Return)
    assert corner(around).gone == [("today", None)]


def test_undo_brings_the_question_back(
    deciding: Callable[[Matter], Deciding],
    office: Office,
    around: Around,
    differing: list[Participant],
) -> None:
    seen = deciding(VERSIONS)
    first = seen.title
    seen.press(Qt.Key.Key_1)
    [(text, undo)] = corner(around).actions
    undo()
    seen.settle()
    assert text == "Undo"
    assert seen.title == first
    assert len(versions.differences(office)) == 2


def test_a_key_pressed_before_the_question_was_read_does_nothing(
    deciding: Callable[[Matter], Deciding], office: Office, differing: list[Participant]
) -> None:
    seen = deciding(VERSIONS)
    seen.hand.now -= TOO_QUICK_MS
    seen.press(Qt.Key.Key_1)
    assert len(versions.differences(office)) == 2


def test_later_shows_the_other_one_and_leaves_this_open(
    deciding: Callable[[Matter], Deciding], office: Office, differing: list[Participant]
) -> None:
    seen = deciding(VERSIONS)
    first = seen.title
    seen.press(Qt.Key.Key_0)
    assert seen.title != first
    seen.press(Qt.Key.Key_0)
    assert seen.title == first
    assert len(versions.differences(office)) == 2


def test_what_another_computer_settles_goes_by_itself(
    deciding: Callable[[Matter], Deciding],
    office: Office,
    far: Office,
    differing: list[Participant],
) -> None:
    seen = deciding(VERSIONS)
    for found in versions.differences(far):
        versions.settle(far, found, found.choices[1])
    meet(office, far)
    seen.settle()
    assert "Nothing is entered twice" in seen.words


def test_access_needs_are_shown_once_they_are_asked_for(
    deciding: Callable[[Matter], Deciding], office: Office, far: Office, around: Around
) -> None:
    person = given.participant(office)
    meet(office, far)
    for laptop, needs in ((office, "筆談"), (far, "車いす")):
        records.change(laptop, read(laptop, person), access_needs=needs)
    meet(office, far)
    seen = deciding(VERSIONS)
    assert not {"筆談", "車いす"} & {*seen.words}
    assert cut_off(seen.screen) == []
    seen.press(Qt.Key.Key_2)
    assert len(versions.differences(office)) == 1
    seen.press(Qt.Key.Key_1)
    assert {"筆談", "車いす"} <= {*seen.words}
    seen.press(Qt.Key.Key_1)
    assert versions.differences(office) == []
    assert said(around) == ["Settled."]


def test_the_line_of_the_list_leads_to_its_own_question(
    qtbot: QtBot,
    deciding: Callable[[Matter], Deciding],
    office: Office,
    around: Around,
    background: Background,
    differing: list[Participant],
) -> None:
    today = TodayScreen(office, around)
    qtbot.addWidget(today)
    today.show()
    today.load()
    qtbot.waitUntil(lambda: not background._waiting)
    lines = [b for b in today.findChildren(QPushButton) if "Phone" in b.text()]
    assert len(lines) == 2
    lines[1].click()
    [(code, key)] = corner(around).gone
    assert code == "versions"
    seen = deciding(VERSIONS)
    seen.screen.show_record(key)
    seen.settle()
    assert seen.title == lines[1].text()


# Entered twice


@pytest.fixture
def twice(office: Office) -> set[UUID]:
    """花子, entered twice, the second time without her number."""
    hanako = {"name": "山田 花子", "kana": "ヤマダ ハナコ"}
    one = given.participant(office, phone="03-1111-2222", age_band=AgeBand.FROM_70, **hanako)
    return {one.id, given.participant(office, **hanako).id}


def test_two_entries_stand_side_by_side_with_what_tells_them_apart(
    deciding: Callable[[Matter], Deciding], twice: set[UUID]
) -> None:
    seen = deciding(SAME_PERSON)
    assert seen.title == "山田 花子"
    assert {"03-1111-2222", word(AgeBand.FROM_70), "やまだ はなこ", "0 visits"} <= {*seen.words}
    assert {"The same person  [1]", "Different people  [2]"} <= {*seen.words}
    assert "Entered on Sat 3 Oct 2026" in seen.words
    assert "担当 (this computer)" in seen.words
    assert nameless(seen.screen) == []
    assert cut_off(seen.screen) == []


@pytest.mark.parametrize(("key", "left"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2)])
def test_one_key_decides_and_undo_asks_again(
    deciding: Callable[[Matter], Deciding],
    office: Office,
    around: Around,
    twice: set[UUID],
    key: Qt.Key,
    left: int,
) -> None:
    seen = deciding(SAME_PERSON)
    seen.press(key)
    assert len(people.ids(office, Participant)) == left
    assert "Nobody seems to be entered twice" in seen.words
    [(_text, undo)] = corner(around).actions
    undo()
    seen.settle()
    assert seen.title == "山田 花子"
    assert {*people.ids(office, Participant)} == twice


def test_what_the_other_computer_decided_meanwhile_goes_by_itself(
    deciding: Callable[[Matter], Deciding], office: Office, far: Office, twice: set[UUID]
) -> None:
    meet(office, far)
    seen = deciding(SAME_PERSON)
    [pair] = same.pairs(far)
    same.decide(far, pair.link, Verdict.SAME)
    meet(office, far)
    seen.settle()
    assert "Nobody seems to be entered twice" in seen.words


def test_the_record_says_what_it_is_one_with_and_takes_it_apart(
    qtbot: QtBot, office: Office, around: Around, background: Background, twice: set[UUID]
) -> None:
    [pair] = same.pairs(office)
    same.decide(office, pair.link, Verdict.SAME)
    [shown] = people.ids(office, Participant)
    past = JoinedVisits(office, around, "Visits")
    qtbot.addWidget(past)
    past.show()
    past.show_person(Opened(record=None, joined=tuple(same.joined(office, shown))))
    told = [label.text() for label in past.findChildren(QLabel)]
    assert any("山田 花子" in text for text in told)
    past.findChild(BigButton).click()
    qtbot.waitUntil(lambda: not background._waiting)
    assert {*people.ids(office, Participant)} == twice
    assert same.pairs(office) == []
    [(_text, undo)] = corner(around).actions
    undo()
    qtbot.waitUntil(lambda: not background._waiting)
    assert people.ids(office, Participant) == [shown]
