"""The composition root: opens the workspace and puts the window together."""

import gc
import os
import sys

from smartsupport import i18n, settings
from smartsupport.domain.errors import Unavailable
from smartsupport.messages import sentence
from smartsupport.paths import Places, resources

UNAVAILABLE = 3


def open_window(places: Places, language: str) -> int:
    """Open the window on the workspace at `places`; returns the program's exit code."""
    if not _has_display():
        # Qt would end the program without a word that a person understands.
        i18n.use(language or settings.load(places.settings).language, resources() / "locale")
        print(sentence(Unavailable("no_display")), file=sys.stderr)
        return UNAVAILABLE
    # Modules are here to stay: looking for what could be let go took a tenth of the start.
    gc.disable()
    from smartsupport.ui.start import run

    gc.freeze()
    gc.enable()
    return run(places, language)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
