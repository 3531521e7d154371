"""One row per clique says the same as a row per clashing pair, and in few rows."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from smartsupport.matching.cliques import bits, maximal


@st.composite
def graphs(draw: st.DrawFn) -> list[int]:
    size = draw(st.integers(1, 7))
    clashes = [0] * size
    for a, b in combinations(range(size), 2):
        if draw(st.booleans()):
            clashes[a] |= 1 << b
            clashes[b] |= 1 << a
    return clashes


@given(graphs())
def test_cliques_allow_exactly_what_pairs_allow(clashes: list[int]) -> None:
    cliques = maximal(clashes)

    for chosen in product((0, 1), repeat=len(clashes)):
        taken = [n for n, one in enumerate(chosen) if one]
        by_pairs = all(not clashes[a] >> b & 1 for a, b in combinations(taken, 2))
        by_cliques = all(sum(chosen[n] for n in bits(clique)) <= 1 for clique in cliques)
        assert by_pairs == by_cliques


@given(graphs())
def test_no_clique_lies_within_another(clashes: list[int]) -> None:
    cliques = maximal(clashes)

    assert all(a & b != a for a, b in combinations(cliques, 2))
    assert len(set(cliques)) == len(cliques)


def test_a_morning_of_four_at_one_time_is_a_single_row() -> None:
    everyone = 0b1111

    assert maximal([everyone & ~(1 << n) for n in range(4)]) == [everyone]
