"""`smartsupport` alone opens the window; with a verb it does one thing and ends."""

import sys

from smartsupport.app import open_window
from smartsupport.paths import default_places


def main() -> None:
    """Start the program."""
    if len(sys.argv) == 1:
        # The usual start: nothing of the command line is loaded on the way to the window.
        sys.exit(open_window(default_places(), ""))
    from smartsupport.cli.main import main as command

    command(open_window)


if __name__ == "__main__":
    main()
