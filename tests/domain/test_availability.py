from datetime import time, timedelta
from uuid import UUID

import pytest

from smartsupport.domain.availability import Answer, Availability, answer_for
from tests.domain.given import DAY, clock

YES, IF_NEEDED, NO, UNKNOWN = Answer.YES, Answer.IF_NEEDED, Answer.NO, Answer.UNKNOWN


def says(answer: Answer, start: str = "", end: str = "", **more: object) -> Availability:
    return Availability(
        id=UUID(int=1),
        supporter_id=UUID(int=100),
        answer=answer,
        **({"weekday": 5} if "day" not in more else {}),
        start=clock(start) if start else None,
        end=clock(end) if end else None,
        **more,
    )


def asked(*statements: Availability) -> Answer:
    return answer_for(statements, DAY, time(13), time(16))


def test_silence_is_not_consent():
    assert asked() is UNKNOWN


def test_a_weekday_speaks_for_its_days():
    assert asked(says(YES)) is YES
    assert answer_for([says(YES)], DAY + timedelta(days=1), time(13), time(16)) is UNKNOWN


@pytest.mark.parametrize("answer", [YES, IF_NEEDED, NO])
def test_a_date_beats_the_weekday(answer):
    assert asked(says(YES), says(NO), says(answer, day=DAY)) is answer


def test_a_date_can_take_back_what_the_weekday_said():
    assert asked(says(YES), says(UNKNOWN, day=DAY)) is UNKNOWN


def test_another_date_says_nothing():
    assert asked(says(NO, day=DAY + timedelta(days=7))) is UNKNOWN


def test_a_no_that_touches_the_span_decides():
    assert asked(says(YES), says(NO, "15:30", "18:00")) is NO
    assert asked(says(YES), says(NO, "16:00", "18:00")) is YES
    assert asked(says(YES), says(NO, "9:00", "13:00")) is YES


def test_a_yes_must_cover_the_whole_span():
    assert asked(says(YES, "13:00", "16:00")) is YES
    assert asked(says(YES, "13:00", "15:00")) is UNKNOWN
    assert asked(says(YES, "14:00")) is UNKNOWN


def test_morning_and_afternoon_together_cover_a_span_over_noon():
    halves = [says(YES, "14:00", "18:00"), says(YES, "9:00", "14:00")]
    assert asked(*halves) is YES
    assert asked(says(YES, "9:00", "14:00"), says(YES, "14:30", "18:00")) is UNKNOWN


def test_half_a_yes_and_half_an_if_needed_is_an_if_needed():
    assert asked(says(YES, "9:00", "14:00"), says(IF_NEEDED, "14:00", "18:00")) is IF_NEEDED
    assert asked(says(YES), says(IF_NEEDED)) is YES


def test_what_was_deleted_is_not_said():
    assert asked(says(NO, deleted=True)) is UNKNOWN
