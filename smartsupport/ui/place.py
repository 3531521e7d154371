"""Where a window stood when it was last closed."""

import msgspec
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from smartsupport.settings import Settings


def keep_place(window: QWidget, settings: Settings) -> Settings:
    """The settings with where `window` stands."""
    place = window.normalGeometry()
    kept = (place.x(), place.y(), place.width(), place.height())
    return msgspec.structs.replace(settings, window=kept, maximized=window.isMaximized())


def restore_place(window: QWidget, settings: Settings) -> None:
    """Put `window` where it stood; on a screen that is no longer there, on one that is."""
    if settings.maximized:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    if settings.window is None:
        window.resize(min(1366, screen.width()), min(768, screen.height()))
        return
    place = QRect(*settings.window)
    on_some = any(s.availableGeometry().intersects(place) for s in QGuiApplication.screens())
    window.setGeometry(place if on_some else QRect(screen.topLeft(), place.size()))
