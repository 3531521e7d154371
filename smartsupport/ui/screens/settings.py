"""設定: what the host decided once, the lists people choose from, and this computer."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.domain.workspace import Workspace
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import records
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.settings import LONGEST_LOCK, Settings
from smartsupport.ui.background import Lane
from smartsupport.ui.exchanging import Exchanging
from smartsupport.ui.form import Form
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.language import NAMES
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.settings_about import AboutPage
from smartsupport.ui.screens.settings_accounts import AccountsPage
from smartsupport.ui.screens.settings_backups import BackupPage
from smartsupport.ui.screens.settings_handover import HandoverPage
from smartsupport.ui.screens.settings_journal import JournalPage
from smartsupport.ui.screens.settings_leave import LeavePage
from smartsupport.ui.screens.settings_lists import entry_list, kind_list
from smartsupport.ui.screens.settings_retention import RetentionPage
from smartsupport.ui.screens.settings_sharing import SharingPage
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.page_list import Page, PageList
from smartsupport.ui.window import THEMES

_HOST = (
    Field(name="name", label=N_("Name of the register"), required=True),
    Field(name="organiser", label=N_("Organiser"), help=N_("Printed at the top of every page.")),
    Field(
        name="addressee",
        label=N_("Addressee of reports"),
        example=N_("Head of the Seniors Division"),
    ),
    Field(name="courtesy", label=N_("Requests to participants"), kind=FieldKind.NOTES),
    Field(
        name="monthly_warning",
        label=N_("Warn from this many sessions a month"),
        kind=FieldKind.NUMBER,
    ),
    Field(
        name="reach_minutes",
        label=N_("Warn beyond this travel time (minutes)"),
        kind=FieldKind.NUMBER,
    ),
)


class SettingsScreen(QWidget):
    """The register, its lists and journal, this computer (applied at once), and the program."""

    def __init__(
        self,
        office: Office,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        exchanging: Exchanging,
        around: Around,
    ) -> None:
        super().__init__()
        pages = _pages(office, settings, change, exchanging, around)
        self._pages = PageList(pages, name=_("Settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self._pages)
        self.setFocusProxy(self._pages)

    def show_record(self, record: object) -> None:
        """Open the page of this code."""
        self._pages.show_page(str(record))

    def unsaved(self) -> bool:
        """Whether something typed about the register is not saved."""
        hosts = [page for page in self._pages.made() if isinstance(page, HostPage)]
        return any(bool(page.form.unsaved) for page in hosts)


def _pages(
    office: Office,
    settings: Callable[[], Settings],
    change: Callable[[Settings], None],
    exchanging: Exchanging,
    around: Around,
) -> tuple[Page, ...]:
    """What is decided once first, what is looked after next, this computer last."""
    computer = partial(ComputerPage, settings, change, around)
    sharing = partial(SharingPage, office, settings, change, exchanging, around)
    backups = partial(BackupPage, office, settings, change, around, exchanging.hold)
    leave = partial(LeavePage, office, settings, around)
    about = partial(AboutPage, office.places.base, around)
    topics = partial(entry_list, office, around, TOPICS)
    referrals = partial(entry_list, office, around, REFERRALS)
    return (
        Page(code="register", title=N_("Register"), make=partial(HostPage, office, around)),
        Page(
            code="people",
            title=N_("Coordinators and receptionists"),
            make=partial(AccountsPage, office, around),
        ),
        Page(code="kinds", title=N_("Kinds of session"), make=partial(kind_list, office, around)),
        Page(code="topics", title=N_("Topics"), make=topics),
        Page(code="referrals", title=N_("Referrals"), make=referrals),
        Page(code="keeping", title=N_("Keeping"), make=partial(RetentionPage, office, around)),
        Page(code="journal", title=N_("Journal"), make=partial(JournalPage, office, around)),
        Page(code="sharing", title=N_("Sharing"), make=sharing),
        Page(code="backups", title=N_("Backups"), make=backups),
        Page(code="handover", title=N_("Handover"), make=partial(HandoverPage, office, around)),
        Page(code="computer", title=N_("This computer"), make=computer),
        Page(code="leave", title=N_("Remove from this computer"), make=leave),
        Page(code="about", title=N_("About this program"), make=about),
    )


class HostPage(QWidget):
    """団体名, 宛先, お願い and where warnings begin."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._before: Workspace | None = None
        today = around.clock().astimezone(TOKYO).date()
        self.form = Form(_HOST, name=_("Register"), today=today)
        self._save = BigButton(_("Save"), "Ctrl+S", icon="check", primary=True)
        self._save.setShortcut("Ctrl+S")
        self._save.clicked.connect(self.save)
        self.form.submitted.connect(self.save)
        below = QHBoxLayout()
        below.addWidget(self._save)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.form, 1)
        layout.addLayout(below)
        around.live.watch(self, (Workspace,), lambda _changes: self.load())

    def load(self) -> None:
        """Read the record; what is being typed is not disturbed."""
        self._around.background.run(Lane.READ, self._office.workspace, self._show, key="workspace")

    def _show(self, workspace: Workspace) -> None:
        if self.form.unsaved:
            return
        self._before = workspace
        self.form.fill({field.name: getattr(workspace, field.name) for field in _HOST})

    def save(self) -> None:
        """Store what was changed."""
        if self._before is None or not self.form.check():
            return
        values = {k: v for k, v in self.form.unsaved.items() if v is not None}
        self._around.background.run(
            Lane.WRITE,
            partial(records.change, self._office, self._before, **values),
            self._saved,
            self._refused,
        )

    def _saved(self, workspace: Workspace) -> None:
        self.form.saved()
        self._before = workspace
        self._around.say(_("Saved."), "ok")

    def _refused(self, error: Known) -> None:
        if not self.form.refused(error, sentence(error)):
            self._around.say(sentence(error), "attention")


class ComputerPage(QWidget):
    """Language, size of type, colours and sounds of this computer; applied at once."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        around: Around,
    ) -> None:
        super().__init__()
        self._settings, self._change = settings, change
        today = around.clock().astimezone(TOKYO).date()
        fields = (
            Field(
                name="language",
                label=N_("Language"),
                kind=FieldKind.CHOICE,
                choices=tuple(NAMES.items()),
                required=True,
            ),
            Field(
                name="theme",
                label=N_("Colours"),
                kind=FieldKind.CHOICE,
                choices=tuple((code, _(text)) for code, text in THEMES),
                required=True,
            ),
            Field(name="large_type", label=N_("Large type"), kind=FieldKind.CHECK),
            Field(name="sounds", label=N_("Sounds at the desk"), kind=FieldKind.CHECK),
            Field(
                name="lock_minutes",
                label=N_("Lock after this many minutes untouched"),
                help=N_("A register with passwords only, and not while the desk is open."),
                kind=FieldKind.NUMBER,
            ),
        )
        self._names = [field.name for field in fields]
        self.form = Form(fields, name=_("This computer"), today=today)
        self._show()
        self.form.changed.connect(self._apply)
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)

    def showEvent(self, event: QShowEvent) -> None:
        """The desk and the menu change some of these too."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        settings = self._settings()
        self.form.fill({name: getattr(settings, name) for name in self._names})

    def _apply(self) -> None:
        values = {k: v for k, v in self.form.values().items() if v is not None}
        minutes = values.get("lock_minutes") or self._settings().lock_minutes
        values["lock_minutes"] = min(max(minutes, 1), LONGEST_LOCK)
        wanted = msgspec.structs.replace(self._settings(), **values)
        if wanted != self._settings():
            self._change(wanted)
