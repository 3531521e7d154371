"""The right zone: today's list, or one page over it - a form, the help, the close of day."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from smartsupport.ui.screens.desk_form import DeskForm
from smartsupport.ui.screens.desk_list import TodayList
from smartsupport.ui.screens.desk_pages import ClosingPage, HelpPage
from smartsupport.ui.screens.desk_record import RecordForm
from smartsupport.ui.screens.desk_walk_in import WalkInForm
from smartsupport.ui.screens.desk_watch import CardCamera

Page = WalkInForm | RecordForm | HelpPage | ClosingPage


class DeskSide(QWidget):
    """What is half typed on a page stays there, whatever else is opened."""

    def __init__(self, camera: CardCamera, parent: QWidget | None = None) -> None:
        """`camera` stands above the pages while it is on."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.list = TodayList()
        self.walk_in = WalkInForm()
        self.record = RecordForm(lambda: self.list.lines)
        self.help, self.closing = HelpPage(), ClosingPage()
        self._pages: tuple[Page, ...] = (self.walk_in, self.record, self.help, self.closing)
        self._stack = QStackedWidget()
        for page in (self.list, *self._pages):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(camera)
        column.addWidget(self._stack, 1)

    @property
    def form(self) -> DeskForm | None:
        """The form that is open."""
        page = self._stack.currentWidget()
        return page if isinstance(page, DeskForm) else None

    @property
    def typing(self) -> bool:
        """Whether the keyboard is where somebody types or reads: it is not taken away."""
        focused = QApplication.focusWidget()
        if focused is None:
            return False
        pages = any(page.isAncestorOf(focused) for page in self._pages)
        return pages or focused is self.list.line

    @property
    def unsaved(self) -> bool:
        """Whether a form holds something half-typed."""
        return not (self.walk_in.untouched and self.record.untouched)

    def open(self, page: Page) -> None:
        """Show a page and give it the keyboard."""
        self._stack.setCurrentWidget(page)
        page.take_keyboard()

    def close_page(self) -> None:
        """Back to the list."""
        self._stack.setCurrentWidget(self.list)

    def to_search(self) -> None:
        """The keyboard goes into the search line."""
        self.close_page()
        self.list.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.line.selectAll()

    def to_list(self) -> None:
        """The keyboard goes into the list."""
        self.close_page()
        self.list.table.take_keyboard()
