"""Files a person named: reading codes from pictures, and saving documents whole or not at all."""

import tempfile
from pathlib import Path

from smartsupport.codes.read import read_file
from smartsupport.domain.errors import Unavailable
from smartsupport.sheets.target import save as save_whole


def save(path: Path, content: bytes) -> Path:
    """Write a document where a person wanted it; makes the folder if need be.

    Raises Unavailable("target_not_writable") and Unavailable("disk_full").
    """
    _make_folder(path)
    save_whole(path, content)
    return path


def check_target(path: Path) -> None:
    """Raise what `save` would for a place that cannot be written, before anything else is done.

    A card must not be given out, and its forerunner revoked, for a page that is never printed.
    """
    _make_folder(path)
    try:
        if path.is_dir():
            raise IsADirectoryError
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise Unavailable("target_not_writable", path=str(path)) from error


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("target_not_writable", path=str(path.parent)) from error


def codes_in(picture: Path) -> list[str]:
    """Every code in a picture or PDF. Raises what `codes.read` raises for unreadable files."""
    return read_file(picture)
