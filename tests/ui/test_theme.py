import re
from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.ui import icons, theme
from smartsupport.ui.focus import FocusRing

WORDS = ("text", "muted", "action", "ok", "attention", "refused", "info", "supporter", "disabled")
PAIRS = (
    *product(WORDS, ("ground", "panel")),
    *((tone, f"{tone}_ground") for tone in (*theme.TONES, "action", "disabled")),
    ("on_action", "action"),
    ("on_action", "action_strong"),
    ("action_strong", "action_ground"),
    ("on_practice", "practice"),
)
AT_THE_DESK = tuple((tone, f"{tone}_ground") for tone in theme.TONES)


def contrast(one: str, other: str) -> float:
    """WCAG 2: from 1 to 21."""

    def light(colour: str) -> float:
        parts = QColor(colour).getRgbF()[:3]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_word_can_be_read(name: str) -> None:
    colours = theme.themes()[name]
    weak = {
        (word, ground): round(contrast(colours[word], colours[ground]), 2)
        for word, ground in PAIRS
        if contrast(colours[word], colours[ground]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("name", theme.THEMES)
def test_results_at_the_desk_can_be_read_by_weak_eyes(name: str) -> None:
    colours = theme.themes()[name]
    weak = [pair for pair in AT_THE_DESK if contrast(*(colours[role] for role in pair)) < 7]
    assert weak == []


@pytest.mark.parametrize("name", theme.THEMES)
def test_edges_frames_and_one_of_the_two_focus_rings_stand_out(name: str) -> None:
    colours = theme.themes()[name]
    for ground in ("ground", "panel"):
        assert contrast(colours["edge"], colours[ground]) >= 3
        rings = [contrast(colours[ring], colours[ground]) for ring in ("focus", "focus_ring")]
        assert max(rings) >= 3
    assert contrast(colours["practice"], colours["ground"]) >= 3


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_rule_that_sets_both_colours_can_be_read(name: str) -> None:
    sheet = theme.stylesheet(theme.make(name, large=False))
    pairs = set()
    for rule in re.findall(r"\{([^}]*)\}", sheet):
        for keys in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
        ):
            found = [re.search(rf"(?<![\w-]){key}: (#\w+)", rule) for key in keys]
            if all(found):
                pairs.add(tuple(match[1] for match in found if match))

    assert len(pairs) > 5
    assert {pair for pair in pairs if contrast(*pair) < 4.5} == set()


def test_themes_give_the_same_roles() -> None:
    roles = [frozenset(colours) for colours in theme.themes().values()]
    assert len(set(roles)) == 1


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", theme.THEMES)
def test_the_stylesheet_has_no_gap(name: str, large: bool) -> None:
    sheet = theme.stylesheet(theme.make(name, large=large))
    assert "$" not in sheet
    assert f"font-size: {20 if large else 16}px" in sheet


def test_the_bundled_font_is_used(qapp: QApplication) -> None:
    assert theme.font_families()[0] == "BIZ UDPGothic"
    assert qapp.font().pixelSize() == 16


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_in_the_colour_it_is_asked_for(qapp: QApplication, name: str) -> None:
    image = icons.picture(name, "refused", 48).toImage()
    opaque = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert opaque == {theme.look().colours["refused"]}


def test_the_focus_ring_lies_around_what_has_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    boxes = [QLineEdit(), QLineEdit()]
    for box in boxes:
        column.addWidget(box)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    for box in boxes:
        box.setFocus()
        assert ring.geometry() == box.geometry().adjusted(-6, -6, 6, 6)
        assert ring.mask().contains(ring.rect().topLeft())
        assert not ring.mask().contains(ring.rect().center())

    corner = boxes[1].geometry().center()
    shown = window.grab().toImage().pixelColor(corner.x(), boxes[1].geometry().top() - 4)
    assert shown.name() == theme.look().colours["focus"]
    boxes[1].hide()
    boxes[0].clearFocus()
    assert not ring.isVisible()
