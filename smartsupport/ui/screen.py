"""What the window knows of a screen, and what a screen is given of the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from smartsupport.clock import Clock
from smartsupport.ui.actions import Commands
from smartsupport.ui.background import Background
from smartsupport.ui.live import Live


class Say(Protocol):
    """Shows a banner over the screen (`Banner.say`)."""

    def __call__(
        self,
        text: str,
        tone: str = "info",
        *,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Text in the reader's language, a tone, and perhaps a label with what to do."""


class Go(Protocol):
    """Shows another screen by its code, and in it `record` if one is named."""

    def __call__(self, code: str, record: object = None) -> None:
        """KeyError when there is no such screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds a screen: all it may know of the window it stands in."""

    background: Background
    live: Live
    commands: Commands
    clock: Clock
    say: Say
    go: Go


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One place in the left navigation. `title` is a msgid (`N_`).

    `make` is called when the screen is first gone to. With `listed=False` it is reached by `go`
    only and has no entry.
    """

    code: str
    title: str
    icon: str
    make: Callable[[Around], QWidget]
    listed: bool = True


@runtime_checkable
class Loads(Protocol):
    """A screen that asks for what it shows, once, after it was made."""

    def load(self) -> None:
        """Ask the read lane; nothing is waited for."""


@runtime_checkable
class ShowsRecord(Protocol):
    """A screen that can be sent to one record."""

    def show_record(self, record: object) -> None:
        """Show this one; called after `load()`."""


@runtime_checkable
class KeepsDraft(Protocol):
    """A screen that may hold what is not saved yet."""

    def unsaved(self) -> bool:
        """Whether closing now would lose something."""
