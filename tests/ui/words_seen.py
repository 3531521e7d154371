"""Every word there is to read or to hear in a window, and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.ui.seen import seen

ROWS = 30
"""How many rows of a list are read."""
SENTENCE = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,})+")
"""Two English words or more; a name such as "Excel (.xlsx)" or a key is none."""


def texts(window: QWidget) -> set[str]:
    """Every text that is seen or read out: words, titles, cells, tooltips, names, commands."""
    found: set[str] = set()
    for part in seen(window, QWidget):
        found |= {part.accessibleName(), part.accessibleDescription(), part.toolTip()}
        found |= {action.text() for action in part.actions()}
        found.update(_own(part))
    return {_plain(text) for text in found if text}


def _own(part: QWidget) -> Iterable[str]:
    if isinstance(part, QLabel | QAbstractButton):
        return (part.text(),)
    if isinstance(part, QLineEdit):
        return (part.placeholderText(), part.text())
    if isinstance(part, QPlainTextEdit | QTextEdit):
        return (part.placeholderText(), part.toPlainText())
    if isinstance(part, QComboBox):
        return (part.itemText(n) for n in range(part.count()))
    if isinstance(part, QTabBar):
        return (part.tabText(n) for n in range(part.count()))
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        return _cells(part)
    return ()


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = range(1 if isinstance(view, QListView) else model.columnCount())
    rows = range(min(model.rowCount(), ROWS))
    for n in columns:
        yield _text(model.headerData(n, Qt.Orientation.Horizontal))
    for row in rows:
        yield _text(model.headerData(row, Qt.Orientation.Vertical))
        for column in columns:
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield _text(model.index(row, column).data(role))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return QTextDocumentFragment.fromHtml(text).toPlainText() if text.startswith("<") else text


def undrawable(found: Iterable[str], fonts: Sequence[QRawFont]) -> list[str]:
    """The characters that none of `fonts` has, each with a text it stands in."""
    stands_in = {character: text for text in found for character in text}
    return [
        f"{character} U+{ord(character):04X} in {text}"
        for character, text in stands_in.items()
        if character.isprintable()
        and not character.isspace()
        and not any(font.supportsCharacter(ord(character)) for font in fonts)
    ]


class English:
    """Knows the source texts that say something else in another language."""

    def __init__(self, msgids: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._filled: list[re.Pattern[str]] = []
        self._known: dict[str, bool] = {}
        for msgid in msgids:
            pieces = re.split(r"\{\w+\}", msgid)
            if len(pieces) == 1:
                self._whole |= {msgid} if len(msgid) > 1 else set()  # "T" is a key, too
            elif re.search(r"[A-Za-z]{3}", "".join(pieces)):
                self._filled.append(re.compile(".+".join(map(re.escape, pieces))))

    def left_in(self, found: Iterable[str]) -> list[str]:
        """The texts that are English, or that have an English sentence in them."""
        return [text for text in found if any(map(self._is, _pieces(text)))]

    def _is(self, text: str) -> bool:
        """Asked once of each text: most stand on every screen."""
        if text not in self._known:
            self._known[text] = self._looks_english(text)
        return self._known[text]

    def _looks_english(self, text: str) -> bool:
        return (
            text in self._whole
            or SENTENCE.search(text) is not None
            or any(pattern.fullmatch(text) for pattern in self._filled)
        )


def _pieces(text: str) -> list[str]:
    """What was put together: lines, what stands apart, and words before a key in brackets."""
    return [piece.strip() for piece in re.split(r"\n|　|  +|\[[^]]*\]", text) if piece.strip()]
