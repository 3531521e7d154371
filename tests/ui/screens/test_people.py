"""Supporters and participants in the 名簿: found, edited, kept, and their cards."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.domain.availability import Answer
from smartsupport.domain.card import CardEvent, CardMove
from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.services import people, records
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.people_cards import CardsDialog
from smartsupport.ui.screens.register import RegisterScreen
from smartsupport.ui.screens.register_page import RegisterPage
from smartsupport.ui.widgets.chips import Chips
from tests.services.given import placed, session, venue
from tests.ui.screens.corner import corner, said

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def abe(office: Office) -> Supporter:
    return records.add(
        office,
        Supporter(id=office.new_id(), name="阿部 忠", kana="アベ タダシ", phone="03-1111-2222"),
    )


@pytest.fixture
def sato(office: Office) -> Supporter:
    return records.add(
        office,
        Supporter(id=office.new_id(), name="佐藤 花", kana="サトウ ハナ", standing=Standing.PAUSED),
    )


@pytest.fixture
def screen(
    qtbot: QtBot, office: Office, around: Around, abe: Supporter, sato: Supporter
) -> RegisterScreen:
    screen = RegisterScreen(office, around)
    qtbot.addWidget(screen)
    screen.resize(1150, 650)
    screen.show()
    screen.load()
    screen.activateWindow()
    qtbot.waitUntil(lambda: len(screen.page.list.ids) == 2)
    return screen


@pytest.fixture
def page(screen: RegisterScreen) -> RegisterPage:
    return screen.page


def box(page: RegisterPage, name: str) -> QLineEdit:
    found = page.pane._form.input(name).box
    assert isinstance(found, QLineEdit)
    return found


def type_into(page: RegisterPage, name: str, text: str) -> None:
    box(page, name).setFocus()
    box(page, name).setText(text)


def choose(qtbot: QtBot, page: RegisterPage, record_id: UUID) -> None:
    page.list.choose(record_id)
    qtbot.waitUntil(lambda: page.pane.record_id == record_id)


def save(qtbot: QtBot, page: RegisterPage) -> None:
    with qtbot.waitSignal(page.pane.stored):
        page.pane.save()


def stored(office: Office, record: Supporter) -> Supporter:
    return people.rows(office, Supporter, [record.id])[record.id]


@pytest.mark.parametrize("text", ["sato", "さとう", "サトウ", "佐藤"])
def test_somebody_is_found_however_they_are_typed(
    qtbot: QtBot, page: RegisterPage, sato: Supporter, text: str
) -> None:
    page.search.setText(text)
    qtbot.waitUntil(lambda: list(page.list.ids) == [sato.id])


def test_the_end_of_a_phone_number_finds_its_owner(
    qtbot: QtBot, page: RegisterPage, abe: Supporter
) -> None:
    page.search.setText("2222")
    qtbot.waitUntil(lambda: list(page.list.ids) == [abe.id])


def test_a_chip_narrows_the_list_and_the_index_with_it(
    qtbot: QtBot, page: RegisterPage, sato: Supporter
) -> None:
    paused = page._chips._chips[list(Standing).index(Standing.PAUSED)][1]
    paused.click()
    qtbot.waitUntil(lambda: list(page.list.ids) == [sato.id])
    qtbot.waitUntil(lambda: [k for k, b in page._index._buttons.items() if b.isEnabled()] == ["サ"])


def test_a_row_of_the_index_jumps_to_its_first_person(
    qtbot: QtBot, page: RegisterPage, sato: Supporter
) -> None:
    qtbot.waitUntil(page._index._buttons["サ"].isEnabled)
    page._index._buttons["サ"].click()
    qtbot.waitUntil(lambda: page.list.current_id == sato.id)
    assert not page._index._buttons["ワ"].isEnabled()


def test_a_change_is_saved_with_its_key(
    qtbot: QtBot, office: Office, around: Around, page: RegisterPage, abe: Supporter
) -> None:
    choose(qtbot, page, abe.id)
    type_into(page, "phone", "０９０－１２３４－５６７８")
    assert page.unsaved()

    with qtbot.waitSignal(page.pane.stored):
        qtbot.keyClick(box(page, "phone"), Qt.Key.Key_S, Ctrl)

    assert stored(office, abe).phone == "090-1234-5678"
    assert not page.unsaved()
    assert said(around) == ["Saved."]
    qtbot.waitUntil(lambda: page.list.row(abe.id).phone == "090-1234-5678")


def test_a_new_supporter_needs_a_reading_only(
    qtbot: QtBot, office: Office, page: RegisterPage, screen: RegisterScreen
) -> None:
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_N, Ctrl)
    assert QApplication.focusWidget() is box(page, "name")
    type_into(page, "phone", "03-9999-0000")
    page.pane.save()
    assert "fill" in box(page, "kana").accessibleDescription()
    assert len(people.ids(office, Supporter)) == 2

    box(page, "kana").setText("やまだ")
    save(qtbot, page)

    assert len(people.ids(office, Supporter)) == 3
    qtbot.waitUntil(lambda: page.list.current_id == page.pane.record_id)


def test_what_is_typed_is_kept_when_somebody_else_is_looked_at(
    qtbot: QtBot,
    office: Office,
    around: Around,
    page: RegisterPage,
    abe: Supporter,
    sato: Supporter,
) -> None:
    choose(qtbot, page, abe.id)
    type_into(page, "phone", "03-3333-4444")

    choose(qtbot, page, sato.id)

    assert box(page, "phone").text() == ""
    assert page.unsaved()
    assert "阿部 忠" in said(around)[-1]
    assert page._mark(abe) == "pencil"
    corner(around).actions[-1][1]()
    qtbot.waitUntil(lambda: box(page, "phone").text() == "03-3333-4444")
    save(qtbot, page)
    assert stored(office, abe).phone == "03-3333-4444"
    assert not page.unsaved()


def test_an_entry_that_was_begun_comes_back(
    qtbot: QtBot, page: RegisterPage, abe: Supporter
) -> None:
    page.begin()
    box(page, "name").setText("山田")
    choose(qtbot, page, abe.id)
    page.begin()
    assert box(page, "name").text() == "山田"
    page.pane.discard()
    assert not page.unsaved()


def test_discarding_shows_what_is_stored(qtbot: QtBot, page: RegisterPage, abe: Supporter) -> None:
    choose(qtbot, page, abe.id)
    type_into(page, "phone", "9")
    page.pane.discard()
    assert box(page, "phone").text() == abe.phone
    assert not page.unsaved()


def test_a_change_from_elsewhere_is_shown_unless_somebody_is_typing(
    qtbot: QtBot, office: Office, page: RegisterPage, abe: Supporter
) -> None:
    choose(qtbot, page, abe.id)
    records.change(office, abe, note="left-handed")
    qtbot.waitUntil(lambda: page.pane._form.values()["note"] == "left-handed")

    type_into(page, "phone", "03-5555-6666")
    records.change(office, stored(office, abe), name="阿部 正")
    qtbot.waitUntil(lambda: page.list.row(abe.id).name == "阿部 正")
    assert box(page, "phone").text() == "03-5555-6666"
    save(qtbot, page)

    assert (stored(office, abe).name, stored(office, abe).phone) == ("阿部 正", "03-5555-6666")


def test_the_week_is_saved_with_the_supporter(
    qtbot: QtBot, office: Office, page: RegisterPage, abe: Supporter
) -> None:
    choose(qtbot, page, abe.id)
    page.pane._tabs.setCurrentIndex(1)
    week = page.pane._parts[1]
    yes = next(
        b for b in week.findChildren(QPushButton) if b.accessibleName() == "Tuesday: Can come"
    )
    yes.click()
    save(qtbot, page)
    assert people.week_of(office, abe.id).answers == {1: Answer.YES}


def test_everybody_chosen_is_removed_after_their_number_was_confirmed(
    qtbot: QtBot, office: Office, around: Around, abe: Supporter, sato: Supporter
) -> None:
    placed(office, sato, session(office, venue(office)))
    screen = RegisterScreen(office, around)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()
    page = screen.page
    qtbot.waitUntil(lambda: len(page.list.ids) == 2)
    page.list.choose(abe.id)
    qtbot.waitUntil(lambda: page.pane.record_id == abe.id)
    type_into(page, "phone", "03-9999-9999")
    page.list.selectAll()

    page.pane.remove_asked.emit()
    asked = page.findChild(QMessageBox)
    assert asked is not None and asked.text() == "Remove the 2 chosen entries?"
    next(b for b in asked.buttons() if b.text() == "Remove 2").click()

    qtbot.waitUntil(lambda: list(page.list.ids) == [sato.id] and bool(said(around)))
    assert said(around)[-1] == (
        "1 entry was removed. 1 stays: it has bookings, placements, visits or sessions."
    )
    assert not page.unsaved()
    corner(around).actions[-1][1]()
    qtbot.waitUntil(lambda: set(page.list.ids) == {abe.id, sato.id})


def test_somebody_removed_can_be_brought_back(
    qtbot: QtBot, office: Office, around: Around, page: RegisterPage, abe: Supporter
) -> None:
    choose(qtbot, page, abe.id)
    with qtbot.waitSignal(page.pane.removed):
        page.pane.remove()
    qtbot.waitUntil(lambda: abe.id not in page.list.ids)

    corner(around).actions[-1][1]()

    qtbot.waitUntil(lambda: abe.id in page.list.ids)
    qtbot.waitUntil(lambda: page.pane.record_id == abe.id)
    assert people.ids(office, Supporter)[0] == abe.id


def test_a_likely_twin_is_named_after_saving(
    qtbot: QtBot, around: Around, page: RegisterPage, abe: Supporter
) -> None:
    page.begin()
    box(page, "kana").setText("べつじん")
    box(page, "phone").setText(abe.phone)
    save(qtbot, page)
    qtbot.waitUntil(lambda: "阿部 忠" in said(around)[-1])
    corner(around).actions[-1][1]()
    qtbot.waitUntil(lambda: page.pane.record_id == abe.id)


def test_access_needs_stay_out_of_sight_until_asked_for(
    qtbot: QtBot, office: Office, screen: RegisterScreen
) -> None:
    some = [
        records.add(office, Participant(id=office.new_id(), kana=kana, access_needs="筆談を希望"))
        for kana in ("イトウ", "ウエダ")
    ]
    screen.tabs.setCurrentIndex(1)
    page = screen.page
    qtbot.waitUntil(lambda: len(page.list.ids) == 2)
    choose(qtbot, page, some[0].id)
    private = page.pane._parts[1]
    assert not private.isVisible()

    page.pane._tabs.setCurrentIndex(1)
    assert private.isVisible()
    assert private.values() == {"access_needs": "筆談を希望"}

    choose(qtbot, page, some[1].id)
    assert not private.isVisible()


def test_cards_are_given_out_and_shown_before_they_are_printed(
    qtbot: QtBot, office: Office, screen: RegisterScreen, abe: Supporter, sato: Supporter
) -> None:
    screen.page.list.selectAll()
    screen.print_cards()
    dialog = screen.findChild(CardsDialog)
    qtbot.waitUntil(lambda: dialog.preview.page_count == 1, timeout=20_000)
    with office.store.reading() as reading:
        given = {event.person_id for event in reading.find(CardEvent)}
    assert given == {abe.id, sato.id}
    dialog.close()
    _rest(qtbot, screen)


def test_as_many_blank_cards_as_asked_for(
    qtbot: QtBot, office: Office, screen: RegisterScreen
) -> None:
    screen.print_blank()
    dialog = screen.findChild(CardsDialog)
    dialog._number.setText("0")
    dialog.make_blank()
    qtbot.waitUntil(lambda: "1,000" in dialog._banner.text or "1000" in dialog._banner.text)
    dialog._number.setText("１２")
    qtbot.keyClick(dialog._number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.preview.page_count == 2, timeout=20_000)
    with office.store.reading() as reading:
        assert len(reading.find(CardEvent)) == 12
    dialog.close()
    _rest(qtbot, screen)


def test_a_lost_card_is_revoked_when_a_new_one_is_made(
    qtbot: QtBot, office: Office, screen: RegisterScreen, abe: Supporter
) -> None:
    choose(qtbot, screen.page, abe.id)
    screen._make_again(abe.id)
    first = screen.findChild(CardsDialog)
    qtbot.waitUntil(lambda: first.preview.page_count == 1, timeout=20_000)
    first.again_for(abe.id)
    qtbot.waitUntil(lambda: _moves(office).count(CardMove.REVOKE) == 1)
    assert _moves(office).count(CardMove.ISSUE) == 2
    first.close()
    _rest(qtbot, screen)


def test_nothing_is_printed_for_nobody(screen: RegisterScreen, around: Around) -> None:
    screen.print_cards()
    assert screen.findChild(CardsDialog) is None
    assert "choose somebody" in said(around)[-1]


def test_an_empty_list_says_what_to_do_first(qtbot: QtBot, screen: RegisterScreen) -> None:
    screen.tabs.setCurrentIndex(1)
    page = screen.page
    qtbot.waitUntil(lambda: page._rows.currentIndex() == 1)
    begin = next(b for b in page._rows.findChildren(QPushButton) if "New participant" in b.text())
    begin.click()
    assert page.pane._form.isVisible()


def _moves(office: Office) -> list[CardMove]:
    with office.store.reading() as reading:
        return [event.move for event in reading.find(CardEvent)]


def _rest(qtbot: QtBot, screen: RegisterScreen) -> None:
    """Wait until the lanes have nothing more to tell."""
    done: list[Callable[[], None]] = []
    for lane in (Lane.HEAVY, Lane.WRITE):
        screen._around.background.run(lane, lambda: print, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)


def test_the_screen_can_be_sent_to_one_person(
    qtbot: QtBot, office: Office, screen: RegisterScreen
) -> None:
    ito = records.add(office, Participant(id=office.new_id(), kana="イトウ"))
    screen.show_record(ito)
    assert screen.page.register.kind is Participant
    qtbot.waitUntil(lambda: screen.page.pane.record_id == ito.id)
    qtbot.waitUntil(lambda: screen.page.list.current_id == ito.id)


def test_a_weekday_is_one_line_in_large_type(
    qtbot: QtBot, qapp: QApplication, office: Office, around: Around, abe: Supporter
) -> None:
    theme.apply(qapp, theme.make("light", large=True))
    screen = RegisterScreen(office, around)
    qtbot.addWidget(screen)
    screen.resize(1500, 600)  # the answers are longer in English than in Japanese
    screen.show()
    screen.load()
    page = screen.page
    qtbot.waitUntil(lambda: abe.id in page.list.ids)
    choose(qtbot, page, abe.id)
    page.pane._tabs.setCurrentIndex(1)
    days = [chips for chips in page.pane.findChildren(Chips) if chips.isVisible()]

    assert len(days) == 7
    assert {len({chip.y() for chip in day.findChildren(QPushButton)}) for day in days} == {1}
