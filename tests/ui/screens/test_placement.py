"""配置 with a real office: by hand from end to end, by おまかせ, and what a person is told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from smartsupport.domain.availability import Answer
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.session import Session, WantedPlaces
from smartsupport.domain.supporter import Role
from smartsupport.domain.venue import Venue
from smartsupport.services import people, placements
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.placement import PlacementPage
from tests.services.given import DAY, placed, session, supporter, venue
from tests.ui.screens.corner import corner, said
from tests.ui.seen import cut_off, nameless

TWO = (
    WantedPlaces(role=Role.ADVISER, minimum=1, wanted=1),
    WantedPlaces(role=Role.RECEPTION, minimum=1, wanted=1),
)
BOTH = frozenset({Role.ADVISER, Role.RECEPTION})


@pytest.fixture
def place(office: Office) -> Venue:
    return venue(office)


@pytest.fixture
def made(office: Office, place: Venue) -> Session:
    return session(office, place, places=TWO)


@pytest.fixture
def page(office: Office, around: Around, made: Session, qtbot: QtBot) -> Iterator[PlacementPage]:
    shown = PlacementPage(office, around)
    qtbot.addWidget(shown)
    shown.resize(1100, 560)
    shown.show()
    shown.activateWindow()
    with qtbot.waitSignal(shown.shown):
        shown.show_days(DAY, DAY)
    yield shown


def stored(office: Office, made: Session) -> list[Placement]:
    return [line.placement for line in placements.of_sessions(office, [made.id])]


def states(office: Office, made: Session) -> list[PlacementState]:
    return [placement.state for placement in stored(office, made)]


def cell(page: PlacementPage, row: int, column: int) -> str:
    return page.board.model_.index(row, column).data()


def go(page: PlacementPage, row: int, column: int) -> None:
    page.board.setCurrentIndex(page.board.model_.index(row, column))


def opened(page: PlacementPage, qtbot: QtBot, column: int = 0) -> None:
    go(page, 0, column)
    qtbot.keyClick(page.board, Qt.Key.Key_Return)
    assert page.sides.open


def candidates(page: PlacementPage) -> list[str]:
    shown = page.seat.candidates.list
    return [shown.item(n).text().split("\n")[0] for n in range(shown.count())]


def test_the_board_says_what_is_short_and_shows_each_empty_place(page: PlacementPage) -> None:
    assert page.said.text() == "2 people short at 1 sessions"
    assert [cell(page, 0, n) for n in range(2)] == [
        "Adviser\nEmpty, needed",
        "Reception\nEmpty, needed",
    ]


def test_a_place_is_filled_with_two_keys_and_no_solver(
    office: Office, around: Around, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    person = supporter(office, "アオキ", name="青木 信", phone="090-1", roles=BOTH)
    people.set_week(office, person.id, {DAY.weekday(): Answer.YES})
    opened(page, qtbot)
    qtbot.waitUntil(lambda: candidates(page) == ["青木 信  あおき"])
    assert page.seat.candidates.list.item(0).text().endswith("/ 090-1")
    qtbot.keyClick(page.seat.candidates.list, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: cell(page, 0, 0) == "Adviser: Candidate\n青木 信")
    qtbot.waitUntil(lambda: said(around)[-1:] == ["青木 信 is placed."])
    assert not page.sides.open
    assert page.said.text() == "1 person short at 1 sessions"


def test_silence_and_other_warnings_are_said_before_somebody_is_placed(
    office: Office, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    supporter(office, "アオキ", roles=BOTH)
    opened(page, qtbot)
    qtbot.waitUntil(lambda: page.seat.candidates.list.count() == 1)
    text = page.seat.candidates.list.item(0).text()
    assert "! Has not said whether they can come: ask first." in text


def test_an_overlap_is_refused_until_a_reason_is_given_and_kept(
    office: Office, made: Session, place: Venue, page: PlacementPage, qtbot: QtBot
) -> None:
    busy = supporter(office, "イトウ", name="伊藤 美香", roles=BOTH)
    other = session(office, place, "11:00", "13:00", places=TWO)
    placed(office, busy, other)
    qtbot.waitUntil(lambda: len(page.board.model_.rows) == 2)
    opened(page, qtbot)
    panel = page.seat.candidates
    qtbot.waitUntil(lambda: panel.list.count() == 0)
    panel.line.setText("いとう")
    qtbot.waitUntil(lambda: panel.list.count() == 1)
    assert "! Is at another session" in panel.list.item(0).text()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.why.isHidden())
    assert stored(office, made) == []
    panel.why.box.setText("途中から合流")
    qtbot.keyClick(panel.why.box, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: len(stored(office, made)) == 1)
    assert stored(office, made)[0].override == "途中から合流"


def test_the_state_of_a_placed_person_is_changed_and_taken_back(
    office: Office, around: Around, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    placed(office, supporter(office, "アオキ"), made)
    qtbot.waitUntil(lambda: "Candidate" in cell(page, 0, 0))
    opened(page, qtbot)
    page.seat.states.pick([PlacementState.DECLINED])
    page.seat.states.changed.emit()
    qtbot.waitUntil(lambda: states(office, made) == [PlacementState.DECLINED])
    qtbot.waitUntil(lambda: cell(page, 0, 2) == "Adviser: Declined\nあおき")
    assert cell(page, 0, 0) == "Adviser\nEmpty, needed"
    qtbot.waitUntil(lambda: bool(corner(around).actions))
    corner(around).actions[-1][1]()
    qtbot.waitUntil(lambda: states(office, made) == [PlacementState.CANDIDATE])


def test_delete_frees_a_place_and_can_be_taken_back(
    office: Office, around: Around, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    before = placed(office, supporter(office, "アオキ"), made)
    placements.set_state(office, [before], PlacementState.ACCEPTED)
    qtbot.waitUntil(lambda: "Accepted" in cell(page, 0, 0))
    go(page, 0, 0)
    qtbot.keyClick(page.board, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: states(office, made) == [PlacementState.CANCELLED])
    qtbot.waitUntil(lambda: said(around)[-1:] == ["Taken off; please tell them."])
    corner(around).actions[-1][1]()
    qtbot.waitUntil(lambda: states(office, made) == [PlacementState.ACCEPTED])


def test_somebody_else_takes_over_and_whom_to_tell_is_said(
    office: Office, around: Around, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    before = placed(office, supporter(office, "アオキ", phone="090-1"), made)
    placements.set_state(office, [before], PlacementState.ACCEPTED)
    other = supporter(office, "イトウ", roles=BOTH)
    qtbot.waitUntil(lambda: "Accepted" in cell(page, 0, 0))
    opened(page, qtbot)
    page.seat.show_others()
    qtbot.waitUntil(lambda: candidates(page) == ["いとう"])
    assert "places of this role are filled" not in page.seat.candidates.list.item(0).text()
    qtbot.keyClick(page.seat.candidates.list, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: cell(page, 0, 0) == "Adviser: Candidate\nいとう")
    qtbot.waitUntil(lambda: said(around)[-1:] == ["いとう is placed. Please tell あおき (090-1)."])
    assert {p.supporter_id: p.state for p in stored(office, made)} == {
        before.supporter_id: PlacementState.CANCELLED,
        other.id: PlacementState.CANDIDATE,
    }


def test_all_candidates_move_on_together_or_only_those_selected(
    office: Office, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    afternoon = session(office, venue(office, "東会館"), "14:00", "16:00", places=TWO)
    for kana, role in (("アオキ", Role.ADVISER), ("イトウ", Role.RECEPTION)):
        placed(office, supporter(office, kana), made, role)
    placed(office, supporter(office, "ウエダ"), afternoon)
    qtbot.waitUntil(lambda: page.ask.accessibleName() == "Candidate 3 → Being asked")
    row = next(n for n, r in enumerate(page.board.model_.rows) if r.line.session.id == made.id)
    chosen = page.board.selectionModel()
    chosen.clear()
    for column in range(2):
        chosen.select(
            page.board.model_.index(row, column), QItemSelectionModel.SelectionFlag.Select
        )
    assert page.ask.accessibleName() == "Candidate 2 → Being asked"
    page.ask.click()
    qtbot.waitUntil(lambda: set(states(office, made)) == {PlacementState.ASKED})
    assert states(office, afternoon) == [PlacementState.CANDIDATE]


def test_a_plan_says_what_stays_short_and_is_stored_only_when_taken(
    office: Office, around: Around, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    willing = supporter(office, "アオキ", name="青木 信", roles=frozenset({Role.ADVISER}))
    supporter(office, "イトウ", name="伊藤 美香", roles=BOTH)
    people.set_week(office, willing.id, {DAY.weekday(): Answer.YES})
    page.propose.click()
    plan = page.proposal
    plan.search()
    qtbot.waitUntil(lambda: not plan.take.isHidden(), timeout=20_000)

    assert plan.said.accessibleName().split("\n")[0] == "1 place needed stays empty."
    short = plan.list.item(0).text().split("\n")
    assert short[1] == "! Reception: 1 short"
    assert short[2].startswith("Of 1 people: no answer yet 1")
    assert short[3] == "→ Ask 伊藤 美香, who has not answered yet."
    assert stored(office, made) == []
    plan.take.click()
    qtbot.waitUntil(lambda: [p.supporter_id for p in stored(office, made)] == [willing.id])
    qtbot.waitUntil(lambda: said(around)[-1:] == ["1 placement entered."])
    assert not page.sides.open


def test_a_search_that_is_cancelled_shows_the_best_plan_so_far(
    office: Office, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    page.propose.click()
    plan = page.proposal
    plan.search()
    plan.progress.cancelled.emit()
    qtbot.waitUntil(lambda: plan.begin.isEnabled(), timeout=20_000)
    assert plan.progress.isHidden()
    assert not plan.said.isHidden()


def test_sessions_keep_their_order_while_their_places_fill(
    office: Office, made: Session, page: PlacementPage, qtbot: QtBot
) -> None:
    afternoon = session(office, venue(office, "東会館"), "14:00", "16:00", places=TWO)
    qtbot.waitUntil(lambda: len(page.board.model_.rows) == 2)
    for role in TWO:
        placed(office, supporter(office, "アオキ" + role.role), made, role.role)
    qtbot.waitUntil(lambda: page.said.text() == "2 people short at 1 sessions")
    assert [row.line.session.id for row in page.board.model_.rows] == [made.id, afternoon.id]
    with qtbot.waitSignal(page.shown):
        page.show_days(DAY, DAY)
    assert [row.line.session.id for row in page.board.model_.rows] == [afternoon.id, made.id]


def test_a_period_that_is_over_says_so_and_what_it_lacked(
    office: Office, place: Venue, page: PlacementPage, qtbot: QtBot
) -> None:
    before = DAY - timedelta(days=7)
    over = session(office, place, day=before, places=TWO)
    with qtbot.waitSignal(page.shown):
        page.show_days(before, before)
    assert page.said.text() == "This is past; 2 places at 1 sessions stayed empty."
    heading = page.board.model_.headerData(0, Qt.Orientation.Vertical)
    assert heading.endswith("Past: Adviser: 1 short, Reception: 1 short (0 of 2)")

    for role in (Role.ADVISER, Role.RECEPTION):
        placed(office, supporter(office, "アオキ" + role), over, role)
    qtbot.waitUntil(lambda: page.said.text() == "This is past; everybody needed was placed.")


@pytest.mark.parametrize("width", [783, 1100])
def test_everything_has_a_name_and_fits(
    office: Office, made: Session, page: PlacementPage, qtbot: QtBot, width: int
) -> None:
    placed(office, supporter(office, "アオキ"), made)
    page.resize(width, 500)
    qtbot.waitUntil(lambda: "Candidate" in cell(page, 0, 0))
    for column in range(2):
        go(page, 0, column)
        page.board.opened.emit(*page.board.current())
        qtbot.wait(30)
        assert nameless(page) == []
        assert cut_off(page) == []
    assert page.board.isVisible() is (width > 800)
