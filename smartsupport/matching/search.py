"""The proof: relax, then search only among what the relaxation leaves in question.

A pair whose reduced cost is d is in no plan cheaper than relaxation + d. So only pairs within a
small slack are searched; a best plan that lies within that slack is best of all. This proves a
Tokyo month several times faster than handing the whole model to the solver.
highspy and numpy load here at first use: opening the program must not wait for a solver.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from time import monotonic
from typing import TYPE_CHECKING, Any

from smartsupport.matching.columns import Model
from smartsupport.matching.plan import Progress

if TYPE_CHECKING:
    from highspy import Highs

ROUNDING = 1e-4
"""Costs are whole points, so a bound of 41.2 means 42; this much above 41 is the solver's noise."""

FIRST_SLACK = 0.5
"""Points. Most months close within it; a wider one only makes the first search slower."""

Chosen = list[bool]
"""For each pair of the model, whether the plan holds it."""


@dataclass(slots=True, kw_only=True)
class Search:
    """One run on one model. `least` is the cost of a plan already in hand."""

    model: Model
    begun: float
    ends: float
    seed: int
    least: int
    cancelled: Callable[[], bool]
    progress: Callable[[Progress], None]
    bound: int = 0
    """What no plan can cost less than."""
    best: Chosen | None = None
    """The best found, if it is better than the plan in hand."""

    def run(self) -> None:
        """Search until proven, out of time, or cancelled."""
        self.bound = self.model.offset + sum(
            cost * int(upper)
            for cost, upper in zip(self.model.costs, self.model.uppers, strict=True)
            if cost < 0
        )
        self._tell()
        solver = self._solver()
        relaxed = self._relax(solver)
        if relaxed is None:
            return
        at_least, reduced = relaxed
        self.bound = max(self.bound, ceil(at_least - ROUNDING))
        slack = FIRST_SLACK
        while self.bound < self.least and not self._over():
            self._tell()
            within = self._within(solver, reduced, slack)
            beyond = least_beyond(at_least, slack)
            self.bound = max(self.bound, min(within, beyond, self.least))
            if beyond >= self.least:
                break  # all that could be better was searched, proven or out of time
            slack = max(2 * slack, self.least - 1 - at_least + 2 * ROUNDING)
        self._tell()

    def _over(self) -> bool:
        return self.cancelled() or monotonic() >= self.ends

    def _tell(self) -> None:
        seconds = monotonic() - self.begun
        self.progress(Progress(seconds=seconds, objective=self.least, bound=self.bound))

    def _solver(self) -> "Highs":
        from highspy import Highs

        solver = Highs()  # type: ignore[no-untyped-call]
        for option, value in {
            "output_flag": False,
            "random_seed": self.seed,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 1 - 10 * ROUNDING,
        }.items():
            solver.setOptionValue(option, value)
        _pass(solver, self.model)
        for event in (solver.cbMipInterrupt, solver.cbSimplexInterrupt):
            event.subscribe(self._interrupt)
        return solver

    def _interrupt(self, event: Any) -> None:
        if self.cancelled():
            event.interrupt()

    def _relax(self, solver: "Highs") -> tuple[float, Sequence[float]] | None:
        """The relaxation's cost and the reduced cost of each pair; None if it was not finished."""
        from highspy import HighsModelStatus

        solver.setOptionValue("solve_relaxation", True)
        solver.setOptionValue("presolve", "off")  # costs more than it saves on these rows
        solver.setOptionValue("time_limit", max(0.0, self.ends - monotonic()))
        solver.run()
        if solver.getModelStatus() != HighsModelStatus.kOptimal:
            return None
        cost = solver.getInfo().objective_function_value
        return cost, solver.getSolution().col_dual[: len(self.model.pairs)]

    def _within(self, solver: "Highs", reduced: Sequence[float], slack: float) -> int:
        """Search the pairs whose reduced cost is within `slack`; the bound proven for these."""
        import numpy as np

        dual = np.array(reduced)
        pinned = np.array([pair.pinned for pair in self.model.pairs])
        lower = np.where((dual < -slack) | pinned, 1.0, 0.0)
        upper = np.where((dual > slack) & ~pinned, 0.0, 1.0)
        held = solver.getSolution() if self.best else None
        solver.clearSolver()
        if held:
            # A plan of the first search is the best or nearly so: what is left is the proof.
            solver.setSolution(held)
            solver.setOptionValue("mip_heuristic_effort", 0.0)
            solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
        solver.changeColsBounds(len(dual), np.arange(len(dual), dtype=np.int32), lower, upper)
        solver.setOptionValue("solve_relaxation", False)
        solver.setOptionValue("presolve", "choose")
        solver.setOptionValue("time_limit", max(0.0, self.ends - monotonic()))
        solver.run()
        return self._take(solver)

    def _take(self, solver: "Highs") -> int:
        from highspy import HighsModelStatus

        if solver.getModelStatus() == HighsModelStatus.kInfeasible:
            return self.least
        seen = solver.getInfo()
        cost = round(seen.objective_function_value) if seen.primal_solution_status == 2 else None
        if cost is not None and cost < self.least:
            values = solver.getSolution().col_value[: len(self.model.pairs)]
            self.least, self.best = cost, [value > 0.5 for value in values]
        proven = seen.mip_dual_bound
        return ceil(proven - ROUNDING) if -inf < proven < inf else self.bound


def least_beyond(relaxed: float, slack: float) -> int:
    """What a plan costs at least that holds a pair whose reduced cost is more than `slack`.

    It costs more than `relaxed` + `slack`, and whole points.
    """
    return floor(relaxed + slack - ROUNDING) + 1


def _pass(solver: "Highs", model: Model) -> None:
    """Hand the arrays over in one call; pins are columns with the lower bound 1."""
    import numpy as np

    number = len(model.costs)
    lowers = np.zeros(number)
    lowers[: len(model.pairs)] = [pair.pinned for pair in model.pairs]
    by_row, minimise = 2, 1
    solver.passModel(
        number,
        len(model.starts),
        len(model.indices),
        by_row,
        minimise,
        float(model.offset),
        np.array(model.costs, dtype=np.float64),
        lowers,
        np.array(model.uppers),
        np.array(model.row_lower),
        np.array(model.row_upper),
        np.array([*model.starts, len(model.indices)], dtype=np.int32),
        np.array(model.indices, dtype=np.int32),
        np.array(model.values),
        np.ones(number, dtype=np.int32),
    )
