"""The desk's forms, key by key: 当日受付, a new card, 相談記録."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smartsupport.domain.consultation import Consultation, Outcome
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import AgeBand, Participant, PhoneType
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, cards
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from tests.services import given
from tests.services.given import booked, card_of, participant
from tests.ui.screens.corner import said
from tests.ui.screens.desk_driver import DeskDriver, stand

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
F2, F3 = Qt.Key.Key_F2, Qt.Key.Key_F3


@pytest.fixture
def place(office: Office) -> Venue:
    return given.venue(office, "中央会館")


@pytest.fixture
def am(office: Office, place: Venue) -> Session:
    return given.session(office, place, "10:00", "12:00", title="Morning")


@pytest.fixture
def pm(office: Office, place: Venue) -> Session:
    return given.session(office, place, "13:30", "15:30", title="Afternoon")


@pytest.fixture
def desk(
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    am: Session,
    pm: Session,
) -> DeskDriver:
    return stand(qtbot, office, around, background, place)


def people(office: Office) -> list[Participant]:
    with office.store.reading() as reading:
        return reading.find(Participant)


def records(office: Office) -> list[Consultation]:
    with office.store.reading() as reading:
        return reading.find(Consultation)


# 当日受付


def test_somebody_known_by_a_reading_only_takes_four_keys_besides_it(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    desk.press(F2)
    desk.type("やまだ")
    desk.press(ENTER, ENTER, ENTER)

    assert desk.result is Result.OK
    assert desk.here == {"やまだ": "1"}
    assert desk.face.answer.session_id == am.id
    assert [p.kana for p in people(office)] == ["ヤマダ"]


def test_nobody_has_to_say_a_name(desk: DeskDriver, office: Office) -> None:
    desk.press(F2, ENTER, ENTER, ENTER)

    assert desk.here == {"Nameless": "1"}
    assert people(office)[0].anonymous


def test_age_and_phone_are_a_key_each_and_lead_on(desk: DeskDriver, office: Office) -> None:
    desk.press(F2)
    desk.type("やまだ")
    desk.press(ENTER)
    desk.key("5")
    desk.key("3")
    desk.press(ENTER)

    person = people(office)[0]
    assert (person.age_band, person.phone_type) == (AgeBand.FROM_75, PhoneType.SENIOR)
    assert desk.result is Result.OK


def test_companions_and_the_later_session_are_a_key_each(
    desk: DeskDriver, office: Office, pm: Session
) -> None:
    desk.press(F2, ENTER)
    desk.key("++-b")
    desk.press(ENTER, ENTER)

    assert desk.face.answer.session_id == pm.id
    assert desk.face.answer.companions == 1


def test_control_enter_is_done_anywhere(desk: DeskDriver) -> None:
    desk.press(F2)
    desk.type("やまだ")
    desk.press(ENTER, ctrl=True)

    assert desk.here == {"やまだ": "1"}


def test_a_name_in_kanji_keeps_the_reading_it_was_typed_with(
    desk: DeskDriver, office: Office
) -> None:
    desk.press(F2)
    desk.compose("やまだ")
    desk.compose("山田")
    desk.commit("山田")
    assert QApplication.focusWidget() is desk.room.walk_in.box  # that Enter was the IME's
    desk.ms.now += 400
    desk._qtbot.wait(80)
    desk.press(ENTER, ENTER, ENTER)

    assert [(p.name, p.kana) for p in people(office)] == [("山田", "ヤマダ")]


def test_what_was_searched_in_vain_need_not_be_typed_again(desk: DeskDriver) -> None:
    desk.press(F3)
    desk.type("やまだ")
    desk.press(F2)

    assert desk.room.walk_in.box.text() == "やまだ"


def test_a_form_put_away_keeps_what_was_typed(desk: DeskDriver) -> None:
    desk.press(F2)
    desk.type("やまだ")
    desk.press(ENTER)
    desk.key("5")
    desk.press(ESC)
    assert desk.room.unsaved()
    desk.press(F2)

    assert desk.room.walk_in.box.text() == "やまだ"
    assert desk.room.walk_in.ages.picked == [AgeBand.FROM_75]
    desk.type("x")
    assert desk.room.walk_in.box.text() == "やまだx"


def test_a_refused_walk_in_stays_in_the_form(
    desk: DeskDriver, office: Office, am: Session, pm: Session
) -> None:
    desk.press(F2)
    desk.type("やまだ")
    desk.room.calls.seen.disconnect()  # the news has not come yet
    for session in (am, pm):
        calendar.cancel(office, reason="", session_id=session.id)
    desk.press(ENTER, ENTER, ENTER)

    assert said(desk.room._around) == ["This session is cancelled."]
    assert desk.room.walk_in.box.text() == "やまだ"
    assert people(office) == []


# A new card


def test_a_new_card_goes_to_who_was_just_registered(desk: DeskDriver, office: Office) -> None:
    code = cards.blank(office, 1)[0].code
    desk.press(F2)
    desk.type("やまだ")
    desk.press(ENTER, ENTER, ENTER)
    desk.scan(code)
    assert desk.face.offers[0].text == "1 やまだ"

    desk.press(ENTER)

    assert desk.chips == []
    assert (desk.face.tone, desk.face.word, desk.face.number) == ("ok", "Card given", "1")
    desk.scan(code)
    assert (desk.face.word, desk.face.called) == ("Already here", "やまだ")


def test_a_new_card_scanned_over_the_open_form_goes_along(desk: DeskDriver, office: Office) -> None:
    code = cards.blank(office, 1)[0].code
    desk.press(F2)
    desk.type("やまだ")
    desk.scan(code)
    assert desk.room.walk_in.box.text() == "やまだ"
    assert desk.room.walk_in.give.text().endswith(code[-4:])
    desk.press(ENTER, ENTER, ENTER)

    assert desk.chips == []
    desk.scan(code)
    assert (desk.result, desk.face.called) == (Result.ALREADY_IN, "やまだ")


def test_a_new_card_can_go_to_anybody_found(desk: DeskDriver, office: Office, am: Session) -> None:
    participant(office, "サトウ タロウ")
    booked(office, participant(office, "ヤマダ ハナコ"), am)
    code = cards.blank(office, 1)[0].code
    desk.scan(code)
    assert [offer.key for offer in desk.face.offers] == ["1", "2", "F2", "Del"]
    desk.key("2")  # to somebody else
    desk.type("satou")
    desk.press(ENTER)

    assert (desk.result, desk.face.called) == (Result.NOT_BOOKED, "さとう たろう")
    desk.press(ENTER)
    desk.scan(code)
    assert (desk.result, desk.face.called) == (Result.ALREADY_IN, "さとう たろう")


def test_finding_the_next_person_does_not_give_them_the_card_that_lies_there(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    booked(office, participant(office, "ヤマダ ハナコ"), am)
    desk.scan(cards.blank(office, 1)[0].code)
    desk.key("2")
    assert desk.room.list._for_card.isVisible()
    desk.press(ESC)
    assert not desk.room.list._for_card.isVisible()

    desk.press(F3)
    desk.type("yama")
    desk.press(ENTER)

    assert desk.result is Result.OK
    assert desk.chips == ["card"]


# 相談記録


@pytest.fixture
def hanako(desk: DeskDriver, office: Office, am: Session) -> Participant:
    person = participant(office, "ヤマダ ハナコ")
    booked(office, person, am)
    desk.scan(card_of(office, person))
    desk.press(ESC)
    return person


def test_a_record_takes_ten_keys(
    desk: DeskDriver, office: Office, hanako: Participant, am: Session
) -> None:
    desk.press(Qt.Key.Key_R, ctrl=True)
    desk.type("1")
    desk.press(ENTER)
    desk.key("4")
    desk.key("9")
    desk.key("9")
    desk.press(ENTER)
    desk.key("2")
    desk.key("1")
    desk.press(ENTER)

    (record,) = records(office)
    assert (record.participant_id, record.session_id) == (hanako.id, am.id)
    assert (record.topics, record.main_topic) == (("line", "apps"), "apps")
    assert record.outcome is Outcome.PARTLY
    assert record.referrals == ("shop",)
    assert not record.paper


def test_after_a_record_comes_the_next(desk: DeskDriver, office: Office, hanako: object) -> None:
    for topic in "12":
        desk.press(*[Qt.Key.Key_R] * (topic == "1"), ctrl=True)
        desk.type("1")
        desk.press(ENTER)
        desk.key(topic)
        desk.press(ENTER)
        desk.key("1")
        desk.press(ENTER)

    assert sorted(r.main_topic for r in records(office)) == ["basics", "calls"]
    assert desk.room.record._says.text() == "Saved: 1 やまだ はなこ"
    assert QApplication.focusWidget() is desk.room.record.number
    assert not desk.room.unsaved()


def test_a_number_nobody_has_is_said_at_once(
    desk: DeskDriver, office: Office, hanako: object
) -> None:
    desk.press(Qt.Key.Key_R, ctrl=True)
    desk.type("7")
    desk.press(ENTER)

    assert desk.room.record._says.text() == "Nobody has reception number 7 today."
    assert QApplication.focusWidget() is desk.room.record.number


def test_a_scan_while_a_record_is_keyed_changes_nothing_in_it(
    desk: DeskDriver, office: Office, hanako: object
) -> None:
    desk.press(Qt.Key.Key_R, ctrl=True)
    desk.type("1")
    desk.press(ENTER)
    desk.key("4")
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))

    assert desk.result is Result.NOT_BOOKED
    assert desk.room.record.topics.picked == ["line"]
    assert QApplication.focusWidget() is desk.room.record.topics
    desk.key("4")
    assert desk.room.record.topics.main == "line"
    desk.key("4")
    assert desk.room.record.topics.picked == []
