import csv
import io
from datetime import date, time
from pathlib import Path
from uuid import UUID

from smartsupport.domain.session import Session, SessionState
from smartsupport.domain.venue import Venue
from smartsupport.sheets.events_out import HEADER, Event, events_csv
from smartsupport.sheets.sessions import read_sessions

FILES = Path(__file__).parent.parent / "data" / "sheets"
VENUE = Venue(
    id=UUID(int=1),
    name="花小金井南公民館",
    municipality="132110",
    address="東京都小平市花小金井南町2丁目12-6",
    lat_e7=357251000,
    lon_e7=1395100000,
)


def _session(**changes: object) -> Session:
    given: dict[str, object] = {
        "id": UUID(int=9),
        "venue_id": VENUE.id,
        "kind_id": UUID(int=2),
        "day": date(2026, 10, 3),
        "start": time(13),
        "end": time(16),
        "gather": time(12, 30),
        "dismiss": time(16, 15),
        "title": "スマホ相談会",
        "room": "講座室",
        "capacity": 12,
        "fee": "600円 テキスト代",
        "contact": "公民館係 042-461-0861 内線123",
        "apply_until": date(2026, 9, 20),
        "note": "佐藤さんは遅れる見込み",
    }
    return Session(**{**given, **changes})  # type: ignore[arg-type]


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _export(*sessions: Session) -> bytes:
    events = [Event(session=s, venue=VENUE, kind="相談会") for s in sessions]
    return events_csv(events, publisher="132110", organiser="小平市")


def test_the_32_columns_and_the_value_rules() -> None:
    (row,) = _rows(_export(_session()))
    assert tuple(row) == HEADER
    assert len(HEADER) == 32
    assert row["NO"] == "0000000001"
    assert (row["都道府県名"], row["市区町村名"]) == ("東京都", "小平市")
    assert (row["開始日"], row["開始時間"], row["終了時間"]) == ("2026-10-03", "13:00", "16:00")
    assert (row["料金(基本)"], row["料金(詳細)"]) == ("600", "テキスト代")
    assert (row["連絡先名称"], row["連絡先電話番号"]) == ("公民館係", "(042)461-0861")
    assert row["連絡先内線番号"] == "123"
    assert (row["緯度"], row["経度"]) == ("35.7251", "139.51")
    assert row["参加申込終了日"] == "2026-09-20"


def test_notes_for_colleagues_are_not_published() -> None:
    assert "佐藤" not in _export(_session()).decode("utf-8-sig")


def test_deleted_sessions_are_left_out_and_cancelled_ones_say_so() -> None:
    rows = _rows(_export(_session(deleted=True), _session(state=SessionState.CANCELLED)))
    assert [r["開始日時特記事項"] for r in rows] == ["中止"]


def test_a_session_without_a_title_is_called_by_its_kind_and_order_is_by_time() -> None:
    late, early = _session(title=""), _session(id=UUID(int=10), start=time(9), end=time(11))
    rows = _rows(_export(late, early))
    assert [(r["NO"], r["イベント名"]) for r in rows] == [
        ("0000000001", "スマホ相談会"),
        ("0000000002", "相談会"),
    ]


def test_what_is_published_is_read_back_by_our_own_import() -> None:
    reading = read_sessions(_export(_session()))
    assert reading.problems == ()
    draft = reading.drafts[0]
    assert {k: draft.fields[k] for k in ("title", "day", "start", "end", "capacity", "fee")} == {
        "title": "スマホ相談会",
        "day": date(2026, 10, 3),
        "start": time(13),
        "end": time(16),
        "capacity": 12,
        "fee": "600円 テキスト代",
    }
    assert draft.extra["venue_name"] == VENUE.name
    assert draft.extra["lat_e7"] == VENUE.lat_e7


def test_real_sessions_read_and_published_are_read_back_the_same() -> None:
    drafts = read_sessions(FILES / "tokyo_smartphone_events.csv").drafts
    events = []
    for number, draft in enumerate(drafts):
        venue = Venue(id=UUID(int=number), name=str(draft.extra["venue_name"]))
        wanted = ("title", "day", "start", "end", "fee", "capacity", "apply_how", "apply_until")
        fields = {k: draft.fields[k] for k in wanted if k in draft.fields}
        events.append(Event(session=_session(**{**fields, "id": UUID(int=number)}), venue=venue))
    again = read_sessions(events_csv(events, publisher="130001", organiser="東京都")).drafts
    found = {(d.fields["title"], d.fields["day"], d.fields["start"]) for d in again}
    assert found == {(d.fields["title"], d.fields["day"], d.fields["start"]) for d in drafts}
    assert len(again) == len(drafts)
