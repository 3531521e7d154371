"""受付カード before they are printed: for chosen people, anew for one, or nobody's yet."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import cards, documents, journal
from smartsupport.services.cards import Issued
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.screen import Around
from smartsupport.ui.typed import read_number
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.pdf_preview import PdfPreview

ON_A_SHEET = 10


class CardsDialog(QDialog):
    """Gives the cards out, then shows them as they will be printed."""

    def __init__(self, office: Office, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._office, self._around = office, around
        self._issued: Sequence[Issued] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Reception cards"))
        self.resize(parent.window().size() * 0.9)
        self._banner = Banner()
        self._what = QLabel()
        self._number = QLineEdit(str(ON_A_SHEET))
        self._used = QComboBox()
        self.preview = PdfPreview(around.background)
        self._lay_out()
        self._used.currentIndexChanged.connect(lambda _place: self._draw())
        self.preview.failed.connect(self._failed)
        self.preview.saved.connect(
            lambda path: self._banner.say(_("Saved as {name}.").format(name=path.name), "ok")
        )
        self.preview.printed.connect(
            lambda pages: self._banner.say(
                ngettext("{n} page was printed.", "{n} pages were printed.", pages).format(n=pages),
                "ok",
            )
        )

    def for_people(self, ids: Collection[UUID]) -> None:
        """The cards these people have, or new ones."""
        self._give_out(partial(cards.for_people, self._office, list(ids)))

    def again_for(self, person_id: UUID) -> None:
        """A new card for one person; what they had is no longer valid."""
        self._give_out(lambda: [cards.reissue(self._office, person_id)])

    def blank(self) -> None:
        """Ask how many cards without a name are wanted."""
        self._ask_number.show()
        self._number.setFocus()
        self._number.selectAll()

    def make_blank(self) -> None:
        """Make as many as the box says."""
        number = read_number(self._number.text())
        if number is None:
            self._banner.say(_("Please type a whole number."), "refused")
            return
        self._give_out(partial(cards.blank, self._office, number))

    def _give_out(self, work: Callable[[], list[Issued]]) -> None:
        self._make.setEnabled(False)
        self._around.background.run(
            Lane.WRITE, work, self._given, self._failed, priority=Priority.PERSON, owner=self
        )

    def _given(self, issued: list[Issued]) -> None:
        self._issued = issued
        self._ask_number.hide()
        count = len(issued)
        self._what.setText(ngettext("{n} card", "{n} cards", count).format(n=count))
        self._draw()

    def _draw(self) -> None:
        if not self._issued:
            return
        self._around.background.run(
            Lane.HEAVY,
            partial(
                documents.card_sheet, self._office, self._issued, used=self._used.currentIndex()
            ),
            self._show,
            self._failed,
            key=(id(self), "cards"),
            owner=self,
        )

    def _show(self, pdf: bytes) -> None:
        day = self._around.clock().astimezone(TOKYO).date()
        name = "{day}_{title}.pdf".format(day=day, title=_("Reception cards"))
        note = partial(journal.note, self._office, document="cards")
        self.preview.show_document(pdf, self._office.places.documents / name, note)

    def _failed(self, error: Known) -> None:
        self._make.setEnabled(True)
        self._banner.say(sentence(error), "refused")

    def _lay_out(self) -> None:
        self._used.setAccessibleName(_("Places of the first sheet already used"))
        for number in range(ON_A_SHEET):
            self._used.addItem(
                ngettext("{n} place", "{n} places", number).format(n=number)
                if number
                else _("A new sheet")
            )
        self._number.setAccessibleName(_("How many cards"))
        self._number.setFixedWidth(100)
        self._number.returnPressed.connect(self.make_blank)
        self._make = BigButton(_("Make the cards"), "Enter", primary=True)
        self._make.setAutoDefault(False)
        self._make.clicked.connect(self.make_blank)
        self._ask_number = QWidget()
        asking = QHBoxLayout(self._ask_number)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(QLabel(_("How many cards")))
        asking.addWidget(self._number)
        asking.addWidget(self._make)
        self._ask_number.hide()
        close = BigButton(_("Close"), "Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self._ask_number)
        row.addWidget(self._what)
        row.addStretch(1)
        row.addWidget(QLabel(_("Used places of the first sheet")))
        row.addWidget(self._used)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self._banner)
        column.addWidget(self.preview, 1)
