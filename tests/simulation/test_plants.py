from pathlib import Path
from shutil import copytree

import pytest

from tests.simulation.plants import PLANTS, ROOT, Plant, planted


def test_there_are_fifteen() -> None:
    assert len({plant.name for plant in PLANTS}) == 15


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_each_can_still_be_planted(plant: Plant, tmp_path: Path) -> None:
    copytree((ROOT / "smartsupport" / plant.file).parent, (tmp_path / plant.file).parent)
    planted(tmp_path, plant)
    source = (tmp_path / plant.file).read_text(encoding="utf-8")
    compile(source, plant.file, "exec")
