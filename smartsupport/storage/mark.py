"""Whether a database lies where it lay: a copy must not write under one name with the other.

The mark is an HMAC of the computer, the account and the folder, so that it tells nobody which they
are. Twins with one mark (a disk copied block by block) lose nothing either: see `oplog`.
"""

import hmac
import os
import platform
import secrets
import sys
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from smartsupport.storage import oplog
from smartsupport.storage.schema import FACT

_DATABASE, _MARK = "database", "mark"


def compare(connection: Connection, base: Path) -> None:
    """Mark a database in the folder `base`; one that was marked elsewhere writes under a new name.

    A database from before there were marks is marked where it is found.
    """
    found = connection.execute(select(FACT).where(FACT.c.name.in_((_DATABASE, _MARK)))).all()
    kept = {row.name: row.value for row in found}
    if _DATABASE not in kept:
        kept[_DATABASE] = secrets.token_bytes(16)
        connection.execute(insert(FACT).values(name=_DATABASE, value=kept[_DATABASE]))
    here = "\0".join((machine(), _account(), str(base.resolve())))
    mark = hmac.digest(kept[_DATABASE], here.encode(errors="surrogateescape"), "sha256")
    if kept.get(_MARK) == mark:
        return
    if _MARK in kept:
        oplog.take_next_name(connection)
        connection.execute(delete(FACT).where(FACT.c.name == _MARK))
    connection.execute(insert(FACT).values(name=_MARK, value=mark))


def machine() -> str:
    """What the system calls this computer and no other; its name where it does not say."""
    try:
        return _told() or platform.node()
    except (OSError, AttributeError):
        return platform.node()


if sys.platform == "win32":

    def _told() -> str:
        import winreg

        where = r"SOFTWARE\Microsoft\Cryptography"
        how = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where, 0, how) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])

    def _account() -> str:
        try:
            return os.getlogin()
        except OSError:  # a service without one
            return ""

elif sys.platform == "darwin":

    def _told() -> str:
        import ctypes

        class Wait(ctypes.Structure):
            """A `struct timespec`."""

            _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]

        told = ctypes.create_string_buffer(16)
        failed = ctypes.CDLL(None).gethostuuid(told, ctypes.byref(Wait(1, 0)))
        return "" if failed else told.raw.hex()

    def _account() -> str:
        return str(os.getuid())

else:
    _TOLD = Path("/etc/machine-id")

    def _told() -> str:
        return _TOLD.read_text("ascii", "replace").strip()

    def _account() -> str:
        return str(os.getuid())
