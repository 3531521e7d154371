"""名簿: サポーター, 参加者 and 会場, each on a tab; cards and imports begin here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartsupport.i18n import N_, _
from smartsupport.services import disclosure, journal
from smartsupport.services.office import Office
from smartsupport.sheets.reading import Source
from smartsupport.ui import icons, theme
from smartsupport.ui.actions import Action
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.import_choice import choose_list, copied_list
from smartsupport.ui.screens.import_page import ImportPage, ListSource
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.people import PARTICIPANTS, SUPPORTERS
from smartsupport.ui.screens.people_cards import CardsDialog
from smartsupport.ui.screens.people_erase import EraseDialog
from smartsupport.ui.screens.register_page import RegisterPage
from smartsupport.ui.screens.venues import VENUES
from smartsupport.ui.widgets.big_button import BigButton

REGISTERS = (SUPPORTERS, PARTICIPANTS, VENUES)

ACTIONS = (
    Action(code="new", text=N_("New entry"), shortcut="Ctrl+N", icon="plus", where="register"),
    Action(code="find", text=N_("Search this list"), shortcut="Ctrl+F", where="register"),
    Action(
        code="cards", text=N_("Print cards"), shortcut="Ctrl+P", icon="printer", where="register"
    ),
    Action(code="reissue", text=N_("New card for a lost one"), icon="card", where="register"),
    Action(code="blank_cards", text=N_("Print cards nobody has yet"), where="register"),
    Action(code="disclose", text=N_("Print what is held of this person"), where="register"),
    Action(code="erase", text=N_("Erase this person's record…"), icon="bin", where="register"),
    Action(
        code="import_file",
        text=N_("Read a list from a file"),
        shortcut="Ctrl+O",
        icon="folder",
        where="register",
    ),
    Action(
        code="import_paste",
        text=N_("Paste a copied list"),
        shortcut="Ctrl+Shift+V",
        where="register",
    ),
)
LEAST, MARGIN = 640, 16


class RegisterScreen(QWidget):
    """The three lists, and the page that an import takes in their place."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._made: dict[int, RegisterPage] = {}
        self._loaded = False
        self.importing = ImportPage(office, around)
        self.tabs = QTabBar()
        self._bound = around.commands.bind(self, ACTIONS, self._run())
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn_to)
        self.importing.finished.connect(self._back)
        self.setAcceptDrops(True)
        self.setMinimumWidth(LEAST)  # else the layout's own, which has every button beside the tabs
        self._turn_to(0)

    # What the window asks

    def load(self) -> None:
        """Ask for the list in sight; the others ask when they are turned to."""
        self._loaded = True
        self.page.load()

    def show_record(self, record: object) -> None:
        """Show a supporter, participant or venue, a list by its code, or what a file brings."""
        if isinstance(record, ListSource):
            self.show_record(record.kind)
            self._read(record.source, record.name)
            return
        for place, register in enumerate(REGISTERS):
            if record == register.code:
                self.tabs.setCurrentIndex(place)
            elif isinstance(record, register.kind):
                self.tabs.setCurrentIndex(place)
                self.page.show_record(record.id)  # type: ignore[attr-defined]

    def unsaved(self) -> bool:
        """Whether something is typed and not saved."""
        return any(page.unsaved() for page in self._made.values())

    @property
    def page(self) -> RegisterPage:
        """The tab in sight."""
        return self._page_at(self.tabs.currentIndex())

    # Cards

    def print_cards(self) -> None:
        """The cards of everybody who is selected."""
        if ids := self._marked():
            dialog = CardsDialog(self._office, self._around, self)
            dialog.open()
            dialog.for_people(ids)

    def reissue(self) -> None:
        """A new card in place of a lost one; says first what becomes of the old."""
        id = self._one()
        if id is None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("Make a new card? The cards this person has will no longer be valid."))
        make = box.addButton(_("Make a new card"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(_("Go back"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        make.clicked.connect(lambda: self._make_again(id))
        box.open()

    def print_blank(self) -> None:
        """Cards to hand to whoever comes."""
        dialog = CardsDialog(self._office, self._around, self)
        dialog.open()
        dialog.blank()

    def _make_again(self, person_id: UUID) -> None:
        dialog = CardsDialog(self._office, self._around, self)
        dialog.open()
        dialog.again_for(person_id)

    def _one(self) -> UUID | None:
        ids = self._marked()
        if len(ids) > 1:
            self._around.say(_("Please choose one person."), "attention")
        return ids[0] if len(ids) == 1 else None

    def _marked(self) -> list[UUID]:
        ids = self.page.marked()
        if not ids:
            self._around.say(_("Please choose somebody in the list first."), "attention")
        return ids

    # One person's record

    def disclose(self) -> None:
        """What is held of one person, to print or save for them."""
        if id := self._one():
            PaperDialog(
                self._office,
                self._around,
                self,
                _("What is held of one person"),
                partial(disclosure.of_person, self._office, id),
                partial(journal.note, self._office, document="disclosure"),
            ).open()

    def erase(self) -> None:
        """Erase one person, after what is lost was named."""
        if id := self._one():
            dialog = EraseDialog(self._office, self._around, self, id)
            dialog.erased.connect(lambda: self._erased(id))
            dialog.open()

    def _erased(self, id: UUID) -> None:
        self.page.pane.forget([id])
        self._around.say(_("The record was erased."), "ok")

    # Reading a list

    def choose_file(self) -> None:
        """Let the person choose a file, then show what it would bring."""
        choose_list(self, self.read_file)

    def read_file(self, path: Path) -> None:
        """Show what a file would bring to the list in sight."""
        self._read(path, path.name)

    def paste(self) -> None:
        """Show what the copied cells would bring."""
        if text := copied_list(self._around):
            self._read(text, _("what was copied"))

    def _read(self, source: Source, name: str) -> None:
        self._whole.setCurrentWidget(self.importing)
        self.importing.read(self.page.register.code, source, name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the list."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.read_file(Path(files[0]))

    def _back(self) -> None:
        self._whole.setCurrentIndex(0)
        self.page.search.setFocus()

    # Laying out

    def _run(self) -> dict[str, Callable[[], object]]:
        return {
            "new": lambda: self.page.begin(),
            "find": lambda: self.page.search.setFocus(),
            "cards": self.print_cards,
            "reissue": self.reissue,
            "blank_cards": self.print_blank,
            "disclose": self.disclose,
            "erase": self.erase,
            "import_file": self.choose_file,
            "import_paste": self.paste,
        }

    def _turn_to(self, place: int) -> None:
        page = self._page_at(place)
        self._lists.setCurrentWidget(page)
        self.setFocusProxy(page.search)
        for code in ("cards", "reissue", "blank_cards", "disclose", "erase"):
            self._bound[code].setVisible(page.register.cards)
            self._bound[code].setEnabled(page.register.cards)
        self._fit()

    def _page_at(self, place: int) -> RegisterPage:
        if place not in self._made:
            page = RegisterPage(self._office, self._around, REGISTERS[place])
            self._made[place] = page
            self._lists.addWidget(page)
            if self._loaded:
                page.load()
        return self._made[place]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the tabs have no icons and cards are printed from the menu."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for icons_shown, cards_shown in ((True, True), (False, True), (False, False)):
            self._cards.setVisible(cards_shown and self.page.register.cards)
            for place, register in enumerate(REGISTERS):
                self.tabs.setTabIcon(place, icons.icon(register.icon if icons_shown else ""))
            if self._above.sizeHint().width() <= self.width() - 2 * MARGIN:
                return

    def _lay_out(self) -> None:
        self._lists = QStackedWidget()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        theme.dress(self.tabs, kind="many")
        self.tabs.setIconSize(icons.size())
        for register in REGISTERS:
            self.tabs.addTab(_(register.title))
        self._cards = BigButton.of(self._bound["cards"], "printer")
        self._above = row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(BigButton.of(self._bound["new"], "plus"))
        row.addWidget(self._cards)
        row.addWidget(self._more())
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        column.addLayout(row)
        column.addWidget(self._lists, 1)
        self._whole = QStackedWidget(self)
        self._whole.addWidget(lists)
        self._whole.addWidget(self.importing)
        all_of_it = QVBoxLayout(self)
        all_of_it.setContentsMargins(0, 0, 0, 0)
        all_of_it.addWidget(self._whole)

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon("chevron-down", "action"))
        button.setIconSize(icons.size())
        button.setAccessibleName(_("More to do with this list"))
        button.setToolTip(_("More to do with this list"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for action in ACTIONS[2:]:
            menu.addAction(self._bound[action.code])
        button.setMenu(menu)
        return button
