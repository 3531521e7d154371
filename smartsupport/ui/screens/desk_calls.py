"""What the desk asks of the services, each question in its lane, each answer as a signal."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from smartsupport.clock import TOKYO
from smartsupport.domain.desk import Answer, nearest
from smartsupport.domain.door import Source
from smartsupport.services import calendar, consultations, desk, desk_list, desk_people
from smartsupport.services.at_desk import Desk
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.ui.background import Background, Lane, Priority
from smartsupport.ui.screens.desk_offers import Do, Offer
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_record import Record
from smartsupport.ui.screens.desk_seen import Seen
from smartsupport.ui.screens.desk_walk_in import WalkIn

T = TypeVar("T")

SOON_MS = 40
"""Reading the list at once would hold up the painting of the card that it follows."""


class DeskCalls(QObject):
    """One desk's questions. What is written goes before everybody else's writing."""

    answered = Signal(object)
    """An `Answer` about one person or card."""
    walked_in = Signal(object)
    """The `Answer` to a walk-in form; it can be emptied."""
    recorded = Signal(object)
    """The `Record` that is stored now."""
    taken_back = Signal(object)
    """The steps that Ctrl+Z undid, the latest first."""
    came_together = Signal(object)
    """The answers of まとめて受付."""
    dropped = Signal()
    """A parked step was closed."""
    seen = Signal(object)
    """A fresh `Seen`."""
    found = Signal(str, object)
    """What was typed, and the `Found`."""
    cardless = Signal(object, object)
    """The answer about a new card, and today's people without one."""
    failed = Signal(object)
    """A `Known` error."""

    def __init__(
        self, office: Office, background: Background, place: DeskPlace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._background = background
        self.place = place
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)

    # Writing

    def scan(self, text: str, source: Source = Source.SCANNED) -> None:
        """A code was read by a scanner, the camera or from a person's typing."""
        self._write(partial(desk.scan, self._office, text, self._desk(source)), self.answered.emit)

    def arrive(self, person_id: UUID) -> None:
        """Somebody was chosen from a list."""
        here = self._desk(Source.LIST)
        self._write(partial(desk.arrive, self._office, person_id, here), self.answered.emit)

    def arrive_together(self, people: Sequence[UUID]) -> None:
        """まとめて受付."""
        here = self._desk(Source.LIST)
        work = partial(desk_list.arrive_all, self._office, list(people), here)
        self._write(work, self.came_together.emit)

    def take(self, offer: Offer, answer: Answer) -> None:
        """Do what the card offered for `answer`. KeyError for an offer that is the screen's."""
        if (call := _TAKEN[offer.do](self._office, offer, answer, self._desk(Source.LIST))) is None:
            return
        done = self._dropped if offer.do is Do.DROP else self.answered.emit
        self._write(call, done)

    def walk_in(self, said: WalkIn) -> None:
        """Register somebody new."""
        work = partial(
            desk.walk_in,
            self._office,
            said.participant(self._office.new_id()),
            said.session_id,
            self._desk(Source.LIST),
            code=said.card.code if said.card else "",
            companions=said.companions,
            settles=said.card.step_id if said.card else None,
        )
        self._write(work, self.walked_in.emit)

    def record(self, record: Record) -> None:
        """Store a 相談記録."""
        consultation = record.consultation(self._office.new_id())
        self._write(
            partial(consultations.record, self._office, consultation),
            lambda _stored: self.recorded.emit(record),
        )

    def take_back(self) -> None:
        """Undo the last act."""
        place = self.place
        self._write(
            partial(desk_list.undo_act, self._office, place.venue_id, place.day),
            self.taken_back.emit,
        )

    # Reading

    def look(self) -> None:
        """Read today's list, what is parked and the last five again, once the card is painted."""
        self._soon.start()

    def _look(self) -> None:
        work = partial(_read, self._office, self.place)
        self._read(work, self.seen.emit, key=(id(self), "desk"))

    def find(self, text: str, lines: Sequence[TodayLine]) -> None:
        """Whom `text` may mean; a newer question takes an older one's place."""
        self._read(
            partial(desk_people.find, self._office, text, lines),
            partial(self.found.emit, text),
            key=(id(self), "find"),
        )

    def forget_find(self) -> None:
        """Nobody waits for what was searched for any more."""
        self._background.forget(Lane.READ, (id(self), "find"))

    def ask_cardless(self, answer: Answer) -> None:
        """Whom a new card may be for."""
        place = self.place
        self._read(
            partial(desk_people.without_card, self._office, place.venue_id, place.day),
            partial(self.cardless.emit, answer),
            key=(id(self), "cardless"),
        )

    def _desk(self, source: Source) -> Desk:
        return Desk(venue_id=self.place.venue_id, day=self.place.day, source=source)

    def _dropped(self, _nothing: object) -> None:
        self.dropped.emit()

    def _write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._background.run(
            Lane.WRITE, work, done, self.failed.emit, priority=Priority.DESK, owner=self
        )

    def _read(self, work: Callable[[], T], done: Callable[[T], None], key: object) -> None:
        self._background.run(Lane.READ, work, done, self.failed.emit, key=key, owner=self)


Call = Callable[[], object] | None


def _admit(office: Office, offer: Offer, answer: Answer, here: Desk) -> Call:
    if answer.person_id is None or offer.session_id is None:
        return None
    return partial(
        desk.admit,
        office,
        answer.person_id,
        offer.session_id,
        here,
        reason=offer.reason,
        companions=answer.companions,
        settles=answer.step_id if answer.result.waits else None,
    )


def _wait(office: Office, offer: Offer, answer: Answer, here: Desk) -> Call:
    if answer.person_id is None or offer.session_id is None:
        return None
    return partial(
        desk.wait,
        office,
        answer.person_id,
        offer.session_id,
        here,
        companions=answer.companions,
        settles=answer.step_id,
    )


def _give(office: Office, offer: Offer, answer: Answer, here: Desk) -> Call:
    if offer.person_id is None:
        return None
    return partial(desk.bind, office, answer.code, offer.person_id, here, settles=answer.step_id)


def _companion(office: Office, offer: Offer, answer: Answer, here: Desk) -> Call:
    return None if answer.step_id is None else partial(desk.add_companion, office, answer.step_id)


def _leave(office: Office, offer: Offer, answer: Answer, here: Desk) -> Call:
    return None if answer.person_id is None else partial(desk.leave, office, answer.person_id, here)


def _drop(office: Office, offer: Offer, answer: Answer, here: Desk) -> Call:
    return None if answer.step_id is None else partial(desk_list.set_aside, office, answer.step_id)


_TAKEN: dict[Do, Callable[[Office, Offer, Answer, Desk], Call]] = {
    Do.ADMIT: _admit,
    Do.WAIT: _wait,
    Do.GIVE: _give,
    Do.COMPANION: _companion,
    Do.LEAVE: _leave,
    Do.DROP: _drop,
}


def _read(office: Office, place: DeskPlace) -> Seen:
    lines = calendar.lines(office, place.day, place.day, place.venue_id)
    sessions = {line.session.id: line.session for line in lines}
    held = [session for session in sessions.values() if not session.cancelled]
    now = office.clock()
    return Seen(
        venue=desk.venue_of(office, place.venue_id).name,
        today=now.astimezone(TOKYO).date() == place.day,
        view=desk_list.view(office, place.venue_id, place.day),
        sessions=tuple(nearest(held, now)),
        topics=tuple(consultations.choices(office, TOPICS)),
        referrals=tuple(consultations.choices(office, REFERRALS)),
    )
