"""Programs that are killed at first start or while a password changes: there is always a way in."""

from pathlib import Path

import pytest

from smartsupport.domain.errors import Refused
from smartsupport.paths import Places
from smartsupport.services import sign_in
from smartsupport.services.office import Office, is_there
from smartsupport.services.upkeep import look_over
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services.stepping import killed

__all__ = ["cheap_passwords", "closed"]

KEEPER = Path(__file__).with_name("door_keeper.py")
_SOAK = [pytest.param(n, marks=pytest.mark.soak) for n in range(100)]
_LATER = [pytest.param(n, marks=pytest.mark.soak) for n in range(70, 170)]


@pytest.mark.parametrize("steps", [1, 40, 120, 155, 165, *_LATER])
def test_killed_at_first_start_there_is_none_or_a_whole_register(
    tmp_path: Path, cheap_passwords: None, steps: int
) -> None:
    places = Places(base=tmp_path / "register")
    finished = killed(KEEPER, "make", places.base, steps=steps)
    if not is_there(places):
        assert not finished
        sign_in.make(places, name="台帳", person="佐藤", password=PASSWORD).close()
    office = sign_in.sign_in(places, PASSWORD)
    assert (office.workspace().name, office.person) == ("台帳", "佐藤")
    assert look_over(office) == []
    office.close()


@pytest.mark.parametrize("steps", [4, 13, 18, 20, 22, *_SOAK])
def test_killed_while_a_password_changes_the_old_or_the_new_one_opens(
    closed: Office, steps: int
) -> None:
    closed.close()
    finished = killed(KEEPER, "change", closed.places.base, steps=steps)
    opened = [password for password in (PASSWORD, OTHER) if opens(closed.places, password)]
    assert opened == ([OTHER] if finished else opened)
    assert opened
    office = sign_in.sign_in(closed.places, opened[-1])
    assert look_over(office) == []
    office.close()


def test_the_steps_reach_to_the_end(closed: Office, tmp_path: Path) -> None:
    """Else the moments above would be none."""
    closed.close()
    assert not killed(KEEPER, "make", tmp_path / "new" / "register", steps=165)
    assert not killed(KEEPER, "change", closed.places.base, steps=22)


def opens(places: Places, password: str) -> bool:
    try:
        sign_in.sign_in(places, password).close()
    except Refused as refused:
        assert refused.code == "password_wrong"
        return False
    return True
