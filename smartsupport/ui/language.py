"""The language of everything on the screen: our words, Qt's own buttons, and dates in calendars."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from smartsupport import i18n

NAMES = {"ja": "日本語", "en": "English"}
"""Each language by its own name."""

_qt_words: list[QTranslator] = []


def apply(app: QApplication, language: str, locale_dir: Path) -> None:
    """Use `language` for everything shown from now on; what stands already is not retold."""
    i18n.use(language, locale_dir)
    QLocale.setDefault(QLocale(language))
    while _qt_words:
        app.removeTranslator(_qt_words.pop())
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
        _qt_words.append(translator)
