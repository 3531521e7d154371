"""What a test can see of a window without eyes: nameless controls, and words that are cut off."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def nameless(window: QWidget) -> list[str]:
    """The visible controls that a screen reader could only call by their kind."""
    return [
        f"{type(part).__name__} in {type(part.parent()).__name__}"
        for part in window.findChildren(QWidget)
        if isinstance(part, CONTROLS)
        and part.isVisible()
        and not part.accessibleName()
        and not _is_qts_own(part)
        and not (isinstance(part, QAbstractButton) and part.text())
    ]


def cut_off(window: QWidget) -> list[str]:
    """The visible labels and buttons whose words do not fit into them."""
    return [
        part.text()
        for part in window.findChildren(QWidget)
        if isinstance(part, QLabel | QAbstractButton)
        and part.isVisible()
        and part.text()
        and not _is_qts_own(part)
        and not _fits(part)
    ]


def _fits(part: QLabel | QAbstractButton) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) <= part.height()
    hint = part.minimumSizeHint()
    return hint.width() <= part.width() and hint.height() <= part.height()


def _is_qts_own(part: QWidget) -> bool:
    """The signs inside a line edit and scroll bars, which Tab never reaches."""
    return isinstance(part, QScrollBar) or isinstance(part.parent(), QLineEdit | QComboBox)
