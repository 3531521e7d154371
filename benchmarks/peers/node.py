"""Programs written for Node.js: it comes with the machine, their packages are fetched by name.

The packages lie in `build/peers`, outside the repository, and stay there for the next run.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLACE = HERE.parent.parent / "build" / "peers"
PACKAGES = {
    "@automerge/automerge": "3.5.0",
    "@automerge/automerge-repo": "2.5.6",
    "@automerge/automerge-repo-storage-nodefs": "2.5.6",
    "@actual-app/crdt": "3.1.3",
}
SECONDS = 300


def missing() -> str | None:
    """Why nothing of Node.js can be measured here; None when all is ready."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node.js with npm is not on this machine"
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
    if _installed() != PACKAGES:
        try:
            subprocess.run(
                [shutil.which("npm") or "npm", "install", "--no-audit", "--no-fund", "--silent"],
                cwd=PLACE,
                check=True,
                timeout=SECONDS,
                capture_output=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return "npm could not install the packages"
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, PLACE)
    return None


def _installed() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        described = PLACE / "node_modules" / name / "package.json"
        if described.exists():
            found[name] = json.loads(described.read_text())["version"]
    return found


class Script:
    """A running script that answers each line of JSON with one."""

    def __init__(self, name: str) -> None:
        self._process = subprocess.Popen(
            ["node", str(PLACE / name)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, question: Mapping[str, object]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
