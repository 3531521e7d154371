"""What the desk says after a scan, in whole sentences."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from smartsupport.domain.desk import Answer, Result
from smartsupport.messages import result_sentence, result_word
from tests.domain.given import at

WHO = Answer(
    result=Result.OK,
    person_id=UUID(int=1),
    called="やまだ",
    title="相談会",
    venue="中央会館",
    day=date(2026, 10, 3),
    start=time(10),
    end=time(12),
    number="7",
    at=at("09:30"),
    since=at("09:10"),
    reason="台風",
)


@pytest.mark.parametrize("result", list(Result))
def test_every_result_has_a_word_and_a_sentence(result: Result) -> None:
    assert result_word(result)
    sentence = result_sentence(replace(WHO, result=result))
    assert sentence
    assert "{" not in sentence
    assert "{" not in result_sentence(Answer(result=result))


def test_what_was_cancelled_is_told_with_its_day() -> None:
    cancelled = replace(WHO, result=Result.CANCELLED)
    assert result_sentence(cancelled) == (
        "Booking or session cancelled since Sat 3 Oct 9:10: 相談会. 台風"
    )
    assert "Sat 3 Oct 9:10" in result_sentence(replace(WHO, result=Result.REVOKED))
    assert "since 9:10" in result_sentence(replace(WHO, result=Result.ALREADY_IN))


def test_who_is_on_the_waiting_list_hears_which_place() -> None:
    full = Answer(result=Result.FULL, called="やまだ", waiting=2)
    assert (
        result_sentence(full) == "There is no place yet for やまだ: number 2 on the waiting list."
    )
    assert "no place left" in result_sentence(Answer(result=Result.FULL))
