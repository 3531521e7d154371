"""A program that makes a register or changes its password step by step: it says each, and waits.

Arguments: `make` or `change`, and the register's folder. Every file that is opened, moved or
removed there is a step, and so is every statement of the database.
"""

import sys
from pathlib import Path

from sqlalchemy import Engine, event

from smartsupport.paths import Places
from smartsupport.services import accounts, sign_in
from smartsupport.storage import sealing
from tests.passwords import CHEAP, OTHER, PASSWORD

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.listdir"}


def main(what: str, base: Path) -> None:
    sealing.STANDARD = CHEAP
    office = sign_in.sign_in(Places(base=base), PASSWORD) if what == "change" else None
    print("open", flush=True)
    sys.stdin.readline()

    def step(*_: object) -> None:
        print("step", flush=True)
        sys.stdin.readline()

    def watch(kind: str, arguments: tuple[object, ...]) -> None:
        if kind in STEPS and str(base.parent) in str(arguments):
            step()

    sys.addaudithook(watch)
    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", step)
    if office is not None:
        accounts.change_password(office, PASSWORD, OTHER)
    else:
        sign_in.make(Places(base=base), name="台帳", person="佐藤", password=PASSWORD)
    print("done", flush=True)


main(sys.argv[1], Path(sys.argv[2]))
