"""The first start: no 台帳 lies here yet. A door leads to each way of getting one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartsupport.i18n import N_, _
from smartsupport.paths import Places
from smartsupport.services.office import Office, is_there, open_office
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.from_backup import FromBackup
from smartsupport.ui.doors.join import Join
from smartsupport.ui.doors.new_register import NewRegister
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.way import Way
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.card import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One way to a 台帳. Texts are msgids (`N_`); `go` begins it."""

    title: str
    line: str
    button: str
    icon: str
    go: Callable[["FirstStart"], None]


class FirstStart(QObject):
    """The page of doors, and what stands behind each."""

    def __init__(self, way: Way, parent: QObject) -> None:
        super().__init__(parent)
        self.way = way
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)  # four doors and no scrolling
        self.buttons: list[BigButton] = []
        for door in DOORS:
            button = BigButton(_(door.button), primary=True)
            button.clicked.connect(lambda _checked=False, door=door: door.go(self))
            self.buttons.append(button)
            card = Card(_(door.title), lines=[_(door.line)], buttons=[button], icon=door.icon)
            column.addWidget(card)
        body.setFocusProxy(self.buttons[0])
        self.page = DoorPage(_("How would you like to begin?"), body=body, back=False)

    def begin(self) -> None:
        """Show the doors."""
        self.way.show(self.page, first=True)

    def practise(self) -> None:
        """Open the practice 台帳; the first time it is filled with invented people."""
        self.page.wait(_("Opening the practice register…"))
        self.way.background.run(
            Lane.HEAVY,
            partial(practice_office, self.way.practice),
            self.way.enter,
            self.way.fail,
            owner=self,
        )

    def restore(self) -> None:
        """Bring a 台帳 back from a backup."""
        self.backup = FromBackup(self.way, self.page, self)
        self.backup.left.connect(self.begin)
        self.backup.begin()

    def join(self) -> None:
        """Become one more computer of a 台帳 that others keep."""
        self.joining = Join(self.way, self.page, self)
        self.joining.left.connect(self.begin)
        self.joining.begin()

    def start(self) -> None:
        """Make a new 台帳."""
        new = NewRegister(self.way, self)
        new.left.connect(self.begin)
        new.begin()


def practice_office(places: Places) -> Office:
    """The practice 台帳, made with invented people where there is none."""
    if not is_there(places):
        from smartsupport.services.demo import make_demo

        make_demo(places).close()
    return open_office(places, alone=True)


DOORS = (
    Door(
        title=N_("Try it out"),
        line=N_(
            "Opens a practice register with invented people. "
            "Whatever you do there, no real record is touched."
        ),
        button=N_("Open the practice register"),
        icon="play",
        go=FirstStart.practise,
    ),
    Door(
        title=N_("Start for real"),
        line=N_(
            "Makes the register of your organisation: its name, your name, a password, "
            "and then your first reception list."
        ),
        button=N_("Make a new register"),
        icon="plus",
        go=FirstStart.start,
    ),
    Door(
        title=N_("Join the register of other computers"),
        line=N_(
            "Keeps the register that other computers of your organisation share through a folder, "
            "together with them."
        ),
        button=N_("Choose its folder…"),
        icon="folder",
        go=FirstStart.join,
    ),
    Door(
        title=N_("Restore from a backup"),
        line=N_(
            "Brings back a register that was on another computer, "
            "with its password or the recovery sheet."
        ),
        button=N_("Choose the backup…"),
        icon="undo",
        go=FirstStart.restore,
    ),
)
