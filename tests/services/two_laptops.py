"""Two laptops of one 台帳, each with its own office, that now and then meet."""

from smartsupport.services.office import Office
from tests.storage.logs import differences, ops_of


def meet(one: Office, other: Office) -> None:
    """Each takes what the other has; afterwards both hold the same."""
    one.opened.merge(ops_of(other.opened))
    other.opened.merge(ops_of(one.opened))
    assert differences(one.opened, other.opened) == []
