"""Runs of sequence numbers: sorted, apart from one another, both ends included."""

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]


def union(spans: Iterable[Span]) -> Spans:
    """All the numbers of these, however they overlap."""
    out: list[Span] = []
    for first, last in sorted(spans):
        if out and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return tuple(out)


def minus(spans: Spans, taken: Spans) -> Spans:
    """The numbers of `spans` that `taken` does not have; both as `union` gives them."""
    out: list[Span] = []
    gone = list(taken)
    for first, last in spans:
        while gone and gone[0][1] < first:
            gone.pop(0)
        start = first
        for taken_first, taken_last in gone:
            if taken_first > last:
                break
            if taken_first > start:
                out.append((start, taken_first - 1))
            start = max(start, taken_last + 1)
        if start <= last:
            out.append((start, last))
    return tuple(out)


def runs(numbers: Iterable[int]) -> Spans:
    """The spans that these numbers make, in any order and any number of times."""
    return union((n, n) for n in numbers)


def size(spans: Iterable[Span]) -> int:
    """How many numbers."""
    return sum(last - first + 1 for first, last in spans)
