"""The shared folder behind the open window: a round every few seconds, and how it stands.

Rounds run one after the other in the folder lane, whoever sits at the window and while it is
locked; what they bring is written in the write lane, behind whoever waits there.
"""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from smartsupport.domain.errors import Known, Unavailable
from smartsupport.domain.laptop import Laptop
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.messages.sharing import SharingLine, Tone, in_short, sharing_lines
from smartsupport.services import exchange
from smartsupport.services.exchange import Sharing
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.sync.folder import Unattended
from smartsupport.sync.side import Report, Trouble
from smartsupport.ui.background import Background, Lane, Priority, Stopped

EVERY = 5.0
"""Seconds between two rounds."""
HANGING = 15.0
"""Seconds after which a round that reads nothing is told as a folder that does not answer."""
_SHORT = 0.5
"""Seconds a round may read without anybody being told how far it is."""

TONES = {Tone.FINE: "ok", Tone.WAITING: "info", Tone.ATTENTION: "attention"}
"""How the window shows the tone of a line."""

_log = logging.getLogger(__name__)


class Exchanging(QObject):
    """Owned by the window. `begin` starts the rounds and `hold` ends them."""

    told = Signal()
    """Something is different in how it stands."""
    _begun = Signal()
    _moved = Signal(float)

    def __init__(
        self,
        office: Office,
        background: Background,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._background, self._settings = office, background, settings
        self.report: Report | None = None
        """What the last round found; None before the first and where nothing is shared."""
        self.failure: Known | None = None
        """Why the last round could not be done at all."""
        self.part: float | None = None
        """How much of what is new has been read, 0 to 1, while that takes its time."""
        self.at: datetime | None = None
        """When a round last ended."""
        self._asked = 0
        self._begun.connect(self._begin_round)
        self._moved.connect(self._move)
        self._began = self._stirred = 0.0  # while the lane is at a round
        self._shared: Sharing | None = None  # belongs to the folder lane
        self._renamed = False
        self._fault = ""
        self._timer = QTimer(self, interval=int(EVERY * 1000))
        self._timer.timeout.connect(self._tick)

    @property
    def folder(self) -> str:
        """The 台帳's own folder; "" where nothing is shared."""
        return self._settings().shared_folder

    @property
    def running(self) -> bool:
        """Whether a round is under way or waits for its turn."""
        return self._asked > 0

    @property
    def lines(self) -> list[SharingLine]:
        """How it stands, the most pressing first; empty while nothing is shared or known."""
        if not self.folder:
            return []
        if self.failure is not None:
            return [SharingLine(code=self.failure.code, text=sentence(self.failure))]
        return sharing_lines(self.report, self._office.clock()) if self.report else []

    @property
    def in_short(self) -> SharingLine | None:
        """The one line for the window; None while nothing is shared or known."""
        if self.folder and self.part is not None:
            text = _("Reading what is new in the shared folder: {n} %")
            text = text.format(n=round(self.part * 100))
            return SharingLine(code="reading", text=text, tone=Tone.WAITING)
        if self.folder and self.failure is None and self.report is not None:
            return in_short(self.report, self._office.clock())
        return next(iter(self.lines), None)

    def begin(self) -> None:
        """Exchange from now on."""
        self._timer.start()
        self._tick()

    def hold(self) -> None:
        """No more rounds, not even on closing: the 台帳 is about to be something else."""
        self._timer.stop()

    def now(self) -> None:
        """Do a round at once that tries everything again, also in a folder just chosen."""
        self._ask(partial(exchange.exchange_now, thorough=True))

    def fill_again(self) -> None:
        """詰め直す."""
        self._ask(lambda shared, **told: exchange.start_again(shared))

    def last(self) -> Callable[[], object] | None:
        """What is to be done in the folder lane on closing; None where there is nothing to do."""
        if not self.folder or not self._timer.isActive():
            return None
        return partial(self._last, self.folder)

    def heard(self, changes: Mapping[type, Collection[UUID]]) -> None:
        """Records changed; a computer may be called something else now."""
        self._renamed |= Laptop in changes

    def forget(self) -> None:
        """Another folder, or none."""
        self.report = self.failure = self.part = self.at = None
        self.told.emit()

    def _tick(self) -> None:
        if self.folder and not self.running:
            self._ask(exchange.exchange_now)
        elif self._stirred and time.monotonic() - self._stirred > HANGING:
            self._say_it_hangs()

    def _ask(self, work: Callable[..., Report]) -> None:
        if not self.folder:
            return
        self._asked += 1
        renamed, self._renamed = self._renamed, False
        self._background.run(
            Lane.FOLDER,
            partial(self._round, self.folder, work, renamed),
            self._done,
            self._failed,
            bug=self._broke_off,
            owner=self,
        )
        self.told.emit()

    # In the folder lane

    def _round(self, folder: str, work: Callable[..., Report], renamed: bool) -> Report:
        self._begun.emit()
        return work(self._at(Path(folder), renamed), progress=self._moved.emit)

    def _at(self, folder: Path, renamed: bool) -> Sharing:
        before = self._shared
        if before is None or before.folder != folder or renamed:
            now = exchange.sharing(
                self._office, folder, self._background.in_turn, lambda: self._background.stopped
            )
            same = before is not None and before.folder == folder
            self._shared = replace(now, rounds=before.rounds) if before and same else now
        assert self._shared is not None
        return self._shared

    def _last(self, folder: str) -> None:
        """What was entered just before closing is still in the write lane."""
        try:
            self._background.in_turn(lambda: None, Priority.LAST)
            exchange.exchange_now(self._at(Path(folder), False))
        except (Known, Stopped, Unattended) as error:  # the next start does what is left
            _log.warning("the last round ended early: %s", type(error).__name__)

    # On the GUI thread

    def _begin_round(self) -> None:
        self._began = self._stirred = time.monotonic()

    def _move(self, part: float) -> None:
        if not self._began:  # late: the round is over
            return
        self._stirred = time.monotonic()
        if self._stirred - self._began > _SHORT:
            self.part = part
            self.told.emit()

    def _done(self, found: Report) -> None:
        self._end()
        self.report, self.failure = found, None
        self.told.emit()

    def _broke_off(self, error: Exception) -> None:
        """A fault of the program: told once, and tried again like everything else."""
        self._failed(Unavailable("sharing_broke_off"))
        if repr(error) != self._fault:
            self._fault = repr(error)
            self._background.tell_bug(error)

    def _failed(self, error: Known) -> None:
        self._end()
        self.failure = error
        self.told.emit()

    def _end(self) -> None:
        self.at = self._office.clock()
        self._asked -= 1
        self._began = self._stirred = 0.0
        self.part = None

    def _say_it_hangs(self) -> None:
        shared = self._shared
        if shared is None:
            return
        self._background.run(
            Lane.READ,
            partial(exchange.unsent, shared),
            self._hangs,
            key=(id(self), "unsent"),
            owner=self,
        )

    def _hangs(self, unsent: int) -> None:
        if self._stirred:
            self.report = Report(trouble=Trouble.UNREACHABLE, unsent=unsent)
            self.failure = self.part = None
            self.told.emit()
