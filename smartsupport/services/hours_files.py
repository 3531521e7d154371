"""A month's hours as files: .xlsx, .csv and .pdf of the same figures."""

from pathlib import Path

from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import HoursSheet
from smartsupport.services import documents
from smartsupport.services.files import save
from smartsupport.sheets.hours_out import hours_csv, hours_workbook

ENDINGS = ("xlsx", "csv", "pdf")


def hours_bytes(sheet: HoursSheet, ending: str) -> bytes:
    """The month in one of `ENDINGS`. Raises Refused("format_unknown")."""
    if ending == "xlsx":
        return hours_workbook(sheet)
    if ending == "csv":
        return hours_csv(sheet)
    if ending == "pdf":
        return documents.hours_paper(sheet)
    raise Refused("format_unknown", value=ending, known=", ".join(ENDINGS))


def hours_files(sheet: HoursSheet, folder: Path) -> list[Path]:
    """The month in every format, saved in `folder`."""
    return [
        save(folder / documents.hours_name(sheet, ending), hours_bytes(sheet, ending))
        for ending in ENDINGS
    ]
