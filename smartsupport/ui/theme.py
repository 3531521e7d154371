"""Colour, type and size: tokens and a stylesheet template made into one look.

A look is chosen when the window is built; a change of theme or type builds the window anew, so no
widget has to follow a change.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QStyleFactory, QWidget

from smartsupport.paths import resources

THEMES = ("light", "dark", "contrast")
TONES = ("ok", "attention", "refused", "info", "supporter")
"""What a colour may say; a symbol and a word always say it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Logical pixels."""

    text: int
    heading: int
    result: int
    number: int
    target: int
    """The least height of anything to click."""
    icon: int
    gap: int = 8


NORMAL = Sizes(text=16, heading=22, result=32, number=64, target=44, icon=24)
LARGE = Sizes(text=20, heading=28, result=40, number=80, target=52, icon=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours by role and the sizes in use."""

    name: str
    colours: dict[str, str]
    sizes: Sizes

    def colour(self, role: str) -> QColor:
        """The colour of a role such as "text", "action" or "ok_ground"."""
        return QColor(self.colours[role])

    @property
    def large(self) -> bool:
        """Whether large type was chosen."""
        return self.sizes is LARGE


@cache
def themes() -> dict[str, dict[str, str]]:
    """Every theme: role → "#rrggbb"."""
    tokens = json.loads((_folder() / "colours.json").read_text("utf-8"))
    return {
        name: {role: tokens["colours"][token] for role, token in roles.items()}
        for name, roles in tokens["themes"].items()
    }


def make(name: str, *, large: bool) -> Look:
    """The look of a theme ("light", "dark", "contrast"; "system" asks the system)."""
    chosen = system_theme() if name == "system" else name
    return Look(name=chosen, colours=themes()[chosen], sizes=LARGE if large else NORMAL)


def system_theme() -> str:
    """What the system asks for just now."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, look: Look) -> None:
    """Give the whole program this look; the one it has already costs nothing."""
    global _look
    if look == _look:
        return
    _look = look
    app.setStyle(QStyleFactory.create("Fusion"))
    font = QFont(list(font_families()))
    font.setPixelSize(look.sizes.text)
    app.setFont(font)
    app.setPalette(_palette(look))
    app.setStyleSheet(stylesheet(look))


def look() -> Look:
    """The look in use."""
    return _look if _look is not None else make("light", large=False)


def stylesheet(look: Look) -> str:
    """The template with this look's colours and sizes."""
    sizes = look.sizes
    numbers = {
        "text_size": sizes.text,
        "heading_size": sizes.heading,
        "result_size": sizes.result,
        "number_size": sizes.number,
        "target": sizes.target,
        "inner": sizes.target - 4,  # a target less its border
        "icon_size": sizes.icon,
        "gap": sizes.gap,
        "place": sizes.target + 12,
        "chip_radius": sizes.target // 2,
        "radio_radius": sizes.icon // 2 + 2,
        "radio_ring": sizes.icon // 3,
        "radio_inner": sizes.icon - 2 * (sizes.icon // 3) + 4,
    }
    template = (_folder() / "style.qss").read_text("utf-8")
    pictures = {
        "folder": _folder().as_posix(),
        "mark": _black_or_white(look.colours["on_action"]),
        "line_mark": _black_or_white(look.colours["text"]),
    }
    values = look.colours | pictures | {key: str(value) for key, value in numbers.items()}
    tones = Template(template.partition("/* each tone */")[2])
    sheet = Template(template.partition("/* each tone */")[0]).substitute(values)
    return sheet + "".join(
        tones.substitute(tone=tone, tone_text=values[tone], tone_ground=values[f"{tone}_ground"])
        for tone in TONES
    )


def dress(widget: QWidget, **properties: str | bool) -> None:
    """Set what the stylesheet looks at: kind="heading|result|number|muted|primary…", tone="ok…"."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    inside = widget.findChildren(QLabel) if "tone" in properties else []
    for part in (widget, *inside):
        style.unpolish(part)
        style.polish(part)


@cache
def font_families() -> tuple[str, ...]:
    """The bundled fonts, the second for kanji the first lacks; else the system's own."""
    families: list[str] = []
    for pattern in ("BIZUDPGothic-*.ttf", "VL-PGothic-*.ttf"):
        for file in sorted((resources() / "fonts").glob(pattern)):
            number = QFontDatabase.addApplicationFont(str(file))
            if number >= 0:
                families += QFontDatabase.applicationFontFamilies(number)[:1]
    return tuple(dict.fromkeys(families)) or (QFont().family(),)


_look: Look | None = None


def _folder() -> Path:
    return resources() / "themes"


def _black_or_white(colour: str) -> str:
    return "white" if QColor(colour).lightness() > 127 else "black"


def _palette(look: Look) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "ground",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "ground",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "panel",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "action",
        QPalette.ColorRole.HighlightedText: "on_action",
        QPalette.ColorRole.Link: "action",
        QPalette.ColorRole.LinkVisited: "action_strong",
        QPalette.ColorRole.Accent: "action",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, look.colour(name))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, look.colour("disabled"))
    return palette
