"""`smartsupport` alone opens the window; with a verb it does one thing and ends."""

import sys
from pathlib import Path

from smartsupport.app import open_window
from smartsupport.i18n import LANGUAGES
from smartsupport.paths import Places, default_places

_WITHOUT_A_VERB = ("--base-dir", "--lang")


def main() -> None:
    """Start the program."""
    words = sys.argv[1:]
    names, values = words[::2], words[1::2]
    if len(names) == len(values) and all(name in _WITHOUT_A_VERB for name in names):
        # The usual start: nothing of the command line is loaded on the way to the window.
        said = dict(zip(names, values, strict=True))
        folder = said.get("--base-dir")
        places = Places(base=Path(folder)) if folder else default_places()
        sys.exit(open_window(places, _known(said.get("--lang", ""))))
    from smartsupport.cli.main import main as command

    command(open_window)


def _known(language: str) -> str:
    """A language there is; any other is left to this computer's settings."""
    return language if language in LANGUAGES else ""


if __name__ == "__main__":
    main()
