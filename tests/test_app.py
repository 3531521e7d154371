"""Opening the window where there is none to be opened."""

import os
import subprocess
import sys
from pathlib import Path


def test_without_a_screen_one_sentence_and_exit_code_3(tmp_path: Path) -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "smartsupport", "--base-dir", str(tmp_path), "--lang", "en"],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("There is no screen")
    assert done.stderr.count("\n") == 1
