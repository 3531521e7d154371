"""The register's folder is for the account that works with it, and for no other on this computer.

Where a mode means nothing (Windows) the folder lies among the user's own, and this changes nothing.
"""

import stat
from collections.abc import Iterator
from pathlib import Path

from smartsupport.paths import Places


def tighten(places: Places) -> None:
    """Take what others may do away from the folder, and from every file of ours in it.

    What this account may not change stays as it is: it is somebody else's to decide.
    """
    for folder in (places.base, places.backups, places.logs):
        _for_its_owner(folder)
    for file in (*own_files(places), *places.backups.glob("*"), *places.logs.glob("*")):
        _for_its_owner(file)


def own_files(places: Places) -> Iterator[Path]:
    """Every file of a register and of its settings, with what is made beside each for a while."""
    for file in (places.database, places.vault, places.settings):
        yield from places.base.glob(file.stem + ".*")
    yield places.in_use


def _for_its_owner(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
        # A folder with the sticky bit is everybody's, and what a link points to is not ours.
        everybodys = mode & stat.S_ISVTX or stat.S_ISLNK(mode)
        if mode & (stat.S_IRWXG | stat.S_IRWXO) and not everybodys:
            path.chmod(mode & stat.S_IRWXU)
    except OSError:
        return
