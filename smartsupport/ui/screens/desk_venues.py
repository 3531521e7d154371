"""At which of today's venues a desk stands."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.widgets.big_button import BigButton


class Venues(QWidget):
    """Today's venues, a large button each."""

    def __init__(self, venues: dict[UUID, str], choose: Callable[[UUID], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        title = QLabel(_("At which venue is this desk?"))
        theme.dress(title, kind="heading")
        column.addWidget(title)
        for venue_id, name in venues.items():
            button = BigButton(name, icon="venue")
            button.clicked.connect(lambda _checked=False, id=venue_id: choose(id))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
