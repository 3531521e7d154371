"""公共施設一覧 and a ward's own lists of places, as drafts of venues."""

from collections.abc import Iterator

from smartsupport.domain.text import folded
from smartsupport.sheets import coordinates, municipalities, values
from smartsupport.sheets.columns import Field, Mapped, find_grid
from smartsupport.sheets.draft import Draft, Level, Reading, key_of
from smartsupport.sheets.grid import blank, shown
from smartsupport.sheets.line import Line, joined, kept, read_rows
from smartsupport.sheets.phones import phone
from smartsupport.sheets.reading import Source, read_sheets
from smartsupport.sheets.times import clock_time, spans_in, time_span
from smartsupport.sheets.watch import UNWATCHED, Watch

FIELDS = (
    Field("name", ("名称", "施設名", "施設名称", "会場名", "会場", "場所名称", "name")),
    Field("kana", (
        "名称_カナ", "名称カナ", "施設名カナ", "会場名カナ", "ふりがな", "フリガナ", "カナ",
        "よみ",
    )),
    Field("code", (
        "全国地方公共団体コード", "都道府県コード又は市区町村コード", "市区町村コード",
        "自治体コード",
    )),
    Field("place_code", ("所在地_全国地方公共団体コード",)),
    Field("identifier", ("ID", "_id", "identifier")),
    Field("city", ("所在地_市区町村", "市区町村名", "区市町村", "市区町村", "地方公共団体名")),
    Field("prefecture", ("所在地_都道府県", "都道府県名", "都道府県")),
    Field("postal_code", ("郵便番号", "〒", "postalCode")),
    Field("address", ("所在地_連結表記", "住所", "所在地", "所在", "address")),
    Field("town", ("所在地_町字", "町字")),
    Field("number", ("所在地_番地以下", "番地以下", "番地")),
    Field("building", ("建物名等(方書)", "方書", "建物名", "建物名等")),
    Field("lat", ("緯度", "latitude", "lat")),
    Field("lon", ("経度", "longitude", "lon", "lng")),
    Field("point", ("location", "緯度経度", "位置情報", "座標")),
    Field("phone", (
        "電話番号", "電話", "代表電話", "連絡先電話番号", "連絡先", "TEL", "telephoneNumber",
    )),
    Field("open_days", ("利用可能曜日", "開館日", "曜日", "availableDate")),
    Field("open_from", ("開始時間", "利用開始時間", "開館時間", "startTime")),
    Field("open_until", ("終了時間", "利用終了時間", "閉館時間", "endTime")),
    Field("open_note", (
        "利用可能日時特記事項", "利用可能時間特記事項", "利用時間", "休館日", "availableDateNote",
    )),
    Field("barrier_free", ("バリアフリー情報", "バリアフリー")),
    Field("rooms", ("部屋", "部屋名", "会議室", "室名", "諸室")),
    Field("desks", ("机数", "机の数", "相談机数", "デスク数")),
    Field("url", ("URL", "ホームページ", "Webサイト", "referenceObject")),
    Field("text", ("説明", "概要")),
    Field("note", ("備考", "備考欄", "メモ", "note")),
    Field("equipment", (
        "車椅子可", "車椅子貸出", "ツエ貸出", "バリアフリートイレ",
        "スロープ、エレベータ、エスカレータ",
        "点字ブロック等の移動支援", "点字や読上による支援", "盲導犬・介助犬、聴導犬同伴", "字幕",
        "筆談対応", "優先駐車場", "オストメイト対応トイレ",
    )),
)  # fmt: skip


def read_venues(
    source: Source, *, mapping: Mapped | None = None, watch: Watch = UNWATCHED
) -> Reading:
    """Every row of a list of places as a draft or a problem.

    Raises what `read_sheets` and `find_grid` raise; a bad row is never among it.
    """
    grid = find_grid(read_sheets(source, watch), FIELDS, mapping)
    return read_rows(grid, _draft, "name", watch)


