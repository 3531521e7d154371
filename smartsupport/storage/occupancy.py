"""One window at a time in a workspace, and whether the last one ended as it should.

The lock is the operating system's own and dies with the program that holds it: a crash leaves no
lock behind that somebody would have to remove. The file's content is the mark of a window that
has not ended yet: what is found there by the next one was left by a crash or a power cut.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from smartsupport.domain.errors import Refused, Unavailable

_MARK = b"open\n"


class Occupancy:
    """This program's place in a workspace until `leave`.

    `clean` is whether there is nothing to look after: at first, whether the last window ended as
    it should; whoever has checked the file since then sets it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.clean = not file.read()
        if self.clean:
            file.write(_MARK)
            file.flush()
            os.fsync(file.fileno())

    def leave(self) -> None:
        """Give the place to the next window; the mark stays for it unless all is `clean`."""
        if not self._file.closed:
            if self.clean:
                self._file.truncate(0)
            self._file.close()


def occupy(path: Path) -> Occupancy:
    """Take the place that the file `path` stands for; it is made if need be.

    Raises Refused("register_open") and Unavailable("workspace_not_writable").
    """
    try:
        file = path.open("a+b")
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(path.parent)) from error
    try:
        _lock(file)
    except OSError as error:
        file.close()
        raise Refused("register_open") from error
    try:
        file.seek(0)
        return Occupancy(file)
    except OSError as error:  # a full disk takes not even the mark
        file.close()
        raise Unavailable("workspace_not_writable", path=str(path.parent)) from error


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        """Windows locks bytes, also against reading: one far behind the content."""
        file.seek(1 << 30)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        """Whoever opens the file anew, in this program too, is refused."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
