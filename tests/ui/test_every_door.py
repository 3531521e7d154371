"""Every page of the ways in, in every look: all of it is there, named and readable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from smartsupport.settings import Settings
from smartsupport.ui.language import NAMES
from tests.accounts import cheap_passwords
from tests.ui.test_every_screen import FAULTS, LOOKS, _english_again, english, fonts
from tests.ui.tour_doors import DOORS, DoorWalk
from tests.ui.words_seen import English, texts, undrawable

__all__ = ["_english_again", "cheap_passwords", "english", "fonts"]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where nothing lies yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    yield tmp_path / "register"


@pytest.mark.parametrize(("words", "theme", "large", "size"), LOOKS)
def test_every_door_is_whole_and_readable(
    base: Path,
    english: English,
    fonts: list[QRawFont],
    words: str,
    theme: str,
    large: bool,
    size: tuple[int, int],
) -> None:
    settings = Settings(language=words, theme=theme, large_type=large, maximized=False)
    faults = []
    walk = DoorWalk(base, settings, size)
    for station in DOORS:
        walk.visit(station)
        found = {fault.__name__: fault(walk.window) for fault in FAULTS}
        read = texts(walk.window)
        found["undrawable"] = undrawable(read, fonts)
        if words == "ja":
            found["english"] = english.left_in(read - set(NAMES.values()))
        faults += [f"{station.code}, {name}: {bad}" for name, bad in found.items() if bad]
    walk.close()
    assert not faults, "\n".join(faults)
