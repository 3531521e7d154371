"""Every stored table: the synced ones declared one by one, the local ones beneath.

A synced table is a domain dataclass plus three decisions: which columns move together (*groups*,
the unit of a merge), what each column tells about a person (*privacy*), and which columns name the
people a row is about (*subjects*). Privacy is one of

    identity    who someone is: goes with an erasure
    sensitive   what must not be known of someone: goes with an erasure
    count       what figures are made of: stays, unnamed
    key         what ties rows together
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    and_,
    literal_column,
)

from smartsupport.domain.account import Account, RecoverySheet
from smartsupport.domain.availability import Availability
from smartsupport.domain.booking import Booking
from smartsupport.domain.card import CardEvent
from smartsupport.domain.consultation import Choice, Consultation
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.erasure import Erasure
from smartsupport.domain.laptop import Laptop
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.retention import Disposal, RetentionRules
from smartsupport.domain.same import SameAs
from smartsupport.domain.series import Series
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.domain.workspace import Workspace
from smartsupport.storage.folder_tables import FACT as FACT
from smartsupport.storage.folder_tables import GAP as GAP
from smartsupport.storage.folder_tables import HELD as HELD
from smartsupport.storage.folder_tables import OUTBOX as OUTBOX
from smartsupport.storage.folder_tables import PEER as PEER
from smartsupport.storage.folder_tables import ROW_SUM as ROW_SUM
from smartsupport.storage.folder_tables import SEGMENT_FILE as SEGMENT_FILE
from smartsupport.storage.folder_tables import STUBBED as STUBBED
from smartsupport.storage.folder_tables import WORKSPACE_KEY as WORKSPACE_KEY
from smartsupport.storage.synced import DELETED as DELETED
from smartsupport.storage.synced import METADATA as METADATA
from smartsupport.storage.synced import ROW as ROW
from smartsupport.storage.synced import VOIDED as VOIDED
from smartsupport.storage.synced import Privacy as Privacy
from smartsupport.storage.synced import SyncedColumn as SyncedColumn
from smartsupport.storage.synced import SyncedTable as SyncedTable
from smartsupport.storage.synced import synced_table
from smartsupport.storage.types import Day, Id, Instant

SCHEMA_VERSION = 1
"""Written into every op; raised when a stored meaning changes, with an upcaster beside it."""

WORKSPACE = synced_table(
    "workspace",
    Workspace,
    count="monthly_warning reach_minutes travel_kmh travel_overhead features practice",
    key="name organiser municipality addressee courtesy",
    together=("monthly_warning reach_minutes travel_kmh travel_overhead",),
)
SESSION_KIND = synced_table(
    "session_kind",
    SessionKind,
    count="behaviour places turn_minutes",
    key="name letter position retired",
)
CHOICE = synced_table("choice", Choice, key="list_name code name key position retired")
SUPPORTER = synced_table(
    "supporter",
    Supporter,
    subjects="id",
    identity="name kana phone email certificate_number scheme_seen_by note source",
    count="kind scheme_status scheme_seen_on certificate_on municipality roles strengths trainee "
    "monthly_cap monthly_minutes_cap reach_minutes standing",
    key="keep_with keep_apart",
    together=(
        "name kana",
        "scheme_status scheme_seen_on scheme_seen_by",
        "certificate_on certificate_number",
        "monthly_cap monthly_minutes_cap",
    ),
    keep_both="name phone",
    indexes=("source",),
)
AVAILABILITY = synced_table(
    "availability",
    Availability,
    subjects="supporter_id",
    count="answer weekday day start end",
    key="supporter_id",
    together=("answer weekday day start end",),
    indexes=("supporter_id",),
)
PARTICIPANT = synced_table(
    "participant",
    Participant,
    subjects="id",
    identity="name kana phone note source",
    sensitive="access_needs",
    count="age_band phone_type",
    together=("name kana",),
    keep_both="name phone access_needs",
    indexes=("source",),
)
VENUE = synced_table(
    "venue",
    Venue,
    count="desks rooms to_complete gather_before dismiss_after",
    key="name kana municipality postal_code address building lat_e7 lon_e7 phone open_days "
    "open_from open_until open_note barrier_free url note source",
    together=(
        "name kana",
        "address municipality postal_code building",
        "lat_e7 lon_e7",
        "open_days open_from open_until open_note",
        "gather_before dismiss_after",
    ),
    indexes=("source",),
)
SERIES = synced_table(
    "series",
    Series,
    key="title venue_id kind_id repeat first last start end interval weekdays ordinals month_days "
    "on_holiday except_days",
    together=("repeat first last start end interval weekdays ordinals month_days",),
)
SESSION = synced_table(
    "session",
    Session,
    count="day start end gather dismiss desks capacity places strengths accessible state",
    key="venue_id kind_id title room reason series_id audience fee apply_how apply_until contact "
    "url note source",
    together=("day start end gather dismiss", "state reason"),
    indexes=("day venue_id", "source"),
)
BOOKING = synced_table(
    "booking",
    Booking,
    subjects="participant_id",
    identity="reason source",
    count="state at companions walk_in",
    key="session_id participant_id",
    together=("state reason",),
    indexes=("session_id", "participant_id"),
)
PLACEMENT = synced_table(
    "placement",
    Placement,
    subjects="supporter_id",
    identity="reason override",
    count="role state trainee gather dismiss",
    key="session_id supporter_id",
    together=("state reason", "gather dismiss"),
    keep_both="state",
    indexes=("session_id", "supporter_id"),
)
CONSULTATION = synced_table(
    "consultation",
    Consultation,
    subjects="participant_id supporter_id",
    identity="note",
    count="topics main_topic outcome referrals minutes paper",
    key="session_id participant_id supporter_id",
    together=("topics main_topic",),
    indexes=("session_id", "participant_id"),
)
DOOR_EVENT = synced_table(
    "door_event",
    DoorEvent,
    event=True,
    subjects="person_id",
    identity="reason by",
    count="direction party day at source number letter companions",
    key="person_id session_id venue_id after",
    indexes=("session_id", "person_id", "day venue_id"),
)
HELPED = and_(
    DOOR_EVENT.table.c.party == literal_column("'supporter'"),
    DOOR_EVENT.table.c.voided == literal_column("0"),
)
"""Which door events say that a supporter helped. Literal, or its index would not be used."""
Index(
    "ix_door_event_helped",
    DOOR_EVENT.table.c.venue_id,
    DOOR_EVENT.table.c.person_id,
    DOOR_EVENT.table.c.day,
    DOOR_EVENT.table.c.session_id,
    sqlite_where=HELPED,  # not postgresql_where: it loads that whole dialect at every start
)
CARD_EVENT = synced_table(
    "card_event",
    CardEvent,
    event=True,
    subjects="person_id",
    identity="reason",
    count="move at",
    key="code person_id party",
    indexes=("code", "person_id"),
)
# About nobody, so that no erasure empties it: whoever has to be erased too must still be found.
SAME_AS = synced_table(
    "same_as",
    SameAs,
    key="first second party verdict",
    together=("first second party",),
    keep_both="verdict",
    indexes=("first", "second"),
)
# About nobody, so that no erasure empties them: they must travel, and the books must stay.
ERASURE = synced_table("erasure", Erasure, event=True, key="ids level reason", count="at")
DISPOSAL = synced_table(
    "disposal", Disposal, event=True, key="kind level by reason", count="how_many at months"
)
RETENTION = synced_table(
    "retention",
    RetentionRules,
    count="notes applicants participants supporters hours",
    key="confirmed",
)

ACCOUNT = synced_table(
    "account",
    Account,
    key="name role state removed_by public_key wrapped",
    together=("state removed_by", "public_key wrapped"),
)
RECOVERY_SHEET = synced_table(
    "recovery_sheet",
    RecoverySheet,
    key="made_at public_key last_four confirmed revoked",
    together=("made_at public_key last_four",),
)
LAPTOP = synced_table("laptop", Laptop, key="replica name letter state joined_at")

SYNCED: dict[str, SyncedTable] = {
    t.name: t
    for t in (
        WORKSPACE, SESSION_KIND, CHOICE, SUPPORTER, AVAILABILITY, PARTICIPANT, VENUE, SERIES,
        SESSION, BOOKING, PLACEMENT, CONSULTATION, DOOR_EVENT, CARD_EVENT, SAME_AS, ERASURE,
        DISPOSAL, RETENTION, ACCOUNT, RECOVERY_SHEET, LAPTOP,
    )
}  # fmt: skip
"""Every synced table by name, parents before what points at them."""

BY_RECORD: dict[type, SyncedTable] = {t.record: t for t in SYNCED.values()}

# --- local tables: never synced, and never part of the digest ---------------------------------

REPLICA = Table(
    "replica",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("replica", LargeBinary(8), nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hlc", BigInteger, nullable=False),
)
OP = Table(
    "op",
    METADATA,
    Column("id", LargeBinary(28), primary_key=True),
    Column("txn", LargeBinary(16), nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", LargeBinary(16), nullable=False),
    Column("state", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
Index("ix_op_row", OP.c.row_id)
# Naming a PostgreSQL option here would load that dialect at every start (70 ms); its own
# migration gives the index its condition there.
Index("ix_op_waiting", OP.c.txn, sqlite_where=OP.c.state != 1)
OP_SUBJECT = Table(
    "op_subject",
    METADATA,
    Column("subject", LargeBinary(16), primary_key=True),
    Column("op", LargeBinary(28), primary_key=True),
    sqlite_with_rowid=False,
)
ERASED = Table(
    "erased",
    METADATA,
    Column("subject", LargeBinary(16), primary_key=True),
    Column("level", Text, nullable=False),
    Column("op", LargeBinary(28), nullable=False),
    Column("swept", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What the erasures in the log say of each id; `swept` once no freed page can hold a trace."""
