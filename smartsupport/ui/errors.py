"""The one dialog for a fault of the program itself: logged, said once, and the program goes on."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QMessageBox, QWidget

from smartsupport.i18n import _

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Where every exception that is not `Known` ends. `log_folder` is shown in the dialog."""

    _came = Signal(object)

    def __init__(self, log_folder: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self._window: QWidget | None = None
        self._shown: set[str] = set()
        self._dialog: QMessageBox | None = None
        # By a queued signal, so that a fault in any thread is shown by this one.
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take what Python and Qt would print to a console nobody sees."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: (
            self.report(args.exc_value) if args.exc_value is not None else None
        )
        qInstallMessageHandler(_log_qt)

    def above(self, window: QWidget | None) -> None:
        """The dialog stands above this window from now on."""
        self._window = window

    def report(self, error: BaseException) -> None:
        """Log `error` with its traceback and show the dialog, once for each place in the code."""
        _log.error("fault", exc_info=(type(error), error, error.__traceback__))
        self._came.emit(error)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)

    def _show(self, error: BaseException) -> None:
        place = _place(error)
        if place in self._shown or self._dialog is not None:
            return
        self._shown.add(place)
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(_("Something went wrong in the program"))
        box.setText(
            _(
                "Something went wrong in the program. What was saved is safe, and you can go on."
                " If it happens again, please tell the person who looks after this program."
            )
        )
        box.setInformativeText(
            _("Mark: {place}").format(place=place)
            + ("\n" + _("Details: {folder}").format(folder=self._log_folder))
            * bool(self._log_folder)
        )
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._closed)
        self._dialog = box
        box.open()

    def _closed(self, _result: int) -> None:
        self._dialog = None


def _place(error: BaseException) -> str:
    """Where it happened, short enough to read over the telephone: "desk:120 ValueError"."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    name = last.filename.replace("\\", "/").rpartition("/")[2].removesuffix(".py")
    return f"{name}:{last.lineno} {type(error).__name__}"


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
