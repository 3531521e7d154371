"""Running a program that says each of its steps and waits, and killing it after so many."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def killed(keeper: Path, *arguments: object, steps: int) -> bool:
    """Run `keeper` for so many steps, then kill it; whether it had come to its end before."""
    program = subprocess.Popen(
        [sys.executable, str(keeper), *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    with program:
        for _ in range(steps + 1):
            said = program.stdout.readline()
            assert said in ("open\n", "step\n", "done\n")
            if said == "done\n":
                return True
            program.stdin.write("\n")
            program.stdin.flush()
        program.stdout.readline()
        program.kill()
    return False
