"""Why not this person, and who else, from what is stored."""

import pytest

from smartsupport.domain.availability import Answer
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Standing
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, explaining, hours, people
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import DAY, at


def _codes(office: Office, session: Session, person: object) -> list[str]:
    return [reason.code for reason in explaining.why(office, session.id, person.id)]


def test_every_rule_that_speaks_against_somebody_is_named(
    office: Office, hall: Venue, morning: Session
) -> None:
    free = given.supporter(office, "アキ")
    people.set_week(office, free.id, dict.fromkeys(range(7), Answer.YES))
    assert _codes(office, morning, free) == []
    silent = given.supporter(office, "ダマ")
    assert _codes(office, morning, silent) == ["not_answered"]
    away = given.supporter(office, "ルス", roles=frozenset({Role.RECEPTION}))
    people.set_week(office, away.id, dict.fromkeys(range(7), Answer.NO))
    assert "not_available" in _codes(office, morning, away)
    paused = given.supporter(office, "ヤス", standing=Standing.PAUSED)
    assert _codes(office, morning, paused)[0] == "inactive"
    given.placed(office, free, given.session(office, hall, "11:00", "12:30"))
    assert "overlapping" in _codes(office, morning, free)


def test_substitutes_come_with_what_one_says_on_the_phone(
    office: Office, hall: Venue, morning: Session
) -> None:
    known, new = (
        given.supporter(office, kana, phone=f"03-0000-000{n}")
        for n, kana in enumerate(("ナレ", "ハジメ"))
    )
    for person in (known, new):
        people.set_week(office, person.id, dict.fromkeys(range(7), Answer.YES))
    before = DAY.replace(month=9, day=5)
    earlier = given.session(office, hall, day=before)
    hours.confirm(office, known.id, earlier.id, at("10:00", before), at("12:00", before))
    found = {s.supporter.id: s for s in explaining.substitutes(office, morning.id)}
    assert found[known.id].last_here == before
    assert found[new.id].last_here is None
    assert found[known.id].supporter.phone == "03-0000-0000"
    assert explaining.substitutes(office, morning.id, "lecturer") == []


def test_what_cannot_be_explained(office: Office, morning: Session) -> None:
    person = given.supporter(office)
    with pytest.raises(NotFound, match="supporter_not_found"):
        explaining.why(office, morning.id, office.new_id())
    with pytest.raises(NotFound, match="session_not_found"):
        explaining.why(office, office.new_id(), person.id)
    with pytest.raises(Refused, match="role_unknown"):
        explaining.substitutes(office, morning.id, "king")
    calendar.cancel(office, reason="雨", session_id=morning.id)
    with pytest.raises(Refused, match="session_cancelled"):
        explaining.why(office, morning.id, person.id)
