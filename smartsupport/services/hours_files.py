"""A month's hours as files: .xlsx, .csv and .pdf of the same figures."""

from collections.abc import Callable
from pathlib import Path

from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import HoursSheet
from smartsupport.domain.journal import Deed
from smartsupport.services import documents, journal
from smartsupport.services.files import save
from smartsupport.services.office import Office
from smartsupport.sheets.hours_out import hours_csv, hours_workbook

_MADE: dict[str, Callable[[HoursSheet], bytes]] = {
    "xlsx": hours_workbook,
    "csv": hours_csv,
    "pdf": documents.hours_paper,
}
ENDINGS = tuple(_MADE)


def hours_bytes(office: Office, sheet: HoursSheet, ending: str) -> bytes:
    """The month in one of `ENDINGS`; noted in the journal. Raises Refused("format_unknown")."""
    if ending not in _MADE:
        raise Refused("format_unknown", value=ending, known=", ".join(ENDINGS))
    content = _MADE[ending](sheet)
    journal.note(office, Deed.EXPORTED, document="hours", count=len(sheet.supporters))
    return content


def hours_files(office: Office, sheet: HoursSheet, folder: Path) -> list[Path]:
    """The month in every format, saved in `folder`."""
    return [
        save(folder / documents.hours_name(sheet, ending), hours_bytes(office, sheet, ending))
        for ending in ENDINGS
    ]
