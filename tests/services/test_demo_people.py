from collections import Counter
from datetime import date
from random import Random

import pytest

from smartsupport.domain.kana import index_row, katakana
from smartsupport.domain.participant import AgeBand, PhoneType
from smartsupport.domain.period import Span
from smartsupport.domain.person import phone_digits
from smartsupport.domain.session import check_times
from smartsupport.domain.supporter import STRENGTHS, SupporterKind
from smartsupport.domain.text import clean
from smartsupport.services import demo_people as demo
from smartsupport.services.defaults import first_kinds

EVERYTHING = 400


def everything(seed: int):
    rng = Random(seed)
    new_id = demo.demo_ids(rng)
    supporters = demo.demo_supporters(EVERYTHING, rng, new_id)
    participants = demo.demo_participants(EVERYTHING, rng, new_id)
    venues = demo.demo_venues(40, rng, new_id)
    kinds = first_kinds(new_id)
    sessions = demo.demo_sessions(venues, kinds, demo.demo_month(date(2026, 10, 3)), rng, new_id)
    return (
        supporters,
        participants,
        venues,
        sessions,
        demo.demo_availability(supporters, rng, new_id),
    )


@pytest.fixture(scope="module")
def practice():
    return everything(1)


def test_the_same_seed_gives_the_same_people(practice):
    assert everything(1) == practice
    assert everything(2) != practice


def test_no_two_things_share_an_id(practice):
    ids = [thing.id for things in practice for thing in things]
    assert len(ids) == len(set(ids))


def test_no_telephone_number_can_be_anybodys(practice):
    supporters, participants, venues, *_ = practice
    phones = [p.phone for p in (*supporters, *participants, *venues) if p.phone]
    assert len(phones) > EVERYTHING
    for phone in phones:
        area, local, _ = phone.split("-")
        assert local.startswith("0")
        assert len(phone_digits(phone)) == (11 if area == "090" else 10)


def test_mail_goes_nowhere(practice):
    mails = [s.email for s in practice[0] if s.email]
    assert mails
    assert all(mail.endswith("@example.com") for mail in mails)


def test_every_reading_is_katakana_and_stands_in_an_index(practice):
    supporters, participants, venues, *_ = practice
    for thing in (*supporters, *participants, *venues):
        assert clean(thing.name, "name") == thing.name
        assert katakana(thing.kana) == thing.kana
        assert index_row(thing.kana) or not thing.kana


def test_names_hold_the_kanji_that_get_lost_elsewhere(practice):
    names = "".join(person.name for people in practice[:2] for person in people)
    assert all(kanji in names for kanji in "髙﨑𠮷")


def test_supporters_are_of_every_kind_and_say_different_things(practice):
    supporters, _, _, _, statements = practice
    kinds = Counter(s.kind for s in supporters)
    assert kinds[SupporterKind.METROPOLITAN] > EVERYTHING / 2
    assert kinds[SupporterKind.STUDENT] > 0
    assert set().union(*(s.strengths for s in supporters)) == set(STRENGTHS)
    assert all(s.roles for s in supporters)
    assert any(s.trainee for s in supporters)
    silent = {s.id for s in supporters} - {a.supporter_id for a in statements}
    assert silent


def test_participants_are_mostly_past_sixty_five_and_some_are_hardly_known(practice):
    participants = practice[1]
    assert sum(p.age_band.is_65_or_over is True for p in participants) > EVERYTHING * 0.7
    assert {p.phone_type for p in participants} == set(PhoneType)
    assert any(p.anonymous for p in participants)
    assert any(p.kana and not p.name for p in participants)
    assert any(p.age_band is AgeBand.UNKNOWN for p in participants)


def test_venues_are_marked_as_samples_and_lie_in_tokyo(practice):
    venues = practice[2]
    assert len({v.name for v in venues}) == len(venues)
    for venue in venues:
        assert venue.name.startswith("見本")
        assert venue.municipality.startswith("13")
        assert 35.5 < venue.lat_e7 / 1e7 < 35.9
        assert 139.4 < venue.lon_e7 / 1e7 < 140.0


def test_more_venues_than_names_are_still_told_apart():
    rng = Random(1)
    venues = demo.demo_venues(500, rng, demo.demo_ids(rng))
    assert len({v.name for v in venues}) == 500


def test_sessions_keep_the_rules_of_a_session(practice):
    _, _, venues, sessions, _ = practice
    known = {v.id: v for v in venues}
    assert {s.day for s in sessions} == set(demo.demo_month(date(2026, 10, 1)))
    for session in sessions:
        check_times(session.start, session.end, session.gather, session.dismiss)
        assert session.room in known[session.venue_id].rooms
        assert session.places
        assert session.capacity is None or session.capacity > 0


def test_one_venue_never_has_two_sessions_at_once(practice):
    spans: dict[object, list[Span]] = {}
    for session in practice[3]:
        others = spans.setdefault((session.venue_id, session.day), [])
        assert not any(session.span.overlaps(other) for other in others)
        others.append(session.span)


def test_a_class_wants_an_assistant_for_every_four(practice):
    classes = [s for s in practice[3] if len(s.places) == 2 and s.capacity == 16]
    assert any(p.wanted == 4 for s in classes for p in s.places)


def test_a_month_has_its_tuesdays_thursdays_and_saturdays():
    days = demo.demo_month(date(2026, 2, 28))
    assert [d.day for d in days] == [3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28]
