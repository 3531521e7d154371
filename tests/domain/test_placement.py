from uuid import UUID

from smartsupport.domain.placement import placement_id
from smartsupport.domain.supporter import Role

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
