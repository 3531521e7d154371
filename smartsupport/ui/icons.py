"""The program's own line icons, in the colour of the place they are shown at."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from smartsupport.paths import resources
from smartsupport.ui import theme

_STROKE = "#1a1a1a"
_SHARPNESS = 2.0
"""Drawn at twice the size, so that a 150 % or 200 % screen does not blur it."""


def icon(name: str, role: str = "text") -> QIcon:
    """The icon `name` in the colour of `role`, paler where disabled, light in a marked row.

    "" gives no icon.
    """
    if not name:
        return QIcon()
    look = theme.look()
    out = QIcon()
    out.addPixmap(picture(name, role), QIcon.Mode.Normal)
    out.addPixmap(picture(name, "on_action"), QIcon.Mode.Selected)
    out.addPixmap(_drawn(name, look.colours["disabled"], look.sizes.icon), QIcon.Mode.Disabled)
    return out


def switch_icon(name: str, off: str, on: str) -> QIcon:
    """An icon in the colour of role `off`, and of role `on` while its button is checked."""
    out = QIcon()
    out.addPixmap(picture(name, off), QIcon.Mode.Normal, QIcon.State.Off)
    out.addPixmap(picture(name, on), QIcon.Mode.Normal, QIcon.State.On)
    return out


def picture(name: str, role: str = "text", size: int | None = None) -> QPixmap:
    """The icon as a picture, `size` logical pixels square (by default the look's icon size)."""
    look = theme.look()
    return _drawn(name, look.colours[role], size or look.sizes.icon)


def names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in (resources() / "icons").glob("*.svg"))


def size() -> QSize:
    """The look's icon size."""
    return QSize(theme.look().sizes.icon, theme.look().sizes.icon)


@cache
def _drawn(name: str, colour: str, size: int) -> QPixmap:
    svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace(_STROKE, colour)
    pixels = round(size * _SHARPNESS)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(_SHARPNESS)
    return pixmap
