"""A step of something that is done in order: its number and title, what it does, its buttons."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from smartsupport.ui import theme
from smartsupport.ui.screens.session_sides import WrappingRow, say_lines
from smartsupport.ui.widgets.big_button import BigButton

_NUMBERS = "①②③④⑤"


class StepCard(QFrame):
    """`more` stands between the words and the buttons."""

    def __init__(
        self,
        title: str,
        text: str,
        buttons: Sequence[BigButton] = (),
        more: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        theme.dress(self, kind="card")
        self.heading, said = QLabel(title), QLabel()
        theme.dress(self.heading, kind="strong")
        say_lines(said, text)
        said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        for part in (self.heading, said, *more):
            column.addWidget(part)
        if buttons:
            row = WrappingRow()
            for button in buttons:
                button.setAccessibleDescription(title)
                row.flow.addWidget(button)
            column.addWidget(row)


def step_button(text: str, icon: str, run: Callable[[], None]) -> BigButton:
    """A button of a step."""
    button = BigButton(text, icon=icon)
    button.clicked.connect(lambda _checked=False: run())
    return button


def numbered(steps: Iterable[StepCard]) -> Iterator[StepCard]:
    """The steps, each with its number before its title."""
    for number, step in zip(_NUMBERS, steps, strict=False):
        step.heading.setText(f"{number} {step.heading.text()}")
        yield step
