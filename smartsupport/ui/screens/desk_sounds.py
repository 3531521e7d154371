"""The desk's sounds; QtMultimedia is loaded at the first one, after the card has been painted."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl

from smartsupport.paths import resources


class Sounds(QObject):
    """Plays "ok", "attention", "refused" or "supporter" as long as it is `on`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = True
        self._loaded: dict[str, Any] = {}

    def play(self, name: str) -> None:
        """Sound once; nothing waits for it."""
        if self.on and name:
            QTimer.singleShot(0, self, lambda: self._play(name))

    def _play(self, name: str) -> None:
        if name not in self._loaded:
            from PySide6.QtMultimedia import QSoundEffect

            effect = QSoundEffect(self)
            file = resources() / "sounds" / f"{name}.wav"
            effect.setSource(QUrl.fromLocalFile(str(file)))
            self._loaded[name] = effect
        self._loaded[name].play()
