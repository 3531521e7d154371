"""イベント一覧 and a ward's own calendars, as drafts of sessions: what, when and where."""

import re
from collections.abc import Mapping
from datetime import date, time

from smartsupport.domain.session import SessionState
from smartsupport.sheets import coordinates, municipalities, values
from smartsupport.sheets.columns import Field, Mapped, find_grid
from smartsupport.sheets.dates import day
from smartsupport.sheets.draft import Draft, Level, Reading, key_of
from smartsupport.sheets.grid import blank
from smartsupport.sheets.line import Line, joined, kept, read_rows
from smartsupport.sheets.reading import Source, read_sheets
from smartsupport.sheets.times import Span, clock_time, spans_in, time_span
from smartsupport.sheets.watch import UNWATCHED, Watch

FIELDS = (
    Field("title", (
        "イベント名", "名称", "タイトル", "講座名", "催し名", "行事名", "内容", "title",
    )),
    Field("kind_name", ("種別", "区分")),
    Field("code", (
        "全国地方公共団体コード", "都道府県コード又は市区町村コード",
        "所在地_全国地方公共団体コード",
    )),
    Field("source_file", ("source_file",)),
    Field("day", ("開始日", "開催日", "実施日", "日付", "開催日時", "日", "date")),
    Field("last_day", ("終了日",)),
    Field("start", ("開始時間", "開始時刻", "開始", "start")),
    Field("end", ("終了時間", "終了時刻", "終了", "end")),
    Field("span", ("開催時間", "時間", "時刻", "実施時間")),
    Field("when_note", ("開始日時特記事項", "日時備考", "日時")),
    Field("place", (
        "場所名称", "集合場所", "会場", "会場名", "開催場所", "場所", "施設名", "venue",
    )),
    Field("room", ("部屋", "部屋名", "会議室", "室名")),
    Field("city", ("住所市区町村", "所在地_市区町村", "市区町村名", "区市町村", "地方公共団体名")),
    Field("prefecture", ("住所都道府県", "所在地_都道府県", "都道府県名")),
    Field("address", ("所在地_連結表記", "住所", "所在地")),
    Field("town", ("住所町名", "所在地_町字")),
    Field("number", ("住所丁目以下", "所在地_番地以下")),
    Field("building", ("方書", "建物名等", "建物名等(方書)")),
    Field("lat", ("緯度", "latitude", "lat")),
    Field("lon", ("経度", "longitude", "lon", "lng")),
    Field("capacity", ("定員", "募集人数", "人数", "capacity")),
    Field("audience", ("対象者", "対象")),
    Field("fee", ("料金(基本)", "料金", "参加費", "費用")),
    Field("fee_note", ("料金(詳細)", "料金種別")),
    Field("apply_how", ("参加申込方法", "申込方法", "申込", "申し込み方法")),
    Field("apply_until", ("参加申込終了日", "申込期限日", "申込期限", "申込締切", "締切")),
    Field("contact_name", ("連絡先名称", "連絡先", "問合せ先", "問い合わせ先", "担当")),
    Field("contact_phone", ("連絡先電話番号", "電話番号")),
    Field("contact_extension", ("連絡先内線番号",)),
    Field("contact_email", ("連絡先メールアドレス",)),
    Field("url", ("URL", "コンテンツURL", "ホームページ")),
    Field("state", ("状態", "開催状況")),
    Field("text", ("説明", "概要")),
    Field("note", ("備考", "備考欄", "メモ", "note")),
)  # fmt: skip

_OFFERED = {
    "session_long_range": "session_long_range_offered",
    "session_no_start": "session_no_start_offered",
    "session_no_end": "session_no_end_offered",
}
_ROOM = re.compile(r"(\S.*?\S)[\s　]+(\S*(?:室|ホール|フロア|ロビー|コーナー|スペース|階))")


def read_sessions(
    source: Source, *, mapping: Mapped | None = None, watch: Watch = UNWATCHED
) -> Reading:
    """Every row of a calendar as a draft or a problem; a draft's venue stands in `extra`.

    Raises what `read_sheets` and `find_grid` raise; a bad row is never among it.
    """
    grid = find_grid(read_sheets(source, watch), FIELDS, mapping)
    return read_rows(grid, _draft, "title", watch)


