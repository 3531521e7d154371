import pytest
from pytestqt.qtbot import QtBot

from smartsupport.domain.desk import Answer
from smartsupport.paths import resources
from smartsupport.ui.screens.desk_faces import _LOOKS, face_of
from smartsupport.ui.screens.desk_sounds import Sounds


def test_every_result_sounds_like_something_there_is() -> None:
    for result in _LOOKS:
        sound = face_of(Answer(result=result)).sound
        assert (resources() / "sounds" / f"{sound}.wav").is_file()


@pytest.mark.qt_log_ignore("QSoundEffect: ")  # this machine may have nothing to play it on
def test_the_first_sound_loads_what_it_needs_and_nothing_when_muted(qtbot: QtBot) -> None:
    sounds = Sounds()
    sounds.on = False
    sounds.play("ok")
    qtbot.wait(20)
    assert sounds._loaded == {}

    sounds.on = True
    sounds.play("ok")
    qtbot.waitUntil(lambda: "ok" in sounds._loaded)
    assert sounds._loaded["ok"].source().fileName() == "ok.wav"
