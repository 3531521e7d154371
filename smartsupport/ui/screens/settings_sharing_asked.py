"""What is asked before a computer that shares the 台帳 is called or counted otherwise."""

from functools import partial

from smartsupport.domain.laptop import Laptop
from smartsupport.i18n import _
from smartsupport.services import laptops
from smartsupport.services.office import Office
from smartsupport.ui.screens.account_ask import Asked


def renaming(office: Office, laptop: Laptop) -> Asked:
    """Another name."""
    return Asked(
        title=_("Rename {name}").format(name=laptop.name),
        told=_("The other computers show the new name after they have exchanged."),
        onward=_("Save"),
        work=lambda ask: partial(laptops.rename, office, laptop.id, ask.name),
        name=laptop.name,
    )


def retiring(office: Office, laptop: Laptop) -> Asked:
    """使用終了."""
    return Asked(
        title=_("Is {name} no longer in use?").format(name=laptop.name),
        told=_(
            "First remove the register on that computer (its settings, “Remove from this "
            "computer”). The others then do not wait for it any more; what was entered "
            "there and has arrived stays."
        ),
        onward=_("No longer in use"),
        work=lambda _ask: partial(laptops.retire, office, laptop.id),
    )


def losing(office: Office, laptop: Laptop) -> Asked:
    """紛失."""
    return Asked(
        title=_("Was {name} lost?").format(name=laptop.name),
        told=_(
            "What is entered from now on is written under a new key, which is not on that "
            "computer. What it has already stays there, behind the passwords of its "
            "people: tell your organisation. The journal keeps this."
        ),
        onward=_("It was lost"),
        work=lambda _ask: partial(laptops.mark_lost, office, laptop.id),
    )
