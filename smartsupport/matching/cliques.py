"""Maximal cliques: the largest groups in which everyone clashes with everyone.

One row per clique ("at most one of these") holds as much as all pairwise rows together and bounds
the relaxation far better: with pairs alone the same months stay unproven after a minute.
"""


def maximal(clashes: list[int]) -> list[int]:
    """The maximal cliques of a small graph, as bit masks.

    `clashes[i]` has bit j set where i and j clash (never bit i). Bron-Kerbosch with a pivot; a
    lone vertex is a clique of one.
    """
    out: list[int] = []

    def grow(chosen: int, open_: int, done: int) -> None:
        if not open_:
            if not done:
                out.append(chosen)
            return
        pivot = max(bits(open_ | done), key=lambda v: (open_ & clashes[v]).bit_count())
        for v in bits(open_ & ~clashes[pivot]):
            grow(chosen | 1 << v, open_ & clashes[v], done & clashes[v])
            open_ &= ~(1 << v)
            done |= 1 << v

    grow(0, (1 << len(clashes)) - 1, 0)
    return out


def bits(mask: int) -> list[int]:
    """The places of the set bits, lowest first."""
    out = []
    while mask:
        low = mask & -mask
        out.append(low.bit_length() - 1)
        mask ^= low
    return out
