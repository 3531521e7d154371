"""A program that removes a register step by step: it says each, and waits for a word.

Arguments: the register's folder and the backup. Every file that is opened, moved or removed in
the register is a step.
"""

import sys
from pathlib import Path

from smartsupport.paths import Places
from smartsupport.services import leaving, sign_in
from smartsupport.storage import sealing
from tests.passwords import CHEAP, PASSWORD

STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree"}


def main(base: Path, backup: Path) -> None:
    sealing.STANDARD = CHEAP
    office = sign_in.sign_in(Places(base=base), PASSWORD)
    print("open", flush=True)
    sys.stdin.readline()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(base) in str(arguments):
            print("step", flush=True)
            sys.stdin.readline()

    sys.addaudithook(watch)
    leaving.leave(office, backup, PASSWORD)
    office.close()
    leaving.finish(office.places)
    print("done", flush=True)


main(Path(sys.argv[1]), Path(sys.argv[2]))
