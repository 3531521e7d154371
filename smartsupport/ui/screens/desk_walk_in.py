"""当日受付: somebody new, in four keystrokes besides the name; nothing of it is required."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from smartsupport.codes.token import grouped
from smartsupport.domain.desk import Answer
from smartsupport.domain.kana import katakana
from smartsupport.domain.participant import (
    ASKED_AGE_BANDS,
    AgeBand,
    Participant,
    PhoneType,
)
from smartsupport.domain.session import Session
from smartsupport.domain.words import word
from smartsupport.formats import clock
from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.screens.desk_form import DeskForm, EnterBox
from smartsupport.ui.screens.desk_keys import KeyedChoice, KeyedChoices
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.flow import FlowLayout

_SESSION_KEYS = "ABCDEFGH"


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """What the form says; `card` is the step of a new card that goes to this person."""

    name: str
    kana: str
    age_band: AgeBand
    phone_type: PhoneType
    companions: int
    session_id: UUID
    card: Answer | None = None

    def participant(self, id: UUID) -> Participant:
        """The person to register."""
        return Participant(
            id=id,
            name=self.name,
            kana=self.kana,
            age_band=self.age_band,
            phone_type=self.phone_type,
        )


class WalkInForm(DeskForm):
    """Tells `submitted` with a `WalkIn`; what was typed stays until `clear`."""

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Walk-in"), _("Check in"), parent)
        self._kana = ""
        self._companions = 0
        self._card: Answer | None = None
        self.box = EnterBox(_("Reading (may be left empty)"))
        self.ages = KeyedChoices(_("Age"))
        self.ages.offer(_numbered([(band, word(band)) for band in ASKED_AGE_BANDS]))
        self.phones = KeyedChoices(_("Kind of phone"))
        self.phones.offer(_numbered([(kind, word(kind)) for kind in PhoneType]))
        self.sessions = KeyedChoices(_("Session"))
        self._session_row = QWidget()
        self._companion_row, self._companion_count = QWidget(), QLabel()
        self.give = QCheckBox()
        self.questions = (self.box, self.ages, self.phones)
        self._lay_out()
        self.box.entered.connect(self.next_question)
        self.box.reading_came.connect(self._reading_came)
        self.box.textEdited.connect(self._edited)
        self.ages.picked_one.connect(lambda: self.go(self.phones))
        self.phones.picked_one.connect(lambda: self.go(self.done_button))
        self.done.connect(self._submit)
        self.clear()

    def put_sessions(self, sessions: Sequence[Session]) -> None:
        """Today's open sessions here, the nearest first; the first is picked."""
        picked = self.sessions.picked
        self.sessions.offer(
            KeyedChoice(value=s.id, text=f"{clock(s.start)} {s.title}", key=key)
            for s, key in zip(sessions, _SESSION_KEYS, strict=False)
        )
        ids = [s.id for s in sessions]
        still = [id for id in picked if id in ids and not self.untouched]
        self.sessions.pick(still or ids[:1])
        self._session_label.setVisible(len(ids) > 1)
        self.sessions.setVisible(len(ids) > 1)

    def offer_card(self, answer: Answer | None) -> None:
        """A new card was scanned: it goes to this person unless the tick is taken away."""
        self._card = answer
        self.give.setVisible(answer is not None)
        if answer is not None:
            end = grouped(answer.code)[-1] if answer.code else ""
            self.give.setText(_("Give them the new card … {end}").format(end=end))
            self.give.setAccessibleName(self.give.text())
            self.give.setChecked(True)

    def begin_with(self, text: str) -> None:
        """Take over what was searched for in vain, where nothing is typed yet."""
        if text and not self.box.text():
            self.box.setText(text)

    def take_keyboard(self) -> None:
        """Go on where the typing stopped: nothing is selected, so no key can wipe it out."""
        super().take_keyboard()
        self.box.end(False)

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed or picked."""
        return not (self.box.text() or self.ages.picked or self.phones.picked or self._companions)

    def clear(self) -> None:
        """Empty it for the next person."""
        self._kana = ""
        self.box.clear()
        self.ages.pick()
        self.phones.pick()
        self._count(-self._companions)
        self.offer_card(None)
        self.say("")

    def other_key(self, text: str) -> bool:
        """+ and - count companions; a letter picks a session."""
        sign = unicodedata.normalize("NFKC", text)
        if sign in ("+", "-") and sign:
            self._count(1 if sign == "+" else -1)
            return True
        return self.sessions.isVisible() and bool(text) and self.sessions.press(text)

    def _lay_out(self) -> None:
        self.ask(_("Reading (may be left empty)"), self.box)
        self.ask(_("Age"), self.ages)
        self.ask(_("Kind of phone"), self.phones)
        row = FlowLayout(self._companion_row)
        more, fewer = BigButton(_("Add one"), "+"), BigButton(_("Fewer"), "-")
        more.setAccessibleName(_("One more companion"))
        fewer.setAccessibleName(_("One companion fewer"))
        more.clicked.connect(lambda: self._count(1))
        fewer.clicked.connect(lambda: self._count(-1))
        theme.dress(self._companion_count, kind="strong")
        row.addWidget(self._companion_count)
        row.addWidget(more)
        row.addWidget(fewer)
        self.column.addWidget(self._companion_row)
        self._session_label = QLabel(_("Session"))
        self._session_label.setBuddy(self.sessions)
        theme.dress(self._session_label, kind="strong")
        self.column.addWidget(self._session_label)
        self.column.addWidget(self.sessions)
        self.foot.addWidget(self.give)  # in sight, and what is being typed into stays in place
        self.column.addStretch(1)

    def _reading_came(self, reading: str) -> None:
        self._kana += reading

    def _edited(self, text: str) -> None:
        if not text:
            self._kana = ""

    def _count(self, step: int) -> None:
        self._companions = max(0, self._companions + step)
        self._companion_count.setText(_("Companions {n}").format(n=self._companions))

    def _submit(self) -> None:
        if not self.sessions.picked:
            self.say(_("There is no open session here today."), "refused")
            return
        typed = self.box.text().strip()
        reading = katakana(typed)
        only_kana = _is_reading(reading)
        self.submitted.emit(
            WalkIn(
                name="" if only_kana else typed,
                kana=reading if only_kana else self._kana,
                age_band=next(iter(self.ages.picked), AgeBand.UNKNOWN),
                phone_type=next(iter(self.phones.picked), PhoneType.UNKNOWN),
                companions=self._companions,
                session_id=self.sessions.picked[0],
                card=self._card if self.give.isChecked() else None,
            )
        )


def _is_reading(text: str) -> bool:
    return all("ァ" <= c <= "ヺ" or c in "ー・ 　" for c in text)


def _numbered(choices: Sequence[tuple[object, str]]) -> list[KeyedChoice]:
    return [
        KeyedChoice(value=value, text=text, key=str(n))
        for n, (value, text) in enumerate(choices, 1)
    ]
