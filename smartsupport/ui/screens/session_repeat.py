"""くり返し: how a new session repeats, with every date it comes to and those it passes over."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from smartsupport import formats
from smartsupport.domain.errors import Known
from smartsupport.domain.series import OnHoliday, Repeat, Series
from smartsupport.domain.session import Session
from smartsupport.i18n import N_, _, language, ngettext
from smartsupport.messages import sentence
from smartsupport.services.recurrence import dates_of, japanese_holidays
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.form import Form
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import say_lines

_REPEATS = (
    (None, N_("Only once")),
    (Repeat.WEEKLY, N_("Every week")),
    (Repeat.MONTHLY_WEEKDAY, N_("Monthly on a weekday")),
    (Repeat.MONTHLY_DAY, N_("Monthly on this day")),
)
_HOLIDAYS = (
    (OnHoliday.SKIP, N_("No session")),
    (OnHoliday.HOLD, N_("Held all the same")),
    (OnHoliday.NEXT_DAY, N_("On the next day")),
)
_ORDINALS = (1, 2, 3, 4, -1)
_AHEAD = timedelta(days=84)
Dates = list[tuple[date, str | None]]


class RepeatPanel(QFrame):
    """Asks for the rule and shows its dates as they would be stored."""

    previewed = Signal()
    """The dates below are those of the rule above."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._session: Session | None = None
        self._offered_last: date | None = None
        self._kept: dict[str, Any] = {"on_holiday": OnHoliday.SKIP}
        theme.dress(self, kind="card")
        self._heading = QLabel(_("Repeat"))
        theme.dress(self._heading, kind="heading")
        self.dates, self.passed = QLabel(), QLabel()
        self.dates.setWordWrap(True)
        self.passed.setWordWrap(True)
        theme.dress(self.passed, kind="muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(8)
        self._form = self._make(None)
        self._layout.addWidget(self._heading)
        self._layout.addWidget(self._form, 1)

    @property
    def form(self) -> Form:
        """The form of the rule; another one whenever the way of repeating changes."""
        return self._form

    def show_first(self, session: Session | None) -> None:
        """What is repeated; None while it is not complete."""
        if session is not None and self._kept.get("last") == self._offered_last:
            self._kept["last"] = self._offered_last = session.day + _AHEAD
            if self.repeats:
                self._form.input("last").write(self._offered_last)
        self._session = session
        self._preview()

    def series(self, id: UUID, title: str) -> Series | None:
        """The rule as typed; None for one session alone, or while something is missing."""
        values = self._form.values()
        first = self._session
        if values["repeat"] is None or values["last"] is None or first is None:
            return None
        return Series(
            id=id,
            title=title,
            venue_id=first.venue_id,
            kind_id=first.kind_id,
            repeat=values["repeat"],
            first=first.day,
            last=values["last"],
            start=first.start,
            end=first.end,
            weekdays=values.get("weekdays", ()),
            ordinals=values.get("ordinals", ()),
            on_holiday=values["on_holiday"] or OnHoliday.SKIP,
        )

    @property
    def repeats(self) -> bool:
        """Whether more than one session is wanted."""
        return self._form.values()["repeat"] is not None

    def _make(self, repeat: Repeat | None) -> Form:
        today = self._around.clock().astimezone(formats.TOKYO).date()
        form = Form(_fields(repeat), name=_("Repeat"), today=today)
        form.fill({**self._kept, "repeat": repeat})
        form.changed.connect(self._changed)
        page = form.widget()
        inside = page.layout() if page is not None else None
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(inside.count() - 1, self.dates)
        inside.insertWidget(inside.count() - 1, self.passed)
        return form

    def _changed(self) -> None:
        values = self._form.values()
        asked = {field.name for field in _fields(values["repeat"])}
        self._kept |= {name: value for name, value in values.items() if name != "repeat"}
        if asked != set(values):
            old = self._form
            self._form = self._make(values["repeat"])
            self._layout.replaceWidget(old, self._form)
            old.hide()
            old.deleteLater()
            # On to what there is to say now; the chips of the first field would undo the choice.
            self._form.focus(self._form.fields[min(1, len(asked) - 1)].name)
        self._preview()

    def _preview(self) -> None:
        series = self.series(UUID(int=0), "")
        if series is None:
            say_lines(self.dates, "")
            say_lines(self.passed, "")
            self.previewed.emit()
            return
        self._around.background.run(
            Lane.READ,
            partial(_dates, series),
            self._show,
            self._refused,
            key=(id(self), "dates"),
            owner=self,
        )

    def _show(self, dates: Dates) -> None:
        held = [day for day, skipped in dates if skipped is None]
        counted = ngettext("{n} session:", "{n} sessions:", len(held)).format(n=len(held))
        say_lines(self.dates, f"{counted} {_list(held)}")
        passed = [
            f"{formats.short_day(day, language())} {name}".strip()
            for day, name in dates
            if name is not None
        ]
        said = _("Passed over: {days}").format(days=_(", ").join(passed)) if passed else ""
        say_lines(self.passed, said)
        self.previewed.emit()

    def _refused(self, error: Known) -> None:
        say_lines(self.dates, sentence(error))
        say_lines(self.passed, "")
        self.previewed.emit()


def _dates(series: Series) -> Dates:
    return dates_of(series, japanese_holidays())


def _list(days: list[date]) -> str:
    # A day is not to be broken in two.
    return " ".join(formats.short_day(day, language()) for day in days)


def _fields(repeat: Repeat | None) -> tuple[Field, ...]:
    chosen = Field(
        name="repeat",
        label=N_("How often"),
        kind=FieldKind.CHOICE,
        choices=[(value, _(text)) for value, text in _REPEATS],
        always=True,
    )
    if repeat is None:
        return (chosen,)
    weekdays = Field(
        name="weekdays",
        label=N_("Weekdays"),
        kind=FieldKind.MULTICHOICE,
        help=N_("None picked: the weekday of the first session."),
        choices=[(n, _weekday(n)) for n in range(7)],
    )
    ordinals = Field(
        name="ordinals",
        label=N_("Which of the month"),
        kind=FieldKind.MULTICHOICE,
        help=N_("None picked: as the first session."),
        choices=[(n, _("last") if n < 0 else _("no. {n}").format(n=n)) for n in _ORDINALS],
    )
    rule = {
        Repeat.WEEKLY: (weekdays,),
        Repeat.MONTHLY_WEEKDAY: (ordinals, weekdays),
        Repeat.MONTHLY_DAY: (),
    }
    return (
        chosen,
        *rule[repeat],
        Field(name="last", label=N_("Until"), kind=FieldKind.DATE, required=True),
        Field(
            name="on_holiday",
            label=N_("On a public holiday"),
            kind=FieldKind.CHOICE,
            choices=[(value, _(text)) for value, text in _HOLIDAYS],
            always=True,
        ),
    )


def _weekday(number: int) -> str:
    shown = formats.short_day(date(2024, 1, 1 + number), language())
    return shown[-2] if language() == "ja" else shown.split()[0]
