"""docs/it-desk.md: every command that needs nothing but this program is run as it stands."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smartsupport import log
from smartsupport.paths import Places
from smartsupport.services.office import make

PAGE = Path(__file__).parents[2] / "docs" / "it-desk.md"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's home, with a register in which something went wrong."""
    places = Places(base=tmp_path / ".local/share/smartsupport")
    make(places, name="区の台帳", person="山田 花子").close()
    handler = log.start(places.logs)
    logging.getLogger("smartsupport").error("金糸雀 was checked in twice")
    log.stop(handler)
    (tmp_path / "OneDrive").mkdir()
    return tmp_path


def test_every_command_of_the_it_desk_s_page_answers_as_it_says(home: Path) -> None:
    first, *blocks = re.findall(
        r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    kept |= {
        "HOME": str(home),
        "LANG": "ja_JP.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    said, errors = "", ""
    for block in blocks:
        ran = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", first + block],
            env=kept,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, (block, ran)
        said, errors = said + ran.stdout, errors + ran.stderr

    assert re.search(r"^600 \d+ vault.json$", said, re.MULTILINE)
    assert '"protection"' in said
    assert re.search("^…$", said, re.MULTILINE)
    assert "金糸雀" not in said
    assert "OneDriveのフォルダーには台帳を置けません。" in errors
    assert not list(home.rglob("*smartsupport*"))
