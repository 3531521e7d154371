"""What a screen said to the window, and where it went."""

from collections.abc import Callable
from dataclasses import dataclass, field

from smartsupport.ui.screen import Around


@dataclass
class Corner:
    """Stands in for the window's banner and navigation."""

    texts: list[str] = field(default_factory=list)
    actions: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    gone: list[tuple[str, object]] = field(default_factory=list)

    def say(
        self,
        text: str,
        tone: str = "info",
        *,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Keep what a banner would show."""
        self.texts.append(text)
        if action is not None:
            self.actions.append(action)

    def go(self, code: str, record: object = None) -> None:
        """Keep where the screen went."""
        self.gone.append((code, record))


def corner(around: Around) -> Corner:
    """What the screens of `around` said and where they went."""
    found = around.say.__self__  # type: ignore[attr-defined]
    assert isinstance(found, Corner)
    return found


def said(around: Around) -> list[str]:
    """The banners, oldest first."""
    return corner(around).texts
