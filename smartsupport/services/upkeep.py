"""Looking after a workspace: is it whole?"""

from smartsupport.services.office import Office
from smartsupport.storage.check import quick_check, replay_differences


def look_over(office: Office) -> list[str]:
    """What is wrong with the file, or with the log against the tables; empty when all is well."""
    return quick_check(office.store) + replay_differences(office.store)
