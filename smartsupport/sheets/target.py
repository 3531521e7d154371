"""Putting bytes where a person wanted them: whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from smartsupport.domain.errors import Unavailable

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def save(path: Path, content: bytes) -> None:
    """Write beside `path` first, then take its place: what was there stays until all is written.

    A device or a pipe (/dev/stdout) is written as it is: it must not be replaced by a file.
    Raises Unavailable("target_not_writable" | "disk_full", path); a workbook open in Excel is the
    usual reason for the first.
    """
    part: Path | None = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, part)
        part.replace(path)
    except OSError as error:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink()
        code = "disk_full" if error.errno in _FULL else "target_not_writable"
        raise Unavailable(code, path=str(path)) from error


def _keep_mode(path: Path, part: Path) -> None:
    # A temporary file is for its owner alone; the file it becomes is as readable as any other.
    if path.exists():
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        part.chmod(path.stat().st_mode & 0o777)
    else:
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
