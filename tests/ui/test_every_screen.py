"""Every screen of the whole window, in every look: all of it is there, named and readable."""

from collections.abc import Callable, Iterator

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from smartsupport.paths import resources
from smartsupport.settings import Settings
from smartsupport.ui.language import NAMES
from tests.ui.seen import (
    cut_columns,
    cut_off,
    cut_titles,
    nameless,
    out_of_sight,
    overlapping,
)
from tests.ui.tour import STATIONS, PracticeDay, Walk, practice_day, use_language
from tests.ui.words_seen import English, texts, undrawable

LAPTOP, AT_150_PERCENT, PROJECTOR = (1366, 768), (911, 512), (1920, 1080)
# Each type in each size, in each language, and each theme with each type.
LOOKS = (
    ("ja", "light", False, LAPTOP),
    ("ja", "contrast", True, LAPTOP),
    ("ja", "dark", False, AT_150_PERCENT),
    ("ja", "light", True, AT_150_PERCENT),
    ("ja", "dark", True, PROJECTOR),
    ("en", "dark", False, LAPTOP),
    ("en", "light", True, LAPTOP),
    ("en", "contrast", False, AT_150_PERCENT),
    ("en", "light", True, AT_150_PERCENT),
)
FAULTS: tuple[Callable[[QWidget], list[str]], ...] = (
    nameless,
    cut_off,
    cut_titles,
    out_of_sight,
    overlapping,
)


@pytest.fixture(scope="module")
def days(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[Callable[[str], PracticeDay]]:
    """One practice day in each language, so that the names of kinds are long in English."""
    made: dict[str, PracticeDay] = {}

    def day(words: str) -> PracticeDay:
        if words not in made:
            made[words] = practice_day(tmp_path_factory.mktemp("practice"), words)
        return made[words]

    yield day
    for one in made.values():
        one.office.close()


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture(scope="module")
def english() -> English:
    """The source texts of which the Japanese catalogue says something else."""
    with (resources() / "locale/ja/LC_MESSAGES/smartsupport.po").open("rb") as file:
        catalogue = read_po(file, locale="ja")
    said = [
        (message.id, message.string) if isinstance(message.id, str) else (message.id[0], "")
        for message in catalogue
        if message.id
    ]
    return English(msgid for msgid, string in said if msgid != string)


@pytest.fixture(scope="module")
def fonts() -> list[QRawFont]:
    """The fonts that come with the program: no others may be there."""
    files = sorted((resources() / "fonts").glob("*Regular.ttf"))
    assert len(files) == 2
    return [QRawFont(str(file), 16) for file in files]


@pytest.mark.parametrize(("words", "theme", "large", "size"), LOOKS)
def test_every_screen_is_whole_and_readable(
    days: Callable[[str], PracticeDay],
    english: English,
    fonts: list[QRawFont],
    words: str,
    theme: str,
    large: bool,
    size: tuple[int, int],
) -> None:
    settings = Settings(
        language=words,
        theme=theme,
        large_type=large,
        sounds=False,
        maximized=False,
        window=(0, 0, *size),
    )
    faults = []
    with Walk(days(words), settings, size) as walk:
        for station in STATIONS:
            walk.visit(station)
            found = {fault.__name__: fault(walk.window) for fault in FAULTS}
            read = texts(walk.window)
            found["undrawable"] = undrawable(read, fonts)
            if words == "ja":
                found["english"] = english.left_in(read - set(NAMES.values()))
            if words == "ja" and size != AT_150_PERCENT:  # columns are measured for this
                found["cut_columns"] = cut_columns(walk.window)
            faults += [f"{station.code}, {name}: {bad}" for name, bad in found.items() if bad]
    assert not faults, "\n".join(faults)
