"""One widget a screen, and the list of them.

A screen's module loads when the screen is first gone to: the window must not wait for what is
not looked at yet.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from smartsupport.domain.account import Account
from smartsupport.domain.errors import Known
from smartsupport.i18n import N_
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui.exchanging import Exchanging
from smartsupport.ui.screen import Around, Screen
from smartsupport.ui.screens.desk_place import DeskPlace


def all_screens(
    office: Office,
    settings: Callable[[], Settings],
    change: Callable[[Settings], None],
    begin: Callable[[DeskPlace, Account], None],
    exchanging: Exchanging,
) -> list[Screen]:
    """Every screen of the window, in the order of its navigation.

    `begin` hands the desk of a place to a volunteer (受付モード).
    """
    return [
        Screen(code="today", title=N_("Today"), icon="today", make=partial(_today, office)),
        Screen(
            code="desk",
            title=N_("Reception"),
            icon="desk",
            make=partial(_desk, office, settings, change),
            listed=False,
        ),
        Screen(
            code="volunteers",
            title=N_("Reception mode"),
            icon="people",
            make=partial(_volunteers, office, begin, None),
            listed=False,
        ),
        Screen(
            code="versions",
            title=N_("Two versions"),
            icon="question",
            make=partial(_versions, office),
            listed=False,
        ),
        Screen(
            code="same_person",
            title=N_("One person or two?"),
            icon="people",
            make=partial(_same_person, office),
            listed=False,
        ),
        Screen(
            code="calendar", title=N_("Schedule"), icon="calendar", make=partial(_calendar, office)
        ),
        Screen(
            code="register", title=N_("Directory"), icon="people", make=partial(_register, office)
        ),
        Screen(code="reports", title=N_("Reports"), icon="report", make=partial(_reports, office)),
        Screen(
            code="settings",
            title=N_("Settings"),
            icon="settings",
            make=partial(_settings, office, settings, change, exchanging),
        ),
    ]


def reception_screens(
    office: Office,
    settings: Callable[[], Settings],
    change: Callable[[Settings], None],
    *,
    begin: Callable[[DeskPlace, Account], None],
    leave: Callable[[str, Callable[[Known], None]], None],
    place: DeskPlace | None,
    asks: bool,
) -> list[Screen]:
    """What there is in 受付モード: the desk, whose name, and the way out.

    `leave` is given a password where the 台帳 `asks` for any, and whom to tell of a refusal.
    """
    return [
        Screen(
            code="desk",
            title=N_("Reception"),
            icon="desk",
            make=partial(_desk, office, settings, change, home="leave", only=place),
            listed=False,
        ),
        Screen(
            code="volunteers",
            title=N_("Change the name"),
            icon="people",
            make=partial(_volunteers, office, begin, place),
            listed=False,
        ),
        Screen(
            code="leave",
            title=N_("End reception mode"),
            icon="lock",
            make=partial(_leave, leave, asks),
            listed=False,
        ),
    ]


def _today(office: Office, around: Around) -> QWidget:
    from smartsupport.ui.screens.today import TodayScreen

    return TodayScreen(office, around)


def _desk(
    office: Office,
    settings: Callable[[], Settings],
    change: Callable[[Settings], None],
    around: Around,
    *,
    home: str = "today",
    only: DeskPlace | None = None,
) -> QWidget:
    from smartsupport.ui.screens.desk import DeskScreen

    return DeskScreen(office, around, settings, change, home=home, only=only)


def _volunteers(
    office: Office,
    begin: Callable[[DeskPlace, Account], None],
    place: DeskPlace | None,
    around: Around,
) -> QWidget:
    from smartsupport.ui.screens.volunteers import VolunteersScreen

    return VolunteersScreen(office, around, begin, place)


def _leave(
    leave: Callable[[str, Callable[[Known], None]], None], asks: bool, around: Around
) -> QWidget:
    from smartsupport.ui.screens.leave_mode import LeaveScreen

    return LeaveScreen(around, leave, asks=asks)


def _versions(office: Office, around: Around) -> QWidget:
    from smartsupport.ui.screens.decide import DecideScreen
    from smartsupport.ui.screens.versions import VERSIONS

    return DecideScreen(office, around, VERSIONS)


def _same_person(office: Office, around: Around) -> QWidget:
    from smartsupport.ui.screens.decide import DecideScreen
    from smartsupport.ui.screens.same_person import SAME_PERSON

    return DecideScreen(office, around, SAME_PERSON)


def _calendar(office: Office, around: Around) -> QWidget:
    from smartsupport.ui.screens.calendar import CalendarScreen

    return CalendarScreen(office, around)


def _register(office: Office, around: Around) -> QWidget:
    from smartsupport.ui.screens.register import RegisterScreen

    return RegisterScreen(office, around)


def _reports(office: Office, around: Around) -> QWidget:
    from smartsupport.ui.screens.reports import ReportsScreen

    return ReportsScreen(office, around)


def _settings(
    office: Office,
    settings: Callable[[], Settings],
    change: Callable[[Settings], None],
    exchanging: Exchanging,
    around: Around,
) -> QWidget:
    from smartsupport.ui.screens.settings import SettingsScreen

    return SettingsScreen(office, settings, change, exchanging, around)
