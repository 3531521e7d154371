"""What stands in the way of opening: one sentence with what to do, and another try."""

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.ui.doors.page import DoorPage


def trouble_page(error: Known) -> DoorPage:
    """`wanted` tries again, `put_off` closes."""
    return DoorPage(
        _("The register could not be opened"),
        (sentence(error),),
        onward=_("Try again"),
        later=_("Close"),
        back=False,
    )
