"""Worlds of laptops, folders and faults: whatever goes wrong, nothing is lost and all agree."""

import os
import subprocess
import sys
from pathlib import Path
from secrets import randbelow

import pytest

from tests.simulation.run import run

FIXED = 300
AT_ONCE = 25
"""Seeds in one test, so that the tests can be shared out."""

FRESH = [randbelow(10**12) for _ in range(20)]

ONCE_FAILED = (398, 458, 881, 1186, 1433, 8587, 9228, 11062, 13266, 13321, 14188, 703868973562)
"""Seeds at which a fault was found, in the program or in the simulation."""


@pytest.mark.parametrize("first", range(0, FIXED, AT_ONCE))
def test_whatever_goes_wrong_nothing_is_lost(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        run(seed)


def test_in_worlds_that_nobody_ever_saw() -> None:
    for seed in FRESH:
        run(seed)


@pytest.mark.parametrize("seed", ONCE_FAILED)
def test_what_once_failed(seed: int) -> None:
    run(seed)


def test_a_seed_is_the_same_world_everywhere() -> None:
    """In another process, where sets have another order."""
    told = [
        subprocess.run(
            [sys.executable, "-m", "tests.simulation", "--trace", "--seeds", "7"],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": order},
            capture_output=True,
            check=True,
        ).stdout
        for order in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 20
