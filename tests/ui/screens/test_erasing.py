"""Erasing, disclosing and disposing in the window: nothing goes by one click."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smartsupport.domain.erasure import Level
from smartsupport.domain.participant import Participant
from smartsupport.domain.retention import Kept
from smartsupport.services import people, retention
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.people_erase import EraseDialog
from smartsupport.ui.screens.register import RegisterScreen
from smartsupport.ui.screens.settings_dispose import DisposeDialog
from smartsupport.ui.screens.settings_retention import RetentionPage
from tests.services.given import participant
from tests.stores import HeldClock
from tests.ui.screens.corner import corner, said
from tests.ui.seen import cut_off, nameless, overlapping

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def hana(office: Office) -> Participant:
    return participant(office, "サトウ ハナ", name="佐藤 花")


@pytest.fixture
def screen(qtbot: QtBot, office: Office, around: Around, hana: Participant) -> RegisterScreen:
    screen = RegisterScreen(office, around)
    qtbot.addWidget(screen)
    screen.resize(1150, 650)
    screen.show()
    screen.load()
    screen.show_record("participants")
    screen.show_record(hana)
    qtbot.waitUntil(lambda: screen.page.list.ids == [hana.id])
    qtbot.waitUntil(lambda: screen.page.pane.record_id == hana.id)
    return screen


def asked(screen: RegisterScreen, qtbot: QtBot) -> EraseDialog:
    screen.erase()
    dialog = screen.findChild(EraseDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "佐藤 花" in dialog._who.text())
    return dialog


def test_a_person_is_erased_only_when_every_question_is_answered(
    screen: RegisterScreen, office: Office, hana: Participant, around: Around, qtbot: QtBot
) -> None:
    dialog = asked(screen, qtbot)
    assert dialog.level is None
    dialog.reason.setText("ご本人の申し出")
    assert not dialog.sure.isEnabled()
    dialog.levels[Level.IDENTITY].setChecked(True)
    assert not dialog.go.isEnabled()
    dialog.sure.setChecked(True)
    qtbot.mouseClick(dialog.go, Left)
    qtbot.waitUntil(lambda: "The record was erased." in said(around))
    assert people.ids(office, Participant) == []
    qtbot.waitUntil(lambda: screen.page.list.ids == [])
    assert screen.page.pane.record_id is None


def test_without_the_second_word_nothing_goes(
    screen: RegisterScreen, office: Office, hana: Participant, qtbot: QtBot
) -> None:
    dialog = asked(screen, qtbot)
    dialog.levels[Level.ALL].setChecked(True)
    dialog.reason.setText("申し出")
    qtbot.mouseClick(dialog.go, Left)
    dialog.reject()
    assert people.ids(office, Participant) == [hana.id]


def test_a_reason_that_names_the_person_is_refused_in_the_dialog(
    screen: RegisterScreen, office: Office, hana: Participant, qtbot: QtBot
) -> None:
    dialog = asked(screen, qtbot)
    dialog.levels[Level.ALL].setChecked(True)
    dialog.reason.setText("佐藤さんの申し出")
    dialog.sure.setChecked(True)
    qtbot.mouseClick(dialog.go, Left)
    qtbot.waitUntil(lambda: "must not say who" in dialog._banner.text)
    assert people.ids(office, Participant) == [hana.id]
    assert dialog.go.isEnabled()


def test_the_dialog_is_whole_and_says_what_is_held(screen: RegisterScreen, qtbot: QtBot) -> None:
    dialog = asked(screen, qtbot)
    assert "Participant 1" in dialog._held.accessibleName()
    assert cut_off(dialog) == []
    assert overlapping(dialog) == []
    assert nameless(dialog) == []


def test_what_is_held_is_shown_to_print(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.disclose()
    dialog = screen.findChild(PaperDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview.page_count == 1, timeout=20_000)
    dialog.close()


@pytest.fixture
def page(qtbot: QtBot, office: Office, around: Around) -> RetentionPage:
    page = RetentionPage(office, around)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    return page


def test_what_is_due_is_looked_at_unticked_and_disposed_of(
    office: Office, around: Around, clock: HeldClock, page: RetentionPage, qtbot: QtBot
) -> None:
    goes, stays = participant(office, "ア"), participant(office, "イ")
    clock.advance(days=400)
    page.load()
    qtbot.waitUntil(lambda: page.counts[Kept.PARTICIPANTS].text() == "2 due")
    assert not page.looks[Kept.SUPPORTERS].isEnabled()
    qtbot.mouseClick(page.looks[Kept.PARTICIPANTS], Left)
    dialog = page.findChild(DisposeDialog)
    assert dialog is not None
    assert cut_off(dialog) == []
    item = next(dialog.list.item(row) for row in range(2) if "い" in dialog.list.item(row).text())
    item.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen == [goes.id]
    qtbot.mouseClick(dialog.go, Left)
    qtbot.waitUntil(lambda: "1 was disposed of." in said(around))
    assert people.ids(office, Participant) == [stays.id]
    assert corner(around).actions[-1][0] == "Print the record"


def test_many_are_disposed_of_only_when_their_number_is_typed(
    office: Office, around: Around, clock: HeldClock, page: RetentionPage, qtbot: QtBot
) -> None:
    for n in range(51):
        participant(office, "ア" * (n + 1))
    clock.advance(days=400)
    due = next(d for d in retention.due(office) if d.kind is Kept.PARTICIPANTS)
    dialog = DisposeDialog(office, around, page, due)
    dialog.open()
    assert not dialog.go.isEnabled()
    dialog.counted.setText("50")
    assert not dialog.go.isEnabled()
    dialog.counted.setText("51")
    qtbot.mouseClick(dialog.go, Left)
    qtbot.waitUntil(lambda: people.ids(office, Participant) == [], timeout=20_000)


def test_months_are_saved_and_confirmed(
    office: Office, around: Around, page: RetentionPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.form.values()["notes"] == 6)
    assert page._provisional.isVisible()
    page.form.input("notes").write(3)
    page.form.input("confirmed").write(True)
    page.save()
    qtbot.waitUntil(lambda: "Saved." in said(around))
    assert (retention.rules(office).notes, retention.rules(office).confirmed) == (3, True)
    assert not page._provisional.isVisible()


def test_no_months_at_all_are_refused(
    office: Office, around: Around, page: RetentionPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.form.values()["notes"] == 6)
    page.form.input("notes").write(0)
    page.save()
    qtbot.waitUntil(lambda: bool(said(around)))
    assert retention.rules(office).notes == 6


def test_what_is_held_is_one_click_away(page: RetentionPage, qtbot: QtBot) -> None:
    page.print_holdings()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview.page_count >= 1, timeout=20_000)
    dialog.close()


def test_a_record_of_nothing_says_so(page: RetentionPage, qtbot: QtBot) -> None:
    page.print_record()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "Nothing was disposed" in dialog._banner.text)
    dialog.close()
