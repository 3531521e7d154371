"""Removing a register from this computer: one rename decides, and every start carries on after it.

The key file becomes the file `leaving` and is overwritten at once: from then on nothing that is
left here opens. What a disk keeps of overwritten bytes is not for a program to say; without the
key it is noise.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from smartsupport.domain.errors import Unavailable
from smartsupport.paths import Places
from smartsupport.storage.occupancy import occupy
from smartsupport.storage.private import own_files
from smartsupport.storage.settling import settle


def decide(places: Places) -> None:
    """Destroy the key; whoever calls this is alone here.

    Raises Unavailable("workspace_not_writable"); nothing has changed then.
    """
    try:
        places.vault.rename(places.leaving)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error
    with suppress(OSError):  # `finish` does it again
        _destroy_key(places)


def is_decided(places: Places) -> bool:
    """Whether the register that was here is being removed."""
    return places.leaving.exists()


def finish(places: Places) -> None:
    """Remove everything after `decide`; nothing where nothing was decided. Doing it again is
    harmless.

    Raises Refused("register_open") while a window is open, Unavailable("workspace_not_writable").
    """
    if not is_decided(places):
        return
    occupancy = occupy(places.in_use)
    try:
        _destroy_key(places)
        for folder in (places.restoring, places.restored, places.backups):
            _remove(folder)
        for file in own_files(places):
            if file != places.in_use:
                file.unlink()
        for folder in (places.logs, places.documents):
            _remove(folder)
        occupancy.leave()
        places.in_use.unlink()
        places.leaving.unlink()
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error
    finally:
        occupancy.leave()
    with suppress(OSError):  # somebody keeps something of their own there
        places.base.rmdir()


def _destroy_key(places: Places) -> None:
    # The disk has the new name first: a key file that is empty under its old one would look
    # damaged after a power cut, and nothing would carry on.
    settle(places.base)
    with places.leaving.open("r+b") as file:
        file.write(bytes(places.leaving.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
        file.truncate(0)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
