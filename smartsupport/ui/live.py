"""Tells open screens what changed, wherever the change came from.

A visible screen updates at once; a hidden one goes stale and hears everything it missed, in one
call, when it is shown.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

Changes = Mapping[Hashable, Collection[UUID]]
"""What changed: a kind (the domain class) → the ids of its changed records."""

Heard = Callable[[dict[Hashable, set[UUID]]], None]


class Live(QObject):
    """One per window, passed to every screen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watches: list[_Watch] = []

    def watch(self, widget: QWidget, kinds: Iterable[Hashable], heard: Heard) -> None:
        """Call `heard` with what changed among `kinds`, as long as `widget` lives."""
        self._watches.append(_Watch(widget, frozenset(kinds), heard))

    def changed(self, changes: Changes) -> None:
        """Say that these records were added, changed or voided. On the GUI thread."""
        self._watches = [watch for watch in self._watches if watch.alive]
        for watch in list(self._watches):
            watch.hear(changes)


class _Watch(QObject):
    def __init__(self, widget: QWidget, kinds: frozenset[Hashable], heard: Heard) -> None:
        super().__init__(widget)
        self._widget = widget
        self._kinds = kinds
        self._heard = heard
        self._missed: dict[Hashable, set[UUID]] = {}
        widget.installEventFilter(self)

    @property
    def alive(self) -> bool:
        return shiboken6.isValid(self)

    def hear(self, changes: Changes) -> None:
        for kind in self._kinds.intersection(changes):
            if ids := changes[kind]:
                self._missed.setdefault(kind, set()).update(ids)
        if self._widget.isVisible():
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._tell()
        return False

    def _tell(self) -> None:
        if self._missed:
            missed, self._missed = self._missed, {}
            self._heard(missed)
