"""An open window has no connection and no port, and keeps a name nowhere but in the register."""

import re
import sys
from pathlib import Path
from uuid import uuid4

from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services.office import make
from tests.journeys import canary
from tests.ui.programs import Program


def test_an_open_window_neither_listens_nor_talks_nor_leaves_a_name_behind(tmp_path: Path) -> None:
    office = make(Places(base=tmp_path), name="練習", person="担当", practice=True)
    with office.store.transaction() as work:
        work.add(Participant(id=uuid4(), name=canary.NAME, kana=canary.KANA, phone=canary.PHONE))
    office.close()

    window = Program(tmp_path)
    assert window.line() == "open"
    if sys.platform == "linux":
        assert _internet_sockets(window.pid) == []
    assert canary.traces(tmp_path) == []
    assert window.close() == 0

    assert window.rest == ""  # not one socket was touched
    assert canary.traces(tmp_path) == []


def _internet_sockets(pid: int) -> list[str]:
    """Lines of /proc/net that belong to a socket of this process."""
    process = Path("/proc") / str(pid)
    own = {str(link.readlink()) for link in (process / "fd").iterdir() if link.is_symlink()}
    numbers = {found[1] for link in own if (found := re.fullmatch(r"socket:\[(\d+)\]", link))}
    return [
        line
        for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
        if (process / "net" / kind).exists()
        for line in (process / "net" / kind).read_text().splitlines()[1:]
        if line.split()[9] in numbers
    ]