SEARCH = Table(
    "search",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("sort", Text, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Stored in the order of a list, so that a search reads it once from the front."""
Index("ix_search_id", SEARCH.c.id)
TWO_VERSIONS = Table(
    "two_versions",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("group_name", Text, primary_key=True),
)
"""Where concurrent writes of a kept-both group differ, and a person has to choose."""
SAME_PERSON = Table(
    "same_person",
    METADATA,
    Column("person", Id, primary_key=True),
    Column("canonical", Id, nullable=False),
    sqlite_with_rowid=False,
)
"""Who is one person with others, and who speaks for them; most people are not in it."""
Index("ix_same_person_canonical", SAME_PERSON.c.canonical)
ENTRY_KEY = Table(
    "entry_key",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("id", Id, primary_key=True),
    sqlite_with_rowid=False,
)
"""By what people are looked up who may be one person; see `domain.same`."""
Index("ix_entry_key_id", ENTRY_KEY.c.id)
LIKELY_SAME = Table(
    "likely_same",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("first", Id, primary_key=True),
    Column("second", Id, primary_key=True),
    sqlite_with_rowid=False,
)
"""Two entries that may be one person, whatever was decided about them."""
Index("ix_likely_same_second", LIKELY_SAME.c.second)
JOURNAL = Table(
    "journal",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("account", Id, nullable=True),
    Column("about", Id, nullable=True),
)
"""`actor` is the name as it was then, `account` whose it is; `about` is nobody of the register."""
Index("ix_journal_at", JOURNAL.c.at)
DESK_STEP = Table(
    "desk_step",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False),
    Column("act", Id, nullable=False),
    Column("at", Instant, nullable=False),
    Column("venue_id", Id, nullable=False),
    Column("day", Day, nullable=False),
    Column("state", Text, nullable=False),
    Column("person", Id, nullable=True),
    Column("code", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("wrote", Text, nullable=False),
)
"""In the order `n` of doing, whatever the clock says; one `act` is taken back together."""
Index("ix_desk_step_id", DESK_STEP.c.id, unique=True)
Index("ix_desk_step_day", DESK_STEP.c.day, DESK_STEP.c.venue_id, DESK_STEP.c.n)
Index("ix_desk_step_at", DESK_STEP.c.at)
