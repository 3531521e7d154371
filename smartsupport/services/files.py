"""Files a person named: reading codes from pictures, and saving documents whole or not at all."""

from pathlib import Path

from smartsupport.codes.read import read_file
from smartsupport.domain.errors import Unavailable
from smartsupport.sheets.target import save as save_whole


def save(path: Path, content: bytes) -> Path:
    """Write a document where a person wanted it; makes the folder if need be.

    Raises Unavailable("target_not_writable") and Unavailable("disk_full").
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("target_not_writable", path=str(path.parent)) from error
    save_whole(path, content)
    return path


def codes_in(picture: Path) -> list[str]:
    """Every code in a picture or PDF. Raises what `codes.read` raises for unreadable files."""
    return read_file(picture)
