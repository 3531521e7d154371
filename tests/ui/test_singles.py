"""PySide6 6.12.0 ends Python 3.11 after some thousand calls; a release that does is not taken."""

import subprocess
import sys


def test_no_number_of_calls_ends_the_program() -> None:
    program = (
        "from PySide6.QtCore import QObject, Signal\n"
        "class Bell(QObject):\n"
        "    rung = Signal()\n"
        "bell = Bell()\n"
        "for n in range(100_000):\n"
        "    bell.setObjectName('x'); bell.rung.emit()\n"
        "print('still here')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert (done.stdout.strip(), done.returncode) == ("still here", 0), done.stderr[-300:]
