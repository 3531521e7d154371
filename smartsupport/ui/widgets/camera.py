"""The camera: frames for the reader of codes, and a picture for the person to aim by.

QtMultimedia is loaded when a camera is first wanted, not before.
"""

import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smartsupport.i18n import _
from smartsupport.ui import theme

FRAME_MS = 100
"""A frame at most this often; a held-up card is read in a tenth of a second all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A grey picture: `pixels` is height × width bytes, row by row, no padding."""

    width: int
    height: int
    pixels: bytes


class Camera(QWidget):
    """Shows what the camera sees, or calmly that there is none."""

    frame = Signal(object)
    """A `Frame`; read it in the heavy lane with a key, so that only the newest is read."""
    state_changed = Signal(bool)
    """Whether pictures come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Any] = []  # camera, session, sink: each lives only while it is held
        self._picture: QImage | None = None
        self._message = _("The camera is off.")
        self._last = 0.0
        self.setAccessibleName(_("Camera"))
        self.setAccessibleDescription(self._message)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def start(self, wanted: str = "") -> bool:
        """Open the camera described as `wanted`, else the system's own. False: there is none."""
        self.stop()
        try:
            from PySide6 import QtMultimedia as media
        except ImportError:
            self._none()
            return False
        devices = media.QMediaDevices.videoInputs()
        if not devices:
            self._none()
            return False
        device = next((d for d in devices if d.description() == wanted), None)
        camera = media.QCamera(device or media.QMediaDevices.defaultVideoInput())
        session, sink = media.QMediaCaptureSession(), media.QVideoSink()
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._came)
        camera.errorOccurred.connect(lambda *_error: self._failed())
        self._parts = [sink, session, camera]
        self._say(_("The camera is starting…"))
        camera.start()
        return True

    def stop(self) -> None:
        """Let the camera go; its lamp goes out."""
        was_on = self._picture is not None
        if self._parts:
            self._parts[-1].stop()
        self._parts, self._picture = [], None
        self._say(_("The camera is off."))
        if was_on:
            self.state_changed.emit(False)

    @property
    def on(self) -> bool:
        """Whether pictures come."""
        return self._picture is not None

    def sizeHint(self) -> QSize:
        """Large enough to aim by."""
        return QSize(320, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture mirrored, as in a mirror one aims without thinking; or the message."""
        painter = QPainter(self)
        look = theme.look()
        painter.fillRect(self.rect(), look.colour("panel"))
        if self._picture is None:
            painter.setPen(look.colour("text"))
            space = self.rect().adjusted(12, 12, -12, -12)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(space, flags, self._message)
        else:
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place, self._picture.flipped(Qt.Orientation.Horizontal))
        painter.end()

    def show_frame(self, image: QImage) -> None:
        """Take one picture, as if the camera had sent it."""
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        started, self._picture = self._picture is None, grey
        if started:
            self.setAccessibleDescription(_("The camera is on."))
            self.state_changed.emit(True)
        self.frame.emit(packed(grey))
        self.update()

    def _came(self, frame: Any) -> None:
        now = time.monotonic()
        if now - self._last >= FRAME_MS / 1000 and frame.isValid():
            self._last = now
            self.show_frame(frame.toImage())

    def _failed(self) -> None:
        self.stop()
        self._say(
            _("The camera does not answer. Another program may be using it. Scan, type or tap.")
        )

    def _none(self) -> None:
        self._say(_("No camera was found. Scan with a hand scanner, type, or tap the list."))

    def _say(self, message: str) -> None:
        self._message = message
        self.setAccessibleDescription(message)
        self.update()


def packed(grey: QImage) -> Frame:
    """A grey image without the padding Qt puts at the end of each row."""
    width, height, stride = grey.width(), grey.height(), grey.bytesPerLine()
    pixels = bytes(grey.constBits())
    if stride != width:
        pixels = b"".join(pixels[n * stride : n * stride + width] for n in range(height))
    return Frame(width=width, height=height, pixels=pixels)
