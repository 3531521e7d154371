"""要対応 on the first screen: how many of each kind, and one tap further the lines themselves."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.tasks import TaskKind
from smartsupport.domain.words import word
from smartsupport.formats import clock, short_day
from smartsupport.i18n import _, language
from smartsupport.messages.history import column_label
from smartsupport.services.tasks import OpenTask
from smartsupport.ui import icons, theme

Go = Callable[[str, object], None]

_WHOLE = {
    TaskKind.REMOVED_EACH_OTHER: ("settings", "people"),
    TaskKind.NO_RECOVERY_SHEET: ("settings", "people"),
    TaskKind.RECOVERY_SHEET_UNREAD: ("settings", "people"),
    TaskKind.SHARING_DIVERGED: ("settings", "sharing"),
    TaskKind.VERSION_OLD: ("settings", "sharing"),
    TaskKind.SHARING_LATE: ("settings", "sharing"),
    TaskKind.BACKUP_OLD: ("settings", "backups"),
}
"""What concerns the register as a whole, and the screen that settles it."""


_PEOPLE = {"supporter": Supporter, "participant": Participant}


class TaskList(QWidget):
    """Kinds with their counts, the most pressing first; each unfolds to what it is about."""

    def __init__(self, tasks: Sequence[OpenTask], unfolded: set[TaskKind], go: Go) -> None:
        """`unfolded` is kept from one list to the next; `go` shows a screen and in it a record."""
        super().__init__()
        self._unfolded = unfolded
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        title = QLabel(_("Tasks: {n}").format(n=len(tasks)))
        theme.dress(title, kind="heading")
        column.addWidget(title)
        order = list(TaskKind)
        ordered = sorted(tasks, key=lambda task: order.index(task.kind))
        for kind, of_kind in groupby(ordered, key=lambda task: task.kind):
            if kind in _WHOLE:
                column.addWidget(_whole(kind, go))
                continue
            lines = _Lines(list(of_kind), go)
            lines.setVisible(kind in unfolded)
            column.addWidget(self._head(kind, lines))
            column.addWidget(lines)

    def _head(self, kind: TaskKind, lines: "_Lines") -> QPushButton:
        button = QPushButton(f"{word(kind)}　{lines.number}")
        button.setIconSize(icons.size())
        theme.dress(button, kind="fold")

        def show() -> None:
            shown = not lines.isHidden()
            button.setIcon(icons.icon("chevron-up" if shown else "chevron-down", "action"))
            button.setAccessibleDescription(_("open") if shown else _("folded"))

        def fold() -> None:
            lines.setVisible(lines.isHidden())
            self._unfolded ^= {kind}
            show()

        show()
        button.clicked.connect(lambda _checked=False: fold())
        return button


def _whole(kind: TaskKind, go: Go) -> QPushButton:
    """A task that there is once: its own line, in red, and a tap leads to what settles it."""
    button = QPushButton(word(kind).replace("&", "&&"))
    button.setIcon(icons.icon("exclamation", "refused"))
    button.setIconSize(icons.size())
    theme.dress(button, kind="alarm")
    button.clicked.connect(lambda _checked=False: go(*_WHOLE[kind]))
    return button


class _Lines(QWidget):
    def __init__(self, tasks: Sequence[OpenTask], go: Go) -> None:
        super().__init__()
        self.number = len(tasks)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 0, 0, 8)
        column.setSpacing(2)
        for task in tasks:
            code, record = _where(task)
            button = QPushButton(task_text(task).replace("&", "&&"))
            theme.dress(button, kind="fold")
            button.clicked.connect(
                lambda _checked=False, code=code, record=record: go(code, record)
            )
            column.addWidget(button)


def task_text(task: OpenTask) -> str:
    """When, what, where, who, what of them is open, and how many are short."""
    day = short_day(task.day, language()) if task.day else ""
    start = clock(task.start) if task.start else ""
    role = word(task.role) if task.role else ""
    short = _("{n} short").format(n=task.missing) if task.missing else ""
    field = column_label(task.record_kind, task.fields[0]) if task.fields else ""
    who = task.person or (_("Nameless") if task.fields else "")
    parts = (f"{day} {start}".strip(), task.session, task.venue, who, role, field, short)
    return "　".join(part for part in parts if part)


def _where(task: OpenTask) -> tuple[str, object]:
    """The screen that settles a task."""
    if task.kind is TaskKind.TWO_VERSIONS:
        return "versions", (task.record_id, task.fields)
    if task.kind is TaskKind.LIKELY_SAME:
        return "same_person", task.record_id
    if task.kind is TaskKind.HALF_ERASED:
        return "register", _PEOPLE[task.record_kind](id=task.person_id)
    if task.session_id is not None:
        return "calendar", task.session_id
    return "register", "venues" if task.kind is TaskKind.VENUE_TO_COMPLETE else "supporters"
