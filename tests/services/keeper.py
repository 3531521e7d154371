"""A program that makes or restores a backup step by step: it says each, and waits for a word.

Arguments: `backup` or `restore`, the register's folder, the backup. Every file that is opened,
moved or removed in the register or beside the backup is a step, and so is every few pages.
"""

import sys
from pathlib import Path

from smartsupport.paths import Places
from smartsupport.services import backups, restoring
from smartsupport.services.office import open_office
from smartsupport.settings import DEFAULTS
from smartsupport.storage import copying

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "shutil.rmtree"}


def main(what: str, base: Path, file: Path) -> None:
    copying._PAGES = 20
    office = open_office(Places(base=base))
    print("open", flush=True)
    sys.stdin.readline()

    def step(*_: object) -> None:
        print("step", flush=True)
        sys.stdin.readline()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(base.parent) in str(arguments):
            step()

    sys.addaudithook(watch)
    if what == "backup":
        backups.make(office, DEFAULTS, file, progress=step)
    else:
        restoring.replace(Places(base=base), file, restoring.Way(), current=office, progress=step)
    print("done", flush=True)


main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
