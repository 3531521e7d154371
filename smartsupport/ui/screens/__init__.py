"""One widget a screen, and the list of them."""

from functools import partial

from smartsupport.i18n import N_
from smartsupport.services.office import Office
from smartsupport.ui.screen import Screen


def all_screens(office: Office) -> list[Screen]:
    """Every screen of the window, in the order of its navigation."""
    from smartsupport.ui.screens.today import TodayScreen

    return [
        Screen(code="today", title=N_("Today"), icon="today", make=partial(TodayScreen, office)),
    ]