def _draft(line: Line) -> Draft | None:
    name = line.take("name", values.text, Level.ERROR)
    if not name and not line.rejected:
        line.note("name", "venue_no_name")
    if line.rejected or not name:
        return None
    address = _address(line)
    place = _point(line)
    open_from, open_until, prose = _hours(line)
    fields = kept(
        name=name,
        kana=line.take("kana", values.reading),
        municipality=_municipality(line, address),
        postal_code=line.take("postal_code", values.postal_code),
        address=address,
        building=line.text("building"),
        lat_e7=place[0] if place else None,
        lon_e7=place[1] if place else None,
        phone=line.take("phone", phone),
        open_days=line.text("open_days"),
        open_from=open_from,
        open_until=open_until,
        open_note=prose,
        barrier_free=_barrier_free(line),
        rooms=tuple(values.split_words(line.cell("rooms"))) or None,
        desks=line.take("desks", values.whole(1, 99)),
        url=line.text("url"),
        note=joined([line.text("text"), line.text("note")]),
    )
    return Draft(row=line.number, key=_key(line, name, address, fields), fields=fields)


def _key(line: Line, name: str, address: str, fields: dict[str, object]) -> str:
    # The standard's ID is unique and stays; NO is only a line number, and small ids of free shapes
    # mean nothing without the code of whoever gave them.
    code, identifier = shown(line.cell("code")), shown(line.cell("identifier"))
    if code and identifier:
        return key_of("venue", code, identifier)
    return key_of("venue", str(fields.get("municipality", "")), name, address)


def _address(line: Line) -> str:
    whole = line.text("address")
    if whole:
        return whole
    parts = ("prefecture", "city", "town", "number")
    # A town alone is no address: without one, only a place's municipality is known.
    return "".join(line.text(p) for p in parts) if line.text("town") else ""


def _municipality(line: Line, address: str) -> str:
    for field in ("place_code", "code"):
        found = municipalities.code(line.cell(field))
        if found.value:
            return found.value
        if found.problem:
            line.noted(field, found)
    if line.text("prefecture") not in ("", municipalities.TOKYO):
        return ""
    return municipalities.code_of(line.text("city")) or municipalities.code_in(address)


def _point(line: Line) -> tuple[int, int] | None:
    found = coordinates.point(line.cell("lat"), line.cell("lon"))
    if not found.value and not found.problem:
        return line.take("point", coordinates.point_in)
    return line.noted("lat", found)


def _hours(line: Line) -> tuple[str, str, str]:
    """Opening and closing times as HH:MM where told, and the prose as it stands."""
    prose = line.text("open_note")
    whole = time_span(line.cell("open_from"))
    if whole.value and not whole.problem:
        return f"{whole.value[0]:%H:%M}", f"{whole.value[1]:%H:%M}", prose
    opening, closing = _clock(line, "open_from"), _clock(line, "open_until")
    if not opening and not closing and prose:
        spans = spans_in(prose)
        if len(spans) == 1:
            opening, closing = (f"{at:%H:%M}" for at in spans[0])
            line.note(
                "open_note", "hours_read_from_note", Level.WARNING, start=opening, end=closing
            )
    return opening, closing, prose


def _clock(line: Line, field: str) -> str:
    found = clock_time(line.cell(field))
    if found.value:
        return f"{found.value:%H:%M}"
    if found.problem:
        line.note(field, "time_kept_as_text", Level.WARNING)
    return line.text(field)


def _barrier_free(line: Line) -> str:
    """The free text, and of the standard's yes/no columns those that are there."""
    return "、".join(filter(None, [line.text("barrier_free"), *_equipment(line)]))


def _equipment(line: Line) -> Iterator[str]:
    for header, cell in line.cells_of("equipment"):
        answer = values.yes_no(cell)
        if answer.value:
            yield header
        elif answer.problem and not blank(cell) and folded(shown(cell)) != "不明":
            yield f"{header}:{shown(cell)}"
