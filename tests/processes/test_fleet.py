"""Real processes, the faults of a cloud client, a real kill. Long runs: `tests.processes.fleet`."""

from pathlib import Path

from tests.accounts import cheap_passwords
from tests.processes import fleet

__all__ = ["cheap_passwords"]


def test_two_laptops_with_faults_and_a_kill_lose_nothing(tmp_path: Path) -> None:
    some = fleet.make(tmp_path, laptops=2, seed=4)
    fleet.work(some, seed=4, events=40, kills=True)
    at = fleet.converge(some)
    try:
        assert len(some.told) > 40
        assert some.kills == 1
        assert some.cloud.halves
        assert fleet.faults(some, at) == []
    finally:
        for one in at:
            one.office.close()
