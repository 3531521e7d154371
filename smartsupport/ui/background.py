"""Work off the GUI thread: lanes of one thread each, and one object that carries answers home.

The write lane is serial and ordered by who is waiting; the read lane forgets an older question as
soon as a newer one with the same key arrives; a shared folder that hangs holds up its own lane
only.
"""

import functools
import gc
import heapq
import itertools
import logging
import sys
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from smartsupport.domain.errors import Known

T = TypeVar("T")

_log = logging.getLogger(__name__)

SHUTDOWN_SECONDS = 2.0
"""How long the lanes that write nothing may keep the program from ending."""


class Stopped(Exception):
    """The lanes have ended: what still runs in one that hung does nothing more."""


class Lane(StrEnum):
    """One thread each."""

    WRITE = "write"
    READ = "read"
    FOLDER = "folder"
    HEAVY = "heavy"


class Priority(IntEnum):
    """Who waits in the write lane; the smaller goes first."""

    DESK = 0
    PERSON = 1
    MERGE = 2
    LAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What a lane knows of a question: no widget, or a lane's thread might be its last holder."""

    number: int
    key: Hashable
    work: Callable[[], Any]
    turn: "Future[Any] | None" = None
    """Where a thread waits for the answer; nobody else is told then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    number: int
    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """Who asked; stays on the GUI thread."""

    lane: Lane
    key: Hashable
    done: Callable[[Any], None] | None
    failed: Callable[[Known], None] | None
    bug: Callable[[Exception], None] | None
    owner: QObject | None


class Background(QObject):
    """The lanes of one window. Make it, and call `run` and `stop`, on the GUI thread.

    `on_bug` is told on the GUI thread of every exception that is not `Known`, and of a `Known`
    nobody asked to hear about. `interrupt_read` is called from the GUI thread to break off the
    query that the read lane is in (SQLite's `interrupt`).
    """

    _answered = Signal(object)
    busy_changed = Signal(bool)
    """Whether anything is waiting or running in the write lane."""

    def __init__(
        self,
        *,
        on_bug: Callable[[BaseException], None],
        interrupt_read: Callable[[], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        # The default 5 ms is how long a busy lane may keep the GUI thread waiting for its turn.
        sys.setswitchinterval(0.0005)
        self._on_bug = on_bug
        self._numbers = itertools.count()
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[tuple[Lane, Hashable], int] = {}
        self._writes = 0
        self._answered.connect(self._come_home, Qt.ConnectionType.QueuedConnection)
        self._lanes = {
            lane: _Thread(lane, self._answered.emit, interrupt_read if lane is Lane.READ else None)
            for lane in Lane
        }
        self._sweeper = _Sweeper(self)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Known], None] | None = None,
        *,
        bug: Callable[[Exception], None] | None = None,
        priority: Priority = Priority.PERSON,
        key: Hashable = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` in `lane`; later, on the GUI thread, call `done(value)` or `failed(error)`.

        What is not `Known` is told to `bug`, where there is one, and else to `on_bug`.

        With a `key`, only the newest question of that key in that lane is answered, and an older
        one still waiting is not asked at all (not in the write lane: every write is done and
        told). Nothing is told once `owner` - by default the object `done` or `failed` is a method
        of - has been deleted by Qt.
        """
        number = next(self._numbers)
        if lane is Lane.WRITE:
            key = None
            self._count_writes(+1)
        if key is not None:
            self._waiting.pop(self._newest.get((lane, key), -1), None)
            self._newest[lane, key] = number
        self._waiting[number] = _Waiting(
            lane=lane,
            key=key,
            done=done,
            failed=failed,
            bug=bug,
            owner=owner or _owner_of(done) or _owner_of(failed),
        )
        self._lanes[lane].put(_Job(number=number, key=key, work=work), priority)

    def forget(self, lane: Lane, key: Hashable) -> None:
        """Nobody waits for the answer to `key` any more."""
        self._waiting.pop(self._newest.pop((lane, key), -1), None)
        self._lanes[lane].drop(key)

    def in_turn(self, work: Callable[[], T], priority: Priority = Priority.MERGE) -> T:
        """Run `work` in the write lane, and come back when it is done.

        From the thread of another lane only. The window does not say that it saves. Raises what
        `work` raises, and Stopped.
        """
        turn: Future[T] = Future()
        job = _Job(number=next(self._numbers), key=None, work=work, turn=turn)
        if not self._lanes[Lane.WRITE].put(job, priority):
            raise Stopped
        return turn.result()

    def tell_bug(self, error: Exception) -> None:
        """What `bug` was told is to be seen after all. On the GUI thread."""
        self._on_bug(error)

    @property
    def stopped(self) -> bool:
        """Whether nothing is taken any more; may be asked in any thread."""
        return not self._lanes[Lane.WRITE].is_open

    @property
    def busy(self) -> bool:
        """Whether anything is waiting or running in the write lane."""
        return self._writes > 0

    def stop(self, last: Callable[[], object] | None = None) -> None:
        """End the lanes: everything given to the write lane is written, the rest is let go.

        `last` is still begun in the folder lane, if that is free within SHUTDOWN_SECONDS; so long
        is waited at most for what does not write. The write lane stays open for it.
        """
        until = time.monotonic() + SHUTDOWN_SECONDS
        others = [thread for lane, thread in self._lanes.items() if lane is not Lane.WRITE]
        if last is not None:
            job = _Job(number=next(self._numbers), key=None, work=last)
            self._lanes[Lane.FOLDER].close(job)
        for thread in others:
            thread.close()
        for thread in others:
            thread.join(max(0.0, until - time.monotonic()))
        self._lanes[Lane.WRITE].close()
        self._lanes[Lane.WRITE].join(None)
        self._waiting.clear()
        self._sweeper.stop()

    def _count_writes(self, step: int) -> None:
        was_busy, self._writes = self.busy, self._writes + step
        if self.busy != was_busy:
            self.busy_changed.emit(self.busy)

    def _come_home(self, answer: _Answer) -> None:
        asked = self._waiting.pop(answer.number, None)
        if asked is None:  # late: a newer question took its place
            return
        if asked.lane is Lane.WRITE:
            self._count_writes(-1)
        if asked.key is not None:
            del self._newest[asked.lane, asked.key]
        alive = asked.owner is None or shiboken6.isValid(asked.owner)
        if answer.error is None:
            if alive and asked.done is not None:
                asked.done(answer.value)
        elif isinstance(answer.error, Known) and asked.failed is not None:
            if alive:
                asked.failed(answer.error)
        else:
            (asked.bug if alive and asked.bug else self._on_bug)(answer.error)


class _Thread:
    """One lane: a priority queue and the thread that empties it."""

    def __init__(
        self,
        lane: Lane,
        tell: Callable[[_Answer], None],
        interrupt: Callable[[], None] | None,
    ) -> None:
        self._keeps_all = lane is Lane.WRITE
        self._tell = tell
        self._interrupt = interrupt
        self._queue: list[tuple[int, int, _Job]] = []
        self._changed = threading.Condition()
        self._running: _Job | None = None
        self._open = True
        # A daemon, so that a share that hangs cannot keep the program from ending.
        self._thread = threading.Thread(target=self._serve, name=f"lane-{lane}", daemon=True)
        self._thread.start()

    @property
    def is_open(self) -> bool:
        return self._open

    def put(self, job: _Job, priority: Priority) -> bool:
        """Whether it is taken."""
        with self._changed:
            if not self._open:
                return False
            if job.key is not None:
                self._drop(job.key)
            heapq.heappush(self._queue, (priority, job.number, job))
            self._changed.notify()
            return True

    def drop(self, key: Hashable) -> None:
        with self._changed:
            self._drop(key)

    def close(self, last: _Job | None = None) -> None:
        with self._changed:
            if not self._open:
                return
            self._open = False
            if not self._keeps_all:
                self._queue = [] if last is None else [(Priority.LAST, last.number, last)]
                if self._running is not None and self._interrupt is not None:
                    self._interrupt()
            self._changed.notify()

    def join(self, timeout: float | None) -> None:
        self._thread.join(timeout)

    def _drop(self, key: Hashable) -> None:
        if self._keeps_all:
            return
        self._queue = [item for item in self._queue if item[2].key != key]
        heapq.heapify(self._queue)
        # Under the lock the old question is still the one running, so its successor is safe.
        if self._running is not None and self._running.key == key and self._interrupt is not None:
            self._interrupt()

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            answer = _answer(job)
            with self._changed:
                self._running = None
                heard = self._open or self._keeps_all
            if job.turn is not None:
                _resolve(job.turn, answer)
            elif heard:
                self._tell(answer)
            del job, answer  # or the last answer would live until the next question

    def _next(self) -> _Job | None:
        with self._changed:
            while not self._queue:
                if not self._open:
                    return None
                self._changed.wait()
            self._running = heapq.heappop(self._queue)[2]
            return self._running


def _answer(job: _Job) -> _Answer:
    try:
        return _Answer(number=job.number, value=job.work())
    except Known as error:
        return _Answer(number=job.number, error=error)
    except Exception as error:  # noqa: BLE001 - a bug in one job must not end the lane
        return _Answer(number=job.number, error=error)


def _resolve(turn: "Future[Any]", answer: _Answer) -> None:
    if answer.error is None:
        turn.set_result(answer.value)
    else:
        turn.set_exception(answer.error)


def _owner_of(call: Callable[..., None] | None) -> QObject | None:
    if isinstance(call, functools.partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return owner if isinstance(owner, QObject) else None


_SWEEP_MS = 200
"""What a lane makes in this time is looked through at once: at 1,000 ms a large merge cost 60."""
_WHOLE_SWEEP = 300
"""Every so many times everything is looked through."""


class _Sweeper:
    """Python's cycle collector, kept on the GUI thread.

    Left alone it runs in whichever thread happens to allocate, and a widget in a cycle that dies
    on a lane's thread takes the program with it.
    """

    def __init__(self, parent: QObject) -> None:
        self._rounds = 0
        gc.disable()
        self._timer = QTimer(parent)
        self._timer.setInterval(_SWEEP_MS)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    def _sweep(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % _WHOLE_SWEEP == 0 else 1)
