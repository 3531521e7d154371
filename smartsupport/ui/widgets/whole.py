"""Keeps a widget as high as its wrapped lines need, so that what it lies in scrolls instead."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


def keep_whole(widget: QWidget) -> None:
    """From now on the layout of `widget` is never squeezed."""
    widget.installEventFilter(_Keeper(widget))


class _Keeper(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, or something that has grown, is another height."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            assert isinstance(watched, QWidget)
            layout = watched.layout()
            if layout is not None and layout.hasHeightForWidth():
                watched.setMinimumHeight(layout.heightForWidth(watched.width()))
            else:
                watched.setMinimumHeight(0)
        return False
