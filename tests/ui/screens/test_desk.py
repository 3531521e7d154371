"""The desk with real widgets, real lanes and a real store: every result, every way in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.codes.draw import png
from smartsupport.codes.token import grouped, new_code
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, cards
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk import DeskScreen
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_sounds import Sounds
from smartsupport.ui.widgets.big_button import BigButton
from tests.services import given
from tests.services.given import DAY, booked, card_of, participant, placed, session, supporter
from tests.stores import HeldClock
from tests.ui.screens.corner import corner, said
from tests.ui.screens.desk_driver import QUIET, DeskDriver, stand
from tests.ui.seen import cut_off, nameless

ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
UP, DOWN, DELETE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete
F1, F2, F3, F4, F5 = (getattr(Qt.Key, f"Key_F{n}") for n in range(1, 6))


@pytest.fixture
def place(office: Office) -> Venue:
    return given.venue(office, "中央会館")


@pytest.fixture
def am(office: Office, place: Venue) -> Session:
    return session(office, place, "10:00", "12:00", title="Morning", capacity=12)


@pytest.fixture
def pm(office: Office, place: Venue) -> Session:
    return session(office, place, "13:30", "15:30", title="Afternoon")


@pytest.fixture
def hanako(office: Office, am: Session) -> Participant:
    """Booked for the morning."""
    person = participant(office, "ヤマダ ハナコ", phone="090-1234-5678")
    booked(office, person, am)
    return person


@pytest.fixture
def desk(
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    am: Session,
    pm: Session,
    hanako: Participant,
) -> DeskDriver:
    return stand(qtbot, office, around, background, place)


# Results


def test_a_booked_person_is_in_with_one_scan(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.scan(card_of(office, hanako))

    assert desk.result is Result.OK
    assert (desk.face.tone, desk.face.number, desk.face.called) == ("ok", "1", "やまだ はなこ")
    assert any("Morning" in line for line in desk.face.lines)
    assert "First visit" in desk.face.notes
    assert desk.here == {"やまだ はなこ": "1"}
    assert [step.answer.number for step in desk.room.strip._recent] == ["1"]
    assert desk.chips == []


def test_the_number_is_as_large_as_the_name_and_never_small(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.scan(card_of(office, hanako))
    card = desk.room.card

    assert card._number.fontInfo().pixelSize() == card._called.fontInfo().pixelSize() >= 28


def test_a_second_scan_says_since_when_and_writes_nothing(
    desk: DeskDriver, office: Office, hanako: Participant, clock: HeldClock
) -> None:
    code = card_of(office, hanako)
    desk.scan(code)
    clock.advance(minutes=3)
    desk.scan(code)

    assert (desk.result, desk.face.tone) == (Result.ALREADY_IN, "attention")
    assert any("9:30" in line and "担当" in line for line in desk.face.lines)
    desk.press(ENTER)
    assert len(desk.here) == 1


def test_without_a_booking_enter_admits_to_the_nearest_session(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    taro = participant(office, "サトウ タロウ")
    desk.scan(card_of(office, taro))
    assert (desk.result, desk.face.tone) == (Result.NOT_BOOKED, "info")
    assert [offer.key for offer in desk.face.offers] == ["Enter", "2", "Del"]
    assert desk.chips == ["さとう たろう"]

    desk.press(ENTER)

    assert desk.result is Result.OK
    assert desk.face.answer.session_id == am.id
    assert desk.chips == []


def test_a_digit_admits_to_the_session_it_stands_on(
    desk: DeskDriver, office: Office, pm: Session
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.key("2")

    assert desk.result is Result.OK
    assert desk.face.answer.session_id == pm.id


def test_a_key_just_after_the_card_changed_was_meant_for_the_card_before(
    desk: DeskDriver, office: Office
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.room._changed_at = desk.ms.now + 300  # it changes while the finger is on its way
    desk.press(ENTER)

    assert desk.result is Result.NOT_BOOKED
    assert desk.here == {}


def elsewhere(office: Office, am: Session) -> str:
    other = given.venue(office, "東会館")
    person = participant(office, "タカハシ ジロウ")
    booked(office, person, session(office, other, title="Elsewhere"))
    return card_of(office, person)


def another_day(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    where = given.DAY.replace(day=10)
    booked(office, person, calendar_session(office, am, where))
    return card_of(office, person)


def calendar_session(office: Office, am: Session, day: object) -> Session:
    return calendar.add_session(
        office,
        venue_id=am.venue_id,
        kind_id=am.kind_id,
        day=day,  # type: ignore[arg-type]
        start=am.start,
        end=am.end,
        title="Later",
    )


def cancelled(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    booked(office, person, am, BookingState.CANCELLED)
    return card_of(office, person)


def revoked(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    code = card_of(office, person)
    cards.reissue(office, person.id)
    return code


def withdrawn(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    code = card_of(office, person)
    with office.store.transaction() as work:
        work.delete(person)
    return code


def unassigned(office: Office, am: Session) -> str:
    return cards.blank(office, 1)[0].code


def practice(office: Office, am: Session) -> str:
    return new_code(practice=True)


def unknown(office: Office, am: Session) -> str:
    return new_code()


@pytest.mark.parametrize(
    ("make", "result", "tone", "symbol", "first"),
    [
        (elsewhere, Result.OTHER_VENUE, "attention", "arrow-right", "Enter"),
        (another_day, Result.OTHER_DAY, "attention", "arrow-right", "Enter"),
        (cancelled, Result.CANCELLED, "refused", "cross", "Enter"),
        (revoked, Result.REVOKED, "refused", "cross", "Enter"),
        (withdrawn, Result.WITHDRAWN, "refused", "cross", "Enter"),
        (unassigned, Result.UNASSIGNED, "info", "plus", "1"),
        (practice, Result.PRACTICE, "refused", "question", "Enter"),
        (unknown, Result.UNKNOWN, "refused", "question", "Enter"),
    ],
)
def test_every_result_has_its_colour_its_symbol_and_its_next_step(
    desk: DeskDriver,
    office: Office,
    am: Session,
    make: object,
    result: Result,
    tone: str,
    symbol: str,
    first: str,
) -> None:
    desk.scan(make(office, am))  # type: ignore[operator]

    assert desk.result is result
    assert (desk.face.tone, desk.face.symbol) == (tone, symbol)
    assert desk.face.word
    assert desk.face.offers[0].key == first
    assert len(desk.chips) == (1 if result.waits else 0)
    assert desk.here == {}


def test_a_strangers_code_is_named_as_such_and_never_searched(desk: DeskDriver) -> None:
    desk.hear("https://example.com/x")

    assert desk.result is Result.FOREIGN
    assert desk.room.list.line.text() == ""


def test_a_booking_elsewhere_is_admitted_with_its_reason_kept(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    desk.scan(elsewhere(office, am))
    assert "東会館" in desk.face.lines
    desk.press(ENTER)

    assert desk.result is Result.OK
    with office.store.reading() as reading:
        reasons = [b.reason for b in reading.find(Booking, session_id=am.id) if b.walk_in]
    assert reasons == ["Booked at 東会館"]


def test_a_full_session_offers_the_waiting_list_first(
    qtbot: QtBot, office: Office, around: Around, background: Background, place: Venue
) -> None:
    small = session(office, place, "10:00", "12:00", title="Small", capacity=1)
    booked(office, participant(office, "ヤマダ ハナコ"), small)
    desk = stand(qtbot, office, around, background, place)
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    assert (desk.result, desk.face.tone) == (Result.FULL, "attention")

    desk.press(ENTER)

    assert desk.result is Result.FULL
    assert "Number 1 on the waiting list" in desk.face.lines
    assert desk.chips == ["さとう たろう"]
    desk.key("1")
    assert desk.result is Result.OK


def test_a_supporter_starts_and_ends_work_in_their_own_colour(
    desk: DeskDriver, office: Office, am: Session, clock: HeldClock
) -> None:
    helper = supporter(office, "スズキ イチロウ")
    placed(office, helper, am)
    code = card_of(office, helper)
    desk.scan(code)
    assert (desk.result, desk.face.tone) == (Result.SUPPORTER_IN, "supporter")
    assert desk.face.notes == ()
    assert "1 supporter at work" in desk.room.list._count.text()

    clock.advance(hours=2)
    desk.scan(code)

    assert (desk.result, desk.face.tone) == (Result.SUPPORTER_OUT, "supporter")
    assert any("9:30–11:30" in line for line in desk.face.lines)


def test_a_supporter_who_is_not_placed_is_let_in_and_told(desk: DeskDriver, office: Office) -> None:
    desk.scan(card_of(office, supporter(office)))

    assert desk.result is Result.SUPPORTER_IN
    assert desk.face.notes == ("Not placed at this session",)


# Nothing blocks the next person


def test_a_scan_never_touches_a_half_typed_form(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.press(F2)
    desk.type("sato")
    field = QApplication.focusWidget()

    desk.scan(card_of(office, hanako))

    assert desk.result is Result.OK
    assert desk.room.walk_in.box.text() == "sato"
    assert QApplication.focusWidget() is field
    desk.type("u")
    assert desk.room.walk_in.box.text() == "satou"
    assert desk.room.unsaved()


def test_a_decision_scanned_while_typing_waits_as_a_chip(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.press(F2)
    desk.type("sato")
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.press(ENTER)  # goes on in the form
    assert desk.result is Result.NOT_BOOKED
    assert QApplication.focusWidget() is desk.room.walk_in.ages

    desk.press(ESC, F5, ENTER, ENTER)

    assert desk.here == {"さとう たろう": "1"}
    desk.press(F2)
    assert desk.room.walk_in.box.text() == "sato"


def test_the_next_scan_takes_the_card_but_never_the_chip(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    for kana in ("サトウ タロウ", "タナカ ミカ", "キムラ ケン"):
        desk.scan(card_of(office, participant(office, kana)))
    desk.scan(card_of(office, hanako))
    assert desk.result is Result.OK
    assert desk.chips == ["さとう たろう", "たなか みか", "きむら けん"]

    desk.press(F5, DOWN, ENTER)  # the second one first
    assert desk.face.called == "たなか みか"
    desk.press(ENTER)

    assert desk.chips == ["さとう たろう", "きむら けん"]
    assert set(desk.here) == {"やまだ はなこ", "たなか みか"}


def test_esc_puts_aside_and_del_takes_off_until_it_is_taken_back(
    desk: DeskDriver, office: Office
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.press(ESC)
    assert desk.face.answer is None
    assert desk.chips == ["さとう たろう"]

    desk.press(F5, ENTER, DELETE)
    assert desk.chips == []
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert desk.chips == ["さとう たろう"]


def test_a_wrong_scan_is_taken_back_with_one_key(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.scan(card_of(office, hanako))
    desk.press(Qt.Key.Key_Z, ctrl=True)

    assert desk.here == {}
    assert desk.face.word == "Taken back"
    assert desk.face.called == "やまだ はなこ"
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert said(desk.room._around) == ["There is nothing to take back."]


def test_plus_counts_companions(desk: DeskDriver, office: Office, hanako: Participant) -> None:
    desk.scan(card_of(office, hanako))
    desk.key("+")
    desk.key("+")

    assert desk.face.number == "1"
    assert "2 companions" in desk.face.notes


# The list and the search


def test_marked_people_come_in_together_and_go_out_together(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    for kana in ("アベ サチ", "イトウ ケイ"):
        booked(office, participant(office, kana), am)
    desk.settle()
    desk.press(F4, SPACE, DOWN, SPACE)
    assert desk.room.list._together.text().startswith("Check in 2 together")
    desk.press(ENTER)

    assert set(desk.here) == {"あべ さち", "いとう けい"}
    assert desk.face.word == "2 checked in together"
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert desk.here == {}


def test_a_tap_on_the_list_checks_in(qtbot: QtBot, desk: DeskDriver) -> None:
    table = desk.room.list.table
    at = table.visualRect(table.model().index(0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()

    assert desk.here == {"やまだ はなこ": "1"}


def test_a_tap_on_the_box_only_marks(qtbot: QtBot, desk: DeskDriver, hanako: Participant) -> None:
    table = desk.room.list.table
    at = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()

    assert desk.here == {}
    assert table.marked_people() == [hanako.id]


@pytest.mark.parametrize("typed", ["yama", "やまだ", "ﾔﾏ", "5678", "hanako"])
def test_enter_with_one_hit_checks_that_person_in(desk: DeskDriver, typed: str) -> None:
    desk.press(F3)
    desk.type(typed)
    desk.press(ENTER)

    assert desk.here == {"やまだ はなこ": "1"}
    assert desk.room.list.line.text() == ""


def test_enter_with_several_hits_asks_which(
    desk: DeskDriver, office: Office, am: Session, hanako: Participant
) -> None:
    booked(office, participant(office, "ヤマダ タロウ"), am)
    desk.press(F3)
    desk.type("yama")
    desk.press(ENTER)
    assert desk.here == {}
    assert QApplication.focusWidget() is desk.room.list.table

    desk.press(DOWN, ENTER)

    assert desk.here == {"やまだ はなこ": "1"}


def test_a_reception_number_means_one_person(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    participant(office, "サトウ タロウ", phone="03-1111-1111")
    desk.scan(card_of(office, hanako))
    desk.press(F3)
    desk.type("1")

    assert [row.reading for row in desk.room.list.table.rows] == ["やまだ はなこ"]


def test_somebody_of_the_register_without_a_booking_is_found_too(
    desk: DeskDriver, office: Office
) -> None:
    participant(office, "サトウ タロウ")
    desk.press(F3)
    desk.type("satou")
    assert [row.about for row in desk.room.list.table.rows] == ["Unbooked"]
    desk.press(ENTER)

    assert desk.result is Result.NOT_BOOKED


def test_a_scan_does_not_take_the_search_line_away(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    taro = participant(office, "サトウ タロウ")
    desk.press(F3)
    desk.scan(card_of(office, taro))
    assert desk.result is Result.NOT_BOOKED
    desk.type("ya")
    assert desk.room.list.line.text() == "ya"
    desk.scan(card_of(office, taro))
    assert desk.room.list.line.text() == "ya"
    desk.press(ESC, ENTER)  # an empty line has nothing to find: Enter is the card's

    assert desk.here == {"さとう たろう": "1"}


def test_the_enter_that_commits_a_composition_checks_nobody_in(desk: DeskDriver) -> None:
    desk.press(F3)
    desk.compose("やまだ")
    desk.settle()
    assert [row.reading for row in desk.room.list.table.rows] == ["やまだ はなこ"]

    desk.commit("山田")

    assert desk.here == {}


def test_a_code_may_be_typed_by_hand(desk: DeskDriver, office: Office, hanako: Participant) -> None:
    desk.press(F3)
    desk.type("-".join(grouped(card_of(office, hanako))).lower())
    desk.press(ENTER)

    assert desk.result is Result.OK
    assert desk.room.list.line.text() == ""


def test_the_list_hears_of_what_another_laptop_did(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    booked(office, participant(office, "アベ サチ"), am)
    desk.settle()

    assert [row.reading for row in desk.room.list.table.rows] == ["あべ さち", "やまだ はなこ"]


# The camera


def test_a_card_held_before_the_camera_is_one_scan(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    camera = desk.room.camera.camera
    image = QImage.fromData(png(card_of(office, hanako)))
    for _frame in range(3):
        camera.show_frame(image)
        desk.settle()

    assert desk.result is Result.OK
    assert desk.here == {"やまだ はなこ": "1"}


def test_the_camera_goes_off_when_nobody_looks(desk: DeskDriver) -> None:
    desk.press(Qt.Key.Key_J, ctrl=True)
    assert desk.room.camera.isVisible()
    desk.window.hide()

    assert desk.room.camera.isHidden()


def test_a_card_the_scanner_read_is_not_read_again_by_the_camera(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    code = card_of(office, hanako)
    desk.scan(code)
    desk.room.camera.camera.show_frame(QImage.fromData(png(code)))
    desk.settle()

    assert desk.result is Result.OK


# Words, sounds, sizes


def test_each_result_has_its_sound_unless_muted(
    desk: DeskDriver, office: Office, hanako: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[str] = []
    monkeypatch.setattr(Sounds, "_play", lambda _self, name: played.append(name))
    code = card_of(office, hanako)
    desk.scan(code)
    assert played == []  # the settings say: no sounds

    desk.press(Qt.Key.Key_M, ctrl=True)
    desk.scan(code)
    desk.scan(new_code())

    assert played == ["attention", "refused"]


def test_every_control_has_a_name(desk: DeskDriver, office: Office) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    for key in (F1, F2, F4):
        desk.press(key)
        assert nameless(desk.window) == []
    desk.press(Qt.Key.Key_R, ctrl=True)
    assert nameless(desk.window) == []


@pytest.mark.parametrize(
    ("width", "height", "large"),
    [(1190, 640, False), (1190, 640, True), (811, 420, False), (795, 390, True)],
)
def test_no_word_is_cut_off(
    qapp: QApplication,
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    am: Session,
    pm: Session,
    width: int,
    height: int,
    large: bool,
) -> None:
    theme.apply(qapp, theme.make("light", large=large))
    desk = stand(qtbot, office, around, background, place)
    desk.window.resize(width, height)
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    room = desk.room
    for page in (room.list, room.walk_in, room.record, room.side.help, room.side.closing):
        room.side._stack.setCurrentWidget(page)
        QApplication.processEvents()
        assert (desk.window.width(), desk.window.height()) == (width, height)
        assert [text for text in cut_off(desk.window) if "…" not in text] == []


def test_what_is_open_is_said_at_the_close_of_day(
    qtbot: QtBot, desk: DeskDriver, office: Office
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.scan(card_of(office, supporter(office)))
    desk.room._open_closing()
    said_here = {label.text() for label in desk.room.side.closing.findChildren(QLabel)}
    assert {
        "・1 parked, to be decided",
        "・1 supporter has not ended work",
        "・1 booked and not here",
    } <= said_here

    desk.press(ENTER)
    assert corner(desk.room._around).gone == [("today", None)]


# Where the desk stands


def test_with_one_venue_today_its_desk_opens_at_once(
    qtbot: QtBot, office: Office, around: Around, place: Venue, am: Session
) -> None:
    screen = DeskScreen(office, around, lambda: QUIET)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()

    qtbot.waitUntil(lambda: screen.room is not None)
    assert screen.room.place == DeskPlace(venue_id=place.id, day=DAY)


def test_with_several_venues_one_is_chosen(
    qtbot: QtBot, office: Office, around: Around, am: Session
) -> None:
    other = given.venue(office, "東会館")
    session(office, other)
    screen = DeskScreen(office, around, lambda: QUIET)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: len(screen.findChildren(BigButton)) == 2)

    button = next(b for b in screen.findChildren(BigButton) if "東会館" in b.text())
    button.click()

    assert screen.room is not None
    assert screen.room.place.venue_id == other.id


def test_without_a_session_it_says_what_to_do(
    qtbot: QtBot, office: Office, around: Around, place: Venue
) -> None:
    screen = DeskScreen(office, around, lambda: QUIET)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: bool(screen.findChildren(QPushButton)))
    screen.findChildren(QPushButton)[0].click()

    assert corner(around).gone == [("today", None)]
