"""Waiting until the disk has it: what was only renamed may be as before after a power cut."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":

    def settle(path: Path) -> None:
        """Windows settles what a folder says by itself."""
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())

else:

    def settle(path: Path) -> None:
        """Wait until the disk has this file, or what this folder says."""
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
