from uuid import UUID

from smartsupport.domain.placement import PlacementState, placement_id, standing
from smartsupport.domain.supporter import Role
from tests.domain.given import at, clock, placement, session

SESSION = UUID("00000000-0000-4000-8000-000000000001")
SUPPORTER = UUID("00000000-0000-4000-8000-000000000002")


def test_a_placement_has_the_same_id_on_every_laptop_and_in_every_version() -> None:
    assert placement_id(SESSION, SUPPORTER, Role.ADVISER) == UUID(
        "b34b7452-6aea-5c81-b208-6860c36a8450"
    )


def test_another_session_supporter_or_role_is_another_placement() -> None:
    ids = {
        placement_id(SESSION, SUPPORTER, Role.ADVISER),
        placement_id(SESSION, SUPPORTER, Role.RECEPTION),
        placement_id(SUPPORTER, SESSION, Role.ADVISER),
        placement_id(SESSION, SESSION, Role.ADVISER),
    }
    assert len(ids) == 4


def test_a_place_is_taken_until_someone_says_no():
    taken = {state for state in PlacementState if state.fills}
    assert taken == {PlacementState.CANDIDATE, PlacementState.ASKED, PlacementState.ACCEPTED}


def test_a_placement_keeps_the_sessions_hours_unless_it_has_its_own():
    assert placement().work_span(session()) == session().work_span
    own = placement(gather=clock("14:00")).work_span(session())
    assert (own.start, own.end) == (at("14:00"), at("16:15"))


def test_midnight_is_a_time_of_its_own():
    assert placement(gather=clock("0:00")).work_span(session()).start == at("0:00")


def test_of_two_roles_the_one_that_fills_stands():
    held = placement(role=Role.RECEPTION)
    dropped = placement(role=Role.ADVISER, state=PlacementState.DECLINED)
    key = (held.supporter_id, held.session_id)
    assert standing([held, dropped]) == standing([dropped, held]) == {key: held}
    assert standing([dropped]) == {key: dropped}
    assert standing([placement(deleted=True)]) == {}
