"""What a window shows, and to whom: another person may be shown other screens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from smartsupport.ui.actions import Action
from smartsupport.ui.palette import Finder
from smartsupport.ui.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The first of `screens` opens first.

    `steps` are commands beside the screens' own. In `reception` mode the steps listed under "mode"
    stand on top beside the name, and nothing leads anywhere else.
    """

    screens: Sequence[Screen]
    finders: Sequence[Finder] = ()
    steps: Mapping[Action, Callable[[], object]] = field(default_factory=dict)
    who: str = ""
    """Who is signed in; "" for nobody."""
    reception: bool = False
