"""A program that adds people until it is stopped, and says each one only after its commit."""

import sys
from pathlib import Path
from uuid import uuid4

from smartsupport.clock import system_clock
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from tests.stores import open_again


def main(folder: str, count: str) -> None:
    store = open_again(Places(base=Path(folder)), system_clock)
    print("open", flush=True)
    sys.stdin.readline()
    for _ in range(int(count)):
        with store.transaction() as work:
            first = work.add(Participant(id=uuid4(), name="一"))
            second = work.add(Participant(id=uuid4(), name="二"))
        print(first.id, second.id, flush=True)
    store.close()


main(*sys.argv[1:])
