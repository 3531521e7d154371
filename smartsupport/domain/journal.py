"""操作の記録: what changes no record and must be known all the same. Values are never in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Deed(StrEnum):
    """What was done, as the journal keeps it."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCK = "lock"
    UNLOCK = "unlock"
    MODE_OPENED = "mode_opened"
    MODE_LEFT = "mode_left"
    PASSWORD_CHANGED = "password_changed"
    PERSON_ADDED = "person_added"
    PERSON_REMOVED = "person_removed"
    DOCUMENT_MADE = "document_made"
    CARDS_ISSUED = "cards_issued"
    PRINTED = "printed"
    SAVED = "saved"
    LIST_OPENED = "list_opened"
    EXPORTED = "exported"
    IMPORTED = "imported"
    MERGED = "merged"
    DISCLOSED = "disclosed"
    ERASED = "erased"
    BACKUP_MADE = "backup_made"
    RESTORED = "restored"
    DRIVE_ALLOWED = "drive_allowed"
    LAPTOP_RETIRED = "laptop_retired"
    LAPTOP_LOST = "laptop_lost"
    FOLDER_CHOSEN = "folder_chosen"


class DeedKind(StrEnum):
    """What a journal is narrowed to."""

    ACCESS = "access"
    PAPERS = "papers"
    LISTS = "lists"
    FILES = "files"
    UPKEEP = "upkeep"


KINDS: dict[DeedKind, tuple[Deed, ...]] = {
    DeedKind.ACCESS: (
        Deed.SIGN_IN,
        Deed.SIGN_IN_FAILED,
        Deed.LOCK,
        Deed.UNLOCK,
        Deed.MODE_OPENED,
        Deed.MODE_LEFT,
        Deed.PASSWORD_CHANGED,
        Deed.PERSON_ADDED,
        Deed.PERSON_REMOVED,
    ),
    DeedKind.PAPERS: (Deed.DOCUMENT_MADE, Deed.CARDS_ISSUED, Deed.PRINTED, Deed.SAVED),
    DeedKind.LISTS: (Deed.LIST_OPENED,),
    DeedKind.FILES: (Deed.EXPORTED, Deed.IMPORTED, Deed.MERGED, Deed.DISCLOSED),
    DeedKind.UPKEEP: (
        Deed.ERASED,
        Deed.BACKUP_MADE,
        Deed.RESTORED,
        Deed.DRIVE_ALLOWED,
        Deed.FOLDER_CHOSEN,
        Deed.LAPTOP_RETIRED,
        Deed.LAPTOP_LOST,
    ),
}
"""Every deed in the kind it is looked for under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: `person` did `deed` with `count` rows, pages or people of a `document`.

    `person` is the name as it was then; `document` a code of this program, never a text of a
    person's - but for an allowed drive its register number and the reason; 0 means that there was
    nothing to count.
    """

    id: UUID
    at: datetime
    person: str
    deed: str
    """A `Deed`, or a word of a newer version."""
    document: str = ""
    count: int = 0
    account: UUID | None = None
    """Whose name `person` is."""
    about: UUID | None = None
    """The session of a document; never a supporter or participant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry as it is read: `day` and `venue` of the session it was about."""

    entry: Entry
    day: date | None = None
    venue: str = ""
