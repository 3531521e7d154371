"""Looking after a workspace: is it whole?"""

import logging

from smartsupport.services.office import Office
from smartsupport.storage.check import quick_check, replay_differences

_log = logging.getLogger(__name__)


def look_over(office: Office) -> list[str]:
    """What is wrong with the file, or with the log against the tables; empty when all is well."""
    return quick_check(office.store) + replay_differences(office.store)


def look_at_pages(office: Office) -> bool:
    """Whether every page of the file is whole; the next window need not look again then.

    May take minutes in a large file.
    """
    found = quick_check(office.store)
    if found:
        _log.error("quick_check: %d problems", len(found))
    elif office.occupancy is not None:
        office.occupancy.clean = True
    return not found
