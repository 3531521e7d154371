"""The words of 操作の記録: what was done, and with which document. Here in English."""

from smartsupport.domain.journal import Deed, DeedKind
from smartsupport.i18n import N_, _

DEEDS: dict[str, str] = {
    Deed.SIGN_IN: N_("Signed in"),
    Deed.SIGN_IN_FAILED: N_("Wrong password at sign-in"),
    Deed.LOCK: N_("Locked the screen"),
    Deed.UNLOCK: N_("Unlocked the screen"),
    Deed.MODE_OPENED: N_("Began reception mode"),
    Deed.MODE_LEFT: N_("Ended reception mode"),
    Deed.PASSWORD_CHANGED: N_("Changed the password"),
    Deed.PERSON_ADDED: N_("Added a user"),
    Deed.PERSON_REMOVED: N_("Removed a user"),
    Deed.DOCUMENT_MADE: N_("Made a document"),
    Deed.CARDS_ISSUED: N_("Gave out cards"),
    Deed.PRINTED: N_("Printed"),
    Deed.SAVED: N_("Saved as a file"),
    Deed.LIST_OPENED: N_("Opened a list"),
    Deed.EXPORTED: N_("Exported"),
    Deed.IMPORTED: N_("Imported"),
    Deed.MERGED: N_("Received from other computers"),
    Deed.DISCLOSED: N_("Disclosed a person's record"),
    Deed.ERASED: N_("Erased a person's record"),
    Deed.BACKUP_MADE: N_("Made a backup"),
    Deed.RESTORED: N_("Restored a backup"),
    Deed.DRIVE_ALLOWED: N_("Allowed a USB drive"),
    Deed.FOLDER_CHOSEN: N_("Chose the shared folder"),
    Deed.LAPTOP_RETIRED: N_("Took a computer out of use"),
    Deed.LAPTOP_LOST: N_("Marked a computer as lost"),
}

DEED_KINDS: dict[DeedKind, str] = {
    DeedKind.ACCESS: N_("Sign-in"),
    DeedKind.PAPERS: N_("Documents"),
    DeedKind.LISTS: N_("Lists of names"),
    DeedKind.FILES: N_("Import and export"),
    DeedKind.UPKEEP: N_("Backup and erasure"),
}

DOCUMENTS: dict[str, str] = {
    "reception-list": N_("Reception list"),
    "placement-sheet": N_("Placement sheet"),
    "consultation-slip": N_("Consultation slip"),
    "session-report": N_("Session report"),
    "attendance-report": N_("Attendance report"),
    "cards": N_("Reception cards"),
    "hours": N_("Supporters hours"),
    "events": N_("List of events (open data)"),
    "journal": N_("Journal"),
    "disclosure": N_("What is held of one person"),
    "holdings": N_("What is held"),
    "disposal-record": N_("Record of disposal"),
    "handover-sheet": N_("Handover sheet"),
    "problems": N_("Rows that were left out"),
    "supporters": N_("Supporters"),
    "participants": N_("Participants"),
    "venues": N_("Venues"),
    "sessions": N_("Sessions"),
    "bookings": N_("Bookings"),
    "placements": N_("Placements"),
    "attendance": N_("Attendance"),
    "consultations": N_("Consultations"),
    "tasks": N_("Task"),
    "history": N_("History of changes"),
    "twins": N_("These may be one person"),
    "versions": N_("Two computers entered different things"),
    "recovery": N_("Recovery sheet"),
    "merge": N_("Added what was missing"),
    "replace": N_("Put in the place of all"),
}


def deed_word(deed: str) -> str:
    """What was done; a word of a newer version stands as it is."""
    return _(DEEDS[deed]) if deed in DEEDS else deed


def deed_kind_word(kind: DeedKind) -> str:
    """What a chip says."""
    return _(DEED_KINDS[kind])


def document_word(document: str) -> str:
    """What a document or list is called; a code of a newer version stands as it is."""
    return _(DOCUMENTS[document]) if document in DOCUMENTS else document
