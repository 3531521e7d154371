"""相談記録: 受付番号, topics by their keys, outcome, つなぎ先; then the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from smartsupport.domain.card import Party
from smartsupport.domain.consultation import Choice, Consultation, Outcome
from smartsupport.domain.person import called
from smartsupport.domain.text import folded
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.ui.screens.desk_form import DeskForm, EnterBox
from smartsupport.ui.screens.desk_keys import KeyedChoice, KeyedChoices, Picking


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the form says of one turn; `number` is the 受付番号 that was keyed."""

    number: str
    called: str
    session_id: UUID
    participant_id: UUID
    topics: tuple[str, ...]
    main_topic: str
    outcome: Outcome
    referrals: tuple[str, ...]
    paper: bool

    def consultation(self, id: UUID) -> Consultation:
        """The record to store."""
        return Consultation(
            id=id,
            session_id=self.session_id,
            participant_id=self.participant_id,
            topics=self.topics,
            main_topic=self.main_topic,
            outcome=self.outcome,
            referrals=self.referrals,
            paper=self.paper,
        )


class RecordForm(DeskForm):
    """Tells `submitted` with a `Record`; after `saved` it waits for the next number."""

    submitted = Signal(object)

    def __init__(
        self, lines: Callable[[], Sequence[TodayLine]], parent: QWidget | None = None
    ) -> None:
        """`lines` gives today's list as it is known now: numbers are found in it."""
        super().__init__(_("Consultation record"), _("Save"), parent)
        self._lines = lines
        self._line: TodayLine | None = None
        self.number = EnterBox(_("Reception number"))
        self.topics = KeyedChoices(_("Topics: once ○, twice ◎"), Picking.MAIN)
        self.outcomes = KeyedChoices(_("How it ended"))
        outcomes = [o for o in Outcome]
        self.outcomes.offer(
            KeyedChoice(value=o, text=word(o), key=str(n)) for n, o in enumerate(outcomes, 1)
        )
        self.referrals = KeyedChoices(_("Referred to"), Picking.MANY)
        self.paper = QCheckBox(_("From a paper slip"))
        self.questions = (self.number, self.topics, self.outcomes, self.referrals)
        self.number.setMaximumWidth(160)
        self.ask(_("Reception number"), self.number)
        self.ask(_("Topics: once ○, twice ◎"), self.topics)
        self.ask(_("How it ended"), self.outcomes)
        self.ask(_("Referred to"), self.referrals)
        self.column.addWidget(self.paper)
        self.column.addStretch(1)
        self.number.entered.connect(self._number_entered)
        self.number.textChanged.connect(self._look_up)
        self.outcomes.picked_one.connect(lambda: self.go(self.referrals))
        self.done.connect(self._submit)

    def put_choices(self, topics: Sequence[Choice], referrals: Sequence[Choice]) -> None:
        """The lists of this 台帳, retired entries left out."""
        self.topics.offer(KeyedChoice(value=c.code, text=c.name, key=c.key) for c in topics)
        self.referrals.offer(KeyedChoice(value=c.code, text=c.name, key=c.key) for c in referrals)

    def begin_with(self, number: str) -> None:
        """Begin with somebody's 受付番号, where none is typed yet."""
        if number and not self.number.text():
            self.number.setText(number)

    def saved(self, record: Record) -> None:
        """It is stored: on to the next one."""
        self.clear()
        self.say(_("Saved: {number} {name}").format(number=record.number, name=record.called), "ok")
        self.take_keyboard()

    def clear(self) -> None:
        """Empty it; whether it comes from paper stays as it was."""
        self.number.clear()
        for row in (self.topics, self.outcomes, self.referrals):
            row.pick()
        self.say("")

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed or picked."""
        rows = (self.topics, self.outcomes, self.referrals)
        return not (self.number.text() or any(row.picked for row in rows))

    def _look_up(self, text: str) -> None:
        number = folded(text).upper().strip()
        self._line = next(
            (
                line
                for line in self._lines()
                if number and line.number == number and line.party is Party.PARTICIPANT
            ),
            None,
        )
        line = self._line
        self.say("" if line is None else f"{line.number} {called(line) or _('Nameless')}", "info")

    def _number_entered(self) -> None:
        self._look_up(self.number.text())
        if self._line is None:
            self._nobody()
        else:
            self.next_question()

    def _nobody(self) -> None:
        number = self.number.text().strip()
        if number:
            text = _("Nobody has reception number {number} today.").format(number=number)
        else:
            text = _("Key a reception number first.")
        self.say(text, "refused")
        self.number.selectAll()
        self.go(self.number)

    def _submit(self) -> None:
        self._look_up(self.number.text())
        line = self._line
        if line is None:
            self._nobody()
            return
        topics = self.topics.picked
        main = self.topics.main or (topics[0] if len(topics) == 1 else "")
        self.submitted.emit(
            Record(
                number=line.number,
                called=called(line) or _("Nameless"),
                session_id=line.session_id,
                participant_id=line.person_id,
                topics=tuple(topics),
                main_topic=main,
                outcome=next(iter(self.outcomes.picked), Outcome.NOT_RECORDED),
                referrals=tuple(self.referrals.picked),
                paper=self.paper.isChecked(),
            )
        )
