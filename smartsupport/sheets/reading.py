"""A file, its bytes or the clipboard, as sheets of records: recognised, never guessed silently."""

from pathlib import Path

from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.sheets import decoding, workbook
from smartsupport.sheets.grid import Record, Sheet
from smartsupport.sheets.watch import UNWATCHED, Watch

SIZE_LIMIT = 50 * 1024 * 1024
"""Bytes; a file above it is refused before it is read."""

Source = Path | bytes | str
"""A file, the bytes of one, or text from the clipboard."""


def read_sheets(source: Source, watch: Watch = UNWATCHED) -> list[Sheet]:
    """Every sheet in `source` with its records; blank ones are left out.

    Raises NotFound("sheet_missing", path), Unavailable("sheet_not_readable", path),
    Refused("sheet_too_large", size_mb, limit_mb) and the refusals of `decoding` and `workbook`.
    """
    if isinstance(source, str):
        return [_text_sheet(source.removeprefix("\ufeff"), "clipboard", watch)]
    content = _bytes_of(source) if isinstance(source, Path) else source
    if len(content) > SIZE_LIMIT:
        raise _too_large(len(content))
    decoding.check_kind(content)
    if content.startswith(b"PK\x03\x04"):
        return workbook.sheets_of(content, watch)
    text, encoding = decoding.decoded(content)
    return [_text_sheet(text, encoding, watch)]


def _text_sheet(text: str, encoding: str, watch: Watch) -> Sheet:
    if not text.strip():
        raise Refused("sheet_empty")
    rows, delimiter = decoding.records(text)
    total = len(rows)
    records = []
    for number, row in enumerate(rows, start=1):
        watch.step(number, total)
        records.append(Record(number, tuple(row)))
    return Sheet(name="", records=tuple(records), encoding=encoding, delimiter=delimiter)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise _too_large(size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("sheet_missing", path=str(path)) from error
    except OSError as error:
        raise Unavailable("sheet_not_readable", path=str(path)) from error


def _too_large(size: int) -> Refused:
    return Refused("sheet_too_large", size_mb=size // 1024**2, limit_mb=SIZE_LIMIT // 1024**2)
