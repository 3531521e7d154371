from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.laptop import (
    Laptop,
    LaptopState,
    free_letter,
    laptop_id,
    reception_letter,
)

FIRST = datetime(2026, 10, 3, tzinfo=UTC)


def laptop(n: int, letter: str, minutes: int = 0, **more: LaptopState) -> Laptop:
    replica = n.to_bytes(8, "big")
    return Laptop(
        id=laptop_id(replica),
        replica=replica.hex(),
        name=f"受付{n}",
        letter=letter,
        joined_at=FIRST + timedelta(minutes=minutes),
        **more,
    )


def test_a_computer_alone_gives_out_plain_numbers() -> None:
    me = (1).to_bytes(8, "big")
    assert reception_letter(me, []) == ""
    assert reception_letter(me, [laptop(1, "A")]) == ""
    away = laptop(2, "B", state=LaptopState.RETIRED)
    assert reception_letter(me, [laptop(1, "A"), away]) == ""
    assert reception_letter(me, [laptop(1, "A"), laptop(2, "B")]) == "A"


def test_letters_that_are_read_as_digits_are_left_out() -> None:
    taken: list[str] = []
    for _ in range(30):
        taken.append(free_letter(taken))
    assert taken[:9] == list("ABCDEFGHJ")
    assert taken[24:26] == ["AA", "AB"]
    assert not {"I", "O"} & set("".join(taken))


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "A", "B", "C", "AA"]), st.integers(0, 3)),
        min_size=2,
        max_size=6,
    )
)
def test_no_two_computers_have_one_letter_however_they_joined(
    joined: list[tuple[str, int]],
) -> None:
    laptops = [laptop(n, letter, minutes) for n, (letter, minutes) in enumerate(joined)]
    letters = [reception_letter(bytes.fromhex(one.replica), laptops) for one in laptops]
    assert len(set(letters)) == len(laptops)
    assert "" not in letters
