"""What lists of people share: name, reading and phone; sheets without a header; stable keys."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smartsupport.domain.errors import Refused
from smartsupport.domain.person import phone_digits
from smartsupport.sheets import values
from smartsupport.sheets.columns import Field, Mapped, find_grid, headerless
from smartsupport.sheets.draft import Reading, key_of
from smartsupport.sheets.grid import Cell, Grid, Record, Sheet, blank, shown
from smartsupport.sheets.line import Line, ReadRow, read_rows
from smartsupport.sheets.phones import phone
from smartsupport.sheets.reading import Source, read_sheets
from smartsupport.sheets.watch import Watch

NAME = Field(
    "name",
    ("氏名", "名前", "お名前", "サポーター氏名", "参加者氏名", "申込者氏名", "申込者", "name"),
)
FAMILY = Field("family", ("姓", "氏", "名字"))
GIVEN = Field("given", ("名",))
KANA = Field(
    "kana",
    (
        "ふりがな",
        "フリガナ",
        "氏名ふりがな",
        "氏名フリガナ",
        "氏名カナ",
        "カナ",
        "氏名_カナ",
        "かな",
        "よみ",
        "よみがな",
        "読み",
        "kana",
    ),
)
FAMILY_KANA = Field("family_kana", ("セイ", "せい", "姓カナ", "姓ふりがな", "姓フリガナ"))
GIVEN_KANA = Field("given_kana", ("メイ", "めい", "名カナ", "名ふりがな", "名フリガナ"))
PHONE = Field(
    "phone",
    (
        "電話番号",
        "電話",
        "TEL",
        "携帯電話",
        "携帯",
        "携帯番号",
        "連絡先",
        "連絡先電話番号",
        "日中連絡先",
        "自宅電話",
        "phone",
    ),
)
EMAIL = Field("email", ("メール", "メールアドレス", "Eメール", "E-mail", "email", "mail"))
NOTE = Field("note", ("備考", "備考欄", "メモ", "特記事項", "note"))
PERSON = (NAME, FAMILY, GIVEN, KANA, FAMILY_KANA, GIVEN_KANA, PHONE)

_NAME_PHONE = re.compile(r"([^\d０-９(（]+?)[\s　:：]*([\d０-９(（][\d０-９()（）\s\-－‐ー―]{7,})")


def read_people(
    source: Source, fields: Sequence[Field], row: ReadRow, mapping: Mapped | None, watch: Watch
) -> Reading:
    """Every row by `row`, from a sheet with a header or from bare lines of names and phones.

    A second line with a key already seen is a warning. Raises as `read_sheets` and `find_grid`.
    """
    grid = _grid(read_sheets(source, watch), fields, mapping)
    return read_rows(grid, row, "name", watch)


def person(line: Line) -> tuple[str, str, str]:
    """Name as typed, reading, phone; an empty line of the three is noted as an error."""
    name = line.text("name") or " ".join(filter(None, [line.text("family"), line.text("given")]))
    kana = line.take("kana", values.reading) or " ".join(
        filter(None, (line.take(f, values.reading) for f in ("family_kana", "given_kana")))
    )
    number = line.take("phone", phone) or ""
    if not (name or kana or number):
        line.note("name", "person_no_name")
    return name, kana, number


def person_key(kind: str, name: str, kana: str, number: str, more: str = "") -> str:
    """A key of name and phone, or of what there is: one namesake must not become the other."""
    return key_of(kind, name or kana, phone_digits(number) or more or kana)


def _grid(sheets: list[Sheet], fields: Sequence[Field], mapping: Mapped | None) -> Grid:
    try:
        return find_grid(sheets, fields, mapping)
    except Refused as refusal:
        if refusal.code != "sheet_no_header":
            raise
        bare = _parted(sheets[0])
        columns = _by_content(bare)
        if not columns:
            raise
        return headerless(bare, columns)


def _parted(sheet: Sheet) -> Sheet:
    """Lines such as 「山田 太郎 090-1234-5678」, one cell each, cut before the number."""
    found = {r.number: _NAME_PHONE.fullmatch(shown(r.cells[0])) for r in sheet.records if r.filled}
    if any(r.filled > 1 for r in sheet.records) or not any(found.values()):
        return sheet
    cut = (
        Record(r.number, match.groups()) if (match := found.get(r.number)) else r
        for r in sheet.records
    )
    return replace(sheet, records=tuple(cut))


def _by_content(sheet: Sheet) -> Mapping[str, tuple[int, ...]]:
    """Columns of a bare list: the one of phones, the first of names, one of readings, or {}.

    A list with a name and a phone on each line is recognised, and so is one name a line.
    """
    rows = [r for r in sheet.records if r.filled][:50]
    width = max((len(r.cells) for r in rows), default=0)
    columns: dict[str, tuple[int, ...]] = {}
    tests = (("phone", _is_phone), ("email", _is_email), ("kana", _is_kana), ("name", _is_name))
    for place in range(width):
        cells = [r.cells[place] for r in rows if place < len(r.cells) and not blank(r.cells[place])]
        for field, test in tests:
            if field not in columns and cells and sum(map(test, cells)) * 5 >= len(cells) * 4:
                columns[field] = (place,)
                break
    return columns if _enough(columns, rows) else {}


def _enough(columns: Mapping[str, tuple[int, ...]], rows: Sequence[Record]) -> bool:
    named = "name" in columns or "kana" in columns
    return named and ("phone" in columns or all(r.filled == 1 for r in rows))


def _is_phone(cell: Cell) -> bool:
    return phone(cell).value is not None


def _is_email(cell: Cell) -> bool:
    return values.email(cell).value is not None


def _is_kana(cell: Cell) -> bool:
    found = values.reading(cell).value
    return bool(found) and all("ァ" <= c <= "ヺ" or c in "ー・ " for c in found or "")


def _is_name(cell: Cell) -> bool:
    word = shown(cell)
    return 1 < len(word) <= 30 and not any(c.isdigit() or c in "@:/。、#" for c in word)
