import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from smartsupport.ui.widgets.camera import Camera, Frame


@pytest.fixture
def camera(qtbot: QtBot) -> Camera:
    camera = Camera()
    qtbot.addWidget(camera)
    camera.resize(320, 180)
    camera.show()
    return camera


def test_a_picture_becomes_grey_bytes_without_padding(camera: Camera) -> None:
    frames: list[Frame] = []
    camera.frame.connect(frames.append)
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    image.setPixelColor(2, 1, QColor("white"))

    camera.show_frame(image)

    assert frames == [Frame(width=3, height=2, pixels=bytes([0, 0, 0, 0, 0, 255]))]
    assert camera.on


def test_the_picture_is_a_mirror(camera: Camera) -> None:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    for x in range(160):
        for y in range(180):
            image.setPixelColor(x, y, QColor("white"))

    camera.show_frame(image)

    shown = camera.grab().toImage()
    assert shown.pixelColor(40, 90).lightness() < 40
    assert shown.pixelColor(280, 90).lightness() > 200


def test_without_a_camera_it_says_calmly_what_else_there_is(
    camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)

    assert not camera.start()

    assert not camera.on
    assert "No camera" in camera.accessibleDescription()


def test_stopping_lets_the_picture_go(camera: Camera) -> None:
    states: list[bool] = []
    camera.state_changed.connect(states.append)
    camera.show_frame(QImage(4, 4, QImage.Format.Format_RGB32))
    camera.stop()
    camera.stop()

    assert states == [True, False]
    assert not camera.on
