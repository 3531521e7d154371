"""The desk's two switches, sound and camera: this computer keeps how they were left."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject

from smartsupport.settings import Settings
from smartsupport.ui.screens.desk_head import DeskHead
from smartsupport.ui.screens.desk_sounds import Sounds
from smartsupport.ui.screens.desk_watch import CardCamera


class DeskSwitches(QObject):
    """The camera is on only while the desk is looked at, however it was left."""

    def __init__(
        self,
        head: DeskHead,
        camera: CardCamera,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._head, self._camera = head, camera
        self._settings, self._change = settings, change
        self.sounds = Sounds(self)

    def take_up(self) -> None:
        """Be as it was left."""
        settings = self._settings()
        self.sounds.on = settings.sounds
        self._head.show_sound(settings.sounds)
        self._head.show_camera(settings.camera_on)
        self._camera.switch(settings.camera_on, settings.camera)

    def rest(self) -> None:
        """Nobody looks: let the camera go."""
        self._camera.switch(False, "")

    def turn_sound(self) -> None:
        """On or off, from now on."""
        self._turn(sounds=not self._settings().sounds)

    def turn_camera(self) -> None:
        """On or off, from now on."""
        self._turn(camera_on=not self._settings().camera_on)

    def _turn(self, **values: bool) -> None:
        self._change(msgspec.structs.replace(self._settings(), **values))
        self.take_up()
