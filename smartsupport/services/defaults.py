"""What a new workspace starts with (defaults.md); every entry can be renamed or retired."""

from uuid import UUID

from smartsupport.clock import NewId
from smartsupport.domain.consultation import Choice
from smartsupport.domain.session import Behaviour, PlaceRule, SessionKind
from smartsupport.domain.supporter import Role
from smartsupport.domain.workspace import Workspace
from smartsupport.i18n import N_, _

TOPICS = "topic"
REFERRALS = "referral"

_DESKS = (PlaceRule(role=Role.ADVISER, per="desk"), PlaceRule(role=Role.RECEPTION))
_CLASS = (
    PlaceRule(role=Role.LECTURER),
    PlaceRule(role=Role.ASSISTANT, per="participant", each=4),
)
_TWO = (PlaceRule(role=Role.ADVISER, wanted=2, minimum=2),)
_ONLINE = (PlaceRule(role=Role.RECEPTION), PlaceRule(role=Role.ADVISER))

_KINDS = (
    (N_("Consultation session"), N_("C"), Behaviour.TURNS, _DESKS),
    (N_("Standing consultation"), N_("S"), Behaviour.DROP_IN, _TWO),
    (N_("Trial session"), N_("T"), Behaviour.LECTURE, _CLASS),
    (N_("Class"), N_("L"), Behaviour.LECTURE, _CLASS),
    (N_("Salon"), N_("G"), Behaviour.DROP_IN, _TWO),
    (N_("Online consultation"), N_("O"), Behaviour.TURNS, _ONLINE),
)

_TOPICS = (
    ("basics", N_("Basic operation and typing")),
    ("calls", N_("Calls and contacts")),
    ("mail", N_("Mail and SMS")),
    ("line", N_("LINE")),
    ("camera", N_("Camera and photos")),
    ("codes", N_("Reading two-dimensional codes")),
    ("web", N_("Searching the web")),
    ("maps", N_("Maps and transfers")),
    ("apps", N_("Installing and updating apps")),
    ("accounts", N_("IDs and passwords")),
    ("network", N_("Wi-Fi, data and charges")),
    ("storage", N_("Storage, backup, changing phones")),
    ("my_number", N_("My Number Card and Mynaportal")),
    ("ward_apps", N_("Tokyo App and municipal apps")),
    ("cashless", N_("Cashless payment")),
    ("disaster", N_("Disaster preparedness")),
    ("health", N_("Bookings, medical care and health")),
    ("fraud", N_("Fraud and junk mail")),
    ("enlarge", N_("Larger text and reading aloud")),
    ("other", N_("Other")),
)
_TOPIC_KEYS = "1234567890QWERTYUIOP"

_REFERRALS = (
    ("shop", N_("Phone shop")),
    ("carrier", N_("Phone company")),
    ("maker", N_("Manufacturer")),
    ("ward_desk", N_("Municipal office")),
    ("consumer_centre", N_("Consumer affairs centre")),
    ("police", N_("Police consultation")),
    ("family", N_("Family")),
    ("next_session", N_("Next consultation session")),
    ("other", N_("Other")),
)

_COURTESY = N_(
    "Please operate your phone yourself. Never show or tell your passwords or PIN to a "
    "supporter. We cannot buy, sign contracts or pay on your behalf. For what we cannot solve "
    "we will show you the right office."
)


def first_workspace(id: UUID, name: str, organiser: str, practice: bool) -> Workspace:
    """The workspace's own record."""
    return Workspace(
        id=id, name=name, organiser=organiser, practice=practice, courtesy=_(_COURTESY)
    )


def first_kinds(new_id: NewId) -> list[SessionKind]:
    """The six kinds of session, in the language in use."""
    return [
        SessionKind(
            id=new_id(),
            name=_(name),
            letter=_(letter),
            behaviour=behaviour,
            places=places,
            position=position,
        )
        for position, (name, letter, behaviour, places) in enumerate(_KINDS)
    ]


def first_choices(new_id: NewId) -> list[Choice]:
    """Topics with their keys and つなぎ先, in the language in use."""
    topics = [
        Choice(id=new_id(), list_name=TOPICS, code=code, name=_(name), key=key, position=position)
        for position, ((code, name), key) in enumerate(zip(_TOPICS, _TOPIC_KEYS, strict=True))
    ]
    referrals = [
        Choice(
            id=new_id(),
            list_name=REFERRALS,
            code=code,
            name=_(name),
            key=str(position + 1),
            position=position,
        )
        for position, (code, name) in enumerate(_REFERRALS)
    ]
    return topics + referrals
