"""A practice register and an empty one, made once, and a copy for every test that wants one."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import done


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("practice") / "register"
    done(base, "demo", "--no-window")
    return base


@pytest.fixture
def practice(_made_once: Path, tmp_path: Path) -> Path:
    """A practice register of one's own."""
    return Path(shutil.copytree(_made_once, tmp_path / "register"))


@pytest.fixture(scope="session")
def _empty_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("empty") / "register"
    done(base, "init", "--name", "中野区スマホ相談会台帳", "--no-password")
    return base


@pytest.fixture
def empty(_empty_once: Path, tmp_path: Path) -> Path:
    """An empty real register of one's own."""
    return Path(shutil.copytree(_empty_once, tmp_path / "empty"))
