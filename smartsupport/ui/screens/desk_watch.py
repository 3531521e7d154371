"""The camera at the desk: its picture to aim by, and the texts of the codes held before it."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartsupport.codes.keyboard import CAMERA_MS, Repeats
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.widgets.camera import Camera, Frame

_HEIGHT = 150


def steady_ms() -> int:
    """Milliseconds of a clock that never jumps."""
    return time.monotonic_ns() // 1_000_000


class CardCamera(QWidget):
    """Off until it is switched on. A card that stays before it is one scan."""

    scanned = Signal(str)
    """What a code says, ours or not, once in five seconds."""

    def __init__(
        self,
        background: Background,
        repeats: Repeats,
        now_ms: Callable[[], int] = steady_ms,
        parent: QWidget | None = None,
    ) -> None:
        """`repeats` is shared with the scanner: a card seen by both is one scan as well."""
        super().__init__(parent)
        self._background = background
        self._repeats = repeats
        self._now = now_ms
        self.camera = Camera()
        self.camera.setFixedHeight(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.camera)
        self.camera.frame.connect(self._look)
        self.hide()

    def switch(self, on: bool, wanted: str) -> None:
        """Open the camera described as `wanted`, or let it go; once is enough."""
        if on == (not self.isHidden()):
            return
        self.setVisible(on)
        if on:
            self.camera.start(wanted)
        else:
            self.camera.stop()

    def _look(self, frame: Frame) -> None:
        self._background.run(
            Lane.HEAVY, partial(_texts, frame), self._read, key=(id(self), "frame")
        )

    def _read(self, texts: list[str]) -> None:
        for text in texts:
            if not self._repeats.again(text, self._now(), CAMERA_MS):
                self.scanned.emit(text)


def _texts(frame: Frame) -> list[str]:
    from smartsupport.codes.read import read_frame  # loads Pillow: not before a camera is on

    return read_frame(frame.pixels, frame.width, frame.height)
