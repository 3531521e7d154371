"""One widget a screen, and the list of them."""

from collections.abc import Callable
from functools import partial

from smartsupport.i18n import N_
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui.screen import Screen
from smartsupport.ui.screens.register import RegisterScreen
from smartsupport.ui.screens.reports import ReportsScreen
from smartsupport.ui.screens.settings import SettingsScreen


def all_screens(
    office: Office, settings: Callable[[], Settings], change: Callable[[Settings], None]
) -> list[Screen]:
    """Every screen of the window, in the order of its navigation."""
    return [
        Screen(
            code="register",
            title=N_("Directory"),
            icon="people",
            make=partial(RegisterScreen, office),
        ),
        Screen(
            code="reports", title=N_("Reports"), icon="report", make=partial(ReportsScreen, office)
        ),
        Screen(
            code="settings",
            title=N_("Settings"),
            icon="settings",
            make=partial(SettingsScreen, office, settings, change),
        ),
    ]
