"""The composition root: opens the workspace and puts the window together."""

from smartsupport.paths import Places


def open_window(places: Places, language: str) -> int:
    """Open the window on the workspace at `places`; returns the program's exit code."""
    from smartsupport.ui.start import run

    return run(places, language)
