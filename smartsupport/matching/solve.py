"""One question, one plan: build the model, take a greedy plan in hand, search for a better one."""

from collections.abc import Callable
from time import monotonic

from smartsupport.matching import cost
from smartsupport.matching.board import Board
from smartsupport.matching.greedy import greedy
from smartsupport.matching.model import build
from smartsupport.matching.plan import Plan, Progress, Status, Stopped
from smartsupport.matching.problem import Problem
from smartsupport.matching.search import Search
from smartsupport.matching.shortage import shortages


def solve(
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Plan:
    """The best plan found within about `seconds`, building included, with its proven bound.

    The same problem and seed give the same plan, unless time or `cancelled` ends the search; then
    the best so far comes back. Both callbacks are called from this thread while it searches.
    """
    begun = monotonic()
    board = Board(problem)
    model = build(board)
    best = greedy(board, model.pairs)
    built = monotonic() - begun
    search = Search(
        model=model,
        begun=begun,
        ends=begun + seconds,
        seed=seed,
        least=cost.total(problem, best),
        cancelled=cancelled,
        progress=progress,
    )
    search.run()
    if search.best is not None:
        best = [p.placed for p, held in zip(model.pairs, search.best, strict=True) if held]
    proven = search.bound >= search.least
    return Plan(
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        stopped=None if proven else Stopped.CANCELLED if cancelled() else Stopped.TIME,
        objective=search.least,
        bound=search.bound,
        build_seconds=built,
        seconds=monotonic() - begun,
        pairs=len(model.pairs),
        placements=tuple(sorted(best, key=lambda p: (p.session_id, p.role, p.supporter_id))),
        shortages=shortages(problem, best),
    )
