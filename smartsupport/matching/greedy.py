"""A plan in one sweep: the scarcest place first, each to whoever costs least just then.

It is the plan in hand while the solver searches, and the rule the benchmarks measure against.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from smartsupport.domain.supporter import Role
from smartsupport.matching.board import Board
from smartsupport.matching.cost import added
from smartsupport.matching.pairs import Pair
from smartsupport.matching.problem import Placed, aimed
from smartsupport.matching.rules import BARRING

ON_BOARD = tuple(rule for rule in BARRING if not rule.of_pair)


def greedy(bare: Board, pairs: Sequence[Pair]) -> list[Placed]:
    """Pins first, then every minimum, then what is wanted beyond it. Places no trainee."""
    board = Board(bare.problem, [pair.placed for pair in pairs if pair.pinned])
    open_: defaultdict[tuple[UUID, Role], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if not pair.pinned and not pair.trainee:
            open_[pair.slot.id, pair.role].append(pair)
    scarce = sorted(open_, key=lambda key: (len(open_[key]), key[0].bytes, key[1]))
    for down_to_minimum in (True, False):
        for session, role in scarce:
            wanted = next(w for w in board.slots[session].wanted if w.role is role)
            number = wanted.minimum if down_to_minimum else aimed(wanted)
            here = sum(p.role is role and not p.trainee for p in board.at[session])
            for _ in range(number - here):
                chosen = _cheapest(board, open_[session, role])
                if chosen is None:
                    break
                board.place(chosen.placed)
    return [item for items in board.at.values() for item in items]


def _cheapest(board: Board, pairs: list[Pair]) -> Pair | None:
    best, least = None, 0
    for pair in pairs:
        if any(rule.look(board, pair.slot, pair.candidate, pair.role) for rule in ON_BOARD):
            continue
        points = pair.cost + added(board, pair.slot, pair.candidate)
        if best is None or points < least:
            best, least = pair, points
    return best
