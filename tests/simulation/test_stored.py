"""The same worlds with the real program: SQLCipher stores, files and all."""

from pathlib import Path

import pytest

from tests.simulation.run import run
from tests.simulation.stored import real

STEPS = 30


def one(folder: Path, seed: int) -> None:
    with real(folder / str(seed), seed) as make:
        run(seed, make, steps=STEPS)


@pytest.mark.parametrize("seed", range(20))
def test_real_laptops_lose_nothing_either(tmp_path: Path, seed: int) -> None:
    one(tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 3000))
def test_two_thousand_worlds_of_real_laptops(tmp_path: Path, seed: int) -> None:
    one(tmp_path, seed)
