"""The real program started as a person starts it, in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Program:
    """The real program on a register, in its own process."""

    def __init__(self, base: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.one_window", str(base)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def line(self) -> str:
        """The next thing that a person sees; "" at the end."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")

    def kill(self) -> None:
        """As a power cut does it; nothing when it has ended already."""
        self._process.kill()
        self._process.communicate()

    def close(self) -> int:
        """Close the window; returns the exit code. Fails if anything was printed to stderr."""
        self.rest, errors = self._process.communicate("\n")
        assert "Traceback" not in errors, errors
        return self._process.returncode
