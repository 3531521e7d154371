"""A program that erases one person after another, and says each one only after its commit."""

import sys
from pathlib import Path
from uuid import UUID, uuid4

from smartsupport.clock import system_clock
from smartsupport.domain.erasure import Erasure, Level
from smartsupport.paths import Places
from tests.stores import open_again


def main(folder: str, *people: str) -> None:
    store = open_again(Places(base=Path(folder)), system_clock)
    print("open", flush=True)
    for id in people:
        with store.transaction() as work:
            gone = frozenset([UUID(id)])
            work.add(Erasure(id=uuid4(), ids=gone, level=Level.IDENTITY, at=work.now))
        print(id, flush=True)
    store.close()


main(*sys.argv[1:])
