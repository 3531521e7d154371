import subprocess
import sys


def test_no_number_of_calls_ends_the_program() -> None:
    program = (
        "import smartsupport.ui\n"
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
