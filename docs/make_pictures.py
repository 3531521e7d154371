"""Takes the pictures of every screen, and the README's two, on invented people.

    python -m docs.make_pictures [--into build/pictures] [--readme-only]

The README's are written into docs/pictures; taken again they differ only where the program does.
"""

import argparse
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from smartsupport.services import documents
from smartsupport.settings import Settings
from smartsupport.ui import pages
from tests.ui.tour import STATIONS, PracticeDay, Walk, practice_day
from tests.ui.tour_doors import DOORS, DoorWalk

HERE = Path(__file__).parent
SIZES = ((1366, 768), (1920, 1080))
LANGUAGES, THEMES, TYPES = ("ja", "en"), ("light", "dark"), ("normal", "large")
DESK = "desk-green"
REPORT_WIDTH = 744
"""A4 at 90 dots an inch."""


def main() -> None:
    """Take all of them, or the README's alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE.parent / "build" / "pictures")
    parser.add_argument("--readme-only", action="store_true")
    asked = parser.parse_args()
    app = QApplication([])
    app.setApplicationName("smartsupport")
    for_readme(HERE / "pictures")
    if not asked.readme_only:
        every_screen(asked.into)


def for_readme(folder: Path) -> None:
    """The desk with somebody just checked in, and the first page of a 開催報告書."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        day = practice_day(Path(place), "ja")
        with Walk(day, look("ja", "light", "normal"), SIZES[0]) as walk:
            for station in STATIONS:
                walk.visit(station)
                if station.code == DESK:
                    save(walk, folder / "desk.png")
                    break
        report(day, folder / "session-report.png")
        day.office.close()
    for file in folder.glob("*.png"):
        shrink(file)


def every_screen(folder: Path) -> None:
    """Every station of the walk in every look: folder/ja-normal-light-1366/desk.png."""
    for words in LANGUAGES:
        with TemporaryDirectory() as place:
            day = practice_day(Path(place), words)
            for settings, size, name in looks(words):
                (folder / name).mkdir(parents=True, exist_ok=True)
                with Walk(day, settings, size) as walk:
                    for station in STATIONS:
                        walk.visit(station)
                        save(walk, folder / name / f"{station.code}.png")
                doors(settings, size, folder / name)
                print(folder / name)
            day.office.close()


def doors(settings: Settings, size: tuple[int, int], folder: Path) -> None:
    """Every page of the ways in."""
    with TemporaryDirectory() as place:
        walk = DoorWalk(Path(place) / "register", settings, size)
        for station in DOORS:
            walk.visit(station)
            save(walk, folder / f"{station.code}.png")
        walk.close()


def looks(words: str) -> Iterator[tuple[Settings, tuple[int, int], str]]:
    """Each type, theme and size of one language, with the name of its folder."""
    for kind, theme, size in product(TYPES, THEMES, SIZES):
        yield look(words, theme, kind), size, f"{words}-{kind}-{theme}-{size[0]}"


def look(words: str, theme: str, kind: str) -> Settings:
    """This computer's settings for a picture."""
    return Settings(
        language=words,  # type: ignore[arg-type]
        theme=theme,  # type: ignore[arg-type]
        large_type=kind == "large",
        sounds=False,
        maximized=False,
        window=(0, 0, *SIZES[0]),
    )


def save(walk: Walk | DoorWalk, file: Path) -> None:
    """What the window shows. OSError when the disk says no."""
    if not walk.window.grab().save(str(file)):
        raise OSError(f"{file} was not written")


def report(day: PracticeDay, file: Path) -> None:
    """The first page of the 開催報告書 of the session that is over."""
    paper = documents.of_session(day.office, "session-report", day.over.id)
    page = pages.picture(paper.content, 0, REPORT_WIDTH)
    size = (page.width, page.height)
    Image.frombuffer("RGB", size, page.pixels, "raw", "BGRX", page.stride, 1).save(file)


def shrink(file: Path) -> None:
    """As few colours as the picture needs: a third of its bytes, and no eye sees it."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(colors=64, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    main()