def _draft(line: Line) -> Draft | None:
    when = _when(line)
    venue_name, room = _place(line)
    if not venue_name:
        line.note("place", "session_no_place")
    if line.rejected or when is None:
        return None
    on, (start, end) = when
    title = line.text("title")
    code = _municipality(line)
    fields = kept(
        title=title,
        day=on,
        start=start,
        end=end,
        room=room,
        capacity=line.take("capacity", values.whole(0, 99_999)) or None,
        audience=line.text("audience"),
        fee=_fee(line),
        apply_how=line.text("apply_how"),
        apply_until=line.take("apply_until", day),
        contact=_contact(line),
        url=line.text("url"),
        state=SessionState.CANCELLED if "中止" in line.text("state") else None,
        note=joined([line.text("text"), line.text("when_note"), line.text("note")]),
    )
    # Publishers number their events anew in every file, and twice in one: what, when and where
    # tell a session, its NO does not.
    key = key_of("session", code, title, on.isoformat(), f"{start:%H:%M}", venue_name, room)
    return Draft(row=line.number, key=key, fields=fields, extra=_extra(line, venue_name, code))


def _when(line: Line) -> tuple[date, Span] | None:
    """The day and the public span; None with the reason noted."""
    on = line.take("day", day, Level.ERROR)
    last = line.take("last_day", day)
    if on is None:
        if not line.rejected:
            line.note("day", "session_no_day")
        return None
    span = _span(line)
    if last is not None and last != on:
        _note_days(line, on, last, span)
        return None
    if span is None:
        if not line.rejected:
            if blank(line.cell("start")):
                _note_offering(line, "start", "session_no_start", {})
            else:
                _note_offering(line, "end", "session_no_end", {})
        return None
    if span[1] <= span[0]:
        line.note("end", "ends_before_start", start=span[0], end=span[1])
        return None
    return on, span


def _note_days(line: Line, first: date, last: date, span: Span | None) -> None:
    """Several days in one row: on which of them it is held, the row does not say."""
    told = {"first": first, "last": last, "days": (last - first).days + 1}
    if span:
        line.note("last_day", "session_several_days", Level.ERROR, times=_shown([span]), **told)
        return
    _note_offering(line, "last_day", "session_long_range", told)


def _span(line: Line) -> Span | None:
    """開始 and 終了, or a span written into one cell."""
    for field in ("start", "span"):
        whole = time_span(line.cell(field))
        if whole.value:
            return line.noted(field, whole)
    start = line.take("start", clock_time, Level.ERROR)
    end = line.take("end", clock_time, Level.ERROR)
    if start is None:
        start = line.noted("span", clock_time(line.cell("span")), Level.ERROR)
    return None if start is None or end is None else (start, end)


def _note_offering(line: Line, field: str, code: str, told: Mapping[str, object]) -> None:
    """Note missing times; where the row mentions some in its prose, the advice offers them."""
    prose = joined([line.text(f) for f in ("when_note", "start", "span", "text", "note")])
    spans = spans_in(prose)
    if spans:
        line.note(field, _OFFERED[code], Level.ERROR, times=_shown(spans[:4]), **told)
    else:
        line.note(field, code, Level.ERROR, **told)


def _shown(spans: list[Span]) -> str:
    return "、".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans)


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"


def _place(line: Line) -> tuple[str, str]:
    """The venue and the room; 「花小金井南公民館　講座室」 is cut at the blank before a room."""
    whole, room = line.text("place"), line.text("room")
    found = None if room else _ROOM.fullmatch(whole)
    return (found[1], found[2]) if found else (whole, room)


def _municipality(line: Line) -> str:
    """Of the place where the row tells it, else of whoever published the row."""
    if line.text("prefecture") in ("", municipalities.TOKYO):
        named = municipalities.code_of(line.text("city")) or municipalities.code_in(
            line.text("address")
        )
        if named:
            return named
    return line.take("code", municipalities.code) or ""


def _extra(line: Line, venue_name: str, code: str) -> dict[str, object]:
    parts = ("prefecture", "city", "town", "number") if line.text("town") else ()
    point = line.noted("lat", coordinates.point(line.cell("lat"), line.cell("lon")))
    return kept(
        venue_name=venue_name,
        municipality=code,
        address=line.text("address") or "".join(line.text(p) for p in parts),
        building=line.text("building"),
        lat_e7=point[0] if point else None,
        lon_e7=point[1] if point else None,
        kind_name=line.text("kind_name"),
        source_file=line.text("source_file"),
    )


def _fee(line: Line) -> str:
    """料金 in words: 無料, 600円, and the details where there are any."""
    typed = line.text("fee")
    amount = values.whole(0, 10_000_000)(typed).value
    if typed.replace(",", "").isdigit() and amount is not None:
        typed = f"{amount:,}円" if amount else "無料"
    return " ".join(filter(None, [typed, line.text("fee_note")]))


def _contact(line: Line) -> str:
    extension = line.text("contact_extension")
    parts = (
        line.text("contact_name"),
        line.text("contact_phone"),
        f"内線{extension}" if extension else "",
        line.text("contact_email"),
    )
    return " ".join(filter(None, parts))
