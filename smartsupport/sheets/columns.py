"""Which column holds which field: by the headers files really carry, or as a person said."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartsupport.domain.errors import Refused
from smartsupport.sheets.grid import Cell, Grid, Record, Sheet, blank, shown

SEARCHED = 60
"""Records from the top among which a header is looked for."""

_FOOTER = re.compile(
    r"(合計|総計|小計|計|以上|※.*|注[)）:：].*|出典.*|資料[:：].*|作成[:：日者].*)"
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a format with the headers it is known by, the likeliest first.

    Where several of its headers stand in one file, the first that is not blank in a row counts.
    """

    name: str
    aliases: tuple[str, ...]


_NONE: frozenset[str] = frozenset()

Mapped = Mapping[str, str | Sequence[str]]
"""A saved mapping: field → header, or headers in order of preference."""


def find_grid(sheets: Iterable[Sheet], fields: Sequence[Field], mapping: Mapped | None) -> Grid:
    """The first sheet with a header, cut into header, rows and footer.

    The header is the record near the top that names most fields, at least two (or one in a sheet
    of one column). Raises Refused("sheet_no_header", found) with the first record's cells, and
    Refused("mapped_column_missing", field, header).
    """
    first: Record | None = None
    for sheet in sheets:
        best: tuple[int, int, dict[str, tuple[int, ...]]] = (0, 0, {})
        for index, record in enumerate(sheet.records[:SEARCHED]):
            if not record.filled:
                continue
            first = first or record
            places = _matched(record.cells, fields, mapping or {})
            if len(places) >= min(2, record.filled) and len(places) > best[0]:
                best = (len(places), index, places)
        if best[0]:
            return _cut(sheet, best[1], best[2])
    if mapping:
        _explain_missing(mapping, first)
    raise Refused("sheet_no_header", found=[shown(c) for c in first.cells][:8] if first else [])


def fields_named(sheet: Sheet, fields: Sequence[Field]) -> frozenset[str]:
    """The fields that the likeliest header of a sheet names; empty when there is none."""
    heads = [record.cells for record in sheet.records[:SEARCHED] if record.filled]
    return max((frozenset(_matched(cells, fields, {})) for cells in heads), key=len, default=_NONE)


def headerless(sheet: Sheet, columns: Mapping[str, tuple[int, ...]]) -> Grid:
    """A grid whose columns were told by their content; every record is a row."""
    rows = tuple(r for r in sheet.records if r.filled)
    return Grid(sheet=sheet, header=(), header_row=0, columns=columns, rows=rows)


def folded_header(header: str) -> str:
    """A header for comparing: NFKC, lower case, without blanks, marks and brackets."""
    typed = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_\-ー‐・:*※#()\[\]「」【】/.、,]", "", typed)


def _bare_header(header: str) -> str:
    """The same without what stands in brackets: 電話番号(日中つながるもの)."""
    return folded_header(re.sub(r"[(（\[【].*?[)）\]】]", "", header))


def _matched(
    cells: Sequence[Cell], fields: Sequence[Field], mapping: Mapped
) -> dict[str, tuple[int, ...]]:
    # Only texts can be headers: a row of numbers and dates never is one.
    headers = [c if isinstance(c, str) and len(c) <= 60 else "" for c in cells]
    exact: dict[str, list[int]] = {}
    bare: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        exact.setdefault(folded_header(header), []).append(index)
        bare.setdefault(_bare_header(header), []).append(index)
    places: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for name, wanted in mapping.items():
        words = [wanted] if isinstance(wanted, str) else wanted
        found = [i for word in words for i in exact.get(folded_header(word), [])]
        if found:
            places[name] = tuple(found)
            taken.update(found)
    for table in (exact, bare):
        for field in fields:
            if field.name in mapping or (table is bare and field.name in places):
                continue
            found = [
                i
                for alias in field.aliases
                for i in table.get(folded_header(alias), [])
                if i not in taken and headers[i].strip()
            ]
            if found:
                places[field.name] = tuple(found)
                taken.update(found)
    return places


def _cut(sheet: Sheet, index: int, places: dict[str, tuple[int, ...]]) -> Grid:
    head = sheet.records[index]
    above = sheet.records[: index + 1]
    # A file that begins lines with # means them as remarks, below its header too.
    remarks = any(_starts_with_hash(r) for r in above)
    below = [
        r
        for r in sheet.records[index + 1 :]
        if r.filled and not (remarks and _starts_with_hash(r)) and r.cells != head.cells
    ]
    end = len(below)
    while end and _is_footer(below[end - 1]):
        end -= 1
    return Grid(
        sheet=sheet,
        header=tuple(shown(c) for c in head.cells),
        header_row=head.number,
        columns=places,
        rows=tuple(below[:end]),
        footer=tuple(below[end:]),
    )


def _starts_with_hash(record: Record) -> bool:
    return bool(record.cells) and str(record.cells[0]).startswith("#")


def _is_footer(record: Record) -> bool:
    first = next((shown(c) for c in record.cells if not blank(c)), "")
    plain = unicodedata.normalize("NFKC", "".join(first.split()))
    return _FOOTER.fullmatch(plain) is not None


def _explain_missing(mapping: Mapped, first: Record | None) -> None:
    there = {folded_header(shown(c)) for c in first.cells} if first else set()
    for name, wanted in mapping.items():
        words = [wanted] if isinstance(wanted, str) else list(wanted)
        if not any(folded_header(word) in there for word in words):
            raise Refused("mapped_column_missing", field=name, header="、".join(words))
