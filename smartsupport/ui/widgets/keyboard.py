"""Where the keyboard goes when what had it is taken away."""

from PySide6.QtWidgets import QWidget


def keyboard_to(*parts: QWidget) -> None:
    """To the first of `parts` that is seen; by itself it would go to the window's first button."""
    for part in parts:
        if part.isVisible():
            part.setFocus()
            return
